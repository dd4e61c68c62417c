--TEST--
mailcow_create: an administrator of the right form who also has another domain is not taken over: he gets no new password
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows(), [
    'domain_admins' => [['username' => 'admin-k3x9p-7', 'domain' => 'fremd.example']],
]);
$result = call('create', params($server));
asked($server);
var_dump($result['username'] === 'admin-k3x9p-7');
echo $server->state()['admin']['admin-k3x9p-7']['password'], "\n";
?>
--EXPECT--
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 GET /api/v1/get/domain-admin/admin-xxxxx-7
  4 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
bool(false)
Old-Passw0rd
