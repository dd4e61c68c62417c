--TEST--
A value of the wrong type, size or bytes in a known place is refused and its key named, before any request
--EXTENSIONS--
provision
--INI--
memory_limit=256M
--FILE--
<?php

declare(strict_types=1);

use Provision\Test\Glue\Checks;

use function Provision\Test\Glue\needed_params;
use function Provision\Test\Glue\operations;
use function Provision\Test\Glue\shown;
use function Provision\Test\Glue\with;

require __DIR__ . '/bad_input.inc';

$long = str_repeat('x', 10_000_000);
$before = memory_get_usage();

/** Values that an input must not have. @return array<string, mixed> */
function unfitting(array $input, array $path, string $long): array
{
    $values = ['a float' => 1.5, 'an array' => ['x'], 'an empty array' => [], 'a resource' => STDIN];
    switch ($input['type']) {
        case 'text':
            $values += ['true' => true, 'false' => false, 'NUL' => "aaaa\0aaaa", 'a newline' => "aaaa\naaaa",
                'a tab' => "aaaa\taaaa", 'DEL' => "aaaa\x7faaaa", 'Latin-1' => "caff\xe8xx", 'an overlong form' => "aaaa\xc0\xaf",
                'a surrogate' => "aaaa\xed\xa0\x80", 'a cut character' => "aaaa\xe2\x82", '10 MB' => $long,
                'one byte too long' => str_repeat('a', $input['max'] + 1)];
            if ($input['secret'] || !in_array($path[0], ['configoptions', 'customfields'], true)) {
                $values['an int'] = 41;
            }
            break;
        case 'int':
            $values += ['true' => true, 'false' => false, 'words' => 'many', 'hexadecimal' => '0x1F', 'an exponent' => '1e3',
                'a fraction' => '1.5', 'two numbers' => '1 2', 'beyond 64 bits' => '99999999999999999999', '10 MB' => $long,
                'NUL' => "1\0", 'other digits' => "\u{0661}"];
            if ($input['min'] > PHP_INT_MIN) {
                $values += ['too small' => $input['min'] - 1, 'too small, as text' => (string) ($input['min'] - 1)];
            }
            if ($input['max'] < PHP_INT_MAX) {
                $values += ['too great' => $input['max'] + 1, 'the greatest int' => PHP_INT_MAX];
            }
            break;
        case 'bool':
            $values += ['2' => 2, '-1' => -1, 'a word' => 'perhaps', 'NUL' => "on\0", '10 MB' => $long];
    }
    return $values;
}

foreach (operations() as $function => $operation) {
    foreach ($operation['inputs'] as $name => $input) {
        $params = needed_params($operation, $name);
        foreach ($input['places'] as $path) {
            foreach (unfitting($input, $path, $long) as $what => $value) {
                Checks::refused($function, with($params, $path, $value), shown($path), "$what in " . shown($path));
            }
        }
    }
    foreach (['configoptions', 'customfields', 'clientsdetails', 'provision'] as $group) {
        foreach (['text', 1, 1.5, true] as $value) {
            Checks::refused($function, [$group => $value], "$group must be an array", "$group is no array");
        }
    }
}
echo Checks::$count > 3000 ? "enough cases\n" : 'only ' . Checks::$count . " cases\n";
echo memory_get_usage() - $before < 1_000_000 ? "nothing of them is kept\n" : "memory is kept\n";
?>
--EXPECT--
enough cases
nothing of them is kept
