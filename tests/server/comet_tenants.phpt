--TEST--
Comet test server: administrators of tenants see their own alone, permissions take calls away, names are unique over all
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/comet.inc';

use Provision\TestServer\TestServer;

use function Provision\TestServer\call;
use function Provision\TestServer\say;

$server = TestServer::start('comet');
$server->seed([
    'organizations' => ['T1' => ['name' => 'Tenant <1>'], 'T2' => ['name' => 'Tenant 2']],
    'admins' => ['one' => ['password' => 'pass of one', 'organization' => 'T1']],
    'policies' => ['P1' => ['Description' => 'One', 'OrganizationID' => 'T1'], 'P2' => ['Description' => 'Two', 'OrganizationID' => 'T2']],
    'templates' => ['S1' => ['description' => 'Store 1', 'organization' => 'T1'], 'S2' => ['description' => 'Store 2', 'organization' => 'T2']],
    'users' => [
        'top' => [],
        'first' => ['profile' => ['OrganizationID' => 'T1']],
        'second' => ['profile' => ['OrganizationID' => 'T2', 'Destinations' => ['V' => ['DestinationType' => 1003, 'CometBucket' => 'B2']]]],
    ],
]);
foreach (['first', 'second'] as $user) {
    $server->control('POST', 'agent', ['user' => $user, 'online' => true, 'jobs' => [['GUID' => "job of $user"]]]);
}
$one = static fn (string $call, array $fields = []): string => call($server, "admin/$call", $fields + [
    'Username' => 'one', 'Password' => 'pass of one',
]);
$top = static fn (string $call, array $fields = []): string => call($server, "admin/$call", $fields);
$ids = static fn (string $map): string => implode(' ', array_keys(json_decode($map, true)));

echo "-- what an administrator of a tenant sees\n";
echo $one('list-users'), ' ', $ids($one('list-users-full')), ' ', $one('policies/list'), ' ';
echo $one('request-storage-vault-providers'), ' ', $one('storage/list-buckets'), "\n";
echo json_decode($one('account/properties'))->OrganizationID, "\n";
echo implode(' ', array_column(json_decode($one('dispatcher/list-active'), true), 'Username')), "\n";
echo implode(' ', array_column(json_decode($one('get-jobs-for-date-range', ['Start' => 1, 'End' => time()]), true), 'GUID')), "\n";
foreach (['get-user-profile', 'delete-user', 'get-jobs-for-user', 'account/session-start-as-user'] as $call) {
    say($call, $one($call, ['TargetUser' => 'second']));
}
say('bucket', $one('storage/delete-bucket', ['BucketID' => 'B2']));
say('policy', $one('policies/get', ['PolicyID' => 'P2']));
say('set policy', $one('policies/set', ['PolicyID' => 'P2', 'Policy' => '{}']));
say('tenants', $one('organization/list'));
say('names a tenant', $one('policies/list', ['TargetOrganization' => 'T1']));

echo "-- what it makes is the tenant's\n";
$new = ['TargetUser' => 'new', 'TargetPassword' => 'long enough'];
say('add', $one('add-user', $new));
say('taken elsewhere', $one('add-user', ['TargetUser' => 'second'] + $new));
say('foreign tenant', $one('add-user', ['TargetUser' => 'newer', 'TargetOrganization' => 'T2'] + $new));
say('new policy', $one('policies/set', ['PolicyID' => 'P3', 'Policy' => '{"Description":"Three","OrganizationID":"T2"}']));
say('vault', $one('request-storage-vault', ['TargetUser' => 'new', 'StorageProvider' => 'S1']));
say('foreign template', $one('request-storage-vault', ['TargetUser' => 'new', 'StorageProvider' => 'S2']));
$state = $server->state();
echo $state['users']['new']['profile']['OrganizationID'], ' ', $state['policies']['P3']['OrganizationID'], ' ';
echo array_column($state['buckets'], 'organization', 'made_for')['new'], "\n";

echo "-- the top level sees all, and may make accounts in a tenant\n";
echo $top('list-users'), ' ', $top('policies/list'), ' ', $top('policies/list', ['TargetOrganization' => 'T1']), "\n";
echo $top('request-storage-vault-providers'), ' ', $top('request-storage-vault-providers', ['TargetOrganization' => 'T2']), "\n";
echo substr($top('organization/list'), 0, 140), "\n";
say('into T2', $top('add-user', ['TargetUser' => 'inside', 'TargetOrganization' => 'T2'] + $new));
say('into nowhere', $top('add-user', ['TargetUser' => 'nowhere', 'TargetOrganization' => 'T9'] + $new));
say('template of the top', $top('request-storage-vault', ['TargetUser' => 'inside', 'StorageProvider' => 'TEMPLATE-1']));
say('its own', $top('request-storage-vault', ['TargetUser' => 'inside', 'StorageProvider' => 'S2']));
$policy = static function (string $id) use ($top): string {
    $read = json_decode($top('get-user-profile-and-hash', ['TargetUser' => 'inside']));
    $read->Profile->PolicyID = $id;
    $fields = ['TargetUser' => 'inside', 'RequireHash' => $read->ProfileHash, 'ProfileData' => json_encode($read->Profile)];
    return $top('set-user-profile-hash', $fields);
};
say('policy of another tenant', $policy('P1'));
say('its own', $policy('P2'));

echo "-- permissions\n";
$may = static fn (array $permissions) => $server->seed(['admins' => ['one' => ['permissions' => $permissions]]]);
$may(['PreventRequestStorageVault' => true]);
say('vault', $one('request-storage-vault', ['TargetUser' => 'new', 'StorageProvider' => 'S1']));
$may(['ShouldRestrictProviderList' => true, 'AllowedProvidersWhenRestricted' => [1000]]);
say('vault', $one('request-storage-vault', ['TargetUser' => 'new', 'StorageProvider' => 'S1']));
$may(['DenySoftwareBuildRole' => true]);
say('platforms', $one('branding/available-platforms'));
say('installer', $one('branding/generate-client/linux-deb'));
$may(['AllowedUserPolicies' => ['P3']]);
echo $one('policies/list'), ' ', $one('account/properties'), "\n";
$read = json_decode($one('get-user-profile-and-hash', ['TargetUser' => 'new']));
$read->Profile->PolicyID = 'P1';
$fields = ['TargetUser' => 'new', 'RequireHash' => $read->ProfileHash, 'ProfileData' => json_encode($read->Profile)];
say('a policy not allowed', $one('set-user-profile-hash', $fields));

echo "-- a suspended tenant\n";
$server->seed(['organizations' => ['T1' => ['is_suspended' => true]]]);
say('its administrator', $one('list-users'));
say('its user', $top('account/session-start-as-user', ['TargetUser' => 'new']));
?>
--EXPECT--
-- what an administrator of a tenant sees
["first"] first {"P1":"One"} {"S1":"Store 1"} {}
T1
first
job of first
get-user-profile: 400 User not found
delete-user: 400 User not found
get-jobs-for-user: 400 User not found
account/session-start-as-user: 400 User not found
bucket: 400 Unknown bucket
policy: 400 Unknown policy
set policy: 400 Unknown policy
tenants: 403 Unauthorised
names a tenant: 403 Unauthorised
-- what it makes is the tenant's
add: OK
taken elsewhere: 400 The user already exists
foreign tenant: 403 Unauthorised
new policy: OK
vault: OK + DestinationID, ProfileHash, Profile
foreign template: 400 Unknown storage template
T1 T1 T1
-- the top level sees all, and may make accounts in a tenant
["first","new","second","top"] {"P1":"One","P2":"Two","P3":"Three","POLICY-1":"Basic"} {"P1":"One","P3":"Three"}
{"TEMPLATE-1":"Comet Storage"} {"S2":"Store 2"}
{"T1":{"AuditFileOptions":{},"Branding":{},"ConstellationRole":{},"Email":{},"Hosts":[],"Name":"Tenant \u003c1\u003e","IsSuspended":false,"P
into T2: OK
into nowhere: 400 Unknown organization
template of the top: 400 Unknown storage template
its own: OK + DestinationID, ProfileHash, Profile
policy of another tenant: 400 Unknown policy
its own: OK + ProfileHash, Profile
-- permissions
vault: 403 Unauthorised
vault: 403 Unauthorised
platforms: 403 Unauthorised
installer: 403 Unauthorised
{"P3":"Three"} {"OrganizationID":"T1","Permissions":{"AllowedUserPolicies":["P3"]},"Security":{"PasswordFormat":0,"Password":"","AllowPasswordLogin":true,"AllowPasswordAndTOTPLogin":false,"AllowPasswordAndU2FLogin":false,"AllowPasswordAndWebAuthnLogin":false,"RequirePasswordChange":false}}
a policy not allowed: 403 Unauthorised
-- a suspended tenant
its administrator: 403 Unauthorised
its user: 403 The account is suspended
