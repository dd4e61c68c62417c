--TEST--
comet_status: limits, usage, devices, vaults, items, and jobs on demand
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$now = time();
$good = ['StartTime' => 1_700_000_000, 'EndTime' => 1_700_000_100, 'Status' => 5000, 'TotalSize' => 5 * GB];
$failed = ['StartTime' => 1_700_100_000, 'EndTime' => 1_700_100_100, 'Status' => 7002, 'TotalSize' => 0];
$guests = ['StartTime' => 1_700_000_000, 'Status' => 7001, 'TotalSize' => 9_007_199_254_740_993, 'TotalVmCount' => 4, 'TotalAccountsCount' => 12];
$server = server_with(service_account([
    'CreateTime' => 1_690_000_000,
    'Devices' => ['d1' => device("Büro <PC> \"1\""), 'd2' => device('', '')],
    'Sources' => [
        's1' => source('d1', 'engine1/file', 'Dokumente', $failed, $good),
        's2' => source('d1', 'engine1/hyperv', 'Maschinen', $guests),
        's3' => source('d2', 'engine1/winmsofficemail', 'Postfächer', $guests),
        's4' => source('d2', 'engine9/new', 'Neues', []),
    ],
]), jobs([
    ['GUID' => 'j1', 'Username' => 'kunde41', 'Classification' => 4001, 'Status' => 5000, 'StartTime' => $now - 3600, 'EndTime' => $now - 3000, 'DeviceID' => 'd1', 'SourceGUID' => 's1', 'TotalSize' => 5 * GB, 'UploadSize' => 1000],
    ['GUID' => 'j2', 'Username' => 'fremd', 'Classification' => 4001, 'Status' => 7002, 'StartTime' => $now - 60],
]));
$status = comet_status(params($server, stored_service()));
foreach ($status as $key => $value) {
    echo "$key: ", text($value), "\n";
}
asked($server);
$status = comet_status(params($server, stored_service() + ['provision' => ['job_days' => 14]]));
echo text(array_diff_key($status['jobs'][0], ['started_at' => 0, 'ended_at' => 0])), ' of ', count($status['jobs']), "\n";
asked($server);
call('status', params($server, ['username' => 'niemand', 'customfields' => null]));
?>
--EXPECT--
state: "active"
username: "kunde41"
account_name: "whmcs:41 Kunde & Söhne"
created: 1690000000
policy_group: "policy-standard"
require_password_change: false
limits: {"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":53687091200}
usage: {"devices":2,"protected_items":4,"protected_bytes":18014403878191106,"vault_bytes":7516192768,"microsoft_365_accounts":12,"hyperv_guests":4,"vmware_guests":0}
devices: [{"id":"d1","name":"Büro <PC> \"1\"","system":"Windows 11 Pro","client_version":"25.9.8","registered_at":1700000000,"last_backup_at":1700100000,"last_backup_state":"error"},{"id":"d2","name":"","system":"windows","client_version":"25.9.8","registered_at":1700000000,"last_backup_at":1700000000,"last_backup_state":"warning"}]
vaults: [{"id":"vault-41","name":"Standard vault","kind":"comet","used_bytes":7516192768,"limit_bytes":53687091200}]
items: [{"id":"s1","name":"Dokumente","device":"d1","last_backup_at":1700100000,"kind":"files","size_bytes":5368709120,"last_backup_state":"error"},{"id":"s2","name":"Maschinen","device":"d1","last_backup_at":1700000000,"kind":"hyperv","size_bytes":9007199254740993,"last_backup_state":"warning"},{"id":"s3","name":"Postfächer","device":"d2","last_backup_at":1700000000,"kind":"microsoft_365","size_bytes":9007199254740993,"last_backup_state":"warning"},{"id":"s4","name":"Neues","device":"d2","last_backup_at":0,"kind":"unknown","size_bytes":0,"last_backup_state":""}]
  1 admin/get-user-profile-and-hash TargetUser=kunde41
{"id":"j1","device":"Büro <PC> \"1\"","item":"Dokumente","kind":"backup","state":"success","total_bytes":5368709120,"uploaded_bytes":1000} of 1
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/get-jobs-for-custom-search Query=<query>
status: {"state":"absent","username":"niemand"}
