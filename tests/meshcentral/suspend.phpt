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
