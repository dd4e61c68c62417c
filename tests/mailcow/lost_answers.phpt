--TEST--
A creating or deleting write is never repeated unseen: on a lost answer the state is read, and the log has the write once
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

foreach (['close_applied', 'reset_applied', 'empty_applied', 'truncated', 'invalid_utf8', 'broken_chunk', 'http_502'] as $fault) {
    $server = server_with();
    $server->fault($fault, 1, 'add/domain', ['applied' => true]);
    $server->fault($fault, 1, 'add/domain-admin', ['applied' => true]);
    echo "$fault\n";
    $created = call('create', params($server));
    asked($server);
    $server->clearFaults();
    $params = stored(params($server), $created ?? []);
    $server->fault($fault, 1, 'delete/domain', ['applied' => true]);
    call('terminate', $params);
    asked($server);
    shown($server, 'kunde.example');
    $server->stop();
}
?>
--EXPECT--
close_applied
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 GET /api/v1/get/domain/kunde.example
  4 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  5 GET /api/v1/get/domain/kunde.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":0,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/delete/domain ["kunde.example"]
  3 GET /api/v1/get/domain/kunde.example
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
reset_applied
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 GET /api/v1/get/domain/kunde.example
  4 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  5 GET /api/v1/get/domain/kunde.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":0,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/delete/domain ["kunde.example"]
  3 GET /api/v1/get/domain/kunde.example
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
empty_applied
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 GET /api/v1/get/domain/kunde.example
  4 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  5 GET /api/v1/get/domain/kunde.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":0,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/delete/domain ["kunde.example"]
  3 GET /api/v1/get/domain/kunde.example
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
truncated
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 GET /api/v1/get/domain/kunde.example
  4 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  5 GET /api/v1/get/domain/kunde.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":0,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/delete/domain ["kunde.example"]
  3 GET /api/v1/get/domain/kunde.example
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
invalid_utf8
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 GET /api/v1/get/domain/kunde.example
  4 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  5 GET /api/v1/get/domain/kunde.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":0,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/delete/domain ["kunde.example"]
  3 GET /api/v1/get/domain/kunde.example
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
broken_chunk
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 GET /api/v1/get/domain/kunde.example
  4 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  5 GET /api/v1/get/domain/kunde.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":0,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/delete/domain ["kunde.example"]
  3 GET /api/v1/get/domain/kunde.example
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
http_502
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 GET /api/v1/get/domain/kunde.example
  4 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  5 GET /api/v1/get/domain/kunde.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":0,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/delete/domain ["kunde.example"]
  3 GET /api/v1/get/domain/kunde.example
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
