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
