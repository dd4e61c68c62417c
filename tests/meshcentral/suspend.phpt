--TEST--
meshcentral_suspend and _unsuspend: lock and membership, each in its order, quota and rights kept, twice
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

use Provision\TestServer\MeshClient;

$server = server_with(service_rows(['quota' => 5000, 'siteadmin' => 64 | 1024]), device('ours1', OUR_GROUP, 'pc', true));
$base = "ws://$server->host:$server->port";
$foreign = foreign_part($server);
$params = params($server, stored_service());
$cookie = ['u' => 'user//whmcs-41', 'a' => 3];
$sees = static fn (): string => count(
    MeshClient::cookie($base, MeshClient::loginCookie(LOGIN_KEY, $cookie))->ask(['action' => 'meshes'])['meshes'],
) . ' groups';

$open = MeshClient::password($base, 'whmcs-41', SERVICE_PASSWORD);
echo 'before: an old cookie sees ', $sees(), "\n";
$server->clearLog();
call('suspend', $params);
told($server);
shown($server);
while ($open->receive() !== null) {
}
echo 'after: an old cookie sees ', $sees(), ', the open socket: ', $open->socket->ending, ', the password: ',
    MeshClient::password($base, 'whmcs-41', SERVICE_PASSWORD)->refusal['msg'], "\n";
echo 'the agent is ', isset($server->state()['nodes']['node//ours1']['conn']) ? 'online' : 'offline', "\n";
$server->clearLog();
call('suspend', $params);
told($server);

call('unsuspend', $params);
told($server);
shown($server);
call('unsuspend', $params);
told($server);

echo "-- half of it done: the lock alone, the membership alone, never a member\n";
foreach (
    [
        service_rows(['siteadmin' => 96]),
        \together(account('whmcs-41', ['realname' => 'whmcs:41', 'links' => []]), group(OUR_GROUP, 'G', 'whmcs:41')),
        \together(account('whmcs-41', ['realname' => 'whmcs:41']), group(OUR_GROUP, 'G', 'whmcs:41')),
    ] as $rows
) {
    $half = server_with($rows);
    $half->clearLog();
    call('suspend', params($half, stored_service()));
    told($half);
    shown($half);
    call('unsuspend', params($half, ['configoption3' => 'desktop'] + stored_service()));
    told($half);
    shown($half);
    $half->stop();
}

echo "-- the edit is answered with ok and not done: MeshCentral leaves such rights to full administrators\n";
$server->seed(account('whmcs-41', ['siteadmin' => 64]));
$server->messageFault('result_error', action: 'edituser', more: ['result' => 'ok']);
$server->clearLog();
call('suspend', $params);
told($server);
$server->clearFaults();

echo "-- absent, and another's\n";
call('suspend', params($server, ['serviceid' => 77, 'username' => '', 'customfields' => ['mesh_id' => '']]));
call('suspend', params($server, ['serviceid' => 77, 'username' => 'fremd', 'customfields' => ['mesh_id' => FOREIGN_GROUP]]));
call('unsuspend', params($server, ['serviceid' => 77, 'username' => 'whmcs-41', 'customfields' => ['mesh_id' => OUR_GROUP]]));
told_writes($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
before: an old cookie sees 1 groups
suspend: {"state":"suspended","changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"edituser","id":"user//whmcs-41","siteadmin":1120,"quota":5000,"responseid":"ID","tag":"ID"}
  4 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":0,"remove":true,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":[],"quota":5000,"realname":"whmcs:41 Kunde & Söhne","siteadmin":1120}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295}
after: an old cookie sees 0 groups, the open socket: close 1005, the password: noauth-2d
the agent is online
suspend: {"state":"suspended","changed":false}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
unsuspend: {"state":"active","changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//whmcs-41","siteadmin":1088,"quota":5000,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"quota":5000,"realname":"whmcs:41 Kunde & Söhne","siteadmin":1088}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
unsuspend: {"state":"active","changed":false}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
-- half of it done: the lock alone, the membership alone, never a member
suspend: {"state":"suspended","changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":0,"remove":true,"responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":[],"realname":"whmcs:41 Kunde & Söhne","siteadmin":96}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295}
unsuspend: {"state":"active","changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":1068616,"responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//whmcs-41","siteadmin":64,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: {"email":"kunde@fremd.example","links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":1068616}},"realname":"whmcs:41 Kunde & Söhne","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde & Söhne" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":1068616}
suspend: {"state":"suspended","changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"edituser","id":"user//whmcs-41","siteadmin":96,"responseid":"ID","tag":"ID"}
  4 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: {"links":[],"realname":"whmcs:41","siteadmin":96}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "G" "whmcs:41" {"user//dienst":4294967295}
unsuspend: {"state":"active","changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":1068616,"responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//whmcs-41","siteadmin":64,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: {"links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":1068616}},"realname":"whmcs:41","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "G" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":1068616}
suspend: {"state":"suspended","changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"edituser","id":"user//whmcs-41","siteadmin":96,"responseid":"ID","tag":"ID"}
  4 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: {"realname":"whmcs:41","siteadmin":96}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "G" "whmcs:41" {"user//dienst":4294967295}
unsuspend: {"state":"active","changed":true}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":1068616,"responseid":"ID","tag":"ID"}
  4 {"action":"edituser","id":"user//whmcs-41","siteadmin":64,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
  whmcs-41: {"links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":1068616}},"realname":"whmcs:41","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "G" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":1068616}
-- the edit is answered with ok and not done: MeshCentral leaves such rights to full administrators
suspend: PermissionException: MeshCentral: list accounts: MeshCentral said ok and did not change the account's site rights: the service account may not do that, use a full administrator
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"edituser","id":"user//whmcs-41","siteadmin":96,"quota":5000,"responseid":"ID","tag":"ID"}
  4 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","meshadmin":0,"remove":true,"responseid":"ID","tag":"ID"}
  5 {"action":"users","responseid":"ID","tag":"ID"}
-- absent, and another's
suspend: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
suspend: ConflictException: MeshCentral: list accounts: the device group mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
unsuspend: ConflictException: MeshCentral: list accounts: the device group mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: it carries the marker whmcs:41. Nothing was changed. If it is to belong to this service, adopt it by hand
nothing was written
nothing foreign is touched
