--TEST--
comet_terminate with erasing: buckets of this account on this server and no others, before the account goes
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$two = ['Destinations' => ['a' => vault('bucket-41'), 'b' => vault('bucket-41b')]];
$erase = ['configoption13' => 'on'];
$params = params($server, stored_service() + $erase);
$buckets = static function () use ($server): void {
    echo '  buckets: ', implode(' ', array_keys($server->state()['buckets'])), "\n";
};

echo "--- two buckets\n";
restart($server, service_account($two), ['buckets' => ['bucket-41b' => []]]);
call('terminate', $params);
asked($server);
$buckets();

echo "--- one of them holds another account's vault too: it stays\n";
restart(
    $server,
    service_account($two),
    ['buckets' => ['bucket-41b' => []]],
    account('teilhaber', 'whmcs:9', ['Destinations' => ['x' => vault('bucket-41b')]]),
);
call('terminate', $params);
$server->clearLog();
$buckets();

echo "--- a vault on another server: nothing is erased, nothing deleted\n";
$elsewhere = vault('elsewhere', 0, ['CometServer' => 'https://other.example/']);
restart($server, service_account(['Destinations' => ['a' => vault('bucket-41'), 'b' => $elsewhere]]));
$server->seed(['buckets' => ['elsewhere' => null]]);
call('terminate', $params);
asked($server);
$buckets();
shown($server, 'kunde41');

echo "--- it is this server under the name that clients know\n";
call('terminate', \changed($params, ['configoption15' => 'https://other.example/']));
$server->clearLog();
$buckets();
shown($server, 'kunde41');

echo "--- a vault that is no Comet Server's\n";
restart($server, service_account(['Destinations' => ['a' => vault('', 0, ['DestinationType' => 1000])]]));
call('terminate', $params);
asked($server);

echo "--- cut off after the first bucket: the repeat goes on\n";
restart($server, service_account($two), ['buckets' => ['bucket-41b' => []]]);
$server->fault('close', at: 2, path: 'delete-bucket');
$server->fault('close', at: 3, path: 'delete-bucket');
call('terminate', $params);
$server->clearFaults();
$server->clearLog();
$buckets();
call('terminate', $params);
$buckets();
shown($server, 'kunde41');
?>
--EXPECT--
--- two buckets
terminate: {"state":"terminated","changed":true,"removed":{"account":"kunde41","devices":0,"vaults":2,"buckets":["bucket-41","bucket-41b"]}}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/storage/list-buckets
  3 admin/list-users-full
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  5 admin/storage/delete-bucket BucketID=bucket-41
  6 admin/storage/delete-bucket BucketID=bucket-41b
  7 admin/delete-user TargetUser=kunde41
  buckets: bucket-f
--- one of them holds another account's vault too: it stays
terminate: {"state":"terminated","changed":true,"removed":{"account":"kunde41","devices":0,"vaults":2,"buckets":["bucket-41"]}}
  buckets: bucket-41b bucket-f
--- a vault on another server: nothing is erased, nothing deleted
terminate: UnsupportedException: Comet: list storage buckets: a storage vault is on another server, and cannot be erased from here: erase its bucket there and switch the erasing off for this service
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/storage/list-buckets
  buckets: bucket-41 bucket-f
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: unlimited
    vault: unlimited
--- it is this server under the name that clients know
terminate: {"state":"terminated","changed":true,"removed":{"account":"kunde41","devices":0,"vaults":2,"buckets":["bucket-41"]}}
  buckets: bucket-f
  kunde41: absent
--- a vault that is no Comet Server's
terminate: UnsupportedException: Comet: read profile: a storage vault is not on a Comet Server, and cannot be erased from here: erase its data at its provider and switch the erasing off for this service
  1 admin/get-user-profile-and-hash TargetUser=kunde41
--- cut off after the first bucket: the repeat goes on
terminate: ConnectionException: Comet: erase storage bucket: the connection to http://127.0.0.1:PORT was lost before an answer came
    retryable
  buckets: bucket-41b bucket-f
terminate: {"state":"terminated","changed":true,"removed":{"account":"kunde41","devices":0,"vaults":2,"buckets":["bucket-41b"]}}
  buckets: bucket-f
  kunde41: absent
