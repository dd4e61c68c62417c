--TEST--
meshcentral_status, _usage and _list_accounts: one service, the whole server, in one connection each
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(
    service_rows(['login' => 1_750_000_000]),
    device('ours1', OUR_GROUP, 'pc', true),
    device('ours2', OUR_GROUP, 'laptop'),
    device('h1', HIDDEN_GROUP, 'versteckt', true),
);
$params = params($server, stored_service());
$server->clearLog();
call('status', ['configoption10' => '1'] + $params);
told($server);
call('status', ['configoption10' => '2'] + $params);
call('usage', params($server, ['serviceid' => null]));
call('list_accounts', params($server, ['serviceid' => null]));
$server->clearLog();

echo "-- suspended, half suspended, half there, absent, another's\n";
$rows = [
    [\together(account('whmcs-41', ['siteadmin' => 96, 'realname' => 'whmcs:41', 'links' => []]), group(OUR_GROUP, 'G', 'whmcs:41')), []],
    [service_rows(['siteadmin' => 96]), []],
    [\together(account('whmcs-41', ['realname' => 'whmcs:41']), group(OUR_GROUP, 'G', 'whmcs:41')), []],
    [account('whmcs-41', ['realname' => 'whmcs:41', 'creation' => 1_700_000_000]), []],
    [group(OUR_GROUP, 'G', 'whmcs:41'), []],
    [[], []],
    [[], ['username' => 'fremd', 'customfields' => ['mesh_id' => FOREIGN_GROUP]]],
];
foreach ($rows as [$row, $changes]) {
    $other = server_with($row);
    call('status', params($other, \changed(stored_service(), $changes)));
    call('list_accounts', params($other));
    $other->stop();
}

echo "-- a big server: thousands of accounts and devices, a hostile name, and only ours are told\n";
$many = ['users' => [], 'meshes' => [], 'nodes' => []];
for ($n = 1000; $n < 3000; $n++) {
    $id = sprintf('mesh//%04d%s', $n, str_repeat('x', 60));
    $many['users']["user//kunde$n"] = ['realname' => "whmcs:$n Kunde <b>$n</b>", 'siteadmin' => 64, 'email' => "k$n@example.com"];
    $many['meshes'][$id] = ['desc' => "whmcs:$n", 'creatorid' => 'user//dienst', 'links' => [
        'user//dienst' => ['rights' => 4_294_967_295], "user//kunde$n" => ['rights' => FULL],
    ]];
    $many['nodes']["node//a$n"] = ['meshid' => $id, 'name' => "pc $n"];
    $many['nodes']["node//b$n"] = ['meshid' => $id, 'name' => "\u{202e}<img src=x>", 'conn' => 1, 'pwr' => 1];
}
$server->seed($many);
$server->clearLog();
$usage = meshcentral_usage($params);
$list = meshcentral_list_accounts($params);
echo count($usage), ' ', json_encode($usage['kunde2999']), ' ', count($list), ' ', end($list)['username'], "\n";
$traffic = $server->connections();
echo "$traffic[requests] connections, ", count($server->sentMessages()), " messages\n";
?>
--EXPECT--
