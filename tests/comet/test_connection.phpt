--TEST--
comet_test_connection: version, roles, tenant and rights in two requests
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$result = comet_test_connection(params($server));
echo text(['server_time' => $result['server_time'] > 1_700_000_000, 'license_valid_until' => is_int($result['license_valid_until'])] + $result), "\n";
asked($server);
call('test_connection', params($server, ['serverpassword' => 'wrong']));
asked($server);
call('test_connection', params($server, ['serverusername' => '']));
call('test_connection', params($server, ['serverpassword' => '']));
answer($server, 'meta/version', '{"Version":"25.9.8","AuthenticationRole":false,"StorageRole":true}');
call('test_connection', params($server));
?>
--EXPECT--
{"server_time":true,"license_valid_until":true,"version":"25.9.8","codename":"Imitation","roles":["auth","storage","build"],"organization":"","rights":{"accounts":true,"storage_vaults":true,"erase_storage":true,"installers":true}}
  1 admin/meta/version
  2 admin/account/properties
test_connection: AuthenticationException: Comet: read version: Comet refuses the admin account (Unauthorised): check user name and password in the server's record, its second factor, its IP allow-list, and whether it may do this
    code: 403
  1 admin/meta/version
test_connection: ConfigurationException: Comet: prepare: serverusername is missing or empty: user name of the Comet admin account
test_connection: ConfigurationException: Comet: prepare: serverpassword is missing or empty: the admin account's password
test_connection: UnsupportedException: Comet: read version: this Comet Server keeps no accounts (its Auth Role is off): enter the one that does
