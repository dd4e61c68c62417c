--TEST--
A needed key that is missing, null, empty or an object is named, before any request and without a warning
--EXTENSIONS--
provision
--FILE--
<?php

declare(strict_types=1);

use Provision\Test\Glue\Checks;

use function Provision\Test\Glue\needed_params;
use function Provision\Test\Glue\operations;
use function Provision\Test\Glue\shown;
use function Provision\Test\Glue\with;

require __DIR__ . '/bad_input.inc';

final class Text implements Stringable
{
    public function __toString(): string
    {
        echo "an object was asked for its text\n";
        return 'text';
    }
}

set_error_handler(static function (int $level, string $message): bool {
    echo "warning: $message\n";
    return true;
});

foreach (operations() as $function => $operation) {
    foreach ($operation['inputs'] as $name => $input) {
        if (!$input['needed']) {
            continue;
        }
        $params = needed_params($operation, $name);
        Checks::refused($function, $params, shown($input['places'][0]), "without $name");
        foreach (['null' => null, 'empty' => '', 'an object' => new stdClass(), 'a text object' => new Text()] as $what => $value) {
            $all = $params;
            foreach ($input['places'] as $path) {
                $all = with($all, $path, $value);
            }
            Checks::refused($function, $all, shown($input['places'][0]), "$name is $what");
        }
    }
    Checks::refused($function, [], '', 'nothing at all');
}
echo Checks::$count > 200 ? "enough cases\n" : 'only ' . Checks::$count . " cases\n";
?>
--EXPECT--
enough cases
