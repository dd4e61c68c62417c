--TEST--
meshcentral_change_package: rights in the group and site rights; a suspended service stays suspended
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(
    service_rows(['quota' => 7]),
    account('verwalter', ['siteadmin' => 4_294_967_295]),
    group(OUR_GROUP, 'Kunde & Söhne', 'whmcs:41', ['whmcs-41' => FULL, 'verwalter' => 4_294_967_295]),
);
$foreign = foreign_part($server);
$params = params($server, stored_service());
$administrator = ['serverusername' => 'verwalter', 'serverpassword' => '', 'serveraccesshash' => LOGIN_KEY];
call('change_package', $params);
told_writes($server);
foreach (['support', 'desktop', 'view', '264', 'full'] as $rights) {
    call('change_package', \changed($params, ['configoptions' => ['Rights' => $rights]]));
    shown($server);
}
$server->clearLog();
call('change_package', \changed($params, ['configoptions' => ['Rights' => 'view', 'Device Limit' => '12'], 'configoption3' => 'full']));
told($server);

echo "site rights\n";
call('change_package', \changed($params, ['configoption8' => '128']));
shown($server);
call('change_package', \changed($params, ['configoption8' => '8']));
call('change_package', \changed($params, ['configoption8' => '4104'] + $administrator));
shown($server);

echo "suspended\n";
call('suspend', $params);
call('change_package', \changed($params, ['configoptions' => ['Rights' => 'support'], 'configoption8' => '1024'] + $administrator));
shown($server);
call('change_package', \changed($params, ['configoption8' => '2']));
foreign_untouched($server, $foreign);
?>
--EXPECT--
change_package: {"changed":false,"limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
nothing was written
change_package: {"changed":true,"limits":{"rights":1327320,"site_rights":64,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":1327320}},"quota":7,"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//verwalter":4294967295,"user//whmcs-41":1327320}
change_package: {"changed":true,"limits":{"rights":1068616,"site_rights":64,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":1068616}},"quota":7,"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//verwalter":4294967295,"user//whmcs-41":1068616}
change_package: {"changed":true,"limits":{"rights":1052424,"site_rights":64,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":1052424}},"quota":7,"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//verwalter":4294967295,"user//whmcs-41":1052424}
change_package: {"changed":true,"limits":{"rights":264,"site_rights":64,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":264}},"quota":7,"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//verwalter":4294967295,"user//whmcs-41":264}
change_package: {"changed":true,"limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"quota":7,"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//verwalter":4294967295,"user//whmcs-41":2015484}
change_package: {"changed":true,"limits":{"rights":1052424,"site_rights":64,"device_limit":12}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":1052424,"responseid":"ID","tag":"ID"}
site rights
change_package: {"changed":true,"limits":{"rights":2015484,"site_rights":192,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"quota":7,"realname":"whmcs:41 Kunde & Söhne","siteadmin":192}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//verwalter":4294967295,"user//whmcs-41":2015484}
change_package: PermissionException: MeshCentral: list accounts: MeshCentral said ok and did not change the account's site rights: the service account may not do that, use a full administrator
change_package: {"changed":true,"limits":{"rights":2015484,"site_rights":4168,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"quota":7,"realname":"whmcs:41 Kunde & Söhne","siteadmin":4168}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//verwalter":4294967295,"user//whmcs-41":2015484}
suspended
suspend: {"state":"suspended","changed":true}
change_package: {"changed":true,"limits":{"rights":1327320,"site_rights":1088,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","links":[],"quota":7,"realname":"whmcs:41 Kunde & Söhne","siteadmin":1120}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//verwalter":4294967295}
change_package: ConfigurationException: MeshCentral: prepare: the site rights must be a sum of 8 (server files), 64 (no new groups), 128 (no tools), 1024 (locked settings) and 4096 (no new devices)
nothing foreign is touched
