--TEST--
meshcentral_create goes on where an earlier try stopped, puts right what is not as it should be, and touches no more
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$name = ['username' => 'whmcs-41', 'password' => SERVICE_PASSWORD];
$account = account('whmcs-41', ['realname' => 'whmcs:41 Kunde & Söhne', 'email' => 'kunde@fremd.example', 'pass' => SERVICE_PASSWORD]);
$group = group(OUR_GROUP, 'Kunde & Söhne', 'whmcs:41');
$locked = account('whmcs-41', ['siteadmin' => 96, 'quota' => 777, 'realname' => 'whmcs:41 Kunde', 'pass' => SERVICE_PASSWORD]);
$second = group('mesh//NEWER00@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m', 'Zweite', 'whmcs:41', [], ['creation' => 1_700_000_500_000]);
$cases = [
    'the account alone' => [$account, $name],
    'the group alone' => [$group, []],
    'both, no membership' => [\together($account, $group), $name + stored_service()],
    'suspended' => [\together($locked, $group), $name + stored_service()],
    'other rights' => [service_rows(['siteadmin' => 0]), $name + stored_service() + ['configoption3' => 'view']],
    'two groups after a lost answer' => [\together(service_rows(), $second), $name],
    'another password than the one stored' => [service_rows(['pass' => 'somebody changed it']), $name + stored_service()],
    'no marker, but stored' => [service_rows(['realname' => 'Jana'], 'Rechner'), $name + stored_service()],
    'another name in the account, our marker' => [\together(
        account('alter-name', ['realname' => 'whmcs:41 X', 'pass' => SERVICE_PASSWORD]),
        group(OUR_GROUP, 'G', 'whmcs:41', ['alter-name' => FULL]),
    ), ['username' => 'alter-name'] + $name],
];
foreach ($cases as $title => [$rows, $changes]) {
    echo "-- $title\n";
    $server = server_with($rows);
    $foreign = foreign_part($server);
    $server->clearLog();
    call('create', params($server, $changes));
    told($server);
    shown($server, $changes['username'] ?? 'whmcs-41');
    foreign_untouched($server, $foreign);
    $server->stop();
}
?>
--EXPECT--
-- the account alone
create: {"state":"resumed","username":"whmcs-41","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"createmesh","meshname":"Kunde & Söhne #41","meshtype":2,"desc":"whmcs:41","responseid":"ID","tag":"ID"}
  4 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//NEW","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  5 {"action":"ping","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//made for whmcs:41":{"rights":2015484}},"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//made for whmcs:41 "Kunde & Söhne #41" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
nothing foreign is touched
-- the group alone
create: {"state":"resumed","username":"whmcs-41","password":"<22 characters>","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"whmcs-41","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:41 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","emailVerified":true,"links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"realname":"whmcs:41 Jana Kunde","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
nothing foreign is touched
-- both, no membership
create: {"state":"resumed","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  4 {"action":"ping","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
nothing foreign is touched
-- suspended
create: {"state":"resumed","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//whmcs-41","siteadmin":64,"quota":777,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
  6 {"action":"ping","responseid":"ID","tag":"ID"}
  whmcs-41: {"links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"quota":777,"realname":"whmcs:41 Kunde","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
nothing foreign is touched
-- other rights
create: {"state":"resumed","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","limits":{"rights":1052424,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":1052424,"responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//whmcs-41","siteadmin":64,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
  6 {"action":"ping","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":1052424}},"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":1052424}
nothing foreign is touched
-- two groups after a lost answer
create: {"state":"unchanged","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"ping","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//NEWER00@cD4$eF5gH6iJ7kL8 "Zweite" "whmcs:41" {"user//dienst":4294967295}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
nothing foreign is touched
-- another password than the one stored
create: {"state":"resumed","username":"whmcs-41","password":"<22 characters>","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"changeuserpass","userid":"user//whmcs-41","pass":"PASSWORD","removeMultiFactor":false,"responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
nothing foreign is touched
-- no marker, but stored
create: {"state":"resumed","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"editmesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","desc":"whmcs:41 Rechner","responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//whmcs-41","siteadmin":64,"realname":"whmcs:41 Jana","responseid":"ID","tag":"ID"}
  5 {"action":"ping","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"realname":"whmcs:41 Jana","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41 Rechner" {"user//dienst":4294967295,"user//whmcs-41":2015484}
nothing foreign is touched
-- another name in the account, our marker
create: {"state":"unchanged","username":"alter-name","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"ping","responseid":"ID","tag":"ID"}
  alter-name: {"links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"realname":"whmcs:41 X","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "G" "whmcs:41" {"user//alter-name":2015484,"user//dienst":4294967295}
nothing foreign is touched
