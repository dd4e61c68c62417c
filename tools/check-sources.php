<?php

/**
 * check-sources.php: the C files that config.m4 and config.w32 build are the C files of the tree, room by room.
 *
 * usage: php tools/check-sources.php [--write]       --write puts the tree's lists into both files
 * A room is a folder of C files: glue/, lib/, backends/ and each folder below it. A new room also needs its
 * PROVISION_<ROOM>_SOURCES and PHP_ADD_BUILD_DIR in config.m4 and an ADD_SOURCES in config.w32; that is said, not done.
 * exit: 0 equal (or written), 1 not.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

/** @return array<string, list<string>> room => its C files, sorted (as glob gives them) */
function rooms_of_tree(string $root): array
{
    $rooms = [];
    foreach (['glue', 'backends', 'backends/*', 'lib'] as $pattern) {
        foreach (glob("$root/$pattern/*.c") ?: [] as $file) {
            $rooms[substr(dirname($file), strlen($root) + 1)][] = basename($file);
        }
    }
    return $rooms;
}

function m4_variable(string $room): string
{
    return 'PROVISION_' . strtoupper(strtr($room, '/', '_')) . '_SOURCES';
}

/** The pattern of a room's list in config.m4: what stands before, the list, what stands behind. */
function m4_pattern(string $room): string
{
    return '/^(  ' . m4_variable($room) . '=")([^"]*)(")$/m';
}

function w32_pattern(string $room): string
{
    return '/^(\t\tADD_SOURCES\(configure_module_dirname \+ "\/' . preg_quote($room, '/') . '",\n\t\t\t")([^"]*)(",)$/m';
}

/** @param list<string> $files */
function m4_list(string $room, array $files): string
{
    return "\n" . implode('', array_map(static fn (string $file): string => "    $room/$file\n", $files)) . '  ';
}

$root = dirname(__DIR__);
$write = ($argv[1] ?? '') === '--write';
$rooms = rooms_of_tree($root);
$wrong = [];
foreach (['config.m4' => m4_pattern(...), 'config.w32' => w32_pattern(...)] as $name => $pattern) {
    $text = (string) file_get_contents("$root/$name");
    $wanted = $text;
    foreach ($rooms as $room => $files) {
        $list = $name === 'config.m4' ? m4_list($room, $files) : implode(' ', $files);
        $wanted = preg_replace_callback($pattern($room), static fn (array $m) => $m[1] . $list . $m[3], $wanted, -1, $n);
        if ($n !== 1) {
            $wrong[] = "$name: no list for the room $room/";
        }
        if ($name === 'config.m4' && !str_contains($text, "PHP_ADD_BUILD_DIR([\$ext_builddir/$room])")) {
            $wrong[] = "$name: no PHP_ADD_BUILD_DIR for the room $room/";
        }
        if ($name === 'config.m4' && preg_match('/\$' . m4_variable($room) . '\b/', $text) !== 1) {
            $wrong[] = "$name: PHP_NEW_EXTENSION does not build the room $room/";
        }
    }
    if ($wanted !== $text && $write) {
        file_put_contents("$root/$name", $wanted);
    } elseif ($wanted !== $text) {
        $wrong[] = "$name: its source lists are not the C files of the tree (php tools/check-sources.php --write)";
    }
    // a list that names a room which the tree no longer has
    preg_match_all($name === 'config.m4' ? '#^    (\S+)/\S+\.c$#m' : '#dirname \+ "/([^"]+)"#', $wanted, $named);
    foreach (array_diff(array_unique($named[1]), array_keys($rooms)) as $room) {
        $wrong[] = "$name: names the room $room/, which has no C files";
    }
}
foreach ($wrong as $line) {
    fwrite(STDERR, "check-sources: $line\n");
}
printf("check-sources: %d passed, %d failed\n", $wrong === [] ? 1 : 0, count($wrong));
exit($wrong === [] ? 0 : 1);
