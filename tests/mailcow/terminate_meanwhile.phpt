--TEST--
mailcow_terminate: a mailbox that disappears meanwhile is no failure; one that comes meanwhile goes in this call or the next
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(domain_rows('kunde.example', ['whmcs-41'], 'admin-k3x9p-7', ['post' => 100, 'info' => 100]));
$params = params($server, stored_service());

echo "gone when it is to be deleted\n";
$server->control('POST', 'script', ['path' => '*/get/mailbox/*', 'drop' => ['mailbox', 'info@kunde.example']]);
call('terminate', $params);
asked($server);
shown($server, 'kunde.example');

echo "there is one more after the listing\n";
$server->seed(domain_rows('mehr.example', ['whmcs-41'], null, ['post' => 100]));
$more = domain_rows('mehr.example', mailboxes: ['neu' => 100]);
$server->control('POST', 'script', ['path' => '*/delete/mailbox', 'then' => ['mailbox' => $more['mailbox']]]);
call('terminate', ['domain' => 'mehr.example'] + $params);
asked($server);
call('terminate', ['domain' => 'mehr.example'] + $params);
asked($server);
shown($server, 'mehr.example');

echo "the domain was empty when it was read\n";
$server->seed(domain_rows('leer.example', ['whmcs-41']));
$more = domain_rows('leer.example', mailboxes: ['neu' => 100]);
$server->control('POST', 'script', ['path' => '*/get/domain/leer*', 'then' => ['mailbox' => $more['mailbox']]]);
call('terminate', ['domain' => 'leer.example'] + $params);
asked($server);
shown($server, 'leer.example');
?>
--EXPECT--
gone when it is to be deleted
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":2,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 GET /api/v1/get/mailbox/reduced/kunde.example
  3 POST /api/v1/delete/mailbox ["info@kunde.example","post@kunde.example"]
  4 GET /api/v1/get/mailbox/reduced/kunde.example
  5 POST /api/v1/delete/domain ["kunde.example"]
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
there is one more after the listing
terminate: {"state":"terminated","changed":true,"removed":{"domain":"mehr.example","mailboxes":2,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/mehr.example
  2 GET /api/v1/get/mailbox/reduced/mehr.example
  3 POST /api/v1/delete/mailbox ["post@mehr.example"]
  4 POST /api/v1/delete/domain ["mehr.example"]
  5 GET /api/v1/get/resource/all
  6 GET /api/v1/get/mailbox/reduced/mehr.example
  7 POST /api/v1/delete/mailbox ["neu@mehr.example"]
  8 POST /api/v1/delete/domain ["mehr.example"]
terminate: {"state":"terminated","changed":false,"removed":[]}
  1 GET /api/v1/get/domain/mehr.example
  mehr.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
the domain was empty when it was read
terminate: {"state":"terminated","changed":true,"removed":{"domain":"leer.example","mailboxes":1,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/leer.example
  2 POST /api/v1/delete/domain ["leer.example"]
  3 GET /api/v1/get/resource/all
  4 GET /api/v1/get/mailbox/reduced/leer.example
  5 POST /api/v1/delete/mailbox ["neu@leer.example"]
  6 POST /api/v1/delete/domain ["leer.example"]
  leer.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
