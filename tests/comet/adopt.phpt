--TEST--
comet: on the operator's word an account becomes this service's; another's marker is replaced, its own name stays
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
foreach (['ohne-marke', 'fremd'] as $name) {
    $params = params($server, ['username' => $name, 'customfields' => ['Username' => $name], 'provision' => ['adopt' => true]]);
    $made = comet_create($params);
    echo text([$made['username'], $made['state']]), "\n";
    asked($server);
    shown($server, $name);
    call('suspend', params($server, ['username' => $name, 'password' => $made['password'] ?? SERVICE_PASSWORD]));
    $server->clearLog();
    $server->control('POST', 'reset');
    $server->seed(foreign_rows());
}
echo "reading adopts nothing\n";
call('status', params($server, ['username' => 'ohne-marke', 'provision' => ['adopt' => true]]));
?>
--EXPECT--
