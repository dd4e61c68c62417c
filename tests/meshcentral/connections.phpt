--TEST--
One WebSocket connection and one TLS handshake for each operation; a second one only where somebody else logs in
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

use Provision\TestServer\TestServer;

foreach ([null, 'good'] as $tls) {
    $server = TestServer::start('meshcentral', $tls);
    $server->seed(foreign_rows());
    $params = params_with_key($server);
    $steps = [
        'test_connection' => [], 'create' => [], 'status' => [], 'change_package' => ['configoption3' => 'support'],
        'change_password' => ['password' => SERVICE_PASSWORD], 'sso' => [], 'devices' => [], 'agent_links' => [],
        'suspend' => [], 'unsuspend' => ['configoption3' => 'support'], 'usage' => [], 'list_accounts' => [], 'terminate' => [],
    ];
    foreach ($steps as $operation => $changes) {
        $server->clearLog();
        $params = stored($params, "meshcentral_$operation"(\changed($params, $changes)));
        $traffic = $server->connections();
        echo "$operation: $traffic[requests] connection, $traffic[handshakes] handshake, ", count($server->sentMessages()), " messages\n";
    }
    $closed = array_filter($server->messages(), static fn (array $m): bool => ($m['frame'] ?? '') === 'close');
    echo count($closed), ' close frame, open connections: ', count(array_filter($server->connections()['connections'], static fn (array $c): bool => $c['open'])), "\n";
    $server->stop();
}
?>
--EXPECT--
test_connection: 2 connection, 0 handshake, 2 messages
create: 1 connection, 0 handshake, 5 messages
status: 1 connection, 0 handshake, 3 messages
change_package: 1 connection, 0 handshake, 3 messages
change_password: 1 connection, 0 handshake, 3 messages
sso: 1 connection, 0 handshake, 2 messages
devices: 1 connection, 0 handshake, 3 messages
agent_links: 1 connection, 0 handshake, 3 messages
suspend: 1 connection, 0 handshake, 5 messages
unsuspend: 1 connection, 0 handshake, 5 messages
usage: 1 connection, 0 handshake, 3 messages
list_accounts: 1 connection, 0 handshake, 2 messages
terminate: 1 connection, 0 handshake, 5 messages
1 close frame, open connections: 0
test_connection: 2 connection, 2 handshake, 2 messages
create: 1 connection, 1 handshake, 5 messages
status: 1 connection, 1 handshake, 3 messages
change_package: 1 connection, 1 handshake, 3 messages
change_password: 1 connection, 1 handshake, 3 messages
sso: 1 connection, 1 handshake, 2 messages
devices: 1 connection, 1 handshake, 3 messages
agent_links: 1 connection, 1 handshake, 3 messages
suspend: 1 connection, 1 handshake, 5 messages
unsuspend: 1 connection, 1 handshake, 5 messages
usage: 1 connection, 1 handshake, 3 messages
list_accounts: 1 connection, 1 handshake, 2 messages
terminate: 1 connection, 1 handshake, 5 messages
1 close frame, open connections: 0
