--TEST--
meshcentral_terminate: the account goes before its group, whatever is left of them, twice; nothing comes back to a namesake
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$devices = \together(
    service_rows(),
    device('ours1', OUR_GROUP, 'pc', true),
    device('ours2', OUR_GROUP, 'laptop'),
    ['tokens' => ['~t:his' => ['userid' => 'user//whmcs-41']]],
);
$server = server_with($devices);
$foreign = foreign_part($server);
$params = params($server, stored_service());
$server->clearLog();
call('terminate', $params);
told($server);
shown($server);
echo count($server->state()['tokens']), ' token, ', count($server->state()['nodes']), " devices left\n";
call('terminate', $params);
told($server);
foreign_untouched($server, $foreign);

echo "-- an agent brings the group back: a new customer of the same name sees nothing of it\n";
call('create', params($server));
$server->control('POST', 'agent-arrives', ['_id' => 'node//ours1', 'meshid' => OUR_GROUP]);
call('devices', params($server, ['username' => 'whmcs-41']));
echo count($server->state()['users']['user//whmcs-41']['links']), " group\n";
$server->stop();

$second = group('mesh//NEWER00@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m', 'Zweite', 'whmcs:41', [], ['creation' => 1_700_000_500_000]);
$stranger = group(OUR_GROUP, 'Kunde', 'whmcs:41', ['whmcs-41' => FULL, 'fremd' => 8]);
$cases = [
    'the agents that are online are asked to go first' => [$devices, ['configoption9' => 'on']],
    'only the group is left' => [group(OUR_GROUP, 'Kunde', 'whmcs:41'), []],
    'only the account is left' => [account('whmcs-41', ['realname' => 'whmcs:41 Kunde']), []],
    'suspended' => [\together(account('whmcs-41', ['realname' => 'whmcs:41', 'siteadmin' => 96]), group(OUR_GROUP, 'K', 'whmcs:41')), []],
    'a second group of a lost answer' => [\together(service_rows(), $second), []],
    'somebody else is a member too' => [\together(account('whmcs-41', ['realname' => 'whmcs:41']), $stranger), []],
    'no marker, but stored' => [service_rows(['realname' => 'Jana'], 'Rechner'), []],
    'nothing stored' => [service_rows(), ['username' => '', 'customfields' => ['mesh_id' => '']]],
    'the account manages users by now' => [service_rows(['siteadmin' => 2]), []],
    'the group is another service\'s' => [[], ['username' => 'fremd', 'customfields' => ['mesh_id' => FOREIGN_GROUP]]],
];
foreach ($cases as $title => [$rows, $changes]) {
    echo "-- $title\n";
    $server = server_with($rows);
    $foreign = foreign_part($server);
    $server->clearLog();
    $params = params($server, \changed(stored_service(), $changes));
    call('terminate', $params);
    told($server);
    call('terminate', $params);
    told($server);
    shown($server);
    foreign_untouched($server, $foreign);
    $server->stop();
}

echo "-- the group was deleted a moment before: 'Access denied' is no refusal then\n";
$server = server_with(service_rows());
$server->messageFault('twice', action: 'deleteuser', more: ['then' => ['meshes' => [OUR_GROUP => ['deleted' => 1_700_000_000_000]], 'users' => ['user//dienst' => ['links' => []]]]]);
$server->clearLog();
call('terminate', params($server, stored_service()));
told($server);
$server->stop();
echo "-- and it is one where the group stands\n";
$server = server_with(service_rows());
$server->clearLog();
$server->messageFault('result_error', action: 'deletemesh', more: ['result' => 'Access denied']);
call('terminate', params($server, stored_service()));
told($server);
?>
--EXPECT--
terminate: {"state":"terminated","changed":true,"removed":{"user":true,"group":true,"devices":2,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  5 {"action":"deletemesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  whmcs-41: absent
  deleted mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295}
1 token, 2 devices left
terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
nothing foreign is touched
-- an agent brings the group back: a new customer of the same name sees nothing of it
create: {"state":"created","username":"whmcs-41","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
devices: []
1 group
-- the agents that are online are asked to go first
terminate: {"state":"terminated","changed":true,"removed":{"user":true,"group":true,"devices":2,"agents":1}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"uninstallagent","nodeids":["node//ours1"],"responseid":"ID","tag":"ID"}
  5 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  6 {"action":"deletemesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: absent
  deleted mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295}
nothing foreign is touched
-- only the group is left
terminate: {"state":"terminated","changed":true,"removed":{"user":false,"group":true,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"deletemesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: absent
  deleted mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde" "whmcs:41" {"user//dienst":4294967295}
nothing foreign is touched
-- only the account is left
terminate: {"state":"terminated","changed":true,"removed":{"user":true,"group":false,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: absent
nothing foreign is touched
-- suspended
terminate: {"state":"terminated","changed":true,"removed":{"user":true,"group":true,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  5 {"action":"deletemesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: absent
  deleted mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "K" "whmcs:41" {"user//dienst":4294967295}
nothing foreign is touched
-- a second group of a lost answer
terminate: {"state":"terminated","changed":true,"removed":{"user":true,"group":true,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  5 {"action":"deletemesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  6 {"action":"meshes","responseid":"ID","tag":"ID"}
  7 {"action":"users","responseid":"ID","tag":"ID"}
  8 {"action":"nodes","meshid":"mesh//NEW","responseid":"ID","tag":"ID"}
  9 {"action":"deletemesh","meshid":"mesh//NEW","responseid":"ID","tag":"ID"}
terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: absent
  deleted mesh//NEWER00@cD4$eF5gH6iJ7kL8 "Zweite" "whmcs:41" {"user//dienst":4294967295}
  deleted mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295}
nothing foreign is touched
-- somebody else is a member too
terminate: {"state":"terminated","changed":true,"removed":{"user":true,"group":true,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  5 {"action":"removemeshuser","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","userid":"user//fremd","responseid":"ID","tag":"ID"}
  6 {"action":"deletemesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: absent
  deleted mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde" "whmcs:41" {"user//dienst":4294967295}
SOMETHING FOREIGN WAS CHANGED
  - meshes ["mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m",{"_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","consent":0,"creation":"time","creatorid":"user//dienst","creatorname":"dienst","desc":"whmcs:41","domain":"","flags":0,"links":{"user//dienst":{"name":"dienst","rights":4294967295},"user//fremd":{"name":"fremd","rights":8},"user//whmcs-41":{"name":"whmcs-41","rights":2015484}},"mtype":2,"name":"Kunde"}]
  - users ["user//fremd",{"_id":"user//fremd","creation":"time","domain":"","email":"post@fremd.example","links":{"mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484},"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":8}},"name":"fremd","pass":"of-somebody-else","passchange":"time","quota":1000,"realname":"whmcs:411 Fremd GmbH","siteadmin":64}]
  + users ["user//fremd",{"_id":"user//fremd","creation":"time","domain":"","email":"post@fremd.example","links":{"mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"name":"fremd","pass":"of-somebody-else","passchange":"time","quota":1000,"realname":"whmcs:411 Fremd GmbH","siteadmin":64}]
-- no marker, but stored
terminate: {"state":"terminated","changed":true,"removed":{"user":true,"group":true,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"editmesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","desc":"whmcs:41 Rechner","responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//whmcs-41","siteadmin":64,"realname":"whmcs:41 Jana","responseid":"ID","tag":"ID"}
  5 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  6 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  7 {"action":"deletemesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: absent
  deleted mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41 Rechner" {"user//dienst":4294967295}
nothing foreign is touched
-- nothing stored
terminate: {"state":"terminated","changed":true,"removed":{"user":true,"group":true,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  5 {"action":"deletemesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: absent
  deleted mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295}
nothing foreign is touched
-- the account manages users by now
terminate: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it is not deleted
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
terminate: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it is not deleted
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"realname":"whmcs:41 Kunde & Söhne","siteadmin":2}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
nothing foreign is touched
-- the group is another service's
terminate: ConflictException: MeshCentral: list accounts: the device group mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
terminate: ConflictException: MeshCentral: list accounts: the device group mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: absent
nothing foreign is touched
-- the group was deleted a moment before: 'Access denied' is no refusal then
terminate: {"state":"terminated","changed":true,"removed":{"user":true,"group":true,"devices":0,"agents":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  5 {"action":"deletemesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  6 {"action":"meshes","responseid":"ID","tag":"ID"}
-- and it is one where the group stands
terminate: PermissionException: MeshCentral: delete group: the service account may not do this: it needs the site right to manage users, and full rights in the group
    code: Access denied
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  5 {"action":"deletemesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  6 {"action":"meshes","responseid":"ID","tag":"ID"}
