--TEST--
meshcentral: one WebSocket over one TLS handshake for each operation
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = \Provision\TestServer\TestServer::start('meshcentral', tls: 'good');
$server->seed(foreign_rows());
$params = params($server);
$count = static function (string $operation, array $params) use ($server): array {
    $server->clearLog();
    $result = "meshcentral_$operation"($params);
    $seen = $server->connections();
    printf("%s: %d WebSocket, %d connection, %d handshake\n", $operation, $seen['requests'], $seen['accepted'], $seen['handshakes']);
    return $result;
};
$params = stored($params, $count('create', $params));
foreach (['test_connection', 'suspend', 'unsuspend'] as $operation) {
    $count($operation, $params);
}
$count('change_package', \changed($params, ['configoptions' => ['Rights' => 'view']]));
$count('change_password', \changed($params, ['password' => SERVICE_PASSWORD]));
foreach (['status', 'devices', 'usage', 'list_accounts', 'agent_links'] as $operation) {
    $count($operation, $params);
}
$count('sso', \changed($params, ['serveraccesshash' => LOGIN_KEY]));
$count('terminate', $params);
?>
--EXPECT--
create: 1 WebSocket, 1 connection, 1 handshake
test_connection: 1 WebSocket, 1 connection, 1 handshake
suspend: 1 WebSocket, 1 connection, 1 handshake
unsuspend: 1 WebSocket, 1 connection, 1 handshake
change_package: 1 WebSocket, 1 connection, 1 handshake
change_password: 1 WebSocket, 1 connection, 1 handshake
status: 1 WebSocket, 1 connection, 1 handshake
devices: 1 WebSocket, 1 connection, 1 handshake
usage: 1 WebSocket, 1 connection, 1 handshake
list_accounts: 1 WebSocket, 1 connection, 1 handshake
agent_links: 1 WebSocket, 1 connection, 1 handshake
sso: 1 WebSocket, 1 connection, 1 handshake
terminate: 1 WebSocket, 1 connection, 1 handshake
