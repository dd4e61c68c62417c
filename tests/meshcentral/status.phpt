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
status: {"state":"active","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","created":1700000000,"rights":2015484,"site_rights":64,"last_login":1750000000,"email":"kunde@fremd.example","missing":[],"usage":{"devices":2,"online_devices":1},"device_limit":1,"over_limit":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
status: {"state":"active","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","created":1700000000,"rights":2015484,"site_rights":64,"last_login":1750000000,"email":"kunde@fremd.example","missing":[],"usage":{"devices":2,"online_devices":1},"device_limit":2,"over_limit":false}
usage: {"fremd":{"devices":1,"online_devices":1},"whmcs-41":{"devices":2,"online_devices":1}}
list_accounts: [{"email":"post@fremd.example","username":"fremd","domain":"","uniqueIdentifier":"fremd","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"},{"email":"kunde@fremd.example","username":"whmcs-41","domain":"","uniqueIdentifier":"whmcs-41","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}]
-- suspended, half suspended, half there, absent, another's
status: {"state":"suspended","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"G","created":1700000000,"rights":0,"site_rights":96,"last_login":null,"email":"","missing":[],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
list_accounts: [{"email":"post@fremd.example","username":"fremd","domain":"","uniqueIdentifier":"fremd","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"},{"email":"","username":"whmcs-41","domain":"","uniqueIdentifier":"whmcs-41","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Suspended"}]
status: {"state":"suspended","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","created":1700000000,"rights":2015484,"site_rights":96,"last_login":null,"email":"kunde@fremd.example","missing":[],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
list_accounts: [{"email":"post@fremd.example","username":"fremd","domain":"","uniqueIdentifier":"fremd","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"},{"email":"kunde@fremd.example","username":"whmcs-41","domain":"","uniqueIdentifier":"whmcs-41","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Suspended"}]
status: {"state":"suspended","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"G","created":1700000000,"rights":0,"site_rights":64,"last_login":null,"email":"","missing":[],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
list_accounts: [{"email":"post@fremd.example","username":"fremd","domain":"","uniqueIdentifier":"fremd","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"},{"email":"","username":"whmcs-41","domain":"","uniqueIdentifier":"whmcs-41","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Suspended"}]
status: {"state":"suspended","username":"whmcs-41","mesh_id":"","group":"","created":1700000000,"rights":0,"site_rights":64,"last_login":null,"email":"","missing":["group"],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
list_accounts: [{"email":"post@fremd.example","username":"fremd","domain":"","uniqueIdentifier":"fremd","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}]
status: {"state":"suspended","username":"","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"G","created":1700000000,"rights":0,"site_rights":0,"last_login":null,"email":"","missing":["user"],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
list_accounts: [{"email":"post@fremd.example","username":"fremd","domain":"","uniqueIdentifier":"fremd","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}]
status: {"state":"absent","username":"","mesh_id":""}
list_accounts: [{"email":"post@fremd.example","username":"fremd","domain":"","uniqueIdentifier":"fremd","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}]
status: ConflictException: MeshCentral: list accounts: the device group mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
list_accounts: [{"email":"post@fremd.example","username":"fremd","domain":"","uniqueIdentifier":"fremd","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}]
-- a big server: thousands of accounts and devices, a hostile name, and only ours are told
2002 {"devices":2,"online_devices":1} 2002 kunde2999
2 connections, 5 messages
