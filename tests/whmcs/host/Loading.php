<?php

/**
 * Includes a module's file as WHMCS does, and tells what it leaves in the global space that WHMCS and other modules
 * share.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Loading
{
    /** @var array<string, bool> modules of this process, and whether they could be included */
    private static array $modules = [];

    /** False when the file cannot be included without ending the process. */
    public static function module(string $folder): bool
    {
        return self::$modules[$folder] ??= self::include($folder);
    }

    private static function include(string $folder): bool
    {
        $module = basename($folder);
        $file = $folder . '/' . $module . '.php';
        if (preg_match('/^[a-z][a-z0-9]*$/D', $module) !== 1) {
            Violations::add("module name $module: only lowercase letters and digits");
        }
        if (!is_file($file)) {
            Violations::add("no file $module.php");
            return false;
        }
        if (!self::canBeDeclared((new Source($file))->declares())) {
            return false;
        }
        $before = self::globals();
        require $file;
        foreach (array_diff(self::globals(), $before) as $name) {
            if (stripos($name, $module . '_') !== 0) {
                Violations::add("$name is declared without the prefix {$module}_");
            }
        }
        return true;
    }

    /** A second declaration of a name, in any case of letters, is a fatal error while compiling. */
    private static function canBeDeclared(array $functions): bool
    {
        $seen = array_map('strtolower', get_defined_functions()['internal']);
        $good = true;
        foreach ($functions as $function) {
            if (in_array(strtolower($function), $seen, true)) {
                Violations::add("function $function is declared already, by PHP, an extension or twice in the file");
                $good = false;
            }
            $seen[] = strtolower($function);
        }
        return $good;
    }

    /** @return string[] functions, classes and constants outside of namespaces */
    private static function globals(): array
    {
        $names = array_merge(
            get_defined_functions()['user'],
            get_declared_classes(),
            array_keys(get_defined_constants(true)['user'] ?? [])
        );
        return array_filter($names, static fn (string $name): bool => !str_contains($name, '\\'));
    }
}
