--TEST--
meshcentral_create takes over nothing that is not proven this service's, unless the operator says so
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$manager = account('whmcs-41', ['siteadmin' => 2, 'realname' => 'whmcs:41 X']);
$copied = group(OUR_GROUP, 'Fälschung', 'whmcs:41 von jemand anderem', [], [
    'creatorid' => 'user//fremd', 'links' => ['user//fremd' => ['rights' => 4_294_967_295], 'user//dienst' => ['rights' => 8]],
]);
$cases = [
    'the name is another customer\'s: another name is made' => [[], ['username' => 'ohne-marke']],
    'the made name is taken too' => [account('whmcs-41', ['realname' => 'Ein anderer']), []],
    'another service\'s account under the stored name' => [[], ['username' => 'fremd']],
    'an account that manages users' => [$manager, ['username' => 'whmcs-41']],
    'a group that carries our marker and was made by somebody else' => [$copied, []],
    'the stored group is another service\'s' => [[], ['customfields' => ['mesh_id' => FOREIGN_GROUP]]],
    'the stored group has no marker' => [[], ['customfields' => ['mesh_id' => UNMARKED_GROUP], 'username' => 'ohne-marke']],
    'adopted' => [[], [
        'customfields' => ['mesh_id' => UNMARKED_GROUP], 'username' => 'ohne-marke', 'provision' => ['adopt' => true],
    ]],
    'adopted, but another service\'s' => [[], [
        'customfields' => ['mesh_id' => FOREIGN_GROUP], 'username' => 'fremd', 'provision' => ['adopt' => true],
    ]],
];
foreach ($cases as $title => [$rows, $changes]) {
    echo "-- $title\n";
    $server = server_with($rows);
    $before = $server->stateText();
    $server->clearLog();
    call('create', params($server, $changes));
    told($server);
    echo unsteady_out(changes($before, $server->stateText()));
    $server->stop();
}
?>
--EXPECT--
-- the name is another customer's: another name is made
create: {"state":"created","username":"whmcs-41","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"whmcs-41","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:41 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"Kunde & Söhne #41","meshtype":2,"desc":"whmcs:41","responseid":"ID","tag":"ID"}
  5 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//NEW","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  + "mesh//made for whmcs:41": {
  + "_id": "mesh//made for whmcs:41",
  + "user//whmcs-41": {
  + "name": "whmcs-41",
  + "name": "Kunde & Söhne #41"
  + "mesh//made for whmcs:41": {
  + "user//whmcs-41": {
  + "_id": "user//whmcs-41",
  + "email": "kunde@fremd.example",
  + "emailVerified": true,
  + "mesh//made for whmcs:41": {
  + "name": "whmcs-41",
  + "pass": "PASSWORD",
  + "realname": "whmcs:41 Jana Kunde",
-- the made name is taken too
create: ConflictException: MeshCentral: list accounts: the account whmcs-41 exists and is not this service's. Nothing was changed. If it is to belong to this service, adopt it by hand
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
-- another service's account under the stored name
create: {"state":"created","username":"whmcs-41","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"whmcs-41","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:41 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"Kunde & Söhne #41","meshtype":2,"desc":"whmcs:41","responseid":"ID","tag":"ID"}
  5 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//NEW","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  + "mesh//made for whmcs:41": {
  + "_id": "mesh//made for whmcs:41",
  + "user//whmcs-41": {
  + "name": "whmcs-41",
  + "name": "Kunde & Söhne #41"
  + "mesh//made for whmcs:41": {
  + "user//whmcs-41": {
  + "_id": "user//whmcs-41",
  + "email": "kunde@fremd.example",
  + "emailVerified": true,
  + "mesh//made for whmcs:41": {
  + "name": "whmcs-41",
  + "pass": "PASSWORD",
  + "realname": "whmcs:41 Jana Kunde",
-- an account that manages users
create: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it cannot be a client's
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
-- a group that carries our marker and was made by somebody else
create: ConflictException: MeshCentral: list accounts: the device group mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: another account made it, and its id is not the one that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
-- the stored group is another service's
create: ConflictException: MeshCentral: list accounts: the device group mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
-- the stored group has no marker
create: {"state":"resumed","username":"ohne-marke","password":"<22 characters>","mesh_id":"mesh//OHN0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"editmesh","meshid":"mesh//OHN0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","desc":"whmcs:41 Rechner der Werkstatt","responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//ohne-marke","siteadmin":64,"realname":"whmcs:41 Ohne Marke","responseid":"ID","tag":"ID"}
  5 {"action":"changeuserpass","userid":"user//ohne-marke","pass":"PASSWORD","removeMultiFactor":false,"responseid":"ID","tag":"ID"}
  - "desc": "Rechner der Werkstatt",
  - "realname": "Ohne Marke",
  + "desc": "whmcs:41 Rechner der Werkstatt",
  + "pass": "PASSWORD",
  + "realname": "whmcs:41 Ohne Marke",
-- adopted
create: {"state":"resumed","username":"ohne-marke","password":"<22 characters>","mesh_id":"mesh//OHN0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"editmesh","meshid":"mesh//OHN0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","desc":"whmcs:41 Rechner der Werkstatt","responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//ohne-marke","siteadmin":64,"realname":"whmcs:41 Ohne Marke","responseid":"ID","tag":"ID"}
  5 {"action":"changeuserpass","userid":"user//ohne-marke","pass":"PASSWORD","removeMultiFactor":false,"responseid":"ID","tag":"ID"}
  - "desc": "Rechner der Werkstatt",
  - "realname": "Ohne Marke",
  + "desc": "whmcs:41 Rechner der Werkstatt",
  + "pass": "PASSWORD",
  + "realname": "whmcs:41 Ohne Marke",
-- adopted, but another service's
create: {"state":"resumed","username":"fremd","password":"<22 characters>","mesh_id":"mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"editmesh","meshid":"mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","desc":"whmcs:41 Fremd GmbH","responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//fremd","siteadmin":64,"quota":1000,"realname":"whmcs:41 Fremd GmbH","responseid":"ID","tag":"ID"}
  5 {"action":"changeuserpass","userid":"user//fremd","pass":"PASSWORD","removeMultiFactor":false,"responseid":"ID","tag":"ID"}
  - "desc": "whmcs:411 Fremd GmbH",
  - "realname": "whmcs:411 Fremd GmbH",
  + "desc": "whmcs:41 Fremd GmbH",
  + "pass": "PASSWORD",
  + "realname": "whmcs:41 Fremd GmbH",
