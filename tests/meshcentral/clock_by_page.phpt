--TEST--
meshcentral: where a wrong clock keeps the login key out, the server's clock is read from an ordinary page
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows());
$params = params_with_key($server, ['serverpassword' => ''] + stored_service());

/** Which pages were asked for. */
function pages(\Provision\TestServer\TestServer $server): string
{
    return implode(', ', array_map(static fn (string $line): string => strtok($line, '?'), $server->requests()));
}

foreach ([0, 600, -600] as $offset) {
    $server->seed(['settings' => ['clock_offset' => $offset]]);
    $server->clearLog();
    $result = meshcentral_test_connection($params);
    // what is told is the least that is proven: on a slow machine some seconds less
    $skew = $result['clock_skew'];
    $isRight = abs($skew) <= abs($offset) && abs($skew + $offset) <= 10;
    echo "server's clock $offset s: by $result[credential], skew told ", $isRight ? 'right' : $skew, '; ', pages($server), "\n";
}

echo "the key of another server, and a wrong clock\n";
$server->clearLog();
call('test_connection', \changed($params, ['serveraccesshash' => str_repeat('0123456789', 16)]));
echo pages($server), "\n";
?>
--EXPECTF--
server's clock 0 s: by login key, skew told right; GET /control.ashx
server's clock 600 s: by login key, skew told right; GET /control.ashx, GET /health.ashx, GET /control.ashx
server's clock -600 s: by login key, skew told right; GET /control.ashx, GET /health.ashx, GET /control.ashx
the key of another server, and a wrong clock
test_connection: AuthenticationException: MeshCentral: log in: MeshCentral refuses the login key: %s; the clocks of this host and of the server differ by %d s: set them right
    code: noauth
GET /control.ashx, GET /health.ashx, GET /control.ashx
