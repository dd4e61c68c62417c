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
$server->seed(service_account($two), ['buckets' => ['bucket-41b' => []]]);
call('terminate', $params);
asked($server);
$buckets();

echo "--- one of them holds another account's vault too: it stays\n";
$server->seed(service_account($two), ['buckets' => ['bucket-41' => [], 'bucket-41b' => []]], account('teilhaber', 'whmcs:9', ['Destinations' => ['x' => vault('bucket-41b')]]));
call('terminate', $params);
$server->clearLog();
$buckets();

echo "--- a vault on another server: nothing is erased, nothing deleted\n";
$server->seed(service_account(['Destinations' => ['a' => vault('bucket-41'), 'b' => vault('elsewhere', 0, ['CometServer' => 'https://other.example/'])]]), ['buckets' => ['bucket-41' => []]]);
call('terminate', $params);
asked($server);
$buckets();
shown($server, 'kunde41');

echo "--- a vault that is no Comet Server's\n";
$server->seed(service_account(['Destinations' => ['a' => vault('', 0, ['DestinationType' => 1000])]]));
call('terminate', $params);
$server->clearLog();

echo "--- cut off after the first bucket: the repeat goes on\n";
$server->seed(service_account($two), ['buckets' => ['bucket-41' => [], 'bucket-41b' => []]]);
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
