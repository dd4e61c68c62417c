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
$server->seed(['settings' => ['auth_role' => false]]);
call('test_connection', params($server));
?>
--EXPECT--
