--TEST--
Comet test server: errors by order, others who edit meanwhile, agents, a thousand users, states compared and loaded
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/comet.inc';

use Provision\TestServer\TestServer;

use function Provision\TestServer\about;
use function Provision\TestServer\call;
use function Provision\TestServer\change;
use function Provision\TestServer\profile;
use function Provision\TestServer\say;
use function Provision\TestServer\user;

$server = TestServer::start('comet');
$order = static fn (string $command, array $order = []): string
    => trim(preg_replace('/\s+/', ' ', $server->control('POST', $command, $order)));

echo "-- refuse: by path, user, count; applied or not\n";
$add = static fn (string $name): string => about($server, $name, 'add-user', ['TargetPassword' => 'long enough']);
$order('refuse', ['path' => 'add-user', 'status' => 400, 'message' => 'Not <today>', 'at' => 2]);
say('first', $add('a1'));
echo $add('a2'), "\n";
say('third', $add('a3'));
$order('refuse', ['path' => 'add-user', 'applied' => true, 'user' => 'a5']);
say('another', $add('a4'));
say('meant', $add('a5'));
say('again', $add('a5'));
$order('clear-refusals');
say('cleared', $add('a6'));
$order('refuse', ['message' => 'OK', 'status' => 200]);
say('a lie', $add('a7'));
$order('clear-refusals');
echo call($server, 'admin/list-users'), "\n";
try {
    $order('refuse', ['paht' => 'add-user']);
} catch (RuntimeException $wrong) {
    echo preg_replace('/\s+/', ' ', $wrong->getMessage()), "\n";
}

echo "-- edit-profile: a client changes the profile just before it is written\n";
$suspend = static fn (string $name): string => change($server, $name, static function (stdClass $profile): void {
    $profile->IsSuspended = true;
});
$order('edit-profile', ['user' => 'a1', 'times' => 2]);
say('another user', $suspend('a3'));
foreach ([1, 2, 3] as $_) {
    say('write', $suspend('a1'));
}
echo json_encode(profile($server, 'a1')->Profile->Emails), "\n";
$order('edit-profile', ['user' => 'a4', 'path' => 'admin/request-storage-vault', 'set' => ['MaximumDevices' => 7, 'Devices' => ['D' => []]]]);
$vault = ['StorageProvider' => 'TEMPLATE-1', 'ProfileHash' => profile($server, 'a4')->ProfileHash];
say('vault', about($server, 'a4', 'request-storage-vault', $vault));
echo profile($server, 'a4')->Profile->MaximumDevices, "\n";

echo "-- agent: a device, its items, what is stored, jobs, a connection\n";
about($server, 'a4', 'request-storage-vault', ['StorageProvider' => 'TEMPLATE-1']);
$agent = json_decode($order('agent', [
    'user' => 'a4', 'device' => 'PC', 'stored' => 9_000_000_000_000_001, 'online' => true, 'jobs' => [['Status' => 7002], []],
    'sources' => ['files' => [], 'vms' => ['engine' => 'engine1/hyperv', 'description' => 'VMs', 'size' => 5]],
]), true);
echo implode(' ', array_keys($agent)), ' ', count($agent['jobs']), "\n";
$profile = profile($server, 'a4')->Profile;
echo $profile->Devices->PC->FriendlyName, ', ', $profile->Sources->vms->Statistics->LastBackupJob->TotalSize, ', ';
echo array_values((array) $profile->Destinations)[0]->Statistics->ClientProvidedSize->Size, "\n";
echo count(json_decode(about($server, 'a4', 'get-jobs-for-user'))), "\n";

echo "-- a state comes back as it was, maps and lists, deleted buckets too\n";
$bucket = array_key_first($server->state()['buckets']);
call($server, 'admin/storage/delete-bucket', ['BucketID' => $bucket]);
user($server, 'a4', 'long enough');
$before = $server->stateText(normal: false);
$hash = profile($server, 'a4')->ProfileHash;
$server->reset();
echo call($server, 'admin/list-users'), "\n";
$server->load(json_decode($before, true));
var_dump($before === $server->stateText(normal: false), $hash === profile($server, 'a4')->ProfileHash);
$second = TestServer::start('comet', state: json_decode($before, true));
var_dump($before === $second->stateText(normal: false));
$second->stop();

echo "-- two servers that came to the same by different ways are equal, whatever chance made\n";
$build = static function (TestServer $server, bool $isFirst): string {
    $server->reset();
    foreach ($isFirst ? ['x1', 'x2'] : ['x2', 'gone', 'x1'] as $name) {
        about($server, $name, 'add-user', ['TargetPassword' => "password of $name", 'StoreRecoveryCode' => 1]);
        about($server, $name, 'request-storage-vault', ['StorageProvider' => 'TEMPLATE-1']);
    }
    $server->seed(['users' => ['gone' => null], 'settings' => ['clock_offset' => 0]]);
    foreach ($server->state()['buckets'] as $id => $row) {
        $server->seed($row['made_for'] === 'gone' ? ['buckets' => [$id => null]] : []);
    }
    foreach ($isFirst ? [4001, 4002] : [4002, 4001] as $kind) {
        $server->control('POST', 'agent', ['user' => 'x1', 'jobs' => [['Classification' => $kind]], 'online' => $kind === 4001]);
    }
    user($server, 'x1', 'password of x1');
    call($server, 'admin/policies/new', ['Policy' => '{"Description":"New"}']);
    return $server->stateText();
};
$third = TestServer::start('comet', tls: null);
[$one, $two] = [$build($server, true), $build($third, false)];
var_dump($one === $two, strlen($one) > 5000);
echo preg_match('~[0-9a-f]{8}-[0-9a-f]{4}-|\+/\+/|127\.0\.0\.1:\d|' . substr((string) time(), 0, 6) . '~', $one), "\n";
about($server, 'x2', 'reset-user-password', ['NewPassword' => 'another password']);
var_dump($one === $server->stateText());
change($server, 'x1', static function (stdClass $profile): void {
    $profile->MaximumDevices = 3;
});
var_dump($one === $server->stateText());

echo "-- null takes a row or an entry of a map away; what does not exist is no seed\n";
$server->seed(['users' => ['x1' => ['profile' => ['Devices' => ['DEVICE-1' => null]]], 'x2' => null]]);
echo call($server, 'admin/list-users'), ' ', json_encode(profile($server, 'x1')->Profile->Devices), "\n";
foreach (
    [
        ['user' => []], ['settings' => ['colour' => 1]], ['users' => ['x1' => ['profil' => []]]],
        ['users' => ['x1' => ['profile' => ['Maximum' => 1]]]], ['users' => ['x1' => ['profile' => ['MaximumDevices' => '1']]]],
        ['templates' => ['T' => ['Description' => 'x']]],
    ] as $wrong
) {
    try {
        $server->seed($wrong);
    } catch (RuntimeException $refused) {
        echo preg_replace('/\s+/', ' ', strstr($refused->getMessage(), '{')), "\n";
    }
}

echo "-- a thousand users, each with figures of their own\n";
$server->reset();
echo $order('populate', ['users' => 1_000, 'account_name' => 'whmcs:%d']), "\n";
$text = call($server, 'admin/list-users-full');
echo substr_count($text, '"AccountName":'), ' ', strlen($text) > 5_000_000 ? 'large' : 'small', "\n";
$one = profile($server, 'u00711')->Profile;
echo $one->AccountName, ' ', array_values((array) $one->Destinations)[0]->Statistics->ClientProvidedSize->Size, ' ';
echo implode(' ', array_column((array) $one->Sources, 'Engine')), ' ', array_values((array) $one->Sources)[0]->OwnerDevice, "\n";
echo count(json_decode(about($server, 'u00003', 'get-jobs-for-user'))), ' ', about($server, 'u00004', 'get-jobs-for-user'), "\n";
$server->reset();
$order('populate', ['users' => 3, 'prefix' => 'p-', 'jobs' => 1]);
say('same', change($server, 'p-00003', static fn (): ?string => null));
$state = $server->state();
echo json_encode($state['warnings']), ' ', implode(' ', array_keys($state['users'])), ' ', implode(' ', array_keys($state['jobs'])), "\n";
?>
--EXPECT--
-- refuse: by path, user, count; applied or not
first: OK
{"Status":400,"Message":"Not \u003ctoday\u003e"}
third: OK
another: OK
meant: 500 Refused by order
again: 400 The user already exists
cleared: OK
a lie: OK
["a1","a3","a4","a5","a6"]
POST /_control/refuse: { "error": "refuse knows path, user, status, message, at (from 1) and applied" } 
-- edit-profile: a client changes the profile just before it is written
another user: OK + ProfileHash, Profile
write: 409 The profile was changed by somebody else
write: 409 The profile was changed by somebody else
write: OK + ProfileHash, Profile
["edit-1@client.test","edit-2@client.test"]
vault: 409 The profile was changed by somebody else
7
-- agent: a device, its items, what is stored, jobs, a connection
connection device jobs 2
Reception <PC> & Till, 5, 9000000000000001
2
-- a state comes back as it was, maps and lists, deleted buckets too
[]
bool(true)
bool(true)
bool(true)
-- two servers that came to the same by different ways are equal, whatever chance made
bool(true)
bool(true)
0
bool(true)
bool(false)
-- null takes a row or an entry of a map away; what does not exist is no seed
["x1"] {}
{ "error": "no such tables: user" } 
{ "error": "no such setting: colour" } 
{ "error": "no such columns in users: profil" } 
{ "error": "no such member: UserProfileConfig.Maximum" } 
{ "error": "UserProfileConfig.MaximumDevices is no string" } 
{ "error": "no such columns in templates: Description" } 
-- a thousand users, each with figures of their own
{ "jobs": 666, "users": 1000 }
1000 large
whmcs:711 5005969429 engine1/mssql device-0000000002c7
2 []
same: OK + ProfileHash, Profile
[] p-00001 p-00002 p-00003 job-1-000000000003
