--TEST--
mailcow_usage: the memory that a list of 10,000 domains takes is that of the result, not of the answer
--EXTENSIONS--
provision
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0' || !is_readable('/proc/self/status')) {
    die('skip memory is counted by the allocator of PHP and /proc');
}
?>
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$server->control('POST', 'populate', ['domains' => 10_000]);
$params = params($server);

/** The most that this process ever had, what is not PHP's own included. */
function peak_bytes(): int
{
    preg_match('/^VmHWM:\s+(\d+) kB/m', file_get_contents('/proc/self/status'), $match);
    return (int) $match[1] * 1024;
}

mailcow_test_connection($params);
$peak = peak_bytes();
$held = memory_get_usage();
$usage = mailcow_usage($params);
$result = memory_get_usage() - $held;
$grown = peak_bytes() - $peak;

echo count($usage), " domains\n";
// the answer alone is larger than the result, and a parsed tree of it several times as large
echo 'PHP held nothing but the result: ', memory_get_peak_usage() - $held < $result * 1.1 ? 'yes' : 'NO', "\n";
echo 'the process held it twice: as C values, and as PHP\'s: ', $grown < $result * 2.8 ? 'yes' : "NO: $grown for $result", "\n";
?>
--EXPECT--
10003 domains
PHP held nothing but the result: yes
the process held it twice: as C values, and as PHP's: yes
