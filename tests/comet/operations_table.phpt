--TEST--
comet: the operations, their inputs, and a function for each
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$table = provision_backends()['comet'];
foreach ($table['operations'] as $name => $operation) {
    printf("%s: %s\n", $name, implode(' ', array_map(
        static fn (string $input, array $facts): string => $facts['needed'] ? "$input!" : $input,
        array_keys($operation['inputs']),
        $operation['inputs'],
    )));
    if (!function_exists("comet_$name")) {
        echo "comet_$name() is missing\n";
    }
}
?>
--EXPECT--
