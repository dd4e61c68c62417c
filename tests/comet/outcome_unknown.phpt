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
