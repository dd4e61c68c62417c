--TEST--
comet: wrong types and values are errors that name the key, before any request; empty ones are absent
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
$cases = [
    ['configoptions' => ['number_of_devices' => 'many']], ['configoptions' => ['number_of_devices' => -1]], ['configoptions' => ['number_of_devices' => 1.5]],
    ['configoptions' => ['protected_item_quota_gb' => '99999999999']], ['configoptions' => ['storage_vault_quota_tb' => []]], ['configoptions' => 'none'],
    ['configoption3' => 'perhaps'], ['customfields' => ['Username' => ['x']]], ['customfields' => ['Username' => "with\0nul"]], ['password' => 12345678],
    ['serviceid' => 0], ['serviceid' => null], ['serverusername' => null], ['serverpassword' => 4711], ['configoption1' => str_repeat('x', 129)],
    ['clientsdetails' => ['email' => "two\nlines"]], ['configoption5' => '3 devices'],
];
foreach ($cases as $changes) {
    call('create', params($server, $changes));
}
asked($server);
foreach (['create', 'suspend', 'unsuspend', 'terminate', 'change_password', 'change_package', 'status', 'jobs', 'sso', 'usage', 'list_accounts', 'policies',
    'storage_providers', 'installers', 'download_installer', 'admin_sso', 'test_connection'] as $operation) {
    call($operation, []);
}
?>
--EXPECT--
