--TEST--
TLS is verified: an expired certificate, one for another name, a self-signed and one of an unknown CA are refused, and no key is sent
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

foreach (['good', 'expired', 'wronghost', 'selfsigned'] as $certificate) {
    $server = \Provision\TestServer\TestServer::start('mailcow', $certificate);
    $server->seed(foreign_rows());
    echo "$certificate: ";
    call('test_connection', params($server));
    asked($server);
}
echo "a CA that is not this one's; the system's\n";
$server = \Provision\TestServer\TestServer::start('mailcow', 'good');
$server->seed(foreign_rows());
call('test_connection', params($server, ['provision' => ['ca_file' => null]]));
call('test_connection', params($server, ['provision' => ['ca_file' => dirname($server->caFile) . '/selfsigned.pem']]));
call('test_connection', params($server, ['provision' => ['ca_file' => '/nirgends/ca.pem']]));
asked($server);
echo "plain HTTP where TLS is spoken, and the other way round\n";
call('test_connection', params($server, ['serversecure' => '', 'serverhttpprefix' => 'http']));
$plain = server_with();
call('test_connection', params($plain, ['serversecure' => 'on', 'serverhttpprefix' => 'https']));
?>
--EXPECT--
good: test_connection: {"version":"2026-08","access":"read-write"}
  1 GET /api/v1/get/status/version
  2 POST /api/v1/edit/domain {"items":[],"attr":{}}
expired: test_connection: ConnectionException: mailcow: read version: the certificate of https://127.0.0.1:PORT is not accepted (...): renew it on the server
wronghost: test_connection: ConnectionException: mailcow: read version: the certificate of https://127.0.0.1:PORT is not accepted (...): use the host name for which it was issued, or have it issued for this one
selfsigned: test_connection: ConnectionException: mailcow: read version: the certificate of https://127.0.0.1:PORT is not accepted (...): have it issued by a known authority, or give the file of its authority in provision.ca_file
a CA that is not this one's; the system's
test_connection: ConnectionException: mailcow: read version: the certificate of https://127.0.0.1:PORT is not accepted (...): have it issued by a known authority, or give the file of its authority in provision.ca_file
test_connection: ConnectionException: mailcow: read version: the certificate of https://127.0.0.1:PORT is not accepted (...): have it issued by a known authority, or give the file of its authority in provision.ca_file
test_connection: ConfigurationException: mailcow: read version: the CA file /nirgends/ca.pem cannot be read or holds no certificate: check provision.ca_file
plain HTTP where TLS is spoken, and the other way round
test_connection: ConnectionException: mailcow: read version: http://127.0.0.1:PORT closed the connection without an answer
    retryable
test_connection: ConnectionException: mailcow: read version: no TLS connection with https://127.0.0.1:PORT (...): check that this port speaks TLS, version 1.2 or newer
    retryable
