--TEST--
comet_jobs: newest first, bounded, in words; nobody else's
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$now = time();
$job = static fn (int $n, array $more = []): array => $more + [
    'GUID' => "job-$n", 'Username' => 'kunde41', 'Classification' => 4001, 'Status' => 5000, 'StartTime' => $now - $n * 600,
    'EndTime' => $now - $n * 600 + 60, 'DeviceID' => 'd1', 'SourceGUID' => 's1', 'TotalSize' => $n * GB, 'UploadSize' => $n,
];
$server = server_with(service_account([
    'Devices' => ['d1' => device('Server')], 'Sources' => ['s1' => source('d1', 'engine1/file', 'Daten', [])],
]));
$states = [5000, 6001, 6004, 7000, 7001, 7002, 7003, 7004, 7005, 7006, 7007, 7999, 5999, 8000];
$kinds = [4000, 4001, 4002, 4003, 4004, 4005, 4006, 4007, 4008, 4009, 4010, 4011, 4999];
$jobs = array_map(static fn (int $i, int $state) => $job($i + 1, ['Status' => $state, 'Classification' => $kinds[$i] ?? 4001]), array_keys($states), $states);
$jobs[] = $job(20, ['DeviceID' => 'gone', 'SourceGUID' => '']);
$jobs[] = $job(2200, ['StartTime' => $now - 15 * 86400]);
shuffle($jobs);
$server->seed(jobs($jobs));
$params = params($server, stored_service());
foreach (comet_jobs($params) as $row) {
    printf("%s: %s of %s, %s, %s, %d s, %d, %d\n", $row['id'], $row['item'], $row['device'], $row['kind'], $row['state'], $row['ended_at'] - $row['started_at'], $row['total_bytes'], $row['uploaded_bytes']);
}
asked($server);

echo "thousands of them: the newest 500\n";
$server->seed(jobs(array_map(static fn (int $n): array => $job($n, ['StartTime' => $now - $n, 'EndTime' => $now]), range(1, 3000))));
$rows = comet_jobs(\changed($params, ['provision' => ['job_days' => 1]]));
$starts = array_column($rows, 'started_at');
rsort($starts);
var_dump(count($rows), $starts === array_column($rows, 'started_at'));

echo "the job of another in the answer\n";
answer($server, 'get-jobs', '[{"Username":"fremd","GUID":"x"}]');
call('jobs', $params);
?>
--EXPECT--
