--TEST--
comet: an admin account with a second factor: the code is made of the secret; without it the error says so
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account(), ['admins' => [ADMIN => ['password' => ADMIN_PASSWORD, 'totp' => TOTP_SECRET]]]);
$params = params($server, stored_service());
call('suspend', $params);
call('suspend', \changed($params, ['serveraccesshash' => TOTP_SECRET]));
call('unsuspend', \changed($params, ['serveraccesshash' => 'jbsw y3dp ehpk 3pxp jbsw y3dp ehpk 3pxp==']));
call('suspend', \changed($params, ['serveraccesshash' => 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']));
call('suspend', \changed($params, ['serveraccesshash' => 'not base32! 018989']));
foreach (provision_last_exchanges() as $exchange) {
    echo $exchange['request'], "\n";
}
?>
--EXPECT--
suspend: AuthenticationException: Comet: read profile: the admin account has a second factor: enter its TOTP secret (base32) as Access Hash in the server's record, or use an admin account with a password alone
    code: 403
suspend: {"state":"suspended","changed":true}
unsuspend: {"state":"active","changed":true}
suspend: AuthenticationException: Comet: read profile: Comet refuses the admin account (Unauthorised): check user name and password in the server's record, its second factor, its IP allow-list, and whether it may do this
    code: 403
suspend: ConfigurationException: Comet: read profile: the secret of the second factor is not usable: enter the base32 text (letters and digits 2 to 7)
