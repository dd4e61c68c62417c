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
preg_match('/"RuleValue":"(\d+)"\}\]/', urldecode($server->log()[1]['body']), $since);
var_dump(abs((int) $since[1] - ($now - 14 * 86400)) < 60);
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
job-1: Daten of Server, unknown, success, 60 s, 1073741824, 1
job-2: Daten of Server, backup, running, 60 s, 2147483648, 2
job-3: Daten of Server, restore, waiting, 60 s, 3221225472, 3
job-4: Daten of Server, retention, timeout, 60 s, 4294967296, 4
job-5: Daten of Server, unlock, warning, 60 s, 5368709120, 5
job-6: Daten of Server, delete, error, 60 s, 6442450944, 6
job-7: Daten of Server, remeasure, quota_exceeded, 60 s, 7516192768, 7
job-8: Daten of Server, update, missed, 60 s, 8589934592, 8
job-9: Daten of Server, import, cancelled, 60 s, 9663676416, 9
job-10: Daten of Server, reindex, skipped, 60 s, 10737418240, 10
job-11: Daten of Server, deep_verify, abandoned, 60 s, 11811160064, 11
job-12: Daten of Server, uninstall, error, 60 s, 12884901888, 12
job-13: Daten of Server, unknown, success, 60 s, 13958643712, 13
job-14: Daten of Server, backup, unknown, 60 s, 15032385536, 14
job-20:  of gone, backup, success, 60 s, 21474836480, 20
bool(true)
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/get-jobs-for-custom-search Query=<query>
thousands of them: the newest 500
int(500)
bool(true)
the job of another in the answer
jobs: ProtocolException: Comet: read jobs: the list of jobs holds another account's
