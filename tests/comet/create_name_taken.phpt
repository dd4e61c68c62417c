--TEST--
comet_create: a taken name gets the service's number behind it; the account that has it is not touched
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$foreign = foreign_part($server);
foreach (['fremd', 'ohne-marke', 'gesperrt'] as $name) {
    $made = call('create', params($server, ['customfields' => ['Username' => $name]]));
    asked($server);
    shown($server, "{$name}_41");
    echo "again, with the name that the customer typed\n";
    $again = comet_create(params($server, ['customfields' => ['Username' => $name]]));
    echo text([$again['username'], $again['state'], isset($again['password'])]), "\n";
    $server->clearLog();
    comet_terminate(stored(params($server), $made));
    $server->clearLog();
}
foreign_untouched($server, $foreign);

echo "both names are another's\n";
$server->seed(account('fremd_41', 'whmcs:12 Fremd', [], FOREIGN_PASSWORD));
$foreign = foreign_part($server);
call('create', params($server, ['customfields' => ['Username' => 'fremd']]));
asked($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
create: {"username":"fremd_41","password":"<22 characters>","state":"created","limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200}}
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=fremd
  3 admin/get-user-profile-and-hash TargetUser=fremd
  4 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=fremd_41
  5 admin/request-storage-vault StorageProvider=template-standard TargetUser=fremd_41
  6 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=fremd_41
  fremd_41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
again, with the name that the customer typed
["fremd_41","unchanged",false]
create: {"username":"ohne-marke_41","password":"<22 characters>","state":"created","limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200}}
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=ohne-marke
  3 admin/get-user-profile-and-hash TargetUser=ohne-marke
  4 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=ohne-marke_41
  5 admin/request-storage-vault StorageProvider=template-standard TargetUser=ohne-marke_41
  6 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=ohne-marke_41
  ohne-marke_41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
again, with the name that the customer typed
["ohne-marke_41","unchanged",false]
create: {"username":"gesperrt_41","password":"<22 characters>","state":"created","limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200}}
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=gesperrt
  3 admin/get-user-profile-and-hash TargetUser=gesperrt
  4 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=gesperrt
  5 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=gesperrt_41
  6 admin/request-storage-vault StorageProvider=template-standard TargetUser=gesperrt_41
  7 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=gesperrt_41
  gesperrt_41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
again, with the name that the customer typed
["gesperrt_41","unchanged",false]
nothing foreign is touched
both names are another's
create: ConflictException: Comet: read profile: the account fremd_41 is not this service's: it carries the marker whmcs:12. Nothing was changed. If it is to belong to this service, adopt it by hand
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=fremd
  3 admin/get-user-profile-and-hash TargetUser=fremd
  4 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=fremd_41
  5 admin/get-user-profile-and-hash TargetUser=fremd_41
nothing foreign is touched
