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
