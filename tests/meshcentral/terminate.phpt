--TEST--
meshcentral_terminate: the account goes before its group, whatever is left of them, twice; nothing comes back to a namesake
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$devices = \together(
    service_rows(),
    device('ours1', OUR_GROUP, 'pc', true),
    device('ours2', OUR_GROUP, 'laptop'),
    ['tokens' => ['~t:his' => ['userid' => 'user//whmcs-41']]],
);
$server = server_with($devices);
$foreign = foreign_part($server);
$params = params($server, stored_service());
$server->clearLog();
call('terminate', $params);
told($server);
shown($server);
echo count($server->state()['tokens']), ' token, ', count($server->state()['nodes']), " devices left\n";
call('terminate', $params);
told($server);
foreign_untouched($server, $foreign);

echo "-- an agent brings the group back: a new customer of the same name sees nothing of it\n";
call('create', params($server));
$server->control('POST', 'agent-arrives', ['_id' => 'node//ours1', 'meshid' => OUR_GROUP]);
call('devices', params($server, ['username' => 'whmcs-41']));
echo count($server->state()['users']['user//whmcs-41']['links']), " group\n";
$server->stop();

$second = group('mesh//NEWER00@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m', 'Zweite', 'whmcs:41', [], ['creation' => 1_700_000_500_000]);
$stranger = group(OUR_GROUP, 'Kunde', 'whmcs:41', ['whmcs-41' => FULL, 'fremd' => 8]);
$cases = [
    'the agents that are online are asked to go first' => [$devices, ['configoption9' => 'on']],
    'only the group is left' => [group(OUR_GROUP, 'Kunde', 'whmcs:41'), []],
    'only the account is left' => [account('whmcs-41', ['realname' => 'whmcs:41 Kunde']), []],
    'suspended' => [\together(account('whmcs-41', ['realname' => 'whmcs:41', 'siteadmin' => 96]), group(OUR_GROUP, 'K', 'whmcs:41')), []],
    'a second group of a lost answer' => [\together(service_rows(), $second), []],
    'somebody else is a member too' => [\together(account('whmcs-41', ['realname' => 'whmcs:41']), $stranger), []],
    'no marker, but stored' => [service_rows(['realname' => 'Jana'], 'Rechner'), []],
    'nothing stored' => [service_rows(), ['username' => '', 'customfields' => ['mesh_id' => '']]],
    'the account manages users by now' => [service_rows(['siteadmin' => 2]), []],
    'the group is another service\'s' => [[], ['username' => 'fremd', 'customfields' => ['mesh_id' => FOREIGN_GROUP]]],
];
foreach ($cases as $title => [$rows, $changes]) {
    echo "-- $title\n";
    $server = server_with($rows);
    $foreign = foreign_part($server);
    $server->clearLog();
    $params = params($server, \changed(stored_service(), $changes));
    call('terminate', $params);
    told($server);
    call('terminate', $params);
    told($server);
    shown($server);
    foreign_untouched($server, $foreign);
    $server->stop();
}

echo "-- the group was deleted a moment before: 'Access denied' is no refusal then\n";
$server = server_with(service_rows());
$server->messageFault('twice', action: 'deleteuser', more: ['then' => ['meshes' => [OUR_GROUP => ['deleted' => 1_700_000_000_000]], 'users' => ['user//dienst' => ['links' => []]]]]);
$server->clearLog();
call('terminate', params($server, stored_service()));
told($server);
$server->stop();
echo "-- and it is one where the group stands\n";
$server = server_with(service_rows());
$server->clearLog();
$server->messageFault('result_error', action: 'deletemesh', more: ['result' => 'Access denied']);
call('terminate', params($server, stored_service()));
told($server);
?>
--EXPECT--
