--TEST--
meshcentral_devices: names as they are, online and last seen, pages where the server has them, only this service's
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(
    service_rows(),
    device('ours1', OUR_GROUP, 'pc', true),
    device('ours2', OUR_GROUP, '<script>alert(1)</script>"\'&', false, ['osdesc' => 'Windows 11 <b>Pro</b>']),
    device('ours3', OUR_GROUP, "\u{202e}txt.exe 漢字", true, ['osdesc' => null]),
    device('ours4', OUR_GROUP, 'nur AMT', false, ['conn' => 4, 'pwr' => 1]),
    device('ours5', OUR_GROUP, 'nie gesehen', false, ['lastconnect' => 0]),
);
$params = params($server, stored_service());
$server->clearLog();
call('devices', $params);
told($server);
call('devices', params($server, ['username' => 'fremd', 'serviceid' => 411, 'customfields' => ['mesh_id' => FOREIGN_GROUP]]));
call('devices', params($server, ['username' => '', 'serviceid' => 99, 'customfields' => ['mesh_id' => '']]));
call('devices', params($server, ['customfields' => ['mesh_id' => HIDDEN_GROUP]]));
$server->clearLog();

echo "-- suspended: the operator sees them all the same\n";
$server->seed(account('whmcs-41', ['siteadmin' => 96, 'realname' => 'whmcs:41']));
echo count(meshcentral_devices($params)), " devices\n";

echo "-- pages of two\n";
$server->seed(['domains' => ['' => ['max_device_view' => 2]]]);
$server->clearLog();
echo implode(', ', array_column(meshcentral_devices($params), 'id')), "\n";
told($server);
echo json_encode(meshcentral_usage($params)), "\n";
told($server);

echo "-- what is no list of devices\n";
foreach ([['nodes' => []], ['nodes' => 'x'], ['nodes' => [OUR_GROUP => 'x']], ['nodes' => [OUR_GROUP => [[]]]], ['nodes' => [OUR_GROUP => [['_id' => 7]]]]] as $members) {
    $server->clearFaults();
    $server->messageFault('result_error', action: 'nodes', more: ['result' => null, 'members' => $members]);
    call('devices', $params);
}
?>
--EXPECT--
devices: [{"id":"node//ours1","name":"pc","system":"Debian GNU/Linux 12 (bookworm)","online":true,"last_seen":TIME},{"id":"node//ours2","name":"<script>alert(1)</script>\"'&","system":"Windows 11 <b>Pro</b>","online":false,"last_seen":1700000100},{"id":"node//ours3","name":"‮txt.exe 漢字","system":"","online":true,"last_seen":TIME},{"id":"node//ours4","name":"nur AMT","system":"Debian GNU/Linux 12 (bookworm)","online":false,"last_seen":1700000100},{"id":"node//ours5","name":"nie gesehen","system":"Debian GNU/Linux 12 (bookworm)","online":false,"last_seen":null}]
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"lastconnects","responseid":"ID","tag":"ID"}
devices: [{"id":"node//f1","name":"fremd-pc","system":"Debian GNU/Linux 12 (bookworm)","online":true,"last_seen":TIME}]
devices: NotFoundException: MeshCentral: list accounts: MeshCentral has no device group of this service: create it first
devices: [{"id":"node//ours1","name":"pc","system":"Debian GNU/Linux 12 (bookworm)","online":true,"last_seen":TIME},{"id":"node//ours2","name":"<script>alert(1)</script>\"'&","system":"Windows 11 <b>Pro</b>","online":false,"last_seen":1700000100},{"id":"node//ours3","name":"‮txt.exe 漢字","system":"","online":true,"last_seen":TIME},{"id":"node//ours4","name":"nur AMT","system":"Debian GNU/Linux 12 (bookworm)","online":false,"last_seen":1700000100},{"id":"node//ours5","name":"nie gesehen","system":"Debian GNU/Linux 12 (bookworm)","online":false,"last_seen":null}]
-- suspended: the operator sees them all the same
5 devices
-- pages of two
node//ours1, node//ours2, node//ours3, node//ours4, node//ours5
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","skip":2,"responseid":"ID","tag":"ID"}
  5 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","skip":4,"responseid":"ID","tag":"ID"}
  6 {"action":"lastconnects","responseid":"ID","tag":"ID"}
{"fremd":{"devices":1,"online_devices":1},"whmcs-41":{"devices":5,"online_devices":2}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","responseid":"ID","tag":"ID"}
  4 {"action":"nodes","skip":2,"responseid":"ID","tag":"ID"}
  5 {"action":"nodes","skip":4,"responseid":"ID","tag":"ID"}
  6 {"action":"nodes","skip":6,"responseid":"ID","tag":"ID"}
-- what is no list of devices
devices: ProtocolException: MeshCentral: list devices: MeshCentral's answer holds no list of nodes
devices: ProtocolException: MeshCentral: list devices: MeshCentral's answer holds no list of nodes
devices: ProtocolException: MeshCentral: list devices: MeshCentral's list of devices has a group that is none
devices: ProtocolException: MeshCentral: list devices: an element of MeshCentral's list is no object
devices: ProtocolException: MeshCentral: list devices: "_id" in the answer is not a text
