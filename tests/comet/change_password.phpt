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
restart($server, service_account(['PasswordRecovery' => '']));
call('change_password', $params);
asked($server);

echo "what Comet has against it\n";
restart($server, service_account());
refuse($server, 'reset-user-password', 400, 'password was used before');
call('change_password', $params);
?>
--EXPECT--
change_password: {"changed":true}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/reset-user-password NewPassword=A new one: 100%&<>"'+/ß TargetUser=kunde41
string(24) "A new one: 100%&<>"'+/ß"
change_password: LimitException: Comet: prepare: the password must have at least 8 characters
change_password: ConfigurationException: Comet: read parameters: password must be valid UTF-8 without control characters
change_password: ConfigurationException: Comet: prepare: password is missing or empty: the account's new password
an account without a recovery code
change_password: UnsupportedException: Comet: read profile: the account has no recovery code, so no admin can set its password: its owner must set it in the client software, with "Allow administrator to reset my password" switched on
  1 admin/get-user-profile-and-hash TargetUser=kunde41
what Comet has against it
change_password: LimitException: Comet: set password: Comet answers with error 400: password was used before
    code: 400
