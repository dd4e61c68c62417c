--TEST--
comet_change_package: quotas are set and cleared, every other byte of the profile goes back as it came
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account([
    'QuotaOffice365ProtectedAccounts' => 5,
    'Destinations' => [
        'vault-41' => vault('bucket-41', 7 * GB, ['StorageLimitEnabled' => true, 'StorageLimitBytes' => 50 * GB]),
        'vault-s' => vault('bucket-s', 1, ['StorageLimitID' => 'shared-quota']),
    ],
]));
$params = params($server, stored_service());
$cases = [
    'larger, by the product and in TB' => ['configoptions' => ['number_of_devices' => 10, 'protected_item_quota_gb' => 0, 'protected_item_quota_tb' => '2', 'storage_vault_quota_gb' => null], 'configoption7' => '200'],
    'the same again' => ['configoptions' => ['number_of_devices' => 10, 'protected_item_quota_gb' => 0, 'protected_item_quota_tb' => '2', 'storage_vault_quota_gb' => null], 'configoption7' => '200'],
    'guests' => ['configoptions' => ['microsoft_365_accounts' => '25', 'hyperv_guests' => 3], 'configoption10' => '4'],
    'options under the operator\'s own names' => ['configoptions' => ['Rechner' => 7, 'number_of_devices' => null], 'provision' => ['options' => ['devices' => 'Rechner']]],
    'nothing is limited any more' => ['configoptions' => null],
];
foreach ($cases as $case => $changes) {
    echo "--- $case\n";
    call('change_package', \changed($params, $changes));
    asked($server);
    shown($server, 'kunde41');
}
warnings($server);
?>
--EXPECT--
--- larger, by the product and in TB
change_package: {"changed":true,"limits":{"devices":10,"microsoft_365_accounts":5,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":2199023255552,"vault_bytes":214748364800},"policy_group":"policy-standard"}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 10 devices, protected 2048 GB, microsoft 365 5, hyper-v 0, vmware 0, password WHMCS's
    vault: 200 GB
    vault: 200 GB
--- the same again
change_package: {"changed":false,"limits":{"devices":10,"microsoft_365_accounts":5,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":2199023255552,"vault_bytes":214748364800},"policy_group":"policy-standard"}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 10 devices, protected 2048 GB, microsoft 365 5, hyper-v 0, vmware 0, password WHMCS's
    vault: 200 GB
    vault: 200 GB
--- guests
change_package: {"changed":true,"limits":{"devices":3,"microsoft_365_accounts":25,"hyperv_guests":3,"vmware_guests":4,"protected_bytes":107374182400,"vault_bytes":53687091200},"policy_group":"policy-standard"}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 25, hyper-v 3, vmware 4, password WHMCS's
    vault: 50 GB
    vault: 50 GB
--- options under the operator's own names
change_package: {"changed":true,"limits":{"devices":7,"microsoft_365_accounts":25,"hyperv_guests":3,"vmware_guests":4,"protected_bytes":107374182400,"vault_bytes":53687091200},"policy_group":"policy-standard"}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 7 devices, protected 100 GB, microsoft 365 25, hyper-v 3, vmware 4, password WHMCS's
    vault: 50 GB
    vault: 50 GB
--- nothing is limited any more
change_package: {"changed":true,"limits":{"devices":0,"microsoft_365_accounts":25,"hyperv_guests":3,"vmware_guests":4,"protected_bytes":0,"vault_bytes":0},"policy_group":"policy-standard"}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 0 devices, protected unlimited, microsoft 365 25, hyper-v 3, vmware 4, password WHMCS's
    vault: unlimited
    vault: unlimited
no member of a profile was lost
