--TEST--
comet: what cannot be settled says so, keeps the credentials, and the next call finds out
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$params = params($server, ['password' => '', 'provision' => ['timeout_ms' => 1500]]);
$server->fault('close_applied', at: 1, path: 'add-user');
$server->fault('http_500', path: 'get-user-profile-and-hash');
try {
    comet_create($params);
} catch (\Provision\Exception $thrown) {
    echo steady($thrown::class . ': ' . $thrown->getMessage()), "\n";
    var_dump($thrown->outcomeUnknown, $thrown->retryable, $thrown->partial['username'], strlen($thrown->partial['password']));
    $server->clearFaults();
    $made = comet_create(stored($params, $thrown->partial));
    echo text([$made['username'], $made['state']]), "\n";
    echo text([array_keys($server->state()['users'])]), "\n";
}
?>
--EXPECT--
Provision\ConnectionException: Comet: add user: the connection to http://127.0.0.1:PORT was lost before an answer came; reading back failed too (the server failed (HTTP 500)); it is not known whether this step took effect: make the same call again, it finds out
bool(true)
bool(true)
string(7) "kunde41"
int(22)
["kunde41","resumed"]
[["fremd","gesperrt","kunde41","ohne-marke"]]
