--TEST--
INI settings: defaults, bounds, who may change them; a refused value leaves the old one in force
--EXTENSIONS--
provision
--INI--
pcre.jit=0
--FILE--
<?php

declare(strict_types=1);

foreach (ini_get_all('provision') as $name => $entry) {
    echo $name, '=', $entry['global_value'], $entry['access'] === INI_ALL ? '' : ' (system)', "\n";
}

/* Bounds: the least and the greatest value hold, what is beyond does not. */
$bounds = [
    'connect_timeout_ms' => [1, 600000],
    'timeout_ms' => [1, 3600000],
    'max_response_bytes' => [65536, 2147483647],
    'max_list_bytes' => [65536, 2147483647],
    'max_message_bytes' => [65536, 2147483647],
    'max_list_message_bytes' => [65536, 2147483647],
    'max_json_depth' => [4, 512],
    'idle_connection_ms' => [0, 3600000],
    'dead_server_ms' => [0, 600000],
];
foreach ($bounds as $name => [$least, $greatest]) {
    $name = "provision.$name";
    $default = ini_get($name);
    foreach ([$least - 1, $greatest + 1, '', 'much', '1 s', '-5', '1.5e9x', "5\0"] as $refused) {
        if (ini_set($name, (string) $refused) !== false || ini_get($name) !== $default) {
            echo "$name took ", json_encode($refused), "\n";
        }
    }
    foreach ([$least, $greatest] as $taken) {
        if (ini_set($name, (string) $taken) === false || ini_get($name) !== (string) $taken) {
            echo "$name refused $taken\n";
        }
    }
    ini_restore($name);
    if (ini_get($name) !== $default) {
        echo "$name was not restored\n";
    }
}
ini_set('provision.max_response_bytes', '8M');
echo ini_get('provision.max_response_bytes'), "\n";

foreach (['keep_connections', 'installation', 'servers_file', 'ca_file', 'proxy'] as $name) {
    if (ini_set("provision.$name", '') !== false) {
        echo "a script changed provision.$name\n";
    }
}

/* At start-up a value that does not count is told, and the default holds. */
$start = static function (string $setting, string $value): void {
    $command = [PHP_BINARY, '-n', '-d', 'display_errors=1', '-d', 'html_errors=0', '-d', 'extension_dir=' . ini_get('extension_dir'),
        '-d', 'extension=provision', '-d', "provision.$setting=\"$value\"", '-r', "var_dump(ini_get('provision.$setting'));"];
    $process = proc_open($command, [1 => ['pipe', 'w'], 2 => STDERR], $pipes);
    echo trim(preg_replace('/ in Unknown on line 0/', '', stream_get_contents($pipes[1]))), "\n";
    proc_close($process);
};
foreach (['a0b1' . str_repeat('z', 28), str_repeat('z', 33), 'Upper', 'a-b', 'è'] as $installation) {
    $start('installation', $installation);
}
$start('servers_file', 'servers.ini');
$start('servers_file', '/etc/servers.ini');
$start('ca_file', './ca.pem');
$start('proxy', 'http://user:word@proxy.example.org:3128');
$start('proxy', 'http://proxy .example.org');
$start('proxy', 'http://proxy.example.org:3128');
$start('timeout_ms', '0');
?>
--EXPECT--
provision.ca_file= (system)
provision.connect_timeout_ms=10000
provision.dead_server_ms=15000
provision.idle_connection_ms=60000
provision.installation= (system)
provision.keep_connections=1 (system)
provision.max_json_depth=64
provision.max_list_bytes=536870912
provision.max_list_message_bytes=67108864
provision.max_message_bytes=1048576
provision.max_response_bytes=4194304
provision.proxy= (system)
provision.servers_file= (system)
provision.timeout_ms=30000
8M
string(32) "a0b1zzzzzzzzzzzzzzzzzzzzzzzzzzzz"
Warning: PHP Startup: provision.installation must be at most 32 lower-case letters and digits: the value is not used
string(0) ""
Warning: PHP Startup: provision.installation must be at most 32 lower-case letters and digits: the value is not used
string(0) ""
Warning: PHP Startup: provision.installation must be at most 32 lower-case letters and digits: the value is not used
string(0) ""
Warning: PHP Startup: provision.installation must be at most 32 lower-case letters and digits: the value is not used
string(0) ""
Warning: PHP Startup: provision.servers_file must be an absolute path: the value is not used
string(0) ""
string(16) "/etc/servers.ini"
Warning: PHP Startup: provision.ca_file must be an absolute path: the value is not used
string(0) ""
Warning: PHP Startup: provision.proxy must be a URL without blanks and without a credential: the value is not used
string(0) ""
Warning: PHP Startup: provision.proxy must be a URL without blanks and without a credential: the value is not used
string(0) ""
string(29) "http://proxy.example.org:3128"
Warning: PHP Startup: provision.timeout_ms must be a number between 1 and 3600000: the value is not used
string(5) "30000"
