--TEST--
A server that closes after each answer, or while nobody looks: nothing fails, and no creating write arrives twice
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());

echo "each answer is the last of its connection\n";
$server->fault('close_keepalive');
foreach (['suspend', 'unsuspend', 'change_package', 'status', 'usage'] as $operation) {
    call($operation, changed($params, ['configoptions' => ['Max Alias' => '7']]));
}
$created = call('create', params($server, ['serviceid' => 42, 'domain' => 'neu.example']));
$adds = preg_grep('#/add/#', $server->requests());
echo implode("\n", $adds), "\n";
shown($server, 'neu.example');
call('terminate', params($server, ['serviceid' => 42, 'domain' => 'neu.example']));
$server->clearFaults();

echo "the connection ended while nobody used it\n";
$server->clearLog();
$server->fault('close_keepalive', 1);
mailcow_status($params);
// it is closed when the server counts it as closed
while (array_filter($server->connections()['connections'], static fn (array $one): bool => $one['open']) !== []) {
    usleep(1000);
}
call('create', params($server, ['serviceid' => 43, 'domain' => 'spaeter.example']));
asked($server);
shown($server, 'spaeter.example');
?>
--EXPECT--
each answer is the last of its connection
suspend: {"state":"suspended","changed":true}
unsuspend: {"state":"active","changed":true}
change_package: {"changed":true,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":7}}
status: {"state":"active","domain":"kunde.example","domain_unicode":"kunde.example","created":"YYYY-MM-DD hh:mm:ss","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"default_mailbox_quota_bytes":1073741824,"max_mailboxes":10,"max_aliases":7,"rate_limit":""},"usage":{"mailboxes":0,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":0,"messages":0},"administrators":["admin-xxxxx-7"]}
usage: {"fremd.example":{"mailboxes":2,"aliases":1,"disk_bytes":0,"assigned_quota_bytes":1610612736,"messages":0,"quota_bytes":10737418240},"kunde.example":{"mailboxes":0,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":0,"messages":0,"quota_bytes":10737418240},"ohne-marke.example":{"mailboxes":1,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":2147483648,"messages":0,"quota_bytes":10737418240},"xn--fremd-kva.example":{"mailboxes":1,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":104857600,"messages":0,"quota_bytes":10737418240}}
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"neu.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
POST /api/v1/add/domain
POST /api/v1/add/domain-admin
  neu.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-42"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
terminate: {"state":"terminated","changed":true,"removed":{"domain":"neu.example","mailboxes":0,"resources":0,"dkim_key":false}}
the connection ended while nobody used it
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"spaeter.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/add/domain {"tags":["whmcs-43"],"domain":"spaeter.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  3 POST /api/v1/add/domain-admin {"domains":["spaeter.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  spaeter.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-43"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
