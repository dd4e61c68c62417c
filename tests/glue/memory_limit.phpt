--TEST--
When PHP's memory limit ends a call in the middle of its result, nothing is lost and later calls work
--EXTENSIONS--
provision
--SKIPIF--
<?php
if (getenv('USE_ZEND_ALLOC') === '0') {
    die('skip memory_limit holds for PHP\'s own allocator alone, which is switched off');
}
?>
--INI--
memory_limit=32M
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/../server/server.inc';

$ballast = '';
$params = [];
register_shutdown_function(static function () use (&$params, &$ballast): void {
    $ballast = '';
    /* PHP ends the call at the allocation that is too much (0), or, since some 8.2 release, when it returns (1). */
    echo 'exchanges known of it: ', count(provision_last_exchanges()), "\n";
    try {
        mailcow_suspend([]);
    } catch (Provision\ConfigurationException) {
        echo "a call after it fails as it must\n";
    }
    echo 'another succeeds: ', count(mailcow_usage($params)), "\n";
    echo 'its exchanges: ', count(provision_last_exchanges()), "\n";
});

$server = Provision\TestServer\TestServer::start();
for ($i = 0; $i < 6000; $i += 1000) {
    $server->seed(['domain' => array_fill_keys(array_map(static fn (int $n): string => "d$n.test", range($i, $i + 999)), [])]);
}
$params = $server->params();

gc_mem_caches();
$ballast = str_repeat('x', (32 << 20) - memory_get_usage(true) - (1 << 20));
mailcow_usage($params);
echo "the limit was not reached\n";
?>
--EXPECTF--
Fatal error: Allowed memory size of 33554432 bytes exhausted%a
exchanges known of it: %r[01]%r
a call after it fails as it must
another succeeds: 6000
its exchanges: 1
