--TEST--
The server's address as operators write it, and what is refused before any request
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$port = $server->port;
$accepted = [
    ['serverhostname' => '127.0.0.1', 'serverport' => $port],
    ['serverhostname' => '127.0.0.1', 'serverport' => "$port"],
    ['serverhostname' => "127.0.0.1:$port", 'serverport' => ''],
    ['serverhostname' => "127.0.0.1:$port", 'serverport' => $port],
    ['serverhostname' => "http://127.0.0.1:$port/", 'serverport' => null],
    ['serverhostname' => 'LocalHost', 'serverport' => $port],
    ['serverhostname' => '', 'serverip' => '127.0.0.1', 'serverport' => $port],
    ['serverhostname' => '127.0.0.1', 'serversecure' => false],
    ['serverhostname' => '127.0.0.1', 'serversecure' => 'off', 'serverhttpprefix' => ''],
];
foreach ($accepted as $changes) {
    echo 'test_connection: ', mailcow_test_connection($changes + params($server))['version'], "\n";
}
$server->clearLog();
$refused = [
    ['serverhostname' => '', 'serverip' => ''],
    ['serverhostname' => '127.0.0.1/api'],
    ['serverhostname' => '127.0.0.1?x'],
    ['serverhostname' => 'nutzer:wort@127.0.0.1'],
    ['serverhostname' => '127.0.0.1:1', 'serverport' => $port],
    ['serverhostname' => '127.0.0.1:99999', 'serverport' => ''],
    ['serverhostname' => 'ftp://127.0.0.1'],
    ['serverhostname' => 'https://127.0.0.1'],
    ['serverhostname' => "127.0.0.1\n"],
    ['serverhostname' => '127.0.0.1 127.0.0.1'],
    ['serverport' => '0x50'],
    ['serverport' => 65536],
    ['serversecure' => 'vielleicht'],
    ['provision' => ['timeout_ms' => 0]],
    ['provision' => ['timeout_ms' => '10s']],
    ['provision' => 'timeout'],
    ['serveraccesshash' => '', 'serverpassword' => ''],
    ['serveraccesshash' => 12345678],
];
foreach ($refused as $changes) {
    call('test_connection', $changes + params($server));
}
asked($server);
?>
--EXPECT--
test_connection: 2026-08
test_connection: 2026-08
test_connection: 2026-08
test_connection: 2026-08
test_connection: 2026-08
test_connection: 2026-08
test_connection: 2026-08
test_connection: 2026-08
test_connection: 2026-08
test_connection: ConfigurationException: mailcow: prepare: serverhostname is missing: enter the server's host name
test_connection: ConfigurationException: mailcow: prepare: the server's host name must be a host name, with a port if need be, without user, path or query
test_connection: ConfigurationException: mailcow: prepare: the server's host name must be a host name, with a port if need be, without user, path or query
test_connection: ConfigurationException: mailcow: prepare: the server's host name must be a host name, with a port if need be, without user, path or query
test_connection: ConfigurationException: mailcow: prepare: the server's host name says port 1 and its port setting PORT: give one of them
test_connection: ConfigurationException: mailcow: prepare: the port in the server's host name is not a number from 1 to 65535
test_connection: ConfigurationException: mailcow: prepare: the server's host name begins with another scheme than http://: leave the scheme out, or make it agree with the server's setting "secure"
test_connection: ConfigurationException: mailcow: prepare: the server's host name begins with another scheme than http://: leave the scheme out, or make it agree with the server's setting "secure"
test_connection: ConfigurationException: mailcow: read parameters: serverhostname must be valid UTF-8 without control characters
test_connection: ConfigurationException: mailcow: prepare: the server's host name must not hold blanks or control characters
test_connection: ConfigurationException: mailcow: read parameters: serverport must be a whole number
test_connection: ConfigurationException: mailcow: read parameters: serverport must be from 0 to 65535
test_connection: ConfigurationException: mailcow: read parameters: serversecure must be a yes or no (true, 1, on, yes; false, 0, off, no)
test_connection: ConfigurationException: mailcow: read parameters: provision[timeout_ms] must be from 1 to 3600000 ms
test_connection: ConfigurationException: mailcow: read parameters: provision[timeout_ms] must be a whole number
test_connection: ConfigurationException: mailcow: read parameters: provision must be an array, string given
test_connection: ConfigurationException: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
test_connection: ConfigurationException: mailcow: read parameters: serveraccesshash must be text, int given
