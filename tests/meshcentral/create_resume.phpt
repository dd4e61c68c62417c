--TEST--
meshcentral_create goes on where an earlier try stopped, puts right what is not as it should be, and touches no more
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$name = ['username' => 'whmcs-41', 'password' => SERVICE_PASSWORD];
$account = account('whmcs-41', ['realname' => 'whmcs:41 Kunde & Söhne', 'email' => 'kunde@fremd.example', 'pass' => SERVICE_PASSWORD]);
$group = group(OUR_GROUP, 'Kunde & Söhne', 'whmcs:41');
$locked = account('whmcs-41', ['siteadmin' => 96, 'quota' => 777, 'realname' => 'whmcs:41 Kunde', 'pass' => SERVICE_PASSWORD]);
$second = group('mesh//NEWER00@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m', 'Zweite', 'whmcs:41', [], ['creation' => 1_700_000_500_000]);
$cases = [
    'the account alone' => [$account, $name],
    'the group alone' => [$group, []],
    'both, no membership' => [\together($account, $group), $name + stored_service()],
    'suspended' => [\together($locked, $group), $name + stored_service()],
    'other rights' => [service_rows(['siteadmin' => 0]), $name + stored_service() + ['configoption3' => 'view']],
    'two groups after a lost answer' => [\together(service_rows(), $second), $name],
    'another password than the one stored' => [service_rows(['pass' => 'somebody changed it']), $name + stored_service()],
    'no marker, but stored' => [service_rows(['realname' => 'Jana'], 'Rechner'), $name + stored_service()],
    'another name in the account, our marker' => [\together(
        account('alter-name', ['realname' => 'whmcs:41 X', 'pass' => SERVICE_PASSWORD]),
        group(OUR_GROUP, 'G', 'whmcs:41', ['alter-name' => FULL]),
    ), ['username' => 'alter-name'] + $name],
];
foreach ($cases as $title => [$rows, $changes]) {
    echo "-- $title\n";
    $server = server_with($rows);
    $foreign = foreign_part($server);
    $server->clearLog();
    call('create', params($server, $changes));
    told($server);
    shown($server, $changes['username'] ?? 'whmcs-41');
    foreign_untouched($server, $foreign);
    $server->stop();
}
?>
--EXPECT--
