--TEST--
mailcow_terminate: mailboxes, resources and domain go, and with it an administrator who has no other; requests by what there is
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());

echo "an empty domain\n";
call('terminate', $params);
asked($server);
shown($server, 'kunde.example');

echo "again\n";
call('terminate', $params);
asked($server);

echo "with mailboxes\n";
$boxes = ['post' => 100, 'info' => 100, 'chef' => 100];
$server->seed(domain_rows('boxen.example', ['whmcs-41'], 'admin-k3x9p-7', $boxes));
call('terminate', ['domain' => 'boxen.example'] + $params);
asked($server);
shown($server, 'boxen.example');

echo "with mailboxes and a resource\n";
$server->seed(domain_rows('saal.example', ['whmcs-41'], 'admin-k3x9p-7', $boxes, ['saal', 'beamer']));
call('terminate', ['domain' => 'saal.example'] + $params);
asked($server);
shown($server, 'saal.example');

echo "with a resource alone\n";
$server->seed(domain_rows('raum.example', ['whmcs-41'], null, [], ['raum']));
call('terminate', ['domain' => 'raum.example'] + $params);
asked($server);
shown($server, 'raum.example');

echo "with its DKIM key\n";
$server->seed(domain_rows('dkim.example', ['whmcs-41'], 'admin-k3x9p-7'));
call('terminate', ['domain' => 'dkim.example', 'configoption7' => 'yes'] + $params);
asked($server);
shown($server, 'dkim.example');

echo "an administrator of another domain too stays\n";
$server->seed(together(domain_rows('zwei.example', ['whmcs-41'], 'fremd-admin'), ['admin' => ['fremd-admin' => []]]));
call('terminate', ['domain' => 'zwei.example'] + $params);
var_dump(isset($server->state()['admin']['fremd-admin']), isset($server->state()['admin']['admin-k3x9p-7']));

echo "mailcow cannot move the mail away: a warning, and no failure\n";
$server->seed(domain_rows('muell.example', ['whmcs-41'], null, ['a' => 1]));
$server->seed(['settings' => ['maildir_cleanup_error' => 'no space left']]);
call('terminate', ['domain' => 'muell.example'] + $params);
shown($server, 'muell.example');
?>
--EXPECT--
an empty domain
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":0,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/delete/domain ["kunde.example"]
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
again
terminate: {"state":"terminated","changed":false,"removed":[]}
  1 GET /api/v1/get/domain/kunde.example
with mailboxes
terminate: {"state":"terminated","changed":true,"removed":{"domain":"boxen.example","mailboxes":3,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/boxen.example
  2 GET /api/v1/get/mailbox/reduced/boxen.example
  3 POST /api/v1/delete/mailbox ["chef@boxen.example","info@boxen.example","post@boxen.example"]
  4 POST /api/v1/delete/domain ["boxen.example"]
  boxen.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
with mailboxes and a resource
terminate: {"state":"terminated","changed":true,"removed":{"domain":"saal.example","mailboxes":3,"resources":2,"dkim_key":false}}
  1 GET /api/v1/get/domain/saal.example
  2 GET /api/v1/get/mailbox/reduced/saal.example
  3 POST /api/v1/delete/mailbox ["chef@saal.example","info@saal.example","post@saal.example"]
  4 POST /api/v1/delete/domain ["saal.example"]
  5 GET /api/v1/get/resource/all
  6 POST /api/v1/delete/resource ["beamer@saal.example","saal@saal.example"]
  7 POST /api/v1/delete/domain ["saal.example"]
  saal.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
with a resource alone
terminate: {"state":"terminated","changed":true,"removed":{"domain":"raum.example","mailboxes":0,"resources":1,"dkim_key":false}}
  1 GET /api/v1/get/domain/raum.example
  2 POST /api/v1/delete/domain ["raum.example"]
  3 GET /api/v1/get/resource/all
  4 POST /api/v1/delete/resource ["raum@raum.example"]
  5 POST /api/v1/delete/domain ["raum.example"]
  raum.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
with its DKIM key
terminate: {"state":"terminated","changed":true,"removed":{"domain":"dkim.example","mailboxes":0,"resources":0,"dkim_key":true}}
  1 GET /api/v1/get/domain/dkim.example
  2 POST /api/v1/delete/dkim ["dkim.example"]
  3 POST /api/v1/delete/domain ["dkim.example"]
  dkim.example: absent
    tags [], mailboxes 0, DKIM key none, rate limit none
an administrator of another domain too stays
terminate: {"state":"terminated","changed":true,"removed":{"domain":"zwei.example","mailboxes":0,"resources":0,"dkim_key":false}}
bool(true)
bool(false)
mailcow cannot move the mail away: a warning, and no failure
terminate: {"state":"terminated","changed":true,"removed":{"domain":"muell.example","mailboxes":1,"resources":0,"dkim_key":false}}
  muell.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
