--TEST--
Comet test server: a profile goes back whole, with strict types and the right hash; what a client loses is noted
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
use function Provision\TestServer\warnings;

$server = TestServer::start('comet');
$server->seed(['users' => ['anna' => ['password' => 'first password', 'profile' => [
    'AccountName' => 'Anna & Co',
    'Emails' => ['a@x.test'],
    'TOTPKey' => 'GEZDGNBVGY3TQOJQ',
    'Destinations' => ['V1' => [
        'DestinationType' => 1003, 'CometBucket' => 'B1', 'CometBucketKey' => 'key', 'EncryptedEncryptionKey' => 'sealed',
        'Statistics' => ['ClientProvidedSize' => ['Size' => 9_007_199_254_740_993]],
    ]],
]]]]);
$server->control('POST', 'agent', ['user' => 'anna']);
$before = about($server, 'anna', 'get-user-profile');
$edit = static fn (string $from, string $to): string => change(
    $server,
    'anna',
    static fn (): string => str_replace($from, $to, $before, $count) . ($count === 1 ? '' : "$count times!"),
);

echo "-- the same bytes back: nothing changes, the hash stays, integers above 2^53 too\n";
$hash = profile($server, 'anna')->ProfileHash;
say('same', change($server, 'anna', static fn (): string => $before));
var_dump($before === about($server, 'anna', 'get-user-profile'), $hash === profile($server, 'anna')->ProfileHash);
echo preg_match('/"Size":9007199254740993,/', $before), "\n";
warnings($server);

echo "-- the hash must be that of what stands\n";
say('changed', $edit('"MaximumDevices":0', '"MaximumDevices":5'));
$write = static fn (string $path, array $fields): string => about($server, 'anna', $path, $fields + ['ProfileData' => $before]);
say('stale', $write('set-user-profile-hash', ['RequireHash' => profile($server, 'anna')->ProfileHash . 'x']));
say('none', $write('set-user-profile-hash', []));
$server->seed(['settings' => ['conflict_status' => 400]]);
say('other status', $write('set-user-profile-hash', ['RequireHash' => $hash . 'x']));
say('without check', $write('set-user-profile', []));
echo profile($server, 'anna')->Profile->MaximumDevices, "\n";
var_dump($hash === profile($server, 'anna')->ProfileHash);

echo "-- types\n";
say('fraction', $edit('"MaximumDevices":0', '"MaximumDevices":1.0'));
say('exponent', $edit('"AllProtectedItemsQuotaBytes":0', '"AllProtectedItemsQuotaBytes":1e3'));
say('too large', $edit('"AllProtectedItemsQuotaBytes":0', '"AllProtectedItemsQuotaBytes":9223372036854775808'));
say('largest', $edit('"AllProtectedItemsQuotaBytes":0', '"AllProtectedItemsQuotaBytes":9223372036854775807'));
say('number as text', $edit('"MaximumDevices":0', '"MaximumDevices":"1"'));
say('bool as number', $edit('"IsSuspended":false', '"IsSuspended":0'));
say('list for map', $edit('"OverrideEmailSettings":{}', '"OverrideEmailSettings":[]'));
say('map for list', $edit('["a@x.test"]', '{}'));
say('list for structure', $edit('"ServerConfig":{}', '"ServerConfig":[]'));
say('deep inside', $edit('"Size":9007199254740993,', '"Size":"9007199254740993",'));
say('below zero', $edit('"ServerConfig":{}', '"ServerConfig":{"RandomDelaySecs":-1}'));
say('a list', change($server, 'anna', static fn (): string => '[]'));
say('null', change($server, 'anna', static fn (): string => 'null'));
say('cut off', change($server, 'anna', static fn (): string => substr($before, 0, -1)));
say('no UTF-8', $edit('Anna', "Ann\xc3"));
say('more behind', change($server, 'anna', static fn (): string => "$before {}"));
say('negative quota', $edit('"QuotaHyperVGuests":0', '"QuotaHyperVGuests":-1'));
say('negative limit', $edit('"StorageLimitBytes":0', '"StorageLimitBytes":-1'));
say('other name', $edit('"Username":"anna","AccountName"', '"Username":"bert","AccountName"'));
warnings($server);

echo "-- what is left out, or null, is zero afterwards\n";
$reset = static fn (): string => about($server, 'anna', 'set-user-profile', ['ProfileData' => $before]);
$lose = static function (string $what, Closure $change) use ($server, $reset): void {
    $reset();
    warnings($server);
    say($what, change($server, 'anna', $change));
    warnings($server);
};
$lose('password', static function (stdClass $profile): void {
    unset($profile->PasswordHash);
});
say('login', user($server, 'anna', 'first password'));
$lose('codes and keys', static function (stdClass $profile): void {
    [$profile->PasswordRecovery, $profile->TOTPKey] = ['', null];
    $profile->Destinations->V1->EncryptedEncryptionKey = '';
    unset($profile->Destinations->V1->CometBucketKey, $profile->Destinations->V1->Statistics);
});
$lose('a vault, the sources', static function (stdClass $profile): void {
    unset($profile->Destinations->V1);
    $profile->Sources = new stdClass();
});
$lose('devices, lists, small things', static function (stdClass $profile): void {
    unset($profile->Devices, $profile->Emails, $profile->LocalTimezone, $profile->CreateTime);
});
$lose('everything', static function (stdClass $profile): string {
    return '{"Username":"anna","PolicyID":null}';
});
echo profile($server, 'anna')->Profile->CreationGUID === json_decode($before)->CreationGUID ? "the GUID stays\n" : "gone\n";

echo "-- members that the server does not know are dropped\n";
$lose('misspelt', static function (stdClass $profile): void {
    [$profile->MaxDevices, $profile->isSuspended] = [3, true];
    $profile->Destinations->V1->StorageLimit = 7;
});
$now = profile($server, 'anna')->Profile;
var_dump(isset($now->MaxDevices), $now->IsSuspended, isset($now->Destinations->V1->StorageLimit));

echo "-- what cannot be changed stays\n";
$lose('organization, GUID', static function (stdClass $profile): void {
    [$profile->OrganizationID, $profile->CreationGUID] = ['T', 'mine'];
});

echo "-- a readable password in a profile is hashed\n";
$lose('plain', static function (stdClass $profile): void {
    [$profile->PasswordFormat, $profile->PasswordHash] = [0, 'a third one: +/='];
});
say('login', user($server, 'anna', 'a third one: +/='));
$now = profile($server, 'anna')->Profile;
var_dump($now->PasswordFormat > 0, str_contains($now->PasswordHash, 'a third one'));

echo "-- a newer server has members that this schema does not know; they are data like all others\n";
$server->seed(['settings' => ['more_members' => ['UserProfileConfig' => ['Future' => 'map<list<int>>']]]]);
$server->seed(['users' => ['anna' => ['profile' => ['Future' => ['x' => [4_294_967_297], 'y' => []]]]]]);
echo substr(about($server, 'anna', 'get-user-profile'), -48), "\n";
$server->load(['warnings' => []] + $server->state());
say('kept', change($server, 'anna', static fn (): ?string => null));
warnings($server);
say('lost', change($server, 'anna', static function (stdClass $profile): void {
    unset($profile->Future);
}));
warnings($server);

echo "-- as a Go program shows lists and maps that it never filled\n";
$server->seed(['settings' => ['more_members' => [], 'empty_as_null' => true]]);
echo substr(about($server, 'anna', 'get-user-profile'), 100, 160), "\n";
say('null back', change($server, 'anna', static fn (): ?string => null));
warnings($server);
?>
--EXPECT--
-- the same bytes back: nothing changes, the hash stays, integers above 2^53 too
same: OK + ProfileHash, Profile
bool(true)
bool(true)
1
-- the hash must be that of what stands
changed: OK + ProfileHash, Profile
stale: 409 The profile was changed by somebody else
none: 400 Missing parameter RequireHash
other status: 400 The profile was changed by somebody else
without check: OK
0
bool(true)
-- types
fraction: 400 The parameter ProfileData is not valid JSON: double where MaximumDevices is int
exponent: 400 The parameter ProfileData is not valid JSON: double where AllProtectedItemsQuotaBytes is int
too large: 400 The parameter ProfileData is not valid JSON: double where AllProtectedItemsQuotaBytes is int
largest: OK + ProfileHash, Profile
number as text: 400 The parameter ProfileData is not valid JSON: string where MaximumDevices is int
bool as number: 400 The parameter ProfileData is not valid JSON: integer where IsSuspended is bool
list for map: 400 The parameter ProfileData is not valid JSON: array where OverrideEmailSettings is map
map for list: 400 The parameter ProfileData is not valid JSON: object where Emails is list
list for structure: 400 The parameter ProfileData is not valid JSON: array where ServerConfig is UserServerConfig
deep inside: 400 The parameter ProfileData is not valid JSON: string where Destinations.V1.Statistics.ClientProvidedSize.Size is int
below zero: 400 The parameter ProfileData is not valid JSON: integer where ServerConfig.RandomDelaySecs is uint
a list: 400 The parameter ProfileData is not valid JSON: array where the whole is UserProfileConfig
null: 400 The parameter ProfileData is not valid JSON: NULL where the whole is UserProfileConfig
cut off: 400 The parameter ProfileData is not valid JSON: Syntax error
no UTF-8: 400 Invalid parameter encoding
more behind: 400 The parameter ProfileData is not valid JSON: Syntax error
negative quota: 400 A quota must not be negative: QuotaHyperVGuests
negative limit: 400 A quota must not be negative: Destinations.V1.StorageLimitBytes
other name: 400 The user name cannot be changed
-- what is left out, or null, is zero afterwards
password: OK + ProfileHash, Profile
  wiped PasswordHash
login: 403 Unauthorised
codes and keys: OK + ProfileHash, Profile
  wiped PasswordRecovery
  wiped TOTPKey
  wiped Destinations.V1.CometBucketKey
  wiped Destinations.V1.EncryptedEncryptionKey
  missing Destinations.V1.Statistics
a vault, the sources: OK + ProfileHash, Profile
  wiped Destinations.V1
  wiped Sources.SOURCE-1
devices, lists, small things: OK + ProfileHash, Profile
  wiped Devices.DEVICE-1
  missing LocalTimezone
  missing Emails
  missing Devices
  missing CreateTime
everything: OK + ProfileHash, Profile
  unchangeable CreationGUID
  wiped PasswordHash
  wiped PasswordRecovery
  wiped PasswordFormat
  wiped TOTPKey
  wiped CreationGUID
  wiped Destinations.V1
  wiped Sources.SOURCE-1
  wiped Devices.DEVICE-1
  missing AccountName
  missing LocalTimezone
  missing LanguageCode
  missing Emails
  missing Destinations
  missing SupportsDeviceAssociations
  missing Sources
  missing Devices
  missing AllowPasswordLogin
  missing CreateTime
the GUID stays
-- members that the server does not know are dropped
misspelt: OK + ProfileHash, Profile
  unknown MaxDevices
  unknown isSuspended
  unknown Destinations.V1.StorageLimit
bool(false)
bool(false)
bool(false)
-- what cannot be changed stays
organization, GUID: OK + ProfileHash, Profile
  unchangeable CreationGUID
  unchangeable OrganizationID
-- a readable password in a profile is hashed
plain: OK + ProfileHash, Profile
  wiped PasswordFormat
login: OK + SessionKey, SessionType
bool(true)
bool(false)
-- a newer server has members that this schema does not know; they are data like all others
ndbox":false,"Future":{"x":[4294967297],"y":[]}}
kept: OK + ProfileHash, Profile
lost: OK + ProfileHash, Profile
  missing Future
-- as a Go program shows lists and maps that it never filled
pID":"","Emails":["a@x.test"],"OverrideEmailSettings":null,"SendEmailReports":false,"Destinations":{"V1":{"Description":"","CreateTime":0,"ModifyTime":0,"PreExe
null back: OK + ProfileHash, Profile
