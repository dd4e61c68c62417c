--TEST--
provision.pinned_public_key: the certificate must have this very key, whoever signed it
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = \Provision\TestServer\TestServer::start('mailcow', 'good');
$server->seed(foreign_rows());
$pin = static function (string $certificate) use ($server): string {
    $file = 'file://' . dirname($server->caFile) . "/$certificate.pem";
    $pem = openssl_pkey_get_details(openssl_pkey_get_public($file))['key'];
    $der = base64_decode(preg_replace('/-----.*?-----|\s/', '', $pem));
    return 'sha256//' . base64_encode(hash('sha256', $der, true));
};
$call = static function (string $what, array $provision) use ($server): void {
    echo "$what: ";
    call('test_connection', params($server, ['provision' => $provision]));
};
$call('right', ['pinned_public_key' => $pin('good')]);
$call('wrong', ['pinned_public_key' => $pin('selfsigned')]);
$call('one of two', ['pinned_public_key' => $pin('selfsigned') . ';' . $pin('good')]);
$call('none, after a wrong one', []);
$call('no pin at all', ['pinned_public_key' => 'geheim']);
$call('a pin of the wrong length', ['pinned_public_key' => 'sha256//AAAA']);
$call('right, and no CA', ['pinned_public_key' => $pin('good'), 'ca_file' => null]);
echo count($server->log()) / 2, " of these calls reached mailcow\n";
?>
--EXPECT--
right: test_connection: {"version":"2026-08","access":"read-write"}
wrong: test_connection: ConnectionException: mailcow: read version: the public key of https://127.0.0.1:PORT is not the pinned one: if the server got a new key on purpose, pin that one
one of two: test_connection: {"version":"2026-08","access":"read-write"}
none, after a wrong one: test_connection: {"version":"2026-08","access":"read-write"}
no pin at all: test_connection: ConfigurationException: mailcow: prepare: pinned_public_key must be of the form sha256//BASE64
a pin of the wrong length: test_connection: ConnectionException: mailcow: read version: the public key of https://127.0.0.1:PORT is not the pinned one: if the server got a new key on purpose, pin that one
right, and no CA: test_connection: ConnectionException: mailcow: read version: the certificate of https://127.0.0.1:PORT is not accepted (...): have it issued by a known authority, or give the file of its authority in provision.ca_file
3 of these calls reached mailcow
