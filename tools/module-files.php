<?php

/**
 * module-files.php: the classes that all WHMCS modules share, copied into each of them. A module is a folder that an
 * operator copies whole, so each carries its own; the one source is whmcs/shared/.
 *
 * usage: php tools/module-files.php [--check|--write]     --check, the default, compares; --write writes the copies
 * A module carries the shared classes that it uses: those that its own files name, and those that these name in turn.
 * A copy differs from its source in its namespace and in a line of its head that says where it comes from. A copy whose
 * source is gone, or which nothing names, is told (and removed by --write); a file that a module wrote itself is never
 * touched.
 * exit: 0 equal (or written), 1 not, 2 usage.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

const MADE_BY = 'Made by tools/module-files.php from whmcs/shared/';

/** The text of a module's copy; null when the source has not the form that a copy needs. */
function copy_for(string $module, string $name, string $source): ?string
{
    $head = "<?php\n\n/**\n * " . MADE_BY . "$name: change that file, not this one.\n *\n";
    $copy = preg_replace('#^<\?php\n\n/\*\*\n#', $head, $source, 1, $heads);
    $namespace = 'namespace WHMCS\\Module\\Server\\' . ucfirst($module) . ';';
    $copy = str_replace('namespace WHMCS\\Module\\Server\\Shared;', $namespace, (string) $copy, $namespaces);
    return $heads === 1 && $namespaces === 1 ? $copy : null;
}

/** @return string[] all that a text of PHP names outside of comments and strings: classes too */
function names_in(string $source): array
{
    $names = [];
    foreach (PhpToken::tokenize($source) as $token) {
        if ($token->is([T_STRING, T_NAME_QUALIFIED, T_NAME_FULLY_QUALIFIED])) {
            $names[] = basename(str_replace('\\', '/', $token->text));
        }
    }
    return array_unique($names);
}

/**
 * @param array<string, string> $sources shared class => its text
 * @return string[] the shared classes that a module uses
 */
function used_by(string $folder, array $sources): array
{
    $texts = array_map(strval(...), array_map(file_get_contents(...), glob("$folder{,/lib}/*.php", GLOB_BRACE) ?: []));
    $named = array_merge(...array_map(
        static fn (string $text): array => str_contains($text, MADE_BY) ? [] : names_in($text),
        $texts
    ));
    $used = [];
    while ($new = array_diff(array_intersect($named, array_keys($sources)), $used)) {
        $used = array_merge($used, $new);
        $named = array_merge(...array_map(static fn (string $class): array => names_in($sources[$class]), $new));
    }
    return array_unique($used);
}

$how = $argv[1] ?? '--check';
if (!in_array($how, ['--check', '--write'], true) || $argc > 2) {
    fwrite(STDERR, "usage: php tools/module-files.php [--check|--write]\n");
    exit(2);
}
$root = dirname(__DIR__);
$sources = [];
foreach (glob("$root/whmcs/shared/*.php") ?: [] as $file) {
    $sources[basename($file, '.php')] = (string) file_get_contents($file);
}
$wrong = [];
$copies = 0;
foreach (glob("$root/whmcs/modules/servers/*", GLOB_ONLYDIR) ?: [] as $folder) {
    $module = basename($folder);
    $used = used_by($folder, $sources);
    foreach ($used as $class) {
        $name = "$class.php";
        $wanted = copy_for($module, $name, $sources[$class]);
        $file = "$folder/lib/$name";
        $present = is_file($file) ? (string) file_get_contents($file) : '';
        $copies++;
        if ($wanted === null) {
            $wrong[] = "whmcs/shared/$name: no head comment, or not the namespace WHMCS\\Module\\Server\\Shared";
        } elseif ($present !== '' && !str_contains($present, MADE_BY)) {
            $wrong[] = "$module/lib/$name: the module's own, of the name of a shared class";
        } elseif ($present !== $wanted && $how === '--write') {
            file_put_contents($file, $wanted);
        } elseif ($present !== $wanted) {
            $wrong[] = "$module/lib/$name differs from whmcs/shared/$name (php tools/module-files.php --write)";
        }
    }
    foreach (glob("$folder/lib/*.php") ?: [] as $file) {
        $isCopy = str_contains((string) file_get_contents($file), MADE_BY);
        $isOrphan = $isCopy && !in_array(basename($file, '.php'), $used, true);
        if ($isOrphan && $how === '--write') {
            unlink($file);
        } elseif ($isOrphan) {
            $wrong[] = "$module/lib/" . basename($file) . ' is used by nothing, or has no source in whmcs/shared any more';
        }
    }
}
foreach (array_unique($wrong) as $line) {
    fwrite(STDERR, "module-files: $line\n");
}
$failed = count(array_unique($wrong)) + ($copies === 0 ? 1 : 0);
printf("module-files: %d passed, %d failed\n", $copies > 0 && $wrong === [] ? 1 : 0, $failed);
exit($failed === 0 ? 0 : 1);
