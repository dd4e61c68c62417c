--TEST--
comet: an account that is not proven ours is never written to, whatever the order says
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
$foreign = foreign_part($server);
$before = $server->stateText();
$operations = ['suspend', 'unsuspend', 'terminate', 'change_password', 'change_package', 'status', 'jobs', 'sso'];
foreach (['fremd', 'ohne-marke', 'gesperrt'] as $name) {
    foreach ($operations as $operation) {
        call($operation, params($server, ['username' => $name, 'configoption12' => 'on', 'configoption13' => 'on']));
    }
    foreach (array_count_values($server->requests()) as $request => $count) {
        echo "  $request: $count\n";
    }
    $server->clearLog();
}
untouched($server, $before);

echo "markers are compared whole, names byte for byte\n";
$server->seed(account('eins', 'whmcs:4 Eins'), account('zwei', 'whmcs:410'), account('drei', 'xwhmcs:41'));
foreach (['eins', 'zwei', 'KUNDE41'] as $name) {
    call('suspend', params($server, ['username' => $name, 'password' => 'wrong-password']));
}
foreign_untouched($server, $foreign);
?>
--EXPECT--
