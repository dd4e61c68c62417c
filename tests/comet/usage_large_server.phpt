--TEST--
comet_usage: ten thousand accounts, one request, little memory
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$server->control('POST', 'populate', ['users' => 10_000]);
$before = memory_get_usage();
$rows = comet_usage(params($server));
printf("%d accounts, %s requests\n", count($rows), count($server->requests()));
$sum = array_sum(array_column($rows, 'devices'));
var_dump($sum > 10_000);
unset($rows);
var_dump(count(comet_list_accounts(params($server))));
?>
--EXPECT--
10003 accounts, 1 requests
bool(true)
int(10003)
