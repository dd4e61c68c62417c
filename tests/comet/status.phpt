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
