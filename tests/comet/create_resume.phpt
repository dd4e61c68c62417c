--TEST--
comet_create goes on where an earlier call stopped: no vault, no marker, suspended, another password
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$foreign = foreign_part($server);
$states = [
    'only the account stands' => account('kunde41', ''),
    'account and vault, no marker' => account('kunde41', '', ['PasswordRecovery' => 'code', 'Destinations' => ['v' => vault('bucket-41')]]),
    'marked, no vault' => account('kunde41', 'whmcs:41 Kunde', ['PasswordRecovery' => 'code']),
    'suspended' => service_account(['IsSuspended' => true]),
    'password changed elsewhere' => \changed(service_account(), ['users' => ['kunde41' => ['password' => 'somebody changed it']]]),
];
foreach ($states as $state => $rows) {
    echo "--- $state\n";
    $server->seed($rows);
    $made = comet_create(params($server));
    echo text([$made['state'], ($made['password'] ?? null) === SERVICE_PASSWORD ? 'the password of WHMCS was set' : 'the password stays']), "\n";
    asked($server);
    shown($server, 'kunde41');
    $again = comet_create(params($server));
    echo text([$again['state'], isset($again['password'])]), "\n";
    comet_terminate(stored(params($server), $made));
    $server->clearLog();
}

echo "--- unmarked, but with a device already: not taken over, whoever knows its password\n";
$server->seed(account('kunde41', 'Alter Kunde', ['Devices' => ['d' => device('PC')]]));
$made = comet_create(params($server));
echo text([$made['username'], $made['state']]), "\n";
asked($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
