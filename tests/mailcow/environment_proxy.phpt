--TEST--
The environment's proxy and the user's .netrc do not count
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

putenv('http_proxy=http://127.0.0.1:1');
putenv('HTTP_PROXY=http://127.0.0.1:1');
putenv('ALL_PROXY=http://127.0.0.1:1');
putenv('all_proxy=http://127.0.0.1:1');
putenv('HOME=' . sys_get_temp_dir());
$server = server_with();
call('test_connection', params($server));
echo isset($server->log()[0]['headers']['authorization']) ? "AUTHORIZED BY A STRANGER\n" : "no other credential\n";
?>
--EXPECT--
test_connection: {"version":"2026-08","access":"read-write"}
no other credential
