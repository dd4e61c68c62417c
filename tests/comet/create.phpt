--TEST--
comet_create: account, vault, marker, policy group and quotas in four requests
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$foreign = foreign_part($server);
$made = call('create', params($server));
asked($server);
shown($server, 'kunde41');
warnings($server);

echo "again, with what the module stored\n";
call('create', stored(params($server), $made));
asked($server);

echo "again, with nothing stored\n";
call('create', params($server));
asked($server);

echo "password change at the first login, reports by e-mail, no policy group, no vault, no quota\n";
call('create', params($server, [
    'serviceid' => 42, 'configoption1' => '', 'configoption2' => '', 'configoption3' => 'on', 'configoption11' => 'on',
    'configoptions' => null, 'customfields' => ['Username' => 'zweiter'],
]));
asked($server);
shown($server, 'zweiter');
$profile = $server->state()['users']['zweiter']['profile'];
echo text([$profile['RequirePasswordChange'], $profile['Emails'], $profile['SendEmailReports']]), "\n";
foreign_untouched($server, $foreign);
?>
--EXPECT--
create: {"username":"kunde41","password":"<22 characters>","state":"created","limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200}}
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/request-storage-vault StorageProvider=template-standard TargetUser=kunde41
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
no member of a profile was lost
again, with what the module stored
create: {"username":"kunde41","state":"unchanged","limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200}}
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  5 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
again, with nothing stored
create: {"username":"kunde41","state":"unchanged","limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200}}
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  5 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
password change at the first login, reports by e-mail, no policy group, no vault, no quota
create: {"username":"zweiter","password":"<22 characters>","state":"created","limits":{"devices":0,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":0,"vault_bytes":0}}
  1 admin/add-user RequirePasswordChange=1 StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=zweiter
  2 admin/get-user-profile-and-hash TargetUser=zweiter
  3 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=zweiter
  zweiter: active "whmcs:42 Kunde & Söhne", policy none, 0 devices, protected unlimited, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
[true,["kunde@fremd.example"],true]
nothing foreign is touched
