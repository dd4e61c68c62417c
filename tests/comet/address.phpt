--TEST--
comet: host names with port, scheme or IPv6 are read; paths, users and blanks are refused
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$port = $server->port;
foreach (["127.0.0.1:$port", "http://127.0.0.1:$port", "http://127.0.0.1:$port/", "localhost:$port"] as $host) {
    echo steady($host), ': ', text(comet_test_connection(params($server, ['serverhostname' => $host, 'serverport' => '']))['version'] !== ''), "\n";
}
foreach (["127.0.0.1:$port/admin", "user@127.0.0.1", '127.0.0.1 ', '[::1', 'ftp://127.0.0.1', "127.0.0.1:$port?x"] as $host) {
    call('test_connection', params($server, ['serverhostname' => $host, 'serverport' => '']));
}
call('test_connection', params($server, ['serverhostname' => '[::1]:1', 'serverport' => '', 'serversecure' => true]));
call('test_connection', params($server, ['serverhostname' => 'comet.example', 'serversecure' => false]));
?>
--EXPECT--
127.0.0.1:PORT: true
http://127.0.0.1:PORT: true
http://127.0.0.1:PORT/: true
localhost:PORT: true
test_connection: ConfigurationException: Comet: prepare: the server's host name must be a host name, with a port if need be, without user, path or query
test_connection: ConfigurationException: Comet: prepare: the server's host name must be a host name, with a port if need be, without user, path or query
test_connection: ConfigurationException: Comet: prepare: the server's host name must not hold blanks or control characters
test_connection: ConfigurationException: Comet: prepare: the server's IPv6 address is not of the form [address] or [address]:port
test_connection: ConfigurationException: Comet: prepare: the server's host name begins with another scheme than http://: leave the scheme out, or make it agree with the server's setting "secure"
test_connection: ConfigurationException: Comet: prepare: the server's host name must be a host name, with a port if need be, without user, path or query
test_connection: ConnectionException: Comet: read version: https://[::1]:1 refused the connection: check that the service runs there and that the port is right
    retryable
test_connection: ConfigurationException: Comet: prepare: plain HTTP to comet.example is refused, it would show the credential to the network: tick "Secure" in the server's record
