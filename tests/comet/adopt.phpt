--TEST--
comet: on the operator's word an account becomes this service's; another's marker is replaced, its own name stays
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
foreach (['ohne-marke', 'fremd'] as $name) {
    $params = params($server, ['username' => $name, 'customfields' => ['Username' => $name], 'provision' => ['adopt' => true]]);
    $made = comet_create($params);
    echo text([$made['username'], $made['state']]), "\n";
    asked($server);
    shown($server, $name);
    call('suspend', params($server, ['username' => $name, 'password' => $made['password'] ?? SERVICE_PASSWORD]));
    $server->clearLog();
    $server->control('POST', 'reset');
    $server->seed(foreign_rows());
}
echo "a suspended account stays so, and can be unsuspended from then on\n";
$server->seed(['users' => ['ohne-marke' => ['profile' => ['IsSuspended' => true]]]]);
$params = params($server, ['username' => 'ohne-marke', 'customfields' => ['Username' => 'ohne-marke']]);
call('unsuspend', $params);
$made = comet_create(changed($params, ['provision' => ['adopt' => true]]));
shown($server, 'ohne-marke');
call('unsuspend', changed($params, ['password' => $made['password'] ?? SERVICE_PASSWORD]));
$server->control('POST', 'reset');
$server->seed(foreign_rows());
echo "reading adopts nothing\n";
call('status', params($server, ['username' => 'ohne-marke', 'provision' => ['adopt' => true]]));
?>
--EXPECT--
["ohne-marke","resumed"]
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=ohne-marke
  3 admin/get-user-profile-and-hash TargetUser=ohne-marke
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=ohne-marke
  5 admin/request-storage-vault ProfileHash=<hash> StorageProvider=template-standard TargetUser=ohne-marke
  6 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=ohne-marke
  7 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=ohne-marke
  8 admin/reset-user-password NewPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=ohne-marke
  ohne-marke: active "whmcs:41 Ohne Marke", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
suspend: {"state":"suspended","changed":true}
["fremd","resumed"]
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=fremd
  3 admin/get-user-profile-and-hash TargetUser=fremd
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=fremd
  5 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=fremd
  6 admin/reset-user-password NewPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=fremd
  fremd: active "whmcs:41 Fremd GmbH", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
suspend: {"state":"suspended","changed":true}
a suspended account stays so, and can be unsuspended from then on
unsuspend: ConflictException: Comet: try the service's password: the account ohne-marke is not this service's: it carries no marker, and the service's password does not open it (it is suspended, so no password does). Nothing was changed. If it is to belong to this service, adopt it by hand
  ohne-marke: suspended "whmcs:41 Ohne Marke", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
unsuspend: {"state":"active","changed":true}
reading adopts nothing
status: ConflictException: Comet: try the service's password: the account ohne-marke is not this service's: it carries no marker, and the service's password does not open it. Nothing was changed. If it is to belong to this service, adopt it by hand
