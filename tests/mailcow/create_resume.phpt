--TEST--
mailcow_create: called again it goes on where the last call stopped, whatever was stored of it
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();

echo "the first request took effect, its answer was lost, and reading back fails as well\n";
$server->fault('close_applied', 1);
foreach (range(2, 6) as $at) {
    $server->fault('close', $at);
}
call('create', params($server));
$server->clearFaults();
shown($server, 'kunde.example');
$server->clearLog();

echo "only the domain stands\n";
$first = call('create', params($server));
asked($server);
shown($server, 'kunde.example');

echo "all stands, nothing was stored: the same administrator gets a new password\n";
$second = call('create', params($server));
asked($server);
var_dump($second['username'] === $first['username'], $second['password'] !== $first['password']);
var_dump($server->state()['admin'][$second['username']]['password'] === $second['password']);

echo "all stands and is stored: nothing is changed\n";
$params = stored(params($server), $second);
$before = $server->stateText(normal: false);
call('create', $params);
asked($server);
var_dump($server->stateText(normal: false) === $before);

echo "all stands, for another package\n";
call('create', changed($params, ['configoptions' => ['Max Alias' => '0', 'Rate Limit' => '10/m']]));
asked($server);

echo "suspended: create makes it active again, and keeps the password\n";
mailcow_suspend($params);
$server->clearLog();
call('create', changed($params, ['configoptions' => ['Max Alias' => '0']]));
asked($server);
shown($server, 'kunde.example');
var_dump($server->state()['admin'][$second['username']]['password'] === $second['password']);

echo "the administrator is gone: there is a new one\n";
mailcow_create(params($server, ['serviceid' => 51, 'domain' => 'anderes.example']));
$state = $server->state();
$state['domain_admins'] = array_filter($state['domain_admins'], fn (array $row): bool => $row['domain'] !== 'anderes.example');
$server->load($state);
$server->clearLog();
call('create', params($server, ['serviceid' => 51, 'domain' => 'anderes.example']));
asked($server);
shown($server, 'anderes.example');
?>
--EXPECT--
the first request took effect, its answer was lost, and reading back fails as well
create: ConnectionException: mailcow: add domain: http://127.0.0.1:PORT closed the connection without an answer; reading back failed too (http://127.0.0.1:PORT closed the connection without an answer); it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], mailboxes 0, DKIM key there, rate limit none
only the domain stands
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
all stands, nothing was stored: the same administrator gets a new password
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 GET /api/v1/get/domain-admin/admin-xxxxx-7
  4 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"1","password":"<22 characters>","password2":"<22 characters>"}}
bool(true)
bool(true)
bool(true)
all stands and is stored: nothing is changed
create: {"username":"admin-xxxxx-7","mailcow_admin_username":"admin-xxxxx-7","state":"unchanged","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
bool(true)
all stands, for another package
create: {"username":"admin-xxxxx-7","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":0,"rate_limit":"10/m"}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":0,"active":1,"rl_value":"10","rl_frame":"m"}
  2 GET /api/v1/get/domain/kunde.example
  3 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"quota":10240,"maxquota":10240,"mailboxes":10,"aliases":"00"}}
  4 POST /api/v1/edit/rl-domain {"items":["kunde.example"],"attr":{"rl_value":"10","rl_frame":"m"}}
suspended: create makes it active again, and keeps the password
create: {"username":"admin-xxxxx-7","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":0}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":0,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"1"}}
  4 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"quota":10240,"maxquota":10240,"mailboxes":10,"aliases":"00","active":"1"}}
  kunde.example: {"active":1,"aliases":0,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit 10 / 1m
bool(true)
the administrator is gone: there is a new one
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"anderes.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-51"],"domain":"anderes.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/anderes.example
  3 POST /api/v1/add/domain-admin {"domains":["anderes.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  anderes.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-51"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
