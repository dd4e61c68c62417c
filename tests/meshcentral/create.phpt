--TEST--
meshcentral_create: one connection, two lists, then account, group and membership; marked from the first moment
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with();
$before = $server->stateText();
$foreign = foreign_part($server);
$server->clearLog();
$result = call('create', params($server));
told($server);
shown($server);
foreign_untouched($server, $foreign);

$state = $server->state();
echo 'the password is the one the server has: ';
var_dump($state['users']['user//whmcs-41']['pass'] === $result['password']);
echo 'lower case, upper case, digits and signs in it, no look-alikes, no sign at an end: ';
$form = '/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[-_.+:=])[A-Za-z2-9][A-HJ-NP-Za-km-z2-9\-_.+:=]{20}[A-Za-z2-9]$/D';
var_dump(preg_match($form, $result['password']) === 1);
echo 'the id is the one the server has: ';
var_dump(isset($state['meshes'][$result['mesh_id']]));

echo "-- again, with what was stored: the password is tried, and kept\n";
$params = stored(params($server), $result);
call('create', $params);
told($server);

echo "-- nothing stored: a new password\n";
$again = call('create', params($server));
told($server);
var_dump($again['password'] !== $result['password'], $server->state()['users']['user//whmcs-41']['pass'] === $again['password']);
shown($server);

echo "-- names: of a person, hostile, with an address that the server does not take, with a prefix\n";
foreach (
    [
        ['serviceid' => 42, 'clientsdetails' => ['companyname' => '']],
        ['serviceid' => 43, 'clientsdetails' => ['companyname' => "<script>alert('x')</script>\u{202e}\"\\", 'firstname' => "A\tB", 'email' => 'keine adresse']],
        ['serviceid' => 44, 'clientsdetails' => ['companyname' => str_repeat('ü', 200), 'firstname' => '', 'lastname' => '']],
        ['serviceid' => 45, 'configoption11' => 'kunde.', 'username' => ''],
        ['serviceid' => 46, 'username' => 'Mein.Name'],
        ['serviceid' => 47, 'username' => 'fremd'],
        ['serviceid' => 48, 'clientsdetails' => null],
    ] as $changes
) {
    call('create', params($server, $changes));
    told($server);
}
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
nothing foreign is touched
the password is the one the server has: bool(true)
lower case, upper case, digits and signs in it, no look-alikes, no sign at an end: bool(true)
the id is the one the server has: bool(true)
-- again, with what was stored: the password is tried, and kept
create: {"state":"unchanged","username":"whmcs-41","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"ping","responseid":"ID","tag":"ID"}
-- nothing stored: a new password
create: {"state":"resumed","username":"whmcs-41","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"changeuserpass","userid":"user//whmcs-41","pass":"PASSWORD","removeMultiFactor":false,"responseid":"ID","tag":"ID"}
bool(true)
bool(true)
  whmcs-41: {"email":"kunde@fremd.example","emailVerified":true,"links":{"mesh//made for whmcs:41":{"rights":2015484}},"realname":"whmcs:41 Jana Kunde","siteadmin":64}
  mesh//made for whmcs:41 "Kunde & Söhne #41" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
-- names: of a person, hostile, with an address that the server does not take, with a prefix
create: {"state":"created","username":"whmcs-42","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"whmcs-42","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:42 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"Jana Kunde #42","meshtype":2,"desc":"whmcs:42","responseid":"ID","tag":"ID"}
  5 {"action":"addmeshuser","userids":["user//whmcs-42"],"meshid":"mesh//NEW","meshadmin":2015484,"responseid":"ID","tag":"ID"}
create: ConfigurationException: MeshCentral: read parameters: clientsdetails[firstname] must be valid UTF-8 without control characters
create: {"state":"created","username":"whmcs-44","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"whmcs-44","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:44 üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü #44","meshtype":2,"desc":"whmcs:44","responseid":"ID","tag":"ID"}
  5 {"action":"addmeshuser","userids":["user//whmcs-44"],"meshid":"mesh//NEW","meshadmin":2015484,"responseid":"ID","tag":"ID"}
create: {"state":"created","username":"kunde.45","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"kunde.45","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:45 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"Kunde & Söhne #45","meshtype":2,"desc":"whmcs:45","responseid":"ID","tag":"ID"}
  5 {"action":"addmeshuser","userids":["user//kunde.45"],"meshid":"mesh//NEW","meshadmin":2015484,"responseid":"ID","tag":"ID"}
create: {"state":"created","username":"Mein.Name","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"Mein.Name","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:46 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"Kunde & Söhne #46","meshtype":2,"desc":"whmcs:46","responseid":"ID","tag":"ID"}
  5 {"action":"addmeshuser","userids":["user//mein.name"],"meshid":"mesh//NEW","meshadmin":2015484,"responseid":"ID","tag":"ID"}
create: {"state":"created","username":"whmcs-47","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"whmcs-47","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:47 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"Kunde & Söhne #47","meshtype":2,"desc":"whmcs:47","responseid":"ID","tag":"ID"}
  5 {"action":"addmeshuser","userids":["user//whmcs-47"],"meshid":"mesh//NEW","meshadmin":2015484,"responseid":"ID","tag":"ID"}
create: {"state":"created","username":"whmcs-48","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"whmcs-48","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:48","emailVerified":true,"responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"Service #48","meshtype":2,"desc":"whmcs:48","responseid":"ID","tag":"ID"}
  5 {"action":"addmeshuser","userids":["user//whmcs-48"],"meshid":"mesh//NEW","meshadmin":2015484,"responseid":"ID","tag":"ID"}
nothing foreign is touched
