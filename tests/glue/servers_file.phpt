--TEST--
provision.servers_file: the section of the call's server counts, under what the call says; every slip in it is told
--EXTENSIONS--
provision
--INI--
provision.servers_file={PWD}/servers_file.tmp
--FILE--
<?php

declare(strict_types=1);

$file = __DIR__ . '/servers_file.tmp';
$ask = static function (string $host, array $more = []): string {
    try {
        mailcow_test_connection(['serverhostname' => $host] + $more);
        return 'no exception';
    } catch (Provision\ConfigurationException $e) {
        return str_replace(__DIR__ . '/', '', $e->getMessage());
    }
};
set_error_handler(static function (int $level, string $message): bool {
    echo "a warning came out: $message\n";
    return true;
});

echo "-- a section counts when host and port are the call's, however both are spelt\n";
file_put_contents($file, "[Mail.EXAMPLE.org]\ntimeout_ms = 0\n[other.example.org:8443]\ntimeout_ms = \"1000\"\nca_file = /a=b;c\n");
foreach (['mail.example.org', 'MAIL.example.org:443', 'https://mail.example.org/', 'mail.example.org:8443', 'other.example.org',
    'other.example.org:8443', ''] as $host) {
    echo $host, ': ', $ask($host), "\n";
}
echo $ask('mail.example.org', ['serverport' => '443']), "\n";
echo $ask('mail.example.org', ['serverport' => '444']), "\n";
echo $ask('mail.example.org', ['serversecure' => false]), "\n";

echo "-- IPv6; a Unicode name and its punycode are one server\n";
file_put_contents($file, "[::1 8443]\ntimeout_ms = 0\n[bücher.example]\ntimeout_ms = 0\n");
foreach (['[::1]:8443', '[::1]', 'xn--bcher-kva.example', 'BÜCHER.example'] as $host) {
    echo $host, ': ', $ask($host), "\n";
}

echo "-- each key is read by its own rule\n";
foreach (['connect_timeout_ms = soon', 'connect_timeout_ms = 99999999', 'allow_plain_http = perhaps', "ca_file = 'a\tb'",
    'pinned_public_key = sha256//abc=', 'timeout_ms = 5000', 'allow_plain_http = on', 'allow_plain_http', 'proxy = http://p:1',
    'timeout_ms =', 'ca_file = ${PATH}'] as $line) {
    file_put_contents($file, "[a.test]\n$line\n");
    echo $line, ': ', $ask('a.test'), "\n";
}

echo "-- a slip anywhere is told at once\n";
foreach (["[a.test]\ntimeout = 5", "timeout_ms = 5", "[a.test]\ntimeout_ms[] = 5", "[a b]\n", "[]\n", "[https://a.test/x]\n", "[a.test 70000]\n", "[a.test 44 3]\n", "[a.test\n",
    "[a.test]\nx = {(", "[a.test]\n\0"] as $text) {
    file_put_contents($file, $text);
    echo json_encode($text, JSON_UNESCAPED_SLASHES), ': ', $ask('b.test'), "\n";
}
file_put_contents($file, str_repeat("; long\n", 50000));
echo $ask('b.test'), "\n";
file_put_contents($file, '');
echo $ask('b.test'), "\n";
unlink($file);
echo $ask('b.test'), "\n";
mkdir($file);
echo $ask('b.test'), "\n";
rmdir($file);
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/servers_file.tmp');
?>
--EXPECT--
-- a section counts when host and port are the call's, however both are spelt
mail.example.org: mailcow: read parameters: timeout_ms in [Mail.EXAMPLE.org] of the servers file must be from 1 to 3600000 ms
MAIL.example.org:443: mailcow: read parameters: timeout_ms in [Mail.EXAMPLE.org] of the servers file must be from 1 to 3600000 ms
https://mail.example.org/: mailcow: read parameters: timeout_ms in [Mail.EXAMPLE.org] of the servers file must be from 1 to 3600000 ms
mail.example.org:8443: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
other.example.org: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
other.example.org:8443: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
mailcow: read parameters: timeout_ms in [Mail.EXAMPLE.org] of the servers file must be from 1 to 3600000 ms
mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
-- IPv6; a Unicode name and its punycode are one server
[::1]:8443: mailcow: read parameters: timeout_ms in [::1 8443] of the servers file must be from 1 to 3600000 ms
[::1]: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
xn--bcher-kva.example: mailcow: read parameters: timeout_ms in [bücher.example] of the servers file must be from 1 to 3600000 ms
BÜCHER.example: mailcow: read parameters: timeout_ms in [bücher.example] of the servers file must be from 1 to 3600000 ms
-- each key is read by its own rule
connect_timeout_ms = soon: mailcow: read parameters: connect_timeout_ms in [a.test] of the servers file must be a whole number
connect_timeout_ms = 99999999: mailcow: read parameters: connect_timeout_ms in [a.test] of the servers file must be from 1 to 600000 ms
allow_plain_http = perhaps: mailcow: read parameters: allow_plain_http in [a.test] of the servers file must be a yes or no (true, 1, on, yes; false, 0, off, no)
ca_file = 'a	b': mailcow: read parameters: ca_file in [a.test] of the servers file must be valid UTF-8 without control characters
pinned_public_key = sha256//abc=: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
timeout_ms = 5000: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
allow_plain_http = on: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
allow_plain_http: mailcow: read parameters: servers file servers_file.tmp: [a.test] has allow_plain_http without a value
proxy = http://p:1: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
timeout_ms =: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
ca_file = ${PATH}: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
-- a slip anywhere is told at once
"[a.test]\ntimeout = 5": mailcow: read parameters: servers file servers_file.tmp: [a.test] has the unknown key timeout
"timeout_ms = 5": mailcow: read parameters: servers file servers_file.tmp: timeout_ms stands before the first [host:port]
"[a.test]\ntimeout_ms[] = 5": mailcow: read parameters: servers file servers_file.tmp: [a.test] has a list: each key takes one value
"[a b]\n": mailcow: read parameters: servers file servers_file.tmp: [a b] is not a server: write [host:port]
"[]\n": mailcow: read parameters: servers file servers_file.tmp: [] is not a server: write [host:port]
"[https://a.test/x]\n": mailcow: read parameters: servers file servers_file.tmp: [https://a.test/x] is not a server: write [host:port]
"[a.test 70000]\n": mailcow: read parameters: servers file servers_file.tmp: [a.test 70000] is not a server: write [host:port]
"[a.test 44 3]\n": mailcow: read parameters: servers file servers_file.tmp: [a.test 44 3] is not a server: write [host:port]
"[a.test\n": mailcow: read parameters: servers file servers_file.tmp is not a valid INI file
"[a.test]\nx = {(": mailcow: read parameters: servers file servers_file.tmp: [a.test] has the unknown key x
"[a.test]\n\u0000": mailcow: read parameters: the servers file servers_file.tmp cannot be read as text
mailcow: read parameters: the servers file servers_file.tmp is larger than 262144 bytes
mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
mailcow: read parameters: the servers file servers_file.tmp is not there, or not readable
mailcow: read parameters: the servers file servers_file.tmp is not there, or not readable
