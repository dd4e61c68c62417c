--TEST--
comet_sso, comet_admin_sso: session keys for the page's body; nothing while the service is suspended
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
$params = params($server, stored_service());
foreach (['sso', 'admin_sso'] as $operation) {
    $login = "comet_$operation"($params);
    $key = $login['session_key'];
    echo text(['session_key' => strlen($key) > 20] + $login), "\n";
    $session = $server->state()['sessions'][$key];
    echo text([$session['type'], $session['username']]), "\n";
    var_dump(str_contains(json_encode(provision_last_exchanges()), $key));
    asked($server);
}
comet_suspend($params);
$server->clearLog();
call('sso', $params);
asked($server);
call('admin_sso', params($server, ['serverpassword' => 'wrong']));
?>
--EXPECT--
{"session_key":true,"url":"http://127.0.0.1:PORT/","username":"kunde41","message":"user_session_login","expires_in":1800}
["user","kunde41"]
bool(false)
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/account/session-start-as-user TargetUser=kunde41
{"session_key":true,"url":"http://127.0.0.1:PORT/","username":"provisioner","message":"session_login","expires_in":1800}
["admin","provisioner"]
bool(false)
  1 admin/account/session-start
sso: PermissionException: Comet: read profile: the service is suspended: there is no login until it is unsuspended
  1 admin/get-user-profile-and-hash TargetUser=kunde41
admin_sso: AuthenticationException: Comet: start a session of the admin account: Comet refuses the admin account (Unauthorised): check user name and password in the server's record, its second factor, its IP allow-list, and whether it may do this
    code: 403
