--TEST--
TLS of the WebSocket: verified by the CA, by the host's name, by a pinned key; nothing is said to who is not the server
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

use Provision\TestServer\TestServer;

foreach (['good', 'expired', 'wronghost', 'selfsigned'] as $certificate) {
    $server = TestServer::start('meshcentral', $certificate);
    $server->seed(foreign_rows());
    echo "$certificate: ";
    call('test_connection', params($server));
    told($server);
    $server->stop();
}
echo "a CA that is not this one's; the system's; a pinned key, and another one\n";
$server = TestServer::start('meshcentral', 'good');
$server->seed(foreign_rows());
call('test_connection', params($server, ['provision' => ['ca_file' => null]]));
call('test_connection', params($server, ['provision' => ['ca_file' => dirname($server->caFile) . '/selfsigned.pem']]));
$key = openssl_pkey_get_details(openssl_pkey_get_public("file://$server->certificateFile"))['key'];
$pin = 'sha256//' . base64_encode(hash('sha256', base64_decode(preg_replace('/-----[^-]+-----|\s/', '', $key)), true));
call('test_connection', params($server, ['provision' => ['pinned_public_key' => $pin]]));
call('test_connection', params($server, ['provision' => ['pinned_public_key' => 'sha256//' . base64_encode(str_repeat('x', 32))]]));
echo "plain where TLS is spoken, and the other way round; ServerURL decides like the server's record\n";
call('test_connection', params($server, ['serversecure' => '', 'serverhttpprefix' => 'http']));
$plain = server_with();
call('test_connection', params($plain, ['serversecure' => 'on', 'serverhttpprefix' => 'https']));
call('test_connection', params($plain, ['configoption1' => "https://$plain->host:$plain->port"]));
echo "plain to a host that is not this one, not allowed and allowed\n";
foreach (['http://mesh.example.test', 'http://192.0.2.1:80/'] as $url) {
    call('test_connection', params($plain, ['configoption1' => $url, 'provision' => ['timeout_ms' => 300]]));
}
?>
--EXPECT--
good: test_connection: {"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"account","sso":false,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
  GET /control.ashx x-meshauth
  1 {"action":"ping","responseid":"ID","tag":"ID"}
expired: test_connection: ConnectionException: MeshCentral: log in: the certificate of https://127.0.0.1:PORT is not accepted (...): renew it on the server
wronghost: test_connection: ConnectionException: MeshCentral: log in: the certificate of https://127.0.0.1:PORT is not accepted (...): use the host name for which it was issued, or have it issued for this one
selfsigned: test_connection: ConnectionException: MeshCentral: log in: the certificate of https://127.0.0.1:PORT is not accepted (...): have it issued by a known authority, or give the file of its authority in provision.ca_file
a CA that is not this one's; the system's; a pinned key, and another one
test_connection: ConnectionException: MeshCentral: log in: the certificate of https://127.0.0.1:PORT is not accepted (...): have it issued by a known authority, or give the file of its authority in provision.ca_file
test_connection: ConnectionException: MeshCentral: log in: the certificate of https://127.0.0.1:PORT is not accepted (...): have it issued by a known authority, or give the file of its authority in provision.ca_file
test_connection: {"version":"","server_name":"mesh.example.test","domain":"","account":"dienst","credential":"account","sso":false,"clock_skew":0,"rights":{"full_admin":false,"manage_users":true,"create_groups":true}}
test_connection: ConnectionException: MeshCentral: log in: the public key of https://127.0.0.1:PORT is not the pinned one: if the server got a new key on purpose, pin that one
plain where TLS is spoken, and the other way round; ServerURL decides like the server's record
test_connection: ConnectionException: MeshCentral: log in: http://127.0.0.1:PORT closed the connection without an answer
    retryable
test_connection: ConnectionException: MeshCentral: log in: no TLS connection with https://127.0.0.1:PORT (...): check that this port speaks TLS, version 1.2 or newer
    retryable
test_connection: ConnectionException: MeshCentral: log in: no TLS connection with https://127.0.0.1:PORT (...): check that this port speaks TLS, version 1.2 or newer
    retryable
plain to a host that is not this one, not allowed and allowed
test_connection: ConfigurationException: MeshCentral: prepare: plain HTTP to mesh.example.test is refused, it would show the credential to the network: begin the server's address with https://
test_connection: ConfigurationException: MeshCentral: prepare: plain HTTP to 192.0.2.1 is refused, it would show the credential to the network: begin the server's address with https://
