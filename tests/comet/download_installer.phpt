--TEST--
comet_download_installer: whole installers as a stream, errors as exceptions, nothing in memory and nothing left on the disk
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(['settings' => ['installer_bytes' => 20_000_000]]);
$before = memory_get_peak_usage();
foreach (array_slice(comet_installers(params($server)), 0, 8) as $row) {
    $made = comet_download_installer(params($server, ['provision' => ['platform' => $row['platform']]]));
    $context = hash_init('crc32b');
    $length = hash_update_stream($context, $made['stream']);
    echo "$row[category], $row[name]: ", text(['stream' => get_resource_type($made['stream'])] + $made), ' ', text($length === $made['bytes']), "\n";
    fclose($made['stream']);
}
var_dump(memory_get_peak_usage() - $before < 4_000_000);
echo text(glob(sys_get_temp_dir() . '/provision-*')), "\n";
$server->clearLog();

call('download_installer', params($server, ['provision' => ['platform' => 99_999]]));
call('download_installer', params($server));
foreach (['html_login', 'empty', 'truncated', 'http_500', 'close'] as $fault) {
    $server->fault($fault, path: 'generate-client');
    call('download_installer', params($server, ['provision' => ['platform' => 1]]));
    $server->clearFaults();
}
?>
--EXPECT--
