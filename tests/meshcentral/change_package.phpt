--TEST--
meshcentral_change_package: rights by preset and number, site rights, what may not be given, and what is in force is told
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows(['quota' => 5000]));
$foreign = foreign_part($server);
$params = params($server, stored_service());
$server->clearLog();
$changes = [
    ['configoption3' => 'full'],
    ['configoption3' => 'support'],
    ['configoptions' => ['Rights' => 'Desktop'], 'configoption3' => 'full'],
    ['configoption3' => 'view', 'configoption8' => '4224', 'configoption10' => '5'],
    ['configoption3' => 'view', 'configoption8' => '4224', 'configoptions' => ['Devices' => '7']],
    ['configoption3' => '264'],
    [],
];
foreach ($changes as $change) {
    call('change_package', params($server, \changed(stored_service(), $change)));
    told($server);
}
shown($server);

echo "-- suspended: it stays so, and unsuspend gives the package's rights\n";
call('suspend', $params);
$server->clearLog();
call('change_package', params($server, \changed(stored_service(), ['configoption3' => 'support'])));
told($server);
shown($server);
call('unsuspend', params($server, \changed(stored_service(), ['configoption3' => 'support'])));
shown($server);
$server->clearLog();

echo "-- what may not be given, and what is none\n";
foreach (['1', '2', '4294967295', '-8', '8.5', '0', 'voll', '4294967296', '0x10', 'full,view', ' '] as $rights) {
    echo $rights, ': ';
    call('change_package', params($server, \changed(stored_service(), ['configoption3' => $rights])));
}
foreach (['2', '32', '256', '4294967295', '-1', 'abc'] as $siteRights) {
    echo $siteRights, ': ';
    call('change_package', params($server, \changed(stored_service(), ['configoption8' => $siteRights])));
}
call('change_package', params($server, \changed(stored_service(), ['configoption10' => '-1'])));
told_writes($server);

echo "-- the service account may not give it: MeshCentral says ok and does nothing\n";
call('change_package', params($server, \changed(stored_service(), ['configoption8' => '1024'])));
told($server);
echo "-- a full administrator may\n";
$server->seed(account(MANAGER, ['siteadmin' => 4_294_967_295, 'pass' => MANAGER_PASSWORD]));
call('change_package', params($server, \changed(stored_service(), ['configoption8' => '1024'])));
shown($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
