--TEST--
meshcentral: the login key's links work whatever the server's clock says
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows());
$params = params_with_key($server, stored_service());
foreach ([0, -3600, 3600, -86_400] as $offset) {
    $server->seed(['settings' => ['clock_offset' => $offset]]);
    $server->clearLog();
    $skew = meshcentral_test_connection($params)['clock_skew'];
    printf("server's clock %+d s: skew told %s; ", $offset, abs($skew + $offset) <= 5 ? 'right' : $skew);
    echo implode(', ', array_map(static fn (string $line): string => strtok($line, '?'), $server->requests())), "\n";
    $url = meshcentral_sso($params)['url'];
    echo str_contains((string) file_get_contents($url), 'whmcs-41') ? "  the link logs in\n" : "  THE LINK DOES NOT LOG IN\n";
}
echo "cookies in hex\n";
$server->seed(['settings' => ['clock_offset' => 0, 'cookie_encoding' => 'hex']]);
call('test_connection', $params);
$params['configoption6'] = 'hex';
echo meshcentral_test_connection($params)['credential'], "\n";
$url = meshcentral_sso($params)['url'];
var_dump(preg_match('/login=[0-9a-f]{100,}$/', $url), str_contains((string) file_get_contents($url), 'whmcs-41'));
call('test_connection', \changed($params, ['configoption6' => 'octal']));
?>
--EXPECT--
server's clock +0 s: skew told right; GET /control.ashx, GET /control.ashx
  the link logs in
server's clock -3600 s: skew told right; GET /control.ashx, GET /control.ashx
  the link logs in
server's clock +3600 s: skew told right; GET /control.ashx, GET /control.ashx
  the link logs in
server's clock -86400 s: skew told right; GET /control.ashx, GET /control.ashx
  the link logs in
cookies in hex
test_connection: AuthenticationException: MeshCentral: log in: MeshCentral refuses the login key: it is not this server's (or not of this server domain), or there is no account dienst for it to act as, or the server's CookieEncoding is another one
    code: noauth
account
int(1)
bool(true)
test_connection: ConfigurationException: MeshCentral: prepare: the cookie encoding must be base64 or hex
