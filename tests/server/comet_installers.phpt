--TEST--
Comet test server: installers begin as the real files do, come in chunks, and fail in JSON
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/comet.inc';

use Provision\TestServer\TestServer;

use function Provision\TestServer\call;
use function Provision\TestServer\say;

$server = TestServer::start('comet');
$platforms = json_decode(call($server, 'admin/branding/available-platforms'), true);
echo json_encode($platforms[21]), "\n";
$generate = static fn (string $name, array $fields = [], ?array &$head = null): string
    => call($server, "admin/branding/generate-client/$name", $fields, head: $head);

foreach (array_keys($platforms) as $number) {
    $bytes = $generate('by-platform', ['Platform' => $number, 'SelfAddress' => 'https://comet.test/'], $head);
    $isLong = preg_grep('/^content-length/i', $head) === [];
    printf("%2d %s %d%s %s\n", $number, addcslashes(substr($bytes, 0, 8), "\0..\37\177..\377"), strlen($bytes), $isLong ? ' in chunks' : '', substr($bytes, 257, 5) === 'ustar' ? 'tar' : '');
}
$fixed = [
    'windows-anycpu-exe', 'windows-anycpu-zip', 'windows-x86_32-exe', 'windows-x86_32-zip', 'windows-x86_64-exe',
    'windows-x86_64-zip', 'linuxgeneric', 'linux-deb', 'macos-x86_64', 'macos-arm64', 'spk-dsm6', 'spk-dsm7',
];
$server->seed(['settings' => ['installer_bytes' => 3_000_000]]);
echo implode(' ', array_unique(array_map(static fn (string $name): int => strlen($generate($name)), $fixed))), "\n";

echo "-- refused\n";
say('unknown', $generate('by-platform', ['Platform' => 99]));
say('no number', $generate('by-platform', ['Platform' => 'linux']));
say('none', $generate('by-platform'));
say('address', $generate('linux-deb', ['SelfAddress' => 'comet.test']));
say('not yours', call($server, 'admin/branding/generate-client/linux-deb', ['Password' => 'x']));
$server->seed(['settings' => ['installer_error' => 'The build failed']]);
echo $generate('linux-deb', head: $head), ' ', implode(' ', preg_grep('/^content-type/i', $head)), "\n";
$server->seed(['settings' => ['build_role' => false]]);
say('no Build Role', $generate('linux-deb'));
?>
--EXPECT--
{"Category":"Linux","Description":"Debian & Ubuntu (.deb)","Recommended":true}
 1 MZ\220\000\003\000\000\000 200000 in chunks 
10 INFO\000\000\000\000 200000 in chunks tar
11 INFO\000\000\000\000 200000 in chunks tar
 2 PK\003\004\024\000\000\000 200000 in chunks 
21 !<arch>\n 200000 in chunks 
 3 MZ\220\000\003\000\000\000 200000 in chunks 
 4 PK\003\004\024\000\000\000 200000 in chunks 
 5 MZ\220\000\003\000\000\000 200000 in chunks 
 6 PK\003\004\024\000\000\000 200000 in chunks 
 7 #!/bin/s 200000 in chunks 
 8 xar!\000\034\000\001 200000 in chunks 
 9 xar!\000\034\000\001 200000 in chunks 
3000000
-- refused
unknown: 400 Unknown platform
no number: 400 Invalid parameter Platform
none: 400 Missing parameter Platform
address: 400 Invalid parameter SelfAddress
not yours: 403 Unauthorised
{"Status":500,"Message":"The build failed"} Content-Type: application/json; charset=utf-8
no Build Role: 404 Not found
