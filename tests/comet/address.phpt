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
