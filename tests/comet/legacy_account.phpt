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

echo text(array_intersect_key(comet_status($params), ['state' => 0, 'account_name' => 0])), "\n";
asked($server);
call('suspend', $params);
asked($server);
shown($server, 'kunde41');

echo "once it is marked no password is asked for\n";
call('unsuspend', \changed($params, ['password' => 'another one']));
asked($server);

echo "it may be suspended already by the old module: nothing proves it then\n";
restart($server, account('kunde41', 'Kunde GmbH', $legacy + ['IsSuspended' => true]));
call('unsuspend', $params);
asked($server);

echo "the password of the custom field counts too, and a change of the password\n";
restart($server, account('kunde41', 'Kunde GmbH', $legacy));
call('change_password', \changed($params, ['password' => 'the new password', 'customfields' => ['Password' => SERVICE_PASSWORD]]));
asked($server);
var_dump($server->state()['users']['kunde41']['password']);

echo "a plain terminate marks nothing: reading and deleting\n";
call('terminate', \changed($params, ['password' => 'the new password']));
asked($server);

echo "an account that asks for a second factor proves nothing\n";
restart($server, account('kunde41', '', ['TOTPKey' => 'x', 'AllowPasswordLogin' => false, 'AllowPasswordAndTOTPLogin' => true] + $legacy));
call('suspend', $params);
?>
--EXPECT--
{"state":"active","account_name":"Kunde GmbH"}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  3 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
suspend: {"state":"suspended","changed":true}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  3 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  kunde41: suspended "whmcs:41 Kunde GmbH", policy none, 0 devices, protected unlimited, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: unlimited
once it is marked no password is asked for
unsuspend: {"state":"active","changed":true}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
it may be suspended already by the old module: nothing proves it then
unsuspend: ConflictException: Comet: try the service's password: the account kunde41 is not this service's: it carries no marker, and the service's password does not open it (it is suspended, so no password does). Nothing was changed. If it is to belong to this service, adopt it by hand
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
the password of the custom field counts too, and a change of the password
change_password: {"changed":true}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  3 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
  4 admin/reset-user-password NewPassword=the new password TargetUser=kunde41
string(16) "the new password"
a plain terminate marks nothing: reading and deleting
terminate: {"state":"terminated","changed":true,"removed":{"account":"kunde41","devices":1,"vaults":1}}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 user/web/session/start AuthType=Password Password=the new password Username=kunde41
  3 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
  4 admin/delete-user TargetUser=kunde41
an account that asks for a second factor proves nothing
suspend: ConflictException: Comet: try the service's password: the account kunde41 is not this service's: it carries no marker, and the service's password does not open it. Nothing was changed. If it is to belong to this service, adopt it by hand
