--TEST--
comet_usage, comet_list_accounts: every account of the server in one request
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account(['CreateTime' => 1_700_000_000, 'Emails' => ['kunde@fremd.example', 'zweite@fremd.example']]), account('Status', ''), account('123', 'Zahl'));
foreach (comet_usage(params($server)) as $name => $row) {
    echo "$name: ", text($row), "\n";
}
asked($server);
foreach (comet_list_accounts(params($server)) as $row) {
    echo text($row), "\n";
}
asked($server);
?>
--EXPECT--
