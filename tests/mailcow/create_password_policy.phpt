--TEST--
mailcow_create: a policy that wants a longer password gets one; one that cannot be met is a LimitException, and all is taken back
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$policy = static fn (string $length) => $server->seed(['settings' => ['password_policy' => [
    'length' => $length, 'chars' => '1', 'special_chars' => '1', 'lowerupper' => '1', 'numbers' => '1',
]]]);

echo "22 characters of every kind will do\n";
$policy('22');
call('create', params($server, ['serviceid' => 40, 'domain' => 'normal.example']));
asked($server);

echo "40 characters\n";
$policy('40');
$first = call('create', params($server));
asked($server);

echo "again, as nobody stored the name: taken over with a new password of 40\n";
$second = call('create', params($server));
asked($server);
var_dump($second['username'] === $first['username'], $second['password'] !== $first['password']);

echo "100 characters: more than mailcow reads of a password\n";
$policy('100');
$before = $server->stateText();
call('create', params($server, ['serviceid' => 42, 'domain' => 'streng.example']));
asked($server);
untouched($server, $before);
?>
--EXPECT--
22 characters of every kind will do
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"normal.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-40"],"domain":"normal.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["normal.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
40 characters
create: {"username":"admin-xxxxx-7","password":"<40 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  3 GET /api/v1/get/passwordpolicy
  4 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<40 characters>","password2":"<40 characters>","active":"1"}
again, as nobody stored the name: taken over with a new password of 40
create: {"username":"admin-xxxxx-7","password":"<40 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 GET /api/v1/get/domain-admin/admin-xxxxx-7
  4 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"1","password":"<22 characters>","password2":"<22 characters>"}}
  5 GET /api/v1/get/passwordpolicy
  6 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"1","password":"<40 characters>","password2":"<40 characters>"}}
bool(true)
bool(true)
100 characters: more than mailcow reads of a password
create: LimitException: mailcow: add administrator: the password does not meet mailcow's password policy: it asks for at least 100 characters, letters, lower and upper case, digits, special characters
    code: password_complexity
  1 POST /api/v1/add/domain {"tags":["whmcs-42"],"domain":"streng.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["streng.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  3 GET /api/v1/get/passwordpolicy
  4 POST /api/v1/delete/dkim ["streng.example"]
  5 POST /api/v1/delete/domain ["streng.example"]
the server is untouched
