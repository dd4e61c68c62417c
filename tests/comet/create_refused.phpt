--TEST--
comet_create: what Comet refuses is a failure, and what this call made is taken back
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$before = $server->stateText();

echo "--- a storage template that is not there\n";
call('create', params($server, ['configoption2' => 'template-gone']));
asked($server);
untouched($server, $before);

echo "--- a template whose storage cannot be reached: nothing is taken back, the next call goes on\n";
$server->seed(['templates' => ['template-broken' => ['description' => 'Broken', 'failure' => 'the cloud refuses the credentials']]]);
$thrown = call('create', params($server, ['configoption2' => 'template-broken']));
asked($server);
shown($server, 'kunde41');
call('create', params($server));
asked($server);
shown($server, 'kunde41');
comet_terminate(params($server, stored_service()));
$server->clearLog();

echo "--- the profile is refused\n";
refuse($server, 'set-user-profile-hash', 400, 'invalid profile');
call('create', params($server));
asked($server);
shown($server, 'kunde41');

echo "--- the account is refused\n";
refuse($server, 'add-user', 400, 'too many accounts');
refuse($server, 'add-user', 400, 'too many accounts');
call('create', params($server));
asked($server);
shown($server, 'kunde41');
?>
--EXPECT--
--- a storage template that is not there
create: RemoteException: Comet: request storage vault: Comet answers with error 400: Unknown storage template
    code: 400
    partial: {"username":"kunde41","password":"<22 characters>"}
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/request-storage-vault StorageProvider=template-gone TargetUser=kunde41
  4 admin/delete-user TargetUser=kunde41
the server is untouched
--- a template whose storage cannot be reached: nothing is taken back, the next call goes on
create: RemoteException: Comet: request storage vault: Comet answers with error 500: the cloud refuses the credentials
    code: 500
    retryable
    partial: {"username":"kunde41","password":"<22 characters>"}
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/request-storage-vault StorageProvider=template-broken TargetUser=kunde41
  4 admin/get-user-profile-and-hash TargetUser=kunde41
  5 admin/request-storage-vault StorageProvider=template-broken TargetUser=kunde41
  6 admin/get-user-profile-and-hash TargetUser=kunde41
  kunde41: active "", policy none, 0 devices, protected unlimited, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
create: {"username":"kunde41","state":"resumed","limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200}}
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
--- the profile is refused
create: RemoteException: Comet: write profile: Comet answers with error 400: invalid profile
    code: 400
    partial: {"username":"kunde41","password":"<22 characters>"}
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/request-storage-vault StorageProvider=template-standard TargetUser=kunde41
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  5 admin/get-user-profile-and-hash TargetUser=kunde41
  6 admin/delete-user TargetUser=kunde41
  kunde41: absent
--- the account is refused
create: LimitException: Comet: add user: Comet answers with error 400: too many accounts
    code: 400
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 admin/list-users
  5 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41_41
  6 admin/get-user-profile-and-hash TargetUser=kunde41_41
  7 admin/list-users
  kunde41: absent
