--TEST--
meshcentral_usage, meshcentral_list_accounts: every service of this installation over one connection
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$other = 'mesh//OUR1aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m';
$server = server_with(
    service_rows(),
    account('nummer-12', ['realname' => 'whmcs:12 Zwölf', 'siteadmin' => 96]),
    group($other, 'Zwölf', 'whmcs:12'),
    device('d1', OUR_GROUP, 'eins', true),
    device('d2', OUR_GROUP, 'zwei'),
    device('d3', OUR_GROUP, 'drei', true),
    device('d4', $other, 'vier'),
    account('behauptet', ['realname' => 'whmcs:500 ohne Gruppe']),
);
$before = $server->stateText();
$server->clearLog();
foreach (['usage', 'list_accounts'] as $operation) {
    foreach ("meshcentral_$operation"(params($server, ['serviceid' => null])) as $key => $row) {
        echo $key, ' ', text($row), "\n";
    }
    told($server);
}
echo $row['created'], "\n";
untouched($server, $before);
echo "none of ours\n";
$server->reset();
$server->seed(['users' => ['user//' . MANAGER => ['siteadmin' => 2, 'pass' => MANAGER_PASSWORD]]]);
call('usage', params($server));
call('list_accounts', params($server));
call('usage', params($server, ['serverpassword' => 'of-nobody']));
?>
--EXPECT--
fremd {"devices":1,"online_devices":1}
whmcs-41 {"devices":3,"online_devices":2}
nummer-12 {"devices":1,"online_devices":0}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"nodes","responseid":"ID","tag":"ID"}
0 {"email":"post@fremd.example","username":"fremd","domain":"","uniqueIdentifier":"fremd","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}
1 {"email":"kunde@fremd.example","username":"whmcs-41","domain":"","uniqueIdentifier":"whmcs-41","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}
2 {"email":"","username":"nummer-12","domain":"","uniqueIdentifier":"nummer-12","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Suspended"}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
2023-11-14 22:13:20
the server is untouched
none of ours
usage: []
list_accounts: []
usage: AuthenticationException: MeshCentral: log in: MeshCentral refuses the user name and password: wrong, expired or removed, or the account is locked
    code: noauth-2d
