--TEST--
meshcentral_change_package: rights by preset and number, site rights, what may not be given, and what is in force is told
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows(['quota' => 5000]));
$foreign = foreign_part($server);
$params = params($server, stored_service());
$server->clearLog();
$changes = [
    ['configoption3' => 'full'],
    ['configoption3' => 'support'],
    ['configoptions' => ['Rights' => 'Desktop'], 'configoption3' => 'full'],
    ['configoption3' => 'view', 'configoption8' => '4224', 'configoption10' => '5'],
    ['configoption3' => 'view', 'configoption8' => '4224', 'configoptions' => ['Devices' => '7']],
    ['configoption3' => '264'],
    [],
];
foreach ($changes as $change) {
    call('change_package', params($server, \changed(stored_service(), $change)));
    told($server);
}
shown($server);

echo "-- suspended: it stays so, and unsuspend gives the package's rights\n";
call('suspend', $params);
$server->clearLog();
call('change_package', params($server, \changed(stored_service(), ['configoption3' => 'support'])));
told($server);
shown($server);
call('unsuspend', params($server, \changed(stored_service(), ['configoption3' => 'support'])));
shown($server);
$server->clearLog();

echo "-- what may not be given, and what is none\n";
foreach (['1', '2', '4294967295', '-8', '8.5', '0', 'voll', '4294967296', '0x10', 'full,view', ' '] as $rights) {
    echo $rights, ': ';
    call('change_package', params($server, \changed(stored_service(), ['configoption3' => $rights])));
}
foreach (['2', '32', '256', '4294967295', '-1', 'abc'] as $siteRights) {
    echo $siteRights, ': ';
    call('change_package', params($server, \changed(stored_service(), ['configoption8' => $siteRights])));
}
call('change_package', params($server, \changed(stored_service(), ['configoption10' => '-1'])));
told_writes($server);

echo "-- the service account may not give it: MeshCentral says ok and does nothing\n";
call('change_package', params($server, \changed(stored_service(), ['configoption8' => '1024'])));
told($server);
echo "-- a full administrator may\n";
$server->seed(account(MANAGER, ['siteadmin' => 4_294_967_295, 'pass' => MANAGER_PASSWORD]));
call('change_package', params($server, \changed(stored_service(), ['configoption8' => '1024'])));
shown($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
change_package: {"changed":false,"limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
change_package: {"changed":true,"limits":{"rights":1327320,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":1327320,"responseid":"ID","tag":"ID"}
change_package: {"changed":true,"limits":{"rights":1068616,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":1068616,"responseid":"ID","tag":"ID"}
change_package: PermissionException: MeshCentral: list accounts: MeshCentral said ok and did not change the account's site rights: the service account may not do that, use a full administrator
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":1052424,"responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//whmcs-41","siteadmin":4288,"quota":5000,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
change_package: PermissionException: MeshCentral: list accounts: MeshCentral said ok and did not change the account's site rights: the service account may not do that, use a full administrator
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"edituser","id":"user//whmcs-41","siteadmin":4288,"quota":5000,"responseid":"ID","tag":"ID"}
  4 {"action":"users","responseid":"ID","tag":"ID"}
change_package: {"changed":true,"limits":{"rights":264,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":264,"responseid":"ID","tag":"ID"}
change_package: {"changed":true,"limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"quota":5000,"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
-- suspended: it stays so, and unsuspend gives the package's rights
suspend: {"state":"suspended","changed":true}
change_package: {"changed":false,"limits":{"rights":1327320,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":[],"quota":5000,"realname":"whmcs:41 Kunde & Söhne","siteadmin":96}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295}
unsuspend: {"state":"active","changed":true}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":1327320}},"quota":5000,"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":1327320}
-- what may not be given, and what is none
1: change_package: ConfigurationException: MeshCentral: prepare: the rights must not hold 1 (edit group) and 2 (manage users): the client could shut the billing host out of his group
2: change_package: ConfigurationException: MeshCentral: prepare: the rights must not hold 1 (edit group) and 2 (manage users): the client could shut the billing host out of his group
4294967295: change_package: ConfigurationException: MeshCentral: prepare: the rights must be full, support, desktop, view, or a number of MeshCentral's group rights
-8: change_package: ConfigurationException: MeshCentral: prepare: the rights must be full, support, desktop, view, or a number of MeshCentral's group rights
8.5: change_package: ConfigurationException: MeshCentral: prepare: the rights must be full, support, desktop, view, or a number of MeshCentral's group rights
0: change_package: ConfigurationException: MeshCentral: prepare: the rights must be full, support, desktop, view, or a number of MeshCentral's group rights
voll: change_package: ConfigurationException: MeshCentral: prepare: the rights must be full, support, desktop, view, or a number of MeshCentral's group rights
4294967296: change_package: ConfigurationException: MeshCentral: prepare: the rights must be full, support, desktop, view, or a number of MeshCentral's group rights
0x10: change_package: ConfigurationException: MeshCentral: prepare: the rights must be full, support, desktop, view, or a number of MeshCentral's group rights
full,view: change_package: ConfigurationException: MeshCentral: prepare: the rights must be full, support, desktop, view, or a number of MeshCentral's group rights
 : change_package: ConfigurationException: MeshCentral: prepare: the rights must be full, support, desktop, view, or a number of MeshCentral's group rights
2: change_package: ConfigurationException: MeshCentral: prepare: the site rights must be a sum of 8 (server files), 64 (no new groups), 128 (no tools), 1024 (locked settings) and 4096 (no new devices)
32: change_package: ConfigurationException: MeshCentral: prepare: the site rights must be a sum of 8 (server files), 64 (no new groups), 128 (no tools), 1024 (locked settings) and 4096 (no new devices)
256: change_package: ConfigurationException: MeshCentral: prepare: the site rights must be a sum of 8 (server files), 64 (no new groups), 128 (no tools), 1024 (locked settings) and 4096 (no new devices)
4294967295: change_package: ConfigurationException: MeshCentral: prepare: the site rights must be a sum of 8 (server files), 64 (no new groups), 128 (no tools), 1024 (locked settings) and 4096 (no new devices)
-1: change_package: ConfigurationException: MeshCentral: read parameters: configoption8 must be from 0 to 4294967295
abc: change_package: ConfigurationException: MeshCentral: read parameters: configoption8 must be a whole number
change_package: ConfigurationException: MeshCentral: read parameters: configoption10 must be from 0 to 1000000
nothing was written
-- the service account may not give it: MeshCentral says ok and does nothing
change_package: PermissionException: MeshCentral: list accounts: MeshCentral said ok and did not change the account's site rights: the service account may not do that, use a full administrator
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//whmcs-41","siteadmin":1088,"quota":5000,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
-- a full administrator may
change_package: {"changed":true,"limits":{"rights":2015484,"site_rights":1088,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"quota":5000,"realname":"whmcs:41 Kunde & Söhne","siteadmin":1088}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
nothing foreign is touched
