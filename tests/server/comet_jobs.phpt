--TEST--
Comet test server: jobs by user, time and search, with every kind of clause and operator
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/comet.inc';

use Provision\TestServer\TestServer;

use function Provision\TestServer\about;
use function Provision\TestServer\call;
use function Provision\TestServer\say;

$server = TestServer::start('comet');
$job = static fn (string $user, int $start, int $end, array $more = []): array
    => $more + ['Username' => $user, 'Classification' => 4001, 'StartTime' => $start, 'EndTime' => $end];
$server->seed(['users' => ['anna' => [], 'bert' => []], 'jobs' => [
    'a1' => $job('anna', 1000, 1100, ['Status' => 5000, 'TotalSize' => 9_007_199_254_740_993, 'Tags' => 'Weekly']),
    'a2' => $job('anna', 2000, 2100, ['Status' => 7002]),
    'a3' => $job('anna', 3000, 0, ['Status' => 6001, 'Progress' => ['BytesDone' => 5_000_000_000]]),
    'b1' => $job('bert', 1050, 1150, ['Status' => 5000, 'Classification' => 4002]),
]]);

function guids(string $answer): string
{
    $jobs = json_decode($answer, true);
    if (isset($jobs['Status'])) {
        return "$jobs[Status] $jobs[Message]";
    }
    $guids = array_column($jobs, 'GUID');
    sort($guids);
    return '[' . implode(' ', $guids) . ']';
}

echo "-- by user: what is zero is left out, integers above 2^53 are exact\n";
echo guids(about($server, 'anna', 'get-jobs-for-user')), ' ', guids(about($server, 'bert', 'get-jobs-for-user')), "\n";
say('nobody', about($server, 'nobody', 'get-jobs-for-user'));
$text = about($server, 'bert', 'get-jobs-for-user');
echo $text, "\n", preg_match('/"TotalSize":9007199254740993,/', about($server, 'anna', 'get-jobs-for-user')), "\n";

echo "-- by time: started or ended in it, either way round; 0 and 0: those that run\n";
$range = static fn (mixed $start, mixed $end): string
    => guids(call($server, 'admin/get-jobs-for-date-range', ['Start' => $start, 'End' => $end]));
echo $range(1000, 1100), ' ', $range(1120, 1040), ' ', $range(2500, 9000), ' ', $range(5000, 6000), ' ', $range(0, 0), "\n";
echo $range('1e3', 5), ' ', $range('', 5), "\n";

echo "-- by search\n";
$rule = static fn (string $field, string $operator, string $value): array
    => ['RuleField' => "BackupJobDetail.$field", 'RuleOperator' => $operator, 'RuleValue' => $value];
$group = static fn (string $type, array ...$clauses): array => ['ClauseType' => $type, 'ClauseChildren' => $clauses];
$search = static function (array $clause) use ($server): string {
    $query = ['Query' => json_encode($clause)];
    $count = json_decode(call($server, 'admin/count-jobs-for-custom-search', $query), true);
    $found = guids(call($server, 'admin/get-jobs-for-custom-search', $query));
    return $found . (isset($count['Count']) && $count['Count'] !== count(array_filter(explode(' ', trim($found, '[]')))) ? ' ?' : '');
};
foreach (['eq', 'neq', 'contains', 'ncontains', 'startswith', 'nstartswith', 'endswith', 'nendswith'] as $operator) {
    foreach (['', '_ci'] as $case) {
        echo "str_$operator$case ", $search($rule('Tags', "str_$operator$case", 'weekly')), "\n";
    }
}
echo 'str_regexmatch ', $search($rule('Username', 'str_regexmatch', '^a~?n+')), ' ';
echo $search($rule('Username', 'str_nregexmatch', '^a~?n+')), ' ', $search($rule('Username', 'str_regexmatch', '(')), "\n";
foreach (['eq', 'neq', 'gt', 'gte', 'lt', 'lte'] as $operator) {
    echo "int_$operator ", $search($rule('StartTime', "int_$operator", '2000')), "\n";
}
echo 'exact ', $search($rule('TotalSize', 'int_gt', '9007199254740992')), ' ';
echo $search($rule('TotalSize', 'int_gt', '9007199254740993')), "\n";
echo 'nested ', $search($rule('Progress.BytesDone', 'int_gt', '4294967296')), "\n";
[$anna, $late] = [$rule('Username', 'str_eq', 'anna'), $rule('StartTime', 'int_gt', '1500')];
foreach (['and', 'or', 'not_and', 'not_or'] as $type) {
    echo "$type ", $search($group($type, $anna, $late)), ' ', $search($group($type)), "\n";
}
echo 'tree ', $search($group('and', $anna, $group('not_or', $late, $rule('Status', 'int_eq', '5001')))), "\n";

echo "-- refused\n";
foreach (
    [
        $rule('User', 'str_eq', 'x'), ['RuleField' => 'Username'] + $anna, $rule('Username', 'str_equals', 'x'),
        $rule('Username', 'int_eq', '1'), $rule('StartTime', 'str_eq', '1'), $rule('StartTime', 'int_gt', '1.5'),
        $group('xor', $anna), $group('and', $anna, $group('or', $rule('Nothing', 'int_eq', '1'))), [], ['Rule' => 1] + $anna,
        ['RuleValue' => 1] + $anna,
    ] as $clause
) {
    echo $search($clause), "\n";
}
say('no query', call($server, 'admin/get-jobs-for-custom-search'));
?>
--EXPECT--
-- by user: what is zero is left out, integers above 2^53 are exact
[a1 a2 a3] [b1]
nobody: 400 User not found
[{"GUID":"b1","Username":"bert","Classification":4002,"Status":5000,"StartTime":1050,"EndTime":1150,"RetryCount":0,"SourceGUID":"","DestinationGUID":"","DeviceID":"","ClientVersion":"","TotalDirectories":0,"TotalFiles":0,"TotalSize":0,"TotalChunks":0,"UploadSize":0,"DownloadSize":0,"Progress":{"Counter":0,"SentTime":0,"RecievedTime":0,"BytesDone":0,"ItemsDone":0,"ItemsTotal":0},"DestinationSizeStart":{"Size":0,"MeasureStarted":0,"MeasureCompleted":0},"DestinationSizeEnd":{"Size":0,"MeasureStarted":0,"MeasureCompleted":0}}]
1
-- by time: started or ended in it, either way round; 0 and 0: those that run
[a1 b1] [a1 b1] [a3] [] [a3]
400 Invalid parameter Start 400 Missing parameter Start
-- by search
str_eq []
str_eq_ci [a1]
str_neq [a1 a2 a3 b1]
str_neq_ci [a2 a3 b1]
str_contains []
str_contains_ci [a1]
str_ncontains [a1 a2 a3 b1]
str_ncontains_ci [a2 a3 b1]
str_startswith []
str_startswith_ci [a1]
str_nstartswith [a1 a2 a3 b1]
str_nstartswith_ci [a2 a3 b1]
str_endswith []
str_endswith_ci [a1]
str_nendswith [a1 a2 a3 b1]
str_nendswith_ci [a2 a3 b1]
str_regexmatch [a1 a2 a3] [b1] 400 Unknown search: RuleOperator str_regexmatch of BackupJobDetail.Username
int_eq [a2]
int_neq [a1 a3 b1]
int_gt [a3]
int_gte [a2 a3]
int_lt [a1 b1]
int_lte [a1 a2 b1]
exact [a1] []
nested [a3]
and [a2 a3] [a1 a2 a3 b1]
or [a1 a2 a3] []
not_and [a1 b1] []
not_or [b1] [a1 a2 a3 b1]
tree [a1]
-- refused
400 Unknown search: RuleField BackupJobDetail.User
400 Unknown search: RuleField Username
400 Unknown search: RuleOperator str_equals of BackupJobDetail.Username
400 Unknown search: RuleOperator int_eq of BackupJobDetail.Username
400 Unknown search: RuleOperator str_eq of BackupJobDetail.StartTime
400 Unknown search: RuleOperator int_gt of BackupJobDetail.StartTime
400 Unknown search: ClauseType xor
400 Unknown search: RuleField BackupJobDetail.Nothing
400 The parameter Query is not valid JSON: array where the whole is SearchClause
400 Unknown search: Rule
400 The parameter Query is not valid JSON: integer where RuleValue is string
no query: 400 Missing parameter Query
