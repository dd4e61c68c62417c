--TEST--
comet_usage, comet_list_accounts: ten thousand accounts in one request; the ceiling of an answer counts for an account, not for the list
--EXTENSIONS--
provision
--INI--
provision.timeout_ms=600000
--SKIPIF--
<?php
getenv('USE_ZEND_ALLOC') === '0' && die('skip 70 MB of profiles take minutes in the memory lanes');
?>
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$server->control('POST', 'populate', ['users' => 10_000]);

ini_set('provision.max_response_bytes', '65536');
$rows = comet_usage(params($server));
printf("%d accounts, %s requests\n", count($rows), count($server->requests()));
var_dump(array_sum(array_column($rows, 'devices')) > 10_000);
unset($rows);
var_dump(count(comet_list_accounts(params($server))));

echo "the list has a ceiling of its own\n";
ini_set('provision.max_list_bytes', '1M');
call('usage', params($server));
?>
--EXPECT--
10003 accounts, 1 requests
bool(true)
int(10003)
the list has a ceiling of its own
usage: ProtocolException: Comet: list accounts: the answer of http://127.0.0.1:PORT is longer than the ceiling of 1048576 bytes
