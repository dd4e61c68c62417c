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
