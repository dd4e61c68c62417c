--TEST--
Comet test server: policy groups are copied into profiles, made under any id, and not deleted while in use
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
use function Provision\TestServer\warnings;

$server = TestServer::start('comet');
$server->seed(['users' => ['anna' => []]]);
$policies = static fn (string $call, array $fields = []): string => call($server, "admin/policies/$call", $fields);
$assign = static fn (string $id): string => change($server, 'anna', static function (stdClass $profile) use ($id): void {
    $profile->PolicyID = $id;
});
$shown = static fn (): string => json_encode([
    profile($server, 'anna')->Profile->PolicyID, profile($server, 'anna')->Profile->Policy->PreventDeleteStorageVault,
]) . "\n";

echo "-- a group comes into being under the id that the caller chose\n";
echo $policies('list'), "\n";
say('unknown', $policies('get', ['PolicyID' => 'WHMCS_1']));
$group = ['Description' => 'WHMCS_1', 'Policy' => ['PreventDeleteStorageVault' => true, 'ModeAdminResetPassword' => 3]];
say('set', $policies('set', ['PolicyID' => 'WHMCS_1', 'Policy' => json_encode($group)]));
$read = json_decode($policies('get', ['PolicyID' => 'WHMCS_1']));
echo $read->Policy->Description, ' ', $read->Policy->Policy->ModeAdminResetPassword, ' ', str_contains($read->PolicyHash, '+/'), "\n";
say('new', $policies('new', ['Policy' => json_encode(['Description' => 'Made'] + $group)]));
echo count(json_decode($policies('list'), true)), ' ', count(json_decode($policies('list-full'), true)), "\n";

echo "-- strict types, unknown members noted\n";
say('list for map', $policies('set', ['PolicyID' => 'X', 'Policy' => '{"Policy":{"DefaultSources":[]}}']));
say('text for number', $policies('set', ['PolicyID' => 'X', 'Policy' => '{"Policy":{"ModeAdminResetPassword":"3"}}']));
say('list of text for numbers', $policies('set', [
    'PolicyID' => 'X', 'Policy' => '{"Policy":{"StorageVaultProviders":{"AllowedProvidersWhenRestricted":["1003"]}}}',
]));
say('misspelt', $policies('set', ['PolicyID' => 'X', 'Policy' => '{"Policy":{"PreventDeleteVault":true}}']));
warnings($server);

echo "-- hashes\n";
$change = static fn (string $hash): string => $policies('set', [
    'PolicyID' => 'WHMCS_1', 'CheckPolicyHash' => $hash, 'Policy' => json_encode(['Description' => 'Renamed'] + $group),
]);
say('stale', $change('x'));
say('right', $change($read->PolicyHash));
say('stale now', $change($read->PolicyHash));

echo "-- a profile that has it gets a copy, and each later change; the copy cannot be written\n";
say('unknown', $assign('WHMCS_9'));
say('assign', $assign('WHMCS_1'));
echo $shown();
$hash = profile($server, 'anna')->ProfileHash;
change($server, 'anna', static function (stdClass $profile): void {
    $profile->Policy->PreventDeleteStorageVault = false;
});
echo $shown();
$group['Policy']['PreventDeleteStorageVault'] = false;
$policies('set', ['PolicyID' => 'WHMCS_1', 'Policy' => json_encode($group)]);
echo $shown();
var_dump($hash === profile($server, 'anna')->ProfileHash);
say('delete', $policies('delete', ['PolicyID' => 'WHMCS_1']));
say('take off', $assign(''));
change($server, 'anna', static function (stdClass $profile): void {
    $profile->Policy->PreventDeleteStorageVault = true;
});
echo $shown();
say('delete', $policies('delete', ['PolicyID' => 'WHMCS_1']));
$server->seed(['settings' => ['check_policy' => false]]);
say('a lax server', $assign('WHMCS_9'));

echo "-- the sources of a policy go when the caller says so\n";
$server->seed(['users' => ['anna' => ['profile' => ['PolicyID' => '', 'Sources' => ['S1' => ['PolicySourceID' => 'PS'], 'S2' => []]]]]]);
$read = profile($server, 'anna');
say('delete sources', about($server, 'anna', 'set-user-profile-hash', [
    'RequireHash' => $read->ProfileHash, 'ProfileData' => json_encode($read->Profile),
    'AdminOptions' => '{"Policy":{"DeleteSources":["PS"]}}',
]));
echo implode(' ', array_keys(get_object_vars(profile($server, 'anna')->Profile->Sources))), "\n";

echo "-- one group is for new users\n";
foreach (['D1', 'D2'] as $id) {
    $policies('set', ['PolicyID' => $id, 'Policy' => json_encode(['DefaultUserPolicy' => true] + $group)]);
}
echo json_encode(array_filter(array_map(static fn (array $p): bool => $p['DefaultUserPolicy'], $server->state()['policies']))), "\n";
about($server, 'bert', 'add-user', ['TargetPassword' => 'long enough']);
echo profile($server, 'bert')->Profile->PolicyID, "\n";
?>
--EXPECT--
-- a group comes into being under the id that the caller chose
{"POLICY-1":"Basic"}
unknown: 400 Unknown policy
set: OK
WHMCS_1 3 1
new: OK + PolicyHash
3 3
-- strict types, unknown members noted
list for map: 400 The parameter Policy is not valid JSON: array where Policy.DefaultSources is map
text for number: 400 The parameter Policy is not valid JSON: string where Policy.ModeAdminResetPassword is int
list of text for numbers: 400 The parameter Policy is not valid JSON: string where Policy.StorageVaultProviders.AllowedProvidersWhenRestricted.* is int
misspelt: OK
  unknown GroupPolicy.Policy.PreventDeleteVault
-- hashes
stale: 409 The policy was changed by somebody else
right: OK
stale now: 409 The policy was changed by somebody else
-- a profile that has it gets a copy, and each later change; the copy cannot be written
unknown: 400 Unknown policy
assign: OK + ProfileHash, Profile
["WHMCS_1",true]
["WHMCS_1",true]
["WHMCS_1",false]
bool(false)
delete: 400 The policy is in use
take off: OK + ProfileHash, Profile
["",true]
delete: OK
a lax server: OK + ProfileHash, Profile
-- the sources of a policy go when the caller says so
delete sources: OK + ProfileHash, Profile
S2
-- one group is for new users
{"D2":true}
D2
