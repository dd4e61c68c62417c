--TEST--
Arrays that contain themselves, references, objects that would run code, numeric keys: known places are read, the rest is left alone
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

final class Trap implements \ArrayAccess, \Stringable, \Countable, \JsonSerializable
{
    public string $mailcow_admin_username = 'admin';
    public function __toString(): string
    {
        throw new \LogicException('asked for its text');
    }
    public function offsetExists(mixed $offset): bool
    {
        throw new \LogicException('asked for an element');
    }
    public function offsetGet(mixed $offset): mixed
    {
        throw new \LogicException('asked for an element');
    }
    public function offsetSet(mixed $offset, mixed $value): void
    {
    }
    public function offsetUnset(mixed $offset): void
    {
    }
    public function count(): int
    {
        throw new \LogicException('counted');
    }
    public function jsonSerialize(): mixed
    {
        throw new \LogicException('asked for its JSON');
    }
    public function __get(string $name): mixed
    {
        throw new \LogicException("asked for $name");
    }
}

$server = server_with(service_rows());
$params = params($server, stored_service());

echo "itself inside itself\n";
$itself = $params;
$itself['itself'] = &$itself;
$itself['configoptions']['all'] = &$itself;
$itself['clientsdetails'] = &$itself;
call('suspend', $itself);
$itself['customfields'] = &$itself;
call('suspend', $itself);
$itself['domain'] = &$itself;
call('suspend', $itself);
// nobody else breaks the circle
$itself = null;

unset($itself);
gc_collect_cycles();

echo "references\n";
$domain = 'kunde.example';
$fields = ['mailcow_admin_username' => &$params['username']];
$references = ['domain' => &$domain, 'customfields' => &$fields] + $params;
call('unsuspend', $references);
echo text([$domain, $fields]), "\n";

echo "objects everywhere\n";
$trap = new Trap();
$traps = [
    'model' => $trap, 'configoptions' => ['x' => $trap, 'Max Alias' => $trap],
    'customfields' => ['mailcow_admin_username' => $trap], 0 => $trap,
];
call('suspend', $traps + $params);
foreach (['domain', 'serverhostname', 'serveraccesshash', 'serviceid'] as $key) {
    call('suspend', [$key => $trap, 'serverip' => '', 'serverpassword' => ''] + $params);
}
call('suspend', ['configoptions' => $trap] + $params);
call('suspend', ['provision' => $trap] + $params);

echo "numbers for keys, keys that hold a NUL, a million keys\n";
$many = array_fill(0, 1_000_000, 'x') + ["domain\0" => 'fremd.example', '' => 'x', 'Domain' => 'fremd.example'] + $params;
call('unsuspend', $many);
unset($many);
call('suspend', ['configoptions' => [1, 2, 3], 'customfields' => ['a', 'b']] + $params);

echo "what came in is as it was\n";
$before = serialize(['model' => null] + $params);
call('unsuspend', $params);
var_dump(serialize(['model' => null] + $params) === $before);
?>
--EXPECT--
itself inside itself
suspend: {"state":"suspended","changed":true}
suspend: {"state":"suspended","changed":false}
suspend: ConfigurationException: mailcow: read parameters: domain must be text, array given
references
unsuspend: {"state":"active","changed":true}
["kunde.example",{"mailcow_admin_username":"admin-xxxxx-7"}]
objects everywhere
suspend: {"state":"suspended","changed":true}
suspend: ConfigurationException: mailcow: prepare: domain is missing or empty: the service's mail domain, in Unicode or punycode
suspend: ConfigurationException: mailcow: prepare: serverhostname is missing: enter the server's host name
suspend: ConfigurationException: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
suspend: ConfigurationException: mailcow: prepare: serviceid is missing or empty: the service's number; part of the marker that proves what is ours
suspend: {"state":"suspended","changed":false}
suspend: {"state":"suspended","changed":false}
numbers for keys, keys that hold a NUL, a million keys
unsuspend: {"state":"active","changed":true}
suspend: {"state":"suspended","changed":true}
what came in is as it was
unsuspend: {"state":"active","changed":true}
bool(true)
