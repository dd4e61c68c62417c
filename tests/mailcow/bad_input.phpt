--TEST--
Every input of every function, missing, of a wrong type, broken or huge: a ConfigurationException that names it, before any request
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$good = params($server, [
    'username' => 'neuer-name', 'password' => SERVICE_PASSWORD, 'configoption4' => '100', 'configoption5' => '5/m',
    'configoption6' => '1024', 'configoption7' => 'on', 'configoption8' => 'on', 'configoption9' => 'mail.example.test',
]);

/** @param list<string> $path */
function with(array $params, array $path, mixed $value): array
{
    $key = array_shift($path);
    $params[$key] = $path === [] ? $value : with(is_array($params[$key] ?? null) ? $params[$key] : [], $path, $value);
    return $params;
}

/** What no field takes, by its type. @return array<string, mixed> */
function wrong_values(array $input): array
{
    $long = ['10 MB' => str_repeat($input['type'] === 'int' ? '1' : 'a', 10_000_000)];
    $any = [
        'array' => ['a'], 'float' => 1.5, 'NUL' => "a\0b", 'new line' => "a\nb", 'invalid UTF-8' => "a\xff",
        'half a character' => "a\xc3",
    ];
    return $long + $any + match ($input['type']) {
        'text' => ['true' => true, 'control character' => "a\x7fb", 'C1 control character' => "a\u{85}b"],
        'int' => [
            'true' => true, 'word' => 'viele', 'hexadecimal' => '0x10', 'fraction' => '1.5', 'power' => '1e3',
            'two numbers' => '1 2', 'beyond 64 bits' => '99999999999999999999', 'other digits' => "\u{0661}",
            'too small' => $input['min'] - 1,
            'too large' => $input['max'] === PHP_INT_MAX ? '9223372036854775808' : $input['max'] + 1,
        ],
        'bool' => ['2' => 2, 'word' => 'vielleicht', '-1' => -1],
    };
}

$tried = 0;
/** @param list<string> $keys of which one must be named */
$complain = static function (string $what, #[\SensitiveParameter] array $params, string ...$keys) use (&$tried, &$operation): void {
    $tried++;
    try {
        "mailcow_$operation"($params);
        echo "$operation, $what: ACCEPTED\n";
    } catch (\Provision\ConfigurationException $thrown) {
        $named = array_filter($keys, static fn (string $key): bool => str_contains($thrown->getMessage(), $key));
        if ($named === [] || strlen($thrown->getMessage()) > 600) {
            echo "$operation, $what: ", $thrown->getMessage(), "\n";
        }
    } catch (\Throwable $thrown) {
        echo "$operation, $what: ", $thrown::class, ' ', $thrown->getMessage(), "\n";
    }
};
foreach (provision_backends()['mailcow']['operations'] as $operation => $description) {
    foreach ($description['inputs'] as $name => $input) {
        $nothing = $good;
        foreach ($input['places'] as $path) {
            $nothing = with($nothing, $path, null);
        }
        foreach ($input['places'] as $path) {
            $key = end($path);
            foreach (wrong_values($input) as $what => $value) {
                $complain("$name in " . implode('/', $path) . ": $what", with($nothing, $path, $value), $key);
            }
            if ($input['needed']) {
                $absent = ['null' => null, 'empty' => '', 'object' => new \ArrayObject(['a']), 'closure' => fn () => 'a'];
                foreach ($absent as $what => $value) {
                    $complain("$name in " . implode('/', $path) . ": $what", with($nothing, $path, $value), end($input['places'][0]));
                }
            }
        }
    }
    foreach (['configoptions', 'customfields', 'clientsdetails', 'provision'] as $group) {
        foreach (['text', 1, 1.5, true] as $value) {
            $complain("$group is " . get_debug_type($value), [$group => $value] + $good, $group);
        }
    }
}
echo $tried > 2000 ? "more than 2000 wrong inputs\n" : "ONLY $tried wrong inputs\n";
asked_writes($server);
echo count($server->log()), " requests\n";
foreach (['create', 'usage'] as $operation) {
    foreach ([[], ['serverhostname' => '127.0.0.1']] as $params) {
        call($operation, $params);
    }
}
try {
    mailcow_create('text');
} catch (\TypeError $thrown) {
    echo $thrown->getMessage(), "\n";
}
?>
--EXPECT--
more than 2000 wrong inputs
nothing was written
0 requests
create: ConfigurationException: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
create: ConfigurationException: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
usage: ConfigurationException: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
usage: ConfigurationException: mailcow: prepare: serveraccesshash or serverpassword is missing or empty: API key with read and write access
mailcow_create(): Argument #1 ($params) must be of type array, string given
