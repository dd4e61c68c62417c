--TEST--
test server core: the gzip bomb decodes to one JSON string of 128 MiB
--SKIPIF--
<?php
if (!function_exists('inflate_init')) {
    die('skip zlib decodes it');
}
?>
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/http_server.php';

$bomb = Provision\TestServer\Core\GzipBomb::bytes();
$inflate = inflate_init(ZLIB_ENCODING_GZIP);
[$length, $quotes, $others] = [0, 0, 0];
foreach (str_split($bomb, 4096) as $piece) {
    $text = inflate_add($inflate, $piece);
    $length += strlen($text);
    $quotes += substr_count($text, '"');
    $others += strlen($text) - substr_count($text, 'a') - substr_count($text, '"');
}
// zlib has compared the check sum and the length by now
var_dump(inflate_get_status($inflate) === ZLIB_STREAM_END);
echo strlen($bomb), " bytes, $length decoded, $quotes quotes, $others others\n";
?>
--EXPECT--
bool(true)
845336 bytes, 134209797 decoded, 2 quotes, 0 others
