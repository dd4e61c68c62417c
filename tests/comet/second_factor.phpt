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
