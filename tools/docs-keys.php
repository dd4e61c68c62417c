<?php

/**
 * docs-keys.php: the tables of keys in docs/, made from provision_backends(), so that they cannot drift from the code.
 *
 * usage: php -d extension=provision.so tools/docs-keys.php            writes the tables into docs/<product>.md
 *        php -d extension=provision.so tools/docs-keys.php --check    says whether they are what they should be
 * A table stands between <!-- keys: NAME --> and <!-- /keys -->, where NAME is an operation ("create"), or "common" for the
 * inputs that every operation reads. An operation without a table is an error, as is a table without an operation.
 * needs: the extension.        exit: 0 written or equal, 1 not, 2 usage.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

/** configoptions['Max Alias'] as operators write it. */
function place(array $path): string
{
    return '`' . (count($path) === 1 ? $path[0] : "$path[0][$path[1]]") . '`';
}

function bounds(array $input): string
{
    if ($input['type'] === 'bool') {
        return 'yes/no';
    }
    if ($input['type'] === 'text') {
        $least = $input['min'] > 1 ? "$input[min] to " : 'at most ';
        return "text, {$least}$input[max] bytes" . ($input['unit'] === '' ? '' : ": $input[unit]");
    }
    $range = $input['max'] === PHP_INT_MAX ? "from $input[min]" : "$input[min] to $input[max]";
    return "number, $range" . ($input['unit'] === '' ? '' : " $input[unit]");
}

/** The rows of some inputs; names of others are left out. */
function table(array $inputs): string
{
    $lines = ['| input | where in `$params`, first that is not empty | what | needed |', '|---|---|---|---|'];
    foreach ($inputs as $name => $input) {
        $lines[] = sprintf(
            '| `%s` | %s | %s; %s%s | %s |',
            $name,
            implode(', ', array_map(place(...), $input['places'])),
            $input['help'],
            bounds($input),
            $input['secret'] ? '; secret' : '',
            $input['needed'] ? 'yes' : ''
        );
    }
    return implode("\n", $lines);
}

/** @return array<string, string> name of a table => the table */
function tables(array $product): array
{
    $own = array_map(static fn (array $operation): array => $operation['inputs'], $product['operations']);
    $common = array_intersect_key(...array_values($own));
    $tables = ['common' => table($common)];
    foreach ($own as $operation => $inputs) {
        $rest = array_filter(
            $inputs,
            static fn (array $input, string $name): bool => ($common[$name] ?? null) !== $input,
            ARRAY_FILTER_USE_BOTH
        );
        $tables[$operation] = $rest === [] ? 'Only what every function reads.' : table($rest);
    }
    return $tables;
}

$check = ($argv[1] ?? '') === '--check';
if (!function_exists('provision_backends') || (isset($argv[1]) && !$check)) {
    fwrite(STDERR, "usage: php -d extension=provision.so tools/docs-keys.php [--check]\n");
    exit(2);
}
$wrong = [];
foreach (provision_backends() as $name => $product) {
    $file = dirname(__DIR__) . "/docs/$name.md";
    $text = (string) file_get_contents($file);
    $tables = tables($product);
    $seen = [];
    $new = preg_replace_callback(
        '/^(<!-- keys: (\S+) -->\n)(.*?)(^<!-- \/keys -->$)/ms',
        static function (array $match) use ($tables, &$seen): string {
            $seen[] = $match[2];
            return $match[1] . "\n" . ($tables[$match[2]] ?? 'No such operation.') . "\n\n" . $match[4];
        },
        $text
    );
    foreach (array_diff(array_keys($tables), $seen) as $missing) {
        $wrong[] = "docs/$name.md has no table of $missing";
    }
    foreach (array_diff($seen, array_keys($tables)) as $unknown) {
        $wrong[] = "docs/$name.md has a table of $unknown, which is no operation";
    }
    if ($new !== $text && $check) {
        $wrong[] = "docs/$name.md differs from the extension's tables: run tools/docs-keys.php";
    } elseif ($new !== $text) {
        file_put_contents($file, $new);
    }
}
foreach ($wrong as $line) {
    echo $line, "\n";
}
printf("docs-keys: %d passed, %d failed\n", $wrong === [] ? 1 : 0, count($wrong));
exit($wrong === [] ? 0 : 1);
