--TEST--
meshcentral_terminate: the account first, the group last; twice; agents asked to go
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$devices = [device('d1', OUR_GROUP, 'buero', true), device('d2', OUR_GROUP, 'lager')];
$server = server_with(service_rows(), ...$devices);
$foreign = foreign_part($server);
$params = params($server, stored_service());
call('terminate', $params);
told($server);
shown($server);
echo "again\n";
call('terminate', $params);
told_writes($server);
call('status', $params);

echo "an agent brings the group back, and the next one of the name is no member of it\n";
$server->control('POST', 'agent-arrives', ['_id' => 'node//d1', 'meshid' => OUR_GROUP, 'name' => 'buero']);
$made = call('create', params($server, ['serviceid' => 42, 'username' => 'whmcs-41']));
shown($server);
call('devices', stored(params($server, ['serviceid' => 42]), $made));

echo "with removal of the agents\n";
$server->reset();
$server->seed(foreign_rows(), service_rows(), ...$devices);
$server->clearLog();
call('terminate', \changed($params, ['configoption9' => 'on']));
told($server);
echo "the account is gone already, the group is gone already\n";
$server->reset();
$server->seed(foreign_rows(), group(OUR_GROUP, 'Kunde', 'whmcs:41'));
call('terminate', $params);
$server->reset();
$server->seed(foreign_rows(), account('whmcs-41', ['realname' => 'whmcs:41 Kunde']));
call('terminate', $params);
foreign_untouched($server, $foreign);
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
again
terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
nothing was written
status: {"state":"absent","username":"","mesh_id":""}
an agent brings the group back, and the next one of the name is no member of it
create: {"state":"created","username":"whmcs-41","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","emailVerified":true,"links":{"mesh//made for whmcs:42":{"rights":2015484}},"realname":"whmcs:42 Jana Kunde","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295}
devices: []
with removal of the agents
terminate: {"state":"terminated","changed":true,"removed":{"user":true,"group":true,"devices":2,"agents":1}}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
  4 {"action":"uninstallagent","nodeids":["node//d1"],"responseid":"ID","tag":"ID"}
  5 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  6 {"action":"deletemesh","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","responseid":"ID","tag":"ID"}
the account is gone already, the group is gone already
terminate: {"state":"terminated","changed":true,"removed":{"user":false,"group":true,"devices":0,"agents":0}}
terminate: {"state":"terminated","changed":true,"removed":{"user":true,"group":false,"devices":0,"agents":0}}
nothing foreign is touched
