--TEST--
Functions, stub and the tables of the backends say the same
--EXTENSIONS--
provision
--INI--
pcre.jit=0
--FILE--
<?php

declare(strict_types=1);

$functions = get_extension_funcs('provision');
sort($functions);

$stub = file_get_contents(__DIR__ . '/../../provision.stub.php');
preg_match_all('/^ +function (\w+)\(/m', $stub, $declared);
sort($declared[1]);
echo $functions === $declared[1] ? "the stub declares the functions that exist\n" : "the stub differs\n";

$expected = [];
foreach (provision_backends() as $product => $backend) {
    foreach ($backend['operations'] as $name => $operation) {
        $expected[] = $operation['function'];
        if ($operation['function'] !== "{$product}_$name") {
            echo "$operation[function] is not called after its product\n";
        }
        $function = new ReflectionFunction($operation['function']);
        $parameters = $function->getParameters();
        $sensitive = $parameters[0]->getAttributes(SensitiveParameter::class);
        $described = $function->getName() . '(' . count($sensitive) . ' ' . $parameters[0]->getType() . ' $'
            . $parameters[0]->getName() . ' ' . count($parameters) . $function->getNumberOfRequiredParameters() . '): '
            . $function->getReturnType();
        if ($described !== "$operation[function](1 array \$params 11): array") {
            echo $described, "\n";
        }
        foreach ($operation['inputs'] as $input => $description) {
            if ($description['places'] === [] || $description['help'] === '' || $description['min'] > $description['max']) {
                echo "$operation[function]: $input is not described\n";
            }
        }
    }
}
$general = ['provision_backends', 'provision_generate_password', 'provision_last_exchanges', 'provision_whmcs_outcome'];
$expected = [...$expected, ...$general];
sort($expected);
echo $functions === $expected ? "each operation has its function, and no function is without one\n" : "tables differ\n";

foreach ($general as $name) {
    $function = new ReflectionFunction($name);
    $parameters = array_map(
        static fn (ReflectionParameter $p): string => count($p->getAttributes(SensitiveParameter::class)) . " $p",
        $function->getParameters(),
    );
    echo "$name(", implode(', ', $parameters), '): ', $function->getReturnType(), "\n";
}
?>
--EXPECT--
the stub declares the functions that exist
each operation has its function, and no function is without one
provision_backends(): array
provision_generate_password(0 Parameter #0 [ <optional> array $policy = [] ]): string
provision_last_exchanges(): array
provision_whmcs_outcome(1 Parameter #0 [ <required> Throwable|array $outcome ]): array
