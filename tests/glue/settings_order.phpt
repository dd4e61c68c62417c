--TEST--
What a call says goes before its server's section, which goes before the INI settings; open_basedir holds for the call alone
--EXTENSIONS--
provision
openssl
--INI--
pcre.jit=0
provision.servers_file={PWD}/settings_order.tmp
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/../server/server.inc';

$file = __DIR__ . '/settings_order.tmp';
$server = Provision\TestServer\TestServer::start(tls: 'good');
$params = ['provision' => []] + $server->params();
$try = static function (string $case, string $section, array $params) use ($file, $server): void {
    file_put_contents($file, "[$server->host:$server->port]\n$section\n");
    try {
        $answer = mailcow_test_connection($params)['access'];
    } catch (Provision\Exception $e) {
        $answer = match (true) {
            $e instanceof Provision\TimeoutException => 'too late',
            str_contains($e->getMessage(), 'open_basedir') => 'not allowed',
            default => 'refused',
        };
    }
    echo $case, ': ', $answer, "\n";
};
$self = __FILE__;
$try('nothing is known of the CA', '', $params);
$try('the section names it', "ca_file = $server->caFile", $params);
$try('another server\'s section does', "[elsewhere.test]\nca_file = $server->caFile", $params);
$try('the section names a wrong one', "ca_file = $self", $params);
$try('the call names it over a wrong one', "ca_file = $self", $server->params());
$try('the call names a wrong one over it', "ca_file = $server->caFile", ['provision' => ['ca_file' => $self]] + $params);
$try('an empty one in the call does not count', "ca_file = $server->caFile", ['provision' => ['ca_file' => '']] + $params);
$try('a wrong pinned key in the section', "ca_file = $server->caFile\npinned_public_key = sha256//" . base64_encode(str_repeat('x', 32)), $params);
$pin = 'sha256//' . base64_encode(hash('sha256', base64_decode(preg_replace('/-.*?-----|\s/', '',
    openssl_pkey_get_details(openssl_pkey_get_public('file://' . dirname($server->caFile) . '/good.pem'))['key'])), true));
$try('the right one', "ca_file = $server->caFile\npinned_public_key = $pin", $params);
$try('a proxy that is not there', "[proxied.invalid:$server->port]\nproxy = http://127.0.0.1:1", ['serverhostname' => 'proxied.invalid'] + $params);
$try('and none on the way to this host itself', "ca_file = $server->caFile\nproxy = http://127.0.0.1:1", $params);
$server->fault('hang');
$try('a short time-out in the section', "ca_file = $server->caFile\ntimeout_ms = 300", $params);
$try('a short time-out in the call', "ca_file = $server->caFile\ntimeout_ms = 30000", ['provision' => ['timeout_ms' => 300]] + $params);
ini_set('provision.timeout_ms', '300');
$try('a short time-out in the INI setting', "ca_file = $server->caFile", $params);
$server->clearFaults();
ini_restore('provision.timeout_ms');

/* Everything this test needs but /dev: the server's folder too, which is removed in the end. */
ini_set('open_basedir', implode(PATH_SEPARATOR, [dirname(__DIR__), dirname($server->caFile)]));
$try('open_basedir: the section is the operator\'s', 'ca_file = /dev/null', $params);
$try('the call\'s may be where PHP may read', '', $server->params());
$try('and nowhere else', '', ['provision' => ['ca_file' => '/dev/null']] + $params);
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/settings_order.tmp');
?>
--EXPECT--
nothing is known of the CA: refused
the section names it: read-write
another server's section does: refused
the section names a wrong one: refused
the call names it over a wrong one: read-write
the call names a wrong one over it: refused
an empty one in the call does not count: read-write
a wrong pinned key in the section: refused
the right one: read-write
a proxy that is not there: refused
and none on the way to this host itself: read-write
a short time-out in the section: too late
a short time-out in the call: too late
a short time-out in the INI setting: too late
open_basedir: the section is the operator's: refused
the call's may be where PHP may read: read-write
and nowhere else: not allowed
