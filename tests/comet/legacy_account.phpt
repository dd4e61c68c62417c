--TEST--
comet: an account of a module without marker is proven by the service's password, and marked by the first write
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$legacy = ['PasswordRecovery' => 'code', 'Devices' => ['d' => device('PC')], 'Destinations' => ['v' => vault('bucket-41')]];
$server = server_with(account('kunde41', 'Kunde GmbH', $legacy));
$params = params($server, stored_service());

call('status', $params);
asked($server);
call('suspend', $params);
asked($server);
shown($server, 'kunde41');

echo "once it is marked no password is asked for\n";
call('unsuspend', \changed($params, ['password' => 'another one']));
asked($server);

echo "it may be suspended already by the old module: nothing proves it then\n";
$server->seed(account('kunde41', 'Kunde GmbH', $legacy + ['IsSuspended' => true]));
call('unsuspend', $params);
asked($server);

echo "the password of the custom field counts too, and a change of the password\n";
$server->seed(account('kunde41', 'Kunde GmbH', $legacy));
call('change_password', \changed($params, ['password' => 'the new password', 'customfields' => ['Password' => SERVICE_PASSWORD]]));
asked($server);
var_dump($server->state()['users']['kunde41']['password']);

echo "a plain terminate marks nothing: one request ends it\n";
call('terminate', \changed($params, ['password' => 'the new password']));
asked($server);

echo "an account that asks for a second factor proves nothing\n";
$server->seed(account('kunde41', '', ['TOTPKey' => 'x', 'AllowPasswordLogin' => false, 'AllowPasswordAndTOTPLogin' => true] + $legacy));
call('suspend', $params);
?>
--EXPECT--
