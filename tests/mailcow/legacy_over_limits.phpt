--TEST--
A service without a marker that is over its limits can be suspended and terminated
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

foreach (['suspend', 'terminate'] as $operation) {
    $columns = ['mailboxes' => 1, 'quota' => 150, 'maxquota' => 100, 'defquota' => 50];
    $server = server_with(domain_rows('kunde.example', [], 'alt.admin', ['a' => 100, 'b' => 100], columns: $columns));
    $foreign = foreign_part($server);
    call($operation, params($server, ['username' => 'alt.admin']));
    asked($server);
    shown($server, 'kunde.example');
    foreign_untouched($server, $foreign);
}
?>
