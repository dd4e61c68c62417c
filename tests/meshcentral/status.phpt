--TEST--
meshcentral_status: active, suspended, absent, halves, over the limit
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows(['login' => 1_700_000_500, 'siteadmin' => 64]), device('d1', OUR_GROUP, 'eins', true), device('d2', OUR_GROUP, 'zwei'));
$params = params($server, stored_service());
$before = $server->stateText();
$server->clearLog();
call('status', $params);
told($server);
echo "by the name alone, by the group alone, by the marker alone\n";
foreach ([['username' => 'whmcs-41'], ['customfields' => ['mesh_id' => OUR_GROUP]], []] as $known) {
    $found = meshcentral_status(params($server, $known));
    echo text(array_intersect_key($found, ['state' => 0, 'username' => 0, 'mesh_id' => 0])), "\n";
}
echo "limits\n";
foreach ([0, 1, 2] as $limit) {
    $found = meshcentral_status(\changed($params, ['configoption10' => (string) $limit]));
    echo text(array_intersect_key($found, ['usage' => 0, 'device_limit' => 0, 'over_limit' => 0])), "\n";
}
call('status', params($server, ['serviceid' => 77]));
call('status', \changed($params, ['configoption10' => '-1']));
untouched($server, $before);
echo "the group alone, the account alone\n";
$server->reset();
$server->seed(foreign_rows(), group(OUR_GROUP, 'Kunde', 'whmcs:41'));
call('status', $params);
$server->reset();
$server->seed(foreign_rows(), account('whmcs-41', ['realname' => 'whmcs:41 Kunde']));
call('status', $params);
?>
--EXPECT--
status: {"state":"active","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","created":1700000000,"rights":2015484,"site_rights":64,"last_login":1700000500,"email":"kunde@fremd.example","missing":[],"usage":{"devices":2,"online_devices":1},"device_limit":0,"over_limit":false}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
by the name alone, by the group alone, by the marker alone
{"state":"active","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}
{"state":"active","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}
{"state":"active","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}
limits
{"usage":{"devices":2,"online_devices":1},"device_limit":0,"over_limit":false}
{"usage":{"devices":2,"online_devices":1},"device_limit":1,"over_limit":true}
{"usage":{"devices":2,"online_devices":1},"device_limit":2,"over_limit":false}
status: {"state":"absent","username":"","mesh_id":""}
status: ConfigurationException: MeshCentral: read parameters: configoption10 must be from 0 to 1000000
the server is untouched
the group alone, the account alone
status: {"state":"suspended","username":"","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde","created":1700000000,"rights":0,"site_rights":0,"last_login":null,"email":"","missing":["user"],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
status: {"state":"suspended","username":"whmcs-41","mesh_id":"","group":"","created":1700000000,"rights":0,"site_rights":64,"last_login":null,"email":"","missing":["group"],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
