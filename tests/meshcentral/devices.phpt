--TEST--
meshcentral_devices: this service alone, names as the machines made them up, whether they are online
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(
    service_rows(),
    device('d1', OUR_GROUP, '<script>alert("x")</script>', true, ['osdesc' => 'Debian GNU/Linux 12 & "more"']),
    device('d2', OUR_GROUP, "büro-pc '; DROP TABLE nodes; --"),
    device('d3', OUR_GROUP, '../../etc/passwd'),
    device('d4', OUR_GROUP, "zwei\nzeilen\t\u{202e}tuo"),
    device('d5', OUR_GROUP, ''),
);
$foreign = foreign_part($server);
$server->clearLog();
$list = meshcentral_devices(params($server, stored_service()));
told($server);
foreach ($list as $device) {
    echo unsteady_out(text($device)), "\n";
}
echo "one comes, one goes\n";
$server->control('POST', 'agent-arrives', ['_id' => 'node//d2', 'meshid' => OUR_GROUP]);
$server->control('POST', 'agent-leaves', ['_id' => 'node//d1']);
$list = meshcentral_devices(params($server, stored_service()));
echo text(array_column($list, 'online', 'id')), "\n";
call('status', params($server, stored_service() + ['configoption10' => '4']));
call('status', params($server, stored_service() + ['configoption10' => '5']));
echo "no device, no service\n";
$server->reset();
$server->seed(foreign_rows(), service_rows());
call('devices', params($server, stored_service()));
call('devices', params($server, ['serviceid' => 42]));
call('devices', params($server, ['serviceid' => 42, 'customfields' => ['mesh_id' => FOREIGN_GROUP]]));
?>
--EXPECT--
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"lastconnects","responseid":"ID","tag":"ID"}
{"id":"node//d1","name":"<script>alert(\"x\")</script>","system":"Debian GNU/Linux 12 & \"more\"","online":true,"last_seen":TIME}
{"id":"node//d2","name":"büro-pc '; DROP TABLE nodes; --","system":"Debian GNU/Linux 12 (bookworm)","online":false,"last_seen":1700000100}
{"id":"node//d3","name":"../../etc/passwd","system":"Debian GNU/Linux 12 (bookworm)","online":false,"last_seen":1700000100}
{"id":"node//d4","name":"zwei\nzeilen\t‮tuo","system":"Debian GNU/Linux 12 (bookworm)","online":false,"last_seen":1700000100}
{"id":"node//d5","name":"","system":"Debian GNU/Linux 12 (bookworm)","online":false,"last_seen":1700000100}
one comes, one goes
{"node//d1":false,"node//d2":true,"node//d3":false,"node//d4":false,"node//d5":false}
status: {"state":"active","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","created":1700000000,"rights":2015484,"site_rights":64,"last_login":null,"email":"kunde@fremd.example","missing":[],"usage":{"devices":5,"online_devices":1},"device_limit":4,"over_limit":true}
status: {"state":"active","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","created":1700000000,"rights":2015484,"site_rights":64,"last_login":null,"email":"kunde@fremd.example","missing":[],"usage":{"devices":5,"online_devices":1},"device_limit":5,"over_limit":false}
no device, no service
devices: []
devices: NotFoundException: MeshCentral: list accounts: MeshCentral has no device group of this service: create it first
devices: ConflictException: MeshCentral: list accounts: the device group mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
