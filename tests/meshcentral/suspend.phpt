--TEST--
meshcentral_suspend and meshcentral_unsuspend: lock and membership, both, idempotent; the quota stays
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows(['quota' => 5_000_000, 'siteadmin' => 4168]), device('d1', OUR_GROUP, 'buero', true));
$foreign = foreign_part($server);
$params = params($server, stored_service());
$twice = static function (string $operation) use ($server, $params): void {
    call($operation, $params);
    told($server);
    shown($server);
    echo "again\n";
    call($operation, $params);
    told_writes($server);
};
$twice('suspend');
echo 'online still: ', text($server->state()['nodes']['node//d1']['conn']), "\n";
call('status', $params);
call('devices', $params);
$server->clearLog();
$twice('unsuspend');
call('status', $params);
echo "with the rights of the package\n";
call('suspend', $params);
call('unsuspend', \changed($params, ['configoptions' => ['Rights' => 'view']]));
shown($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
suspend: {"state":"suspended","changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"edituser","id":"user//whmcs-41","siteadmin":4200,"quota":5000000,"responseid":"ID","tag":"ID"}
  4 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":0,"remove":true,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":[],"quota":5000000,"realname":"whmcs:41 Kunde & Söhne","siteadmin":4200}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295}
again
suspend: {"state":"suspended","changed":false}
nothing was written
online still: 1
status: {"state":"suspended","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","created":1700000000,"rights":0,"site_rights":4200,"last_login":null,"email":"kunde@fremd.example","missing":[],"usage":{"devices":1,"online_devices":1},"device_limit":0,"over_limit":false}
devices: [{"id":"node//d1","name":"buero","system":"Debian GNU/Linux 12 (bookworm)","online":true,"last_seen":TIME}]
unsuspend: {"state":"active","changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//whmcs-41","siteadmin":4168,"quota":5000000,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"quota":5000000,"realname":"whmcs:41 Kunde & Söhne","siteadmin":4168}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
again
unsuspend: {"state":"active","changed":false}
nothing was written
status: {"state":"active","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","created":1700000000,"rights":2015484,"site_rights":4168,"last_login":null,"email":"kunde@fremd.example","missing":[],"usage":{"devices":1,"online_devices":1},"device_limit":0,"over_limit":false}
with the rights of the package
suspend: {"state":"suspended","changed":true}
unsuspend: {"state":"active","changed":true}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":1052424}},"quota":5000000,"realname":"whmcs:41 Kunde & Söhne","siteadmin":4168}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":1052424}
nothing foreign is touched
