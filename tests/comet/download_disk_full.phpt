--TEST--
comet_download_installer: a full disk is told, and nothing is left of the file
--EXTENSIONS--
provision
pcntl
posix
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(['settings' => ['installer_bytes' => 20_000_000]]);
pcntl_signal(SIGXFSZ, SIG_IGN);
posix_setrlimit(POSIX_RLIMIT_FSIZE, 1_000_000, -1);
call('download_installer', params($server, ['provision' => ['platform' => 1]]));
?>
--EXPECT--
download_installer: LimitException: Comet: download installer: the temporary file cannot be written: it would be larger than files may be here
