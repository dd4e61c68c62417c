--TEST--
Bug: a native called by a userland session handler, after this extension's request shutdown, left its call to the next request
--EXTENSIONS--
provision
session
--INI--
session.use_cookies=0
session.cache_limiter=
--FILE--
<?php

/* Runs two requests in one process: each writes its session after the other extensions have shut down. */
$page = __DIR__ . '/session_handler_page.tmp';
file_put_contents($page, '<?php
session_set_save_handler(new class () implements SessionHandlerInterface {
    public function open(string $path, string $name): bool { return true; }
    public function close(): bool { return true; }
    public function read(string $id): string { return ""; }
    public function destroy(string $id): bool { return true; }
    public function gc(int $lifetime): int { return 0; }
    public function write(string $id, string $data): bool
    {
        try { mailcow_status(["serverpassword" => "a secret of this request"]); } catch (Provision\Exception $e) {}
        return true;
    }
}, false);
session_id("a");
session_start();
$_SESSION["x"] = random_int(0, PHP_INT_MAX);
echo count(provision_last_exchanges()), provision_whmcs_outcome([])["secrets"] === [] ? " nothing" : " something";
');
$server = proc_open(
    [PHP_BINARY, '-n', '-d', 'extension_dir=' . ini_get('extension_dir'), '-d', 'extension=provision', '-S', '127.0.0.1:0', $page],
    [2 => ['pipe', 'w']],
    $pipes
);
while (!preg_match('~http://127\.0\.0\.1:\d+~', (string) fgets($pipes[2]), $match)) {
}
for ($i = 0; $i < 4; $i++) {
    echo file_get_contents($match[0]), "\n";
}
$alive = proc_get_status($server)['running'];
proc_terminate($server);
echo $alive ? "the server lives\n" : "the server died\n";
?>
--CLEAN--
<?php
@unlink(__DIR__ . '/session_handler_page.tmp');
?>
--EXPECT--
0 nothing
0 nothing
0 nothing
0 nothing
the server lives
