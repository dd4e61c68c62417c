--TEST--
comet_create goes on where an earlier call stopped: no vault, no marker, suspended, another password
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$foreign = foreign_part($server);
$states = [
    'only the account stands' => account('kunde41', ''),
    'account and vault, no marker' => account('kunde41', '', ['PasswordRecovery' => 'code', 'Destinations' => ['v' => vault('bucket-41')]]),
    'marked, no vault' => account('kunde41', 'whmcs:41 Kunde', ['PasswordRecovery' => 'code']),
    'suspended' => service_account(['IsSuspended' => true]),
    'password changed elsewhere' => \changed(service_account(), ['users' => ['kunde41' => ['password' => 'somebody changed it']]]),
];
foreach ($states as $state => $rows) {
    echo "--- $state\n";
    $server->seed($rows);
    $made = comet_create(params($server));
    echo text([$made['state'], ($made['password'] ?? null) === SERVICE_PASSWORD ? 'the password of WHMCS was set' : 'the password stays']), "\n";
    asked($server);
    shown($server, 'kunde41');
    $again = comet_create(params($server));
    echo text([$again['state'], isset($again['password'])]), "\n";
    comet_terminate(stored(params($server), $made));
    $server->clearLog();
}

echo "--- unmarked, but with a device already: not taken over, whoever knows its password\n";
$server->seed(account('kunde41', 'Alter Kunde', ['Devices' => ['d' => device('PC')]]));
$made = comet_create(params($server));
echo text([$made['username'], $made['state']]), "\n";
asked($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
--- only the account stands
["resumed","the password stays"]
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  5 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
  6 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  7 admin/request-storage-vault ProfileHash=<hash> StorageProvider=template-standard TargetUser=kunde41
  8 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  9 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  10 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
["unchanged",false]
--- account and vault, no marker
["resumed","the password stays"]
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  5 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
  6 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  7 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  8 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
["unchanged",false]
--- marked, no vault
["resumed","the password stays"]
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  5 admin/request-storage-vault ProfileHash=<hash> StorageProvider=template-standard TargetUser=kunde41
  6 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  7 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  8 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
  kunde41: active "whmcs:41 Kunde", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
["unchanged",false]
--- suspended
["resumed","the password stays"]
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  5 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  6 user/web/session/revoke AuthType=SessionKey SessionKey=<key> Username=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
["unchanged",false]
--- password changed elsewhere
["resumed","the password of WHMCS was set"]
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 user/web/session/start AuthType=Password Password=Kw7-xEr.4mNp_2vTz+9s:a Username=kunde41
  5 admin/reset-user-password NewPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
["unchanged",false]
--- unmarked, but with a device already: not taken over, whoever knows its password
["kunde41_41","created"]
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41_41
  5 admin/request-storage-vault StorageProvider=template-standard TargetUser=kunde41_41
  6 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41_41
nothing foreign is touched
