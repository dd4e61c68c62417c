--TEST--
comet_create: a taken name gets the service's number behind it; the account that has it is not touched
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$foreign = foreign_part($server);
foreach (['fremd', 'ohne-marke', 'gesperrt'] as $name) {
    $made = call('create', params($server, ['customfields' => ['Username' => $name]]));
    asked($server);
    shown($server, "{$name}_41");
    echo "again, with the name that the customer typed\n";
    $again = comet_create(params($server, ['customfields' => ['Username' => $name]]));
    echo text([$again['username'], $again['state'], isset($again['password'])]), "\n";
    $server->clearLog();
    comet_terminate(stored(params($server), $made));
    $server->clearLog();
}
foreign_untouched($server, $foreign);

echo "both names are another's\n";
$server->seed(account('fremd_41', 'whmcs:12 Fremd', [], FOREIGN_PASSWORD));
$foreign = foreign_part($server);
call('create', params($server, ['customfields' => ['Username' => 'fremd']]));
asked($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
