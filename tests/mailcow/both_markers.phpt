--TEST--
A domain with our marker and another's is ours: a customer cannot escape a suspension by tagging his domain; but create does not take it
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(domain_rows('kunde.example', ['whmcs-41', 'whmcs-99', 'whmcs-'], 'admin-k3x9p-7', ['post' => 100]));
$foreign = foreign_part($server);
$params = params($server, stored_service());
foreach (['suspend', 'create', 'unsuspend', 'status', 'terminate'] as $operation) {
    call($operation, $params);
}
asked($server);
foreign_untouched($server, $foreign);

echo "the other service is not served\n";
$server->seed(domain_rows('kunde.example', ['whmcs-41', 'whmcs-99'], 'admin-k3x9p-7'));
call('suspend', ['serviceid' => 7] + $params);
?>
--EXPECT--
suspend: {"state":"suspended","changed":true}
create: ConflictException: mailcow: read domain: the domain kunde.example carries the marker of another service as well: remove the wrong one in mailcow
unsuspend: {"state":"active","changed":true}
status: {"state":"active","domain":"kunde.example","domain_unicode":"kunde.example","created":"YYYY-MM-DD hh:mm:ss","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"default_mailbox_quota_bytes":1073741824,"max_mailboxes":10,"max_aliases":20,"rate_limit":""},"usage":{"mailboxes":1,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":104857600,"messages":0},"administrators":["admin-xxxxx-7"]}
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":1,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"active":"0"}}
  3 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"0"}}
  4 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  5 GET /api/v1/get/domain/kunde.example
  6 GET /api/v1/get/domain/kunde.example
  7 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"active":"1"}}
  8 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"1"}}
  9 GET /api/v1/get/domain/kunde.example
  10 GET /api/v1/get/domain/kunde.example
  11 GET /api/v1/get/mailbox/reduced/kunde.example
  12 POST /api/v1/delete/mailbox ["post@kunde.example"]
  13 POST /api/v1/delete/domain ["kunde.example"]
nothing foreign is touched
the other service is not served
suspend: ConflictException: mailcow: read domain: the domain kunde.example is not this service's: it carries the marker whmcs-41. Nothing was changed. If it is to belong to this service, adopt it by hand
