--TEST--
comet_create, comet_change_package: a policy group must be there, or is made once with its restrictions and never again
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();

echo "--- a group that is not there\n";
$before = $server->stateText();
call('create', params($server, ['configoption1' => 'policy-gone']));
asked($server);
untouched($server, $before);

echo "--- a group that the product was told to make\n";
$new = ['configoption1' => 'WHMCS_5fd0c2a1b3e4f.7'];
call('create', params($server, $new));
asked($server);
$isSet = static fn (mixed $value): bool => is_array($value) ? array_filter($value) !== [] : (bool) $value;
echo text(array_filter($server->state()['policies']['WHMCS_5fd0c2a1b3e4f.7']['Policy'], $isSet)), "\n";
shown($server, 'kunde41');

echo "--- the operator changed it: it stays so\n";
$server->seed(['policies' => ['WHMCS_5fd0c2a1b3e4f.7' => ['Description' => 'Renamed by hand']]]);
call('create', params($server, $new + ['serviceid' => 42, 'customfields' => ['Username' => 'zweiter']]));
echo $server->state()['policies']['WHMCS_5fd0c2a1b3e4f.7']['Description'], "\n";
$server->clearLog();

echo "--- change_package to a product whose group nobody made yet\n";
call('change_package', params($server, stored_service() + ['configoption1' => 'WHMCS_other']));
asked($server);
shown($server, 'kunde41');

echo "--- to one whose group is gone\n";
call('change_package', params($server, stored_service() + ['configoption1' => 'policy-gone']));
asked($server);

echo "--- to one without a group: the account keeps its own\n";
call('change_package', params($server, ['configoption1' => ''] + stored_service()));
asked($server);
shown($server, 'kunde41');

echo "--- a refused group is a failure before any account is made\n";
refuse($server, 'policies/set', 400, 'not allowed');
call('create', params($server, ['serviceid' => 43, 'configoption1' => 'WHMCS_third', 'customfields' => ['Username' => 'dritter']]));
asked($server);
?>
--EXPECT--
--- a group that is not there
create: NotFoundException: Comet: look for the policy group: Comet has no policy group with the id that the product names: choose another in its module settings
  1 admin/policies/list
the server is untouched
--- a group that the product was told to make
create: {"username":"kunde41","password":"<22 characters>","state":"created","limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200}}
  1 admin/policies/list
  2 admin/policies/set Policy={"Description":"WHMCS_5fd0c2a1b3e4f.7","Policy":{"ModeAdminResetPassword":3,"PreventRequestStorageVault":true,"PreventAddCustomStorageVault":true,"PreventEditStorageVault":true,"PreventDeleteStorageVault":true,"PreventChangeAccountPassword":true,"PreventChangeAccountName":true,"StorageVaultProviders":{"ShouldRestrictProviderList":true,"AllowedProvidersWhenRestricted":[1003]},"ProtectedItemEngineTypes":{"ShouldRestrictEngineTypeList":false,"AllowedEngineTypeWhenRestricted":[]}}} PolicyID=WHMCS_5fd0c2a1b3e4f.7
  3 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  4 admin/request-storage-vault StorageProvider=template-standard TargetUser=kunde41
  5 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
{"ModeAdminResetPassword":3,"PreventAddCustomStorageVault":true,"PreventChangeAccountName":true,"PreventChangeAccountPassword":true,"PreventDeleteStorageVault":true,"PreventEditStorageVault":true,"PreventRequestStorageVault":true,"StorageVaultProviders":{"AllowedProvidersWhenRestricted":[1003],"ShouldRestrictProviderList":true}}
  kunde41: active "whmcs:41 Kunde & Söhne", policy WHMCS_5fd0c2a1b3e4f.7, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
--- the operator changed it: it stays so
create: {"username":"zweiter","password":"<22 characters>","state":"created","limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200}}
Renamed by hand
--- change_package to a product whose group nobody made yet
change_package: {"changed":true,"limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200},"policy_group":"WHMCS_other"}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/policies/list
  3 admin/policies/set Policy={"Description":"WHMCS_other","Policy":{"ModeAdminResetPassword":3,"PreventRequestStorageVault":true,"PreventAddCustomStorageVault":true,"PreventEditStorageVault":true,"PreventDeleteStorageVault":true,"PreventChangeAccountPassword":true,"PreventChangeAccountName":true,"StorageVaultProviders":{"ShouldRestrictProviderList":true,"AllowedProvidersWhenRestricted":[1003]},"ProtectedItemEngineTypes":{"ShouldRestrictEngineTypeList":false,"AllowedEngineTypeWhenRestricted":[]}}} PolicyID=WHMCS_other
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy WHMCS_other, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
--- to one whose group is gone
change_package: NotFoundException: Comet: look for the policy group: Comet has no policy group with the id that the product names: choose another in its module settings
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/policies/list
--- to one without a group: the account keeps its own
change_package: {"changed":false,"limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200},"policy_group":"WHMCS_other"}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy WHMCS_other, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
--- a refused group is a failure before any account is made
create: RemoteException: Comet: make policy group: Comet answers with error 400: not allowed
    code: 400
  1 admin/policies/list
  2 admin/policies/set Policy={"Description":"WHMCS_third","Policy":{"ModeAdminResetPassword":3,"PreventRequestStorageVault":true,"PreventAddCustomStorageVault":true,"PreventEditStorageVault":true,"PreventDeleteStorageVault":true,"PreventChangeAccountPassword":true,"PreventChangeAccountName":true,"StorageVaultProviders":{"ShouldRestrictProviderList":true,"AllowedProvidersWhenRestricted":[1003]},"ProtectedItemEngineTypes":{"ShouldRestrictEngineTypeList":false,"AllowedEngineTypeWhenRestricted":[]}}} PolicyID=WHMCS_third
