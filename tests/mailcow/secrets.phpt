--TEST--
Key, passwords and tokens are nowhere to be seen, in no encoding: exceptions, dumps, exchanges, log texts; what to hide is told
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

require __DIR__ . '/../matrix/autoload.php';

use Provision\Matrix\Secrets;

const SERVER_KEY = 'AbCd-1234-efGH';

$server = server_with(['settings' => ['rw_key' => SERVER_KEY]]);
// a proxy, a debug page, a curious test: the answer holds everything that was sent
$echo = json_encode([[
    'type' => 'danger',
    'log' => [SERVER_KEY, SERVICE_PASSWORD, SERVER_PASSWORD, base64_encode(SERVICE_PASSWORD)],
    'msg' => ['leak_' . SERVER_KEY, SERVICE_PASSWORD . ' ' . SERVER_PASSWORD . ' ' . rawurlencode(SERVICE_PASSWORD)],
]]);
$params = params($server, ['serveraccesshash' => SERVER_KEY, 'password' => SERVICE_PASSWORD]);
$given = [SERVER_PASSWORD, SERVICE_PASSWORD];

$judge = static function (string $what, ?\Throwable $thrown, mixed $result, #[\SensitiveParameter] array $secrets): void {
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
        echo json_encode($thrown);
        try {
            echo serialize($thrown);
        } catch (\Exception $refused) {
            echo $refused->getMessage();
        }
    }
    print_r($outcome);
    print_r(provision_last_exchanges());
    $shown = ob_get_clean();
    $found = Secrets::find($secrets, $shown);
    $missing = array_filter($secrets, static fn (string $secret): bool => !in_array($secret, $hidden, true));
    printf(
        "%s: %s, %s\n",
        $what,
        $found === [] ? 'nothing is seen' : 'SEEN: ' . implode(', ', $found),
        $missing === [] ? 'and each secret is told' : count($missing) . ' OF ' . count($secrets) . ' SECRETS NOT TOLD',
    );
};
$run = static function (
    string $what,
    string $operation,
    #[\SensitiveParameter] array $more = [],
) use (
    $server,
    &$params,
    $given,
    $judge,
): void {
    $thrown = $result = null;
    $server->clearLog();
    try {
        $result = "mailcow_$operation"($more + $params);
    } catch (\Provision\Exception $thrown) {
    }
    // what was generated in this very call stands in what was sent, and in what is returned
    $sent = implode('', array_column($server->log(), 'body'));
    preg_match_all('/"password":"([^"]*)"/', $sent, $m);
    $tokens = isset($result['url']) ? [preg_replace('/^.*=/', '', $result['url'])] : [];
    $key = $more['serveraccesshash'] ?? SERVER_KEY;
    $judge($what, $thrown, $result, array_values(array_unique([$key, ...$given, ...$m[1], ...$tokens])));
    $params = stored($params, $result ?? []);
};

$run('create', 'create');
$params['password'] = SERVICE_PASSWORD;
$run('change_password', 'change_password');
$run('sso', 'sso');
$run('usage', 'usage');
$run('wrong key', 'status', ['serveraccesshash' => 'x-' . SERVER_KEY]);
foreach (['*/edit/domain-admin', '*/get/domain/*'] as $path) {
    $server->control('POST', 'script', ['path' => $path, 'body' => $echo]);
    $run("everything comes back from $path", 'change_password');
}
foreach ([401, 403, 500, 502] as $status) {
    $body = json_encode(['type' => 'error', 'msg' => 'key ' . SERVER_KEY . ' of ' . SERVICE_PASSWORD]);
    $server->control('POST', 'script', ['path' => '*/get/domain/*', 'status' => $status, 'body' => $body]);
    $run("everything comes back with HTTP $status", 'status', ['provision' => ['timeout_ms' => 20_000]]);
}
foreach (['refuse', 'truncated', 'not_http', 'redirect'] as $fault) {
    $server->fault($fault);
    $run($fault, 'status', ['provision' => ['timeout_ms' => 300]]);
    $server->clearFaults();
    mailcow_test_connection($params);
}
$server->fault('close_applied', 2);
foreach (range(3, 9) as $at) {
    $server->fault('close', $at);
}
$run('a lost administrator', 'create', ['serviceid' => 42, 'domain' => 'andere.example', 'username' => '', 'customfields' => []]);
$server->clearFaults();
$run('refused before any request', 'create', ['serviceid' => SERVICE_PASSWORD]);
$run('a secret in the wrong place', 'suspend', ['domain' => SERVER_KEY . '.example']);
?>
--EXPECT--
create: nothing is seen, and each secret is told
change_password: nothing is seen, and each secret is told
sso: nothing is seen, and each secret is told
usage: nothing is seen, and each secret is told
wrong key: nothing is seen, and each secret is told
everything comes back from */edit/domain-admin: nothing is seen, and each secret is told
everything comes back from */get/domain/*: nothing is seen, and each secret is told
everything comes back with HTTP 401: nothing is seen, and each secret is told
everything comes back with HTTP 403: nothing is seen, and each secret is told
everything comes back with HTTP 500: nothing is seen, and each secret is told
everything comes back with HTTP 502: nothing is seen, and each secret is told
refuse: nothing is seen, and each secret is told
truncated: nothing is seen, and each secret is told
not_http: nothing is seen, and each secret is told
redirect: nothing is seen, and each secret is told
a lost administrator: nothing is seen, and each secret is told
refused before any request: nothing is seen, and each secret is told
a secret in the wrong place: nothing is seen, and each secret is told
