--TEST--
comet_change_password: two requests; the old password no longer opens the account
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
$params = params($server, stored_service());
call('change_password', \changed($params, ['password' => 'A new one: 100%&<>"\'+/ß']));
asked($server);
var_dump($server->state()['users']['kunde41']['password']);

foreach (['short7!', "two\nlines in it", ''] as $bad) {
    call('change_password', \changed($params, ['password' => $bad]));
}
asked($server);

echo "an account without a recovery code\n";
$server->seed(service_account(['PasswordRecovery' => '']));
call('change_password', $params);
asked($server);

echo "what Comet has against it\n";
$server->seed(service_account());
refuse($server, 'reset-user-password', 400, 'password was used before');
call('change_password', $params);
?>
--EXPECT--
