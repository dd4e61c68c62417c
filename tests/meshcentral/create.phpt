--TEST--
meshcentral_create: group, account, membership; marker, names and rights
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(account('verwalter', ['siteadmin' => 4_294_967_295]));
$foreign = foreign_part($server);
$made = call('create', params($server));
told($server);
shown($server);
call('test_connection', params($server, ['serverusername' => 'whmcs-41', 'serverpassword' => $made['password']]));
$server->clearLog();

echo "again, with what the module stored\n";
call('create', stored(params($server), $made));
told_writes($server);

echo "a name, looking alone, site rights, devices, no company; site rights are a full administrator's to give\n";
$package = [
    'serviceid' => 42, 'customfields' => ['username' => 'jana'], 'configoption3' => 'desktop', 'configoption8' => '4104',
    'configoptions' => ['Rights' => 'view', 'Devices' => '5'], 'clientsdetails' => ['companyname' => ''],
];
call('create', params($server, $package));
shown($server, 'jana');
$server->clearLog();
call('create', params($server, ['serverusername' => 'verwalter', 'serverpassword' => '', 'serveraccesshash' => LOGIN_KEY] + $package));
told($server);
shown($server, 'jana');

echo "rights as a number, a prefix of the package\n";
call('create', params($server, ['serviceid' => 43, 'configoption3' => '264', 'configoption11' => 'haus.']));
echo "rights that are none\n";
call('create', params($server, ['serviceid' => 44, 'configoption3' => 'everything']));
call('create', params($server, ['serviceid' => null]));
foreign_untouched($server, $foreign);
?>
--EXPECT--
create: {"state":"created","username":"whmcs-41","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"whmcs-41","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:41 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"Kunde & Söhne #41","meshtype":2,"desc":"whmcs:41","responseid":"ID","tag":"ID"}
  5 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//NEW","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","emailVerified":true,"links":{"mesh//made for whmcs:41":{"rights":2015484}},"realname":"whmcs:41 Jana Kunde","siteadmin":64}
  mesh//made for whmcs:41 "Kunde & Söhne #41" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
test_connection: PermissionException: MeshCentral: test connection: the account may not manage users: give it the site right "Manage Users", or use another one
again, with what the module stored
create: {"state":"unchanged","username":"whmcs-41","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
nothing was written
a name, looking alone, site rights, devices, no company; site rights are a full administrator's to give
create: PermissionException: MeshCentral: add account: the service account may not give these site rights: use a full administrator, or site rights 64
    code: 6
  jana: absent
  mesh//made for whmcs:41 "Kunde & Söhne #41" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
create: {"state":"created","username":"jana","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":1052424,"site_rights":4168,"device_limit":5}}
  GET /control.ashx?auth=…
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"jana","pass":"PASSWORD","siteadmin":4168,"realname":"whmcs:42 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"Jana Kunde #42","meshtype":2,"desc":"whmcs:42","responseid":"ID","tag":"ID"}
  5 {"action":"addmeshuser","userids":["user//jana"],"meshid":"mesh//NEW","meshadmin":1052424,"responseid":"ID","tag":"ID"}
  jana: {"email":"kunde@fremd.example","emailVerified":true,"links":{"mesh//made for whmcs:42":{"rights":1052424}},"realname":"whmcs:42 Jana Kunde","siteadmin":4168}
  mesh//made for whmcs:41 "Kunde & Söhne #41" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
rights as a number, a prefix of the package
create: {"state":"created","username":"haus.43","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":264,"site_rights":64,"device_limit":0}}
rights that are none
create: ConfigurationException: MeshCentral: prepare: the rights must be full, support, desktop, view, or a number of MeshCentral's group rights
create: ConfigurationException: MeshCentral: prepare: serviceid is missing or empty: the service's number; part of the marker that proves what is ours
nothing foreign is touched
