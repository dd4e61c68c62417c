--TEST--
comet_download_installer: whole installers as a stream, errors as exceptions, nothing in memory and nothing left on the disk
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$folder = __DIR__ . '/download_installer.tmp';
is_dir($folder) || mkdir($folder);
putenv("TMPDIR=$folder");
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
var_dump(sys_get_temp_dir() === $folder);
echo text(glob("$folder/provision-*")), "\n";
$server->clearLog();

call('download_installer', params($server, ['provision' => ['platform' => 99_999]]));
call('download_installer', params($server));
foreach (['html_login', 'empty', 'truncated', 'http_500', 'close'] as $fault) {
    $server->fault($fault, path: 'generate-client');
    call('download_installer', params($server, ['provision' => ['platform' => 1]]));
    $server->clearFaults();
}
?>
--CLEAN--
<?php
is_dir(__DIR__ . '/download_installer.tmp') && rmdir(__DIR__ . '/download_installer.tmp');
?>
--EXPECT--
Windows, All architectures (exe): {"stream":"stream","bytes":20000000,"filename":"backup-client-1.exe","type":"application/vnd.microsoft.portable-executable"} true
Synology, DSM 6: {"stream":"stream","bytes":20000000,"filename":"backup-client-10.spk","type":"application/octet-stream"} true
Synology, DSM 7: {"stream":"stream","bytes":20000000,"filename":"backup-client-11.spk","type":"application/octet-stream"} true
Windows, All architectures (zip): {"stream":"stream","bytes":20000000,"filename":"backup-client-2.zip","type":"application/zip"} true
Linux, Debian & Ubuntu (.deb): {"stream":"stream","bytes":20000000,"filename":"backup-client-21.deb","type":"application/vnd.debian.binary-package"} true
Windows, 32-bit (exe): {"stream":"stream","bytes":20000000,"filename":"backup-client-3.exe","type":"application/vnd.microsoft.portable-executable"} true
Windows, 32-bit (zip): {"stream":"stream","bytes":20000000,"filename":"backup-client-4.zip","type":"application/zip"} true
Windows, 64-bit (exe): {"stream":"stream","bytes":20000000,"filename":"backup-client-5.exe","type":"application/vnd.microsoft.portable-executable"} true
bool(true)
bool(true)
[]
download_installer: RemoteException: Comet: download installer: Comet answers with error 400: Unknown platform
    code: 400
download_installer: ConfigurationException: Comet: prepare: provision[platform] is missing or empty: number of the installer, as comet_installers gives it
download_installer: ProtocolException: Comet: download installer: a page came instead of an installer
download_installer: ProtocolException: Comet: download installer: the installer is empty
download_installer: ConnectionException: Comet: download installer: the answer of http://127.0.0.1:PORT broke off before its end
    retryable
download_installer: RemoteException: Comet: download installer: the server failed (HTTP 500)
    http: 500
    retryable
download_installer: ConnectionException: Comet: download installer: http://127.0.0.1:PORT closed the connection without an answer
    retryable
