--TEST--
mailcow_create: when the administrator is refused, the new domain goes, and of its DKIM key what this very call made
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(['dkim' => [['domain' => 'frueher.example', 'pubkey' => 'MIIBold']]]);
$server->seed(['settings' => ['password_policy' => ['length' => '100']]]);
$before = $server->stateText();

echo "a new key\n";
call('create', params($server));
asked($server);
untouched($server, $before);

echo "a key of an earlier life of the domain stays\n";
call('create', params($server, ['serviceid' => 42, 'domain' => 'frueher.example']));
asked($server);
untouched($server, $before);

echo "no key at all\n";
call('create', params($server, ['serviceid' => 43, 'configoption6' => '0']));
asked($server);
untouched($server, $before);

echo "what stood before this call stays\n";
$server->seed(domain_rows('kunde.example', ['whmcs-41']));
$before = $server->stateText();
call('create', params($server));
asked($server);
untouched($server, $before);

echo "the key loses its right to write in the middle\n";
$server->fault('http_403', at: 2);
call('create', params($server, ['serviceid' => 45, 'domain' => 'entzogen.example']));
asked($server);
untouched($server, $before);

echo "it cannot be taken back: the call says so, and the next one goes on from there\n";
$server->seed(['settings' => ['password_policy' => ['length' => '100']]]);
$server->fault('http_403', path: 'delete/');
call('create', params($server, ['serviceid' => 44, 'domain' => 'halb.example']));
shown($server, 'halb.example');
$server->clearFaults();
$server->seed(['settings' => ['password_policy' => ['length' => '6']]]);
call('create', params($server, ['serviceid' => 44, 'domain' => 'halb.example']));
shown($server, 'halb.example');
?>
--EXPECT--
a new key
create: LimitException: mailcow: add administrator: the password does not meet mailcow's password policy: it asks for at least 100 characters
    code: password_complexity
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  3 GET /api/v1/get/passwordpolicy
  4 POST /api/v1/delete/dkim ["kunde.example"]
  5 POST /api/v1/delete/domain ["kunde.example"]
the server is untouched
a key of an earlier life of the domain stays
create: LimitException: mailcow: add administrator: the password does not meet mailcow's password policy: it asks for at least 100 characters
    code: password_complexity
  1 POST /api/v1/add/domain {"tags":["whmcs-42"],"domain":"frueher.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["frueher.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  3 GET /api/v1/get/passwordpolicy
  4 POST /api/v1/delete/domain ["frueher.example"]
the server is untouched
no key at all
create: LimitException: mailcow: add administrator: the password does not meet mailcow's password policy: it asks for at least 100 characters
    code: password_complexity
  1 POST /api/v1/add/domain {"tags":["whmcs-43"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1,"key_size":0}
  2 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  3 GET /api/v1/get/passwordpolicy
  4 POST /api/v1/delete/domain ["kunde.example"]
the server is untouched
what stood before this call stays
create: LimitException: mailcow: add administrator: the password does not meet mailcow's password policy: it asks for at least 100 characters
    code: password_complexity
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  4 GET /api/v1/get/passwordpolicy
the server is untouched
the key loses its right to write in the middle
create: PermissionException: mailcow: add administrator: the server refuses the call (HTTP 403), and not in mailcow's words: is something before it?
    http: 403
  1 POST /api/v1/add/domain {"tags":["whmcs-45"],"domain":"entzogen.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["entzogen.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  3 POST /api/v1/delete/dkim ["entzogen.example"]
  4 POST /api/v1/delete/domain ["entzogen.example"]
the server is untouched
it cannot be taken back: the call says so, and the next one goes on from there
create: LimitException: mailcow: add administrator: the password does not meet mailcow's password policy: it asks for at least 100 characters; delete the new DKIM key again failed too (the server refuses the call (HTTP 403), and not in mailcow's words: is something before it?): the next call goes on from there; delete the new domain again failed too (the server refuses the call (HTTP 403), and not in mailcow's words: is something before it?): the next call goes on from there
    code: password_complexity
  halb.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-44"], mailboxes 0, DKIM key there, rate limit none
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"halb.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  halb.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-44"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
