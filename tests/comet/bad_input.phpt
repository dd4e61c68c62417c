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
    ['clientsdetails' => ['email' => "two\nlines"]], ['configoptions' => ['number_of_devices' => null], 'configoption5' => '3 devices'],
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
create: ConfigurationException: Comet: read parameters: configoptions[number_of_devices] must be a whole number
create: ConfigurationException: Comet: read parameters: configoptions[number_of_devices] must be from 0 to 1000000
create: ConfigurationException: Comet: read parameters: configoptions[number_of_devices] must be a whole number, float given
create: ConfigurationException: Comet: read parameters: configoptions[protected_item_quota_gb] must be from 0 to 4294967296 GB
create: ConfigurationException: Comet: read parameters: configoptions[storage_vault_quota_tb] must be a whole number, array given
create: ConfigurationException: Comet: read parameters: configoptions must be an array, string given
create: ConfigurationException: Comet: read parameters: configoption3 must be a yes or no (true, 1, on, yes; false, 0, off, no)
create: ConfigurationException: Comet: read parameters: customfields[Username] must be text, array given
create: ConfigurationException: Comet: read parameters: customfields[Username] must be valid UTF-8 without control characters
create: ConfigurationException: Comet: read parameters: password must be text, int given
create: ConfigurationException: Comet: read parameters: serviceid must be from 1 to 9223372036854775807
create: ConfigurationException: Comet: prepare: serviceid is missing or empty: the service's number; part of the marker that proves what is ours
create: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
create: ConfigurationException: Comet: read parameters: serverpassword must be text, int given
create: ConfigurationException: Comet: read parameters: configoption1 must have from 1 to 128 bytes
create: ConfigurationException: Comet: read parameters: clientsdetails[email] must be valid UTF-8 without control characters
create: ConfigurationException: Comet: read parameters: configoption5 must be a whole number
create: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
suspend: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
unsuspend: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
terminate: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
change_password: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
change_package: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
status: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
jobs: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
sso: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
usage: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
list_accounts: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
policies: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
storage_providers: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
installers: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
download_installer: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
admin_sso: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
test_connection: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
