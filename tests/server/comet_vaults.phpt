--TEST--
Comet test server: storage vaults are requested from templates, twice makes two, and buckets outlive their account
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/comet.inc';

use Provision\TestServer\TestServer;

use function Provision\TestServer\about;
use function Provision\TestServer\call;
use function Provision\TestServer\profile;
use function Provision\TestServer\say;

$server = TestServer::start('comet');
$server->seed([
    'users' => ['anna' => []],
    'templates' => [
        'LIMITED' => ['description' => 'Limited', 'storage_limit_enabled' => true, 'storage_limit_bytes' => 5_368_709_120],
        'BROKEN' => ['description' => 'Broken', 'failure' => 'The cloud refuses 100 % of it'],
        'AWAY' => ['description' => 'Away', 'server' => 'https://away.example.test/'],
    ],
]);
$request = static fn (string $template, array $more = []): string
    => about($server, 'anna', 'request-storage-vault', ['StorageProvider' => $template] + $more);

echo "-- a vault with bucket, keys and retention; the answer has the new profile and its hash\n";
echo call($server, 'admin/request-storage-vault-providers'), "\n";
$made = json_decode($request('LIMITED', ['SelfAddress' => 'https://comet.example.test:8060/']));
$vault = $made->Profile->Destinations->{$made->DestinationID};
echo json_encode([
    $vault->Description, $vault->DestinationType, $vault->CometServer, $vault->StorageLimitEnabled, $vault->StorageLimitBytes,
    $vault->StorageLimitID, $vault->DefaultRetention, $vault->AssociatedDevices, $vault->Swift, $vault->Statistics,
], JSON_UNESCAPED_SLASHES), "\n";
var_dump($vault->CometBucketKey !== '', $vault->EncryptedEncryptionKey !== '', $vault->CreateTime > 0);
var_dump($made->ProfileHash === profile($server, 'anna')->ProfileHash, $made->Profile == profile($server, 'anna')->Profile);
$buckets = json_decode(call($server, 'admin/storage/list-buckets'), true);
var_dump(array_keys($buckets) === [$vault->CometBucket]);
echo $server->state()['buckets'][$vault->CometBucket]['made_for'], "\n";

echo "-- once more makes a second one, unless the hash says what is expected\n";
say('again', $request('TEMPLATE-1'));
say('stale', $request('TEMPLATE-1', ['ProfileHash' => $made->ProfileHash]));
$hash = profile($server, 'anna')->ProfileHash;
say('right', $request('AWAY', ['ProfileHash' => $hash]));
say('repeated', $request('AWAY', ['ProfileHash' => $hash]));
$vaults = (array) profile($server, 'anna')->Profile->Destinations;
$servers = array_map(static fn (stdClass $one): string => preg_replace('~^http://[\d.:]+/$~', 'itself', $one->CometServer), $vaults);
sort($servers);
echo implode(' ', $servers), "\n";

echo "-- refused\n";
say('unknown', $request('NOTHING'));
say('none', $request(''));
say('cloud fails', $request('BROKEN'));
say('address', $request('AWAY', ['SelfAddress' => 'comet.example.test']));
say('no slash', $request('AWAY', ['SelfAddress' => 'https://comet.example.test']));
say('device', $request('AWAY', ['DeviceID' => 'D1']));
say('nobody', about($server, 'nobody', 'request-storage-vault', ['StorageProvider' => 'AWAY']));
echo count((array) profile($server, 'anna')->Profile->Destinations), ' vaults, ', count($server->state()['buckets']), " buckets\n";
$server->control('POST', 'agent', ['user' => 'anna', 'device' => 'D1', 'stored' => 4_294_967_297]);
$made = json_decode($request('AWAY', ['DeviceID' => 'D1']));
echo json_encode($made->Profile->Destinations->{$made->DestinationID}->AssociatedDevices), "\n";
$server->seed(['settings' => ['vault_reply_profile' => false]]);
say('before 19.8', $request('AWAY'));

echo "-- buckets stay when the account goes, and are deleted one by one\n";
say('delete user', about($server, 'anna', 'delete-user'));
$buckets = json_decode(call($server, 'admin/storage/list-buckets'), true);
echo count($buckets), ' ', $buckets[$vault->CometBucket]['Size']['Size'], "\n";
$delete = static fn (string $id): string => call($server, 'admin/storage/delete-bucket', ['BucketID' => $id]);
say('delete', $delete($vault->CometBucket));
say('again', $delete($vault->CometBucket));
echo count($server->state()['buckets']), "\n";
$server->seed(['settings' => ['storage_role' => false]]);
say('no Storage Role', $delete($vault->CometBucket));
?>
--EXPECT--
-- a vault with bucket, keys and retention; the answer has the new profile and its hash
{"AWAY":"Away","BROKEN":"Broken","LIMITED":"Limited","TEMPLATE-1":"Comet Storage"}
["Limited",1003,"https://comet.example.test:8060/",true,5368709120,"",{"Mode":801,"Ranges":[]},[],{},{"ClientProvidedSize":{"Size":0,"MeasureStarted":0,"MeasureCompleted":0},"ClientProvidedContent":{"MeasureStarted":0,"MeasureCompleted":0,"Components":[]}}]
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
anna
-- once more makes a second one, unless the hash says what is expected
again: OK + DestinationID, ProfileHash, Profile
stale: 409 The profile was changed by somebody else
right: OK + DestinationID, ProfileHash, Profile
repeated: 409 The profile was changed by somebody else
https://away.example.test/ https://comet.example.test:8060/ itself
-- refused
unknown: 400 Unknown storage template
none: 400 Missing parameter StorageProvider
cloud fails: 500 The cloud refuses 100 % of it
address: 400 Invalid parameter SelfAddress
no slash: 400 Invalid parameter SelfAddress
device: 400 ERR_UNKNOWN_DEVICE
nobody: 400 User not found
3 vaults, 3 buckets
["D1"]
before 19.8: OK
-- buckets stay when the account goes, and are deleted one by one
delete user: OK
5 4294967297
delete: OK
again: 400 Unknown bucket
4
no Storage Role: 404 Not found
