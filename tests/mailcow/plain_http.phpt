--TEST--
Plain HTTP goes to this machine alone, unless the operator allows it in so many words
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$port = $server->port;
foreach (['127.0.0.1', 'localhost', 'LOCALHOST', '127.1.2.3'] as $host) {
    echo "$host: ";
    call('test_connection', params($server, ['serverhostname' => $host]));
}
$names = [
    'mail.example.test', '192.0.2.1', 'localhost.example.test', '127.0.0.1.example.test', '[2001:db8::1]', '0.0.0.0', '10.0.0.1',
];
foreach ($names as $host) {
    echo "$host: ";
    call('test_connection', params($server, ['serverhostname' => $host]));
}
$plain = [
    ['serversecure' => ''], ['serversecure' => false, 'serverhttpprefix' => 'https'],
    ['serversecure' => null, 'serverhttpprefix' => 'http'],
];
foreach ($plain as $changes) {
    call('test_connection', params($server, ['serverhostname' => 'mail.example.test'] + $changes));
}
echo "allowed, and 0.0.0.0 is another name of this machine\n";
call('test_connection', params($server, ['serverhostname' => '0.0.0.0', 'provision' => ['allow_plain_http' => true]]));
?>
--EXPECT--
127.0.0.1: test_connection: {"version":"2026-08","access":"read-write"}
localhost: test_connection: {"version":"2026-08","access":"read-write"}
LOCALHOST: test_connection: {"version":"2026-08","access":"read-write"}
127.1.2.3: test_connection: ConnectionException: mailcow: read version: http://127.1.2.3:PORT refused the connection: check that the service runs there and that the port is right
    retryable
mail.example.test: test_connection: ConfigurationException: mailcow: prepare: plain HTTP to mail.example.test is refused, it would show the credential to the network: tick "Secure" in the server's record
192.0.2.1: test_connection: ConfigurationException: mailcow: prepare: plain HTTP to 192.0.2.1 is refused, it would show the credential to the network: tick "Secure" in the server's record
localhost.example.test: test_connection: ConfigurationException: mailcow: prepare: plain HTTP to localhost.example.test is refused, it would show the credential to the network: tick "Secure" in the server's record
127.0.0.1.example.test: test_connection: ConfigurationException: mailcow: prepare: plain HTTP to 127.0.0.1.example.test is refused, it would show the credential to the network: tick "Secure" in the server's record
[2001:db8::1]: test_connection: ConfigurationException: mailcow: prepare: plain HTTP to 2001:db8::1 is refused, it would show the credential to the network: tick "Secure" in the server's record
0.0.0.0: test_connection: ConfigurationException: mailcow: prepare: plain HTTP to 0.0.0.0 is refused, it would show the credential to the network: tick "Secure" in the server's record
10.0.0.1: test_connection: ConfigurationException: mailcow: prepare: plain HTTP to 10.0.0.1 is refused, it would show the credential to the network: tick "Secure" in the server's record
test_connection: ConfigurationException: mailcow: prepare: plain HTTP to mail.example.test is refused, it would show the credential to the network: tick "Secure" in the server's record
test_connection: ConfigurationException: mailcow: prepare: plain HTTP to mail.example.test is refused, it would show the credential to the network: tick "Secure" in the server's record
test_connection: ConfigurationException: mailcow: prepare: plain HTTP to mail.example.test is refused, it would show the credential to the network: tick "Secure" in the server's record
allowed, and 0.0.0.0 is another name of this machine
test_connection: {"version":"2026-08","access":"read-write"}
