--TEST--
Recursion, references, odd keys and foreign values in $params do no harm
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

final class Hostile implements ArrayAccess, Countable, IteratorAggregate, JsonSerializable
{
    public function __get(string $name): mixed
    {
        return $this->touched();
    }

    public function offsetExists(mixed $offset): bool
    {
        return (bool) $this->touched();
    }

    public function offsetGet(mixed $offset): mixed
    {
        return $this->touched();
    }

    public function offsetSet(mixed $offset, mixed $value): void
    {
        $this->touched();
    }

    public function offsetUnset(mixed $offset): void
    {
        $this->touched();
    }

    public function count(): int
    {
        return $this->touched();
    }

    public function getIterator(): Iterator
    {
        return new ArrayIterator([$this->touched()]);
    }

    public function jsonSerialize(): mixed
    {
        return $this->touched();
    }

    private function touched(): int
    {
        echo "an object was touched\n";
        return 0;
    }
}

foreach (operations() as $function => $operation) {
    // the server, where its address has two places and so neither is needed by itself
    $missing = array_key_first(array_filter($operation['inputs'], static fn (array $input): bool => $input['needed']))
        ?? 'server_host';
    $base = needed_params($operation, $missing);
    // an operation may need one of several inputs, and so none in particular
    $says = $missing === null ? '' : shown($operation['inputs'][$missing]['places'][0]);

    $recursive = $base;
    $recursive['self'] = &$recursive;
    $recursive['provision']['self'] = &$recursive;
    Checks::refused($function, $recursive, $says, 'recursion');
    $recursive = null; /* PHP frees no cycle at its end: leak searchers would see it */
    unset($recursive);

    $own = $base;
    $own['customfields'] = &$own;
    $own['clientsdetails'] = &$own;
    Checks::refused($function, $own, $says, 'groups that are $params itself');
    $own = null;
    unset($own);

    $foreign = ['model' => new Hostile(), 'closure' => static fn (): int => 1, 'stream' => STDIN, 0 => 'zero', -1 => [],
        '' => 'empty key', "nul\0key" => NAN, 'deep' => array_fill(0, 10, array_fill(0, 10, [1]))];
    Checks::refused($function, $foreign + $base, $says, 'foreign values');

    foreach ($operation['inputs'] as $name => $input) {
        $bad = [];
        $reference = &$bad;
        foreach ($input['places'] as $path) {
            $params = with(needed_params($operation, $name), $path, null);
            $slot = &$params[$path[0]];
            if (count($path) === 2) {
                $group = $slot;
                $slot = &$group;
                $group[$path[1]] = &$reference;
                $params[$path[0]] = &$group;
            } else {
                $params[$path[0]] = &$reference;
            }
            Checks::refused($function, $params, shown($path) . ' must be', 'a reference in ' . shown($path));
            unset($slot, $group, $params);
        }
        unset($reference);
    }
}

/* The array is read, not written. */
$params = ['serverhostname' => 'example.org', 'serviceid' => '41', 'configoptions' => ['Max Alias' => ' 5 ']];
$copy = $params;
try {
    mailcow_create($params);
} catch (Provision\ConfigurationException) {
    echo $params === $copy ? "the array is as it was\n" : "the array was changed\n";
}
echo Checks::$count > 200 ? "enough cases\n" : 'only ' . Checks::$count . " cases\n";
?>
--EXPECT--
the array is as it was
enough cases
