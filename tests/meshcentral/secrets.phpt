--TEST--
Passwords, tokens, the login key and what is made with it are nowhere to be seen, in no encoding; what to hide is told
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';
require __DIR__ . '/../matrix/autoload.php';

use Provision\Matrix\Secrets;

$server = server_with(service_rows());
$urlKey = 'Schluessel-5+/=&%';
$server->seed(['domains' => ['' => ['url_key' => $urlKey]]]);
$params = params_with_key($server, ['password' => SERVICE_PASSWORD, 'configoption5' => $urlKey] + stored_service());
$byKey = ['serverpassword' => ''] + $params;
$byToken = ['serverusername' => TOKEN_USER, 'serverpassword' => TOKEN_PASSWORD] + $params;

/** Everything that was sent and is a secret. @return list<string> */
function sent(\Provision\TestServer\TestServer $server): array
{
    preg_match_all('/"pass":"((?:[^"\\\\]|\\\\.)*)"/', implode("\n", $server->sentMessages()), $passwords);
    preg_match_all('/[?&]auth=([^&\s]+)/', implode("\n", array_column($server->log(), 'path')), $cookies);
    $headers = array_filter(array_map(static fn (array $entry): ?string => $entry['headers']['x-meshauth'] ?? null, $server->log()));
    return [...array_map(static fn (string $p): string => json_decode("\"$p\""), $passwords[1]), ...array_map(rawurldecode(...), $cookies[1]), ...array_values($headers)];
}

$judge = static function (string $what, string $operation, #[\SensitiveParameter] array $params) use ($server): void {
    $places = ['serverpassword' => 0, 'serveraccesshash' => 0, 'password' => 0, 'configoption5' => 0];
    $given = array_filter(array_intersect_key($params, $places), static fn (string $secret): bool => $secret !== '');
    $server->clearLog();
    [$result, $thrown] = [null, null];
    try {
        $result = "meshcentral_$operation"($params);
    } catch (\Throwable $thrown) {
    }
    $outcome = provision_whmcs_outcome($thrown ?? $result);
    $hidden = $outcome['secrets'];
    unset($outcome['secrets']);
    ob_start();
    if ($thrown !== null) {
        echo $thrown, "\n";
        var_dump($thrown);
        print_r($thrown);
        var_export($thrown);
        var_dump((array) $thrown, $thrown->getTrace());
    }
    print_r($outcome);
    print_r(provision_last_exchanges());
    $shown = ob_get_clean();
    $secrets = [...array_values($given), ...sent($server)];
    if ($operation === 'sso' && $thrown === null) {
        preg_match('/login=([^&]+)/', $result['url'], $match);
        $secrets[] = rawurldecode($match[1]);
    }
    $found = Secrets::find($secrets, $shown);
    $missing = array_filter($given, static fn (string $secret): bool => !in_array($secret, $hidden, true));
    printf(
        "%s: %s, %s, %s\n",
        $what,
        $thrown === null ? 'done' : substr(strrchr($thrown::class, '\\'), 1),
        $found === [] ? 'nothing is seen' : 'SEEN: ' . implode(', ', $found),
        $missing === [] ? 'each given secret is told' : implode(', ', array_keys($missing)) . ' NOT TOLD',
    );
};

foreach (['test_connection', 'create', 'status', 'change_password', 'sso', 'devices', 'agent_links', 'suspend', 'unsuspend', 'usage', 'list_accounts', 'terminate'] as $operation) {
    $judge($operation, $operation, $params);
    $judge("$operation, by login key", $operation, $byKey);
    $judge("$operation, by token", $operation, $byToken);
}
$judge('create anew', 'create', ['username' => '', 'password' => '', 'customfields' => []] + $params);

echo "-- a server that says back what it was told\n";
$leak = implode(' ', [
    MANAGER_PASSWORD, LOGIN_KEY, SERVICE_PASSWORD, $urlKey, base64_encode(MANAGER_PASSWORD), rawurlencode(SERVICE_PASSWORD),
    strtoupper(LOGIN_KEY),
]);
$server->seed(service_rows());
foreach (['users' => 'status', 'addmeshuser' => 'suspend', 'adduser' => 'create'] as $action => $operation) {
    $server->messageFault('result_error', action: $action, more: ['result' => $leak]);
    $judge("$action refused", $operation, $operation === 'create' ? ['serviceid' => 43, 'username' => '', 'customfields' => []] + $params : $params);
    $server->clearFaults();
}
$server->messageFault('greeting_close', more: ['cause' => MANAGER_PASSWORD, 'msg' => $leak]);
$judge('closed', 'status', $params);
$judge('closed, by login key', 'status', $byKey);
$server->clearFaults();
$server->messageFault('close', action: 'users', more: ['code' => 1011, 'reason' => MANAGER_PASSWORD . ' ' . SERVICE_PASSWORD]);
$judge('a close frame with a reason', 'status', $params);
$server->clearFaults();
$judge('a wrong login key', 'status', ['serveraccesshash' => str_repeat('ab', 80)] + $byKey);
$judge('half a login key', 'status', ['serveraccesshash' => substr(LOGIN_KEY, 0, 80)] + $byKey);
?>
--EXPECT--
test_connection: done, nothing is seen, each given secret is told
test_connection, by login key: done, nothing is seen, each given secret is told
test_connection, by token: done, nothing is seen, each given secret is told
create: done, nothing is seen, each given secret is told
create, by login key: done, nothing is seen, each given secret is told
create, by token: done, nothing is seen, each given secret is told
status: done, nothing is seen, each given secret is told
status, by login key: done, nothing is seen, each given secret is told
status, by token: done, nothing is seen, each given secret is told
change_password: done, nothing is seen, each given secret is told
change_password, by login key: done, nothing is seen, each given secret is told
change_password, by token: done, nothing is seen, each given secret is told
sso: done, nothing is seen, each given secret is told
sso, by login key: done, nothing is seen, each given secret is told
sso, by token: done, nothing is seen, each given secret is told
devices: done, nothing is seen, each given secret is told
devices, by login key: done, nothing is seen, each given secret is told
devices, by token: done, nothing is seen, each given secret is told
agent_links: done, nothing is seen, each given secret is told
agent_links, by login key: done, nothing is seen, each given secret is told
agent_links, by token: done, nothing is seen, each given secret is told
suspend: done, nothing is seen, each given secret is told
suspend, by login key: done, nothing is seen, each given secret is told
suspend, by token: done, nothing is seen, each given secret is told
unsuspend: done, nothing is seen, each given secret is told
unsuspend, by login key: done, nothing is seen, each given secret is told
unsuspend, by token: done, nothing is seen, each given secret is told
usage: done, nothing is seen, each given secret is told
usage, by login key: done, nothing is seen, each given secret is told
usage, by token: done, nothing is seen, each given secret is told
list_accounts: done, nothing is seen, each given secret is told
list_accounts, by login key: done, nothing is seen, each given secret is told
list_accounts, by token: done, nothing is seen, each given secret is told
terminate: done, nothing is seen, each given secret is told
terminate, by login key: done, nothing is seen, each given secret is told
terminate, by token: done, nothing is seen, each given secret is told
create anew: done, nothing is seen, each given secret is told
-- a server that says back what it was told
users refused: RemoteException, nothing is seen, each given secret is told
addmeshuser refused: RemoteException, nothing is seen, each given secret is told
adduser refused: RemoteException, nothing is seen, each given secret is told
closed: AuthenticationException, nothing is seen, each given secret is told
closed, by login key: AuthenticationException, nothing is seen, each given secret is told
a close frame with a reason: ConnectionException, nothing is seen, each given secret is told
a wrong login key: AuthenticationException, nothing is seen, each given secret is told
half a login key: ConfigurationException, nothing is seen, each given secret is told
