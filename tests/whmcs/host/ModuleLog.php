<?php

/**
 * Module log and activity log. Secrets are masked as WHMCS does it: each value of the replace list is replaced as text.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

use Illuminate\Database\Capsule\Manager;

final class ModuleLog
{
    /** What came in before masking: the extension's records must be clean by themselves. */
    private static string $unmasked = '';
    /** @var string[] what opens the server: whoever logs an exchange must name one of them for masking */
    private static array $credentials = [];
    /** @var string[] */
    private static array $activity = [];

    public static function add(
        mixed $module,
        mixed $action,
        mixed $request,
        mixed $response,
        mixed $processed,
        mixed $replace
    ): void {
        foreach (compact('module', 'action') as $name => $value) {
            if (!is_string($value) || $value === '') {
                Violations::add("logModuleCall: $name is not a text");
            }
        }
        $isBad = static fn (mixed $value): bool => !is_string($value) || $value === '';
        if (!is_array($replace) || array_filter($replace, $isBad) !== []) {
            Violations::add('logModuleCall: the replace list must hold texts that are not empty');
            $replace = [];
        }
        $logsExchange = $request !== '' || $response !== '';
        if ($logsExchange && self::$credentials !== [] && array_intersect(self::$credentials, $replace) === []) {
            Violations::add('logModuleCall: the server\'s credential is not in the replace list');
        }
        $row = ['module' => (string) $module, 'action' => (string) $action];
        foreach (['request' => $request, 'response' => $response, 'arrdata' => $processed] as $column => $value) {
            $text = self::text($column, $value);
            self::$unmasked .= $text . "\n";
            $row[$column] = str_replace(
                $replace,
                array_map(static fn ($s) => str_repeat('*', strlen($s)), $replace),
                $text
            );
        }
        Manager::table('tblmodulelog')->insert($row);
    }

    /** @param mixed[] $values credentials of the server's record */
    public static function expectCredentials(array $values): void
    {
        self::$credentials = array_filter($values, static fn ($value) => is_string($value) && $value !== '');
    }

    public static function addActivity(mixed $message, mixed $client): void
    {
        if (!is_string($message) || !is_int($client)) {
            Violations::add('logActivity: wants a text and a client\'s number');
        }
        self::$activity[] = (string) $message;
        Manager::table('tblactivitylog')->insert(['description' => (string) $message, 'userid' => (int) $client]);
    }

    public static function unmasked(): string
    {
        return self::$unmasked;
    }

    /** @return string[] what this process wrote into the activity log */
    public static function activity(): array
    {
        return self::$activity;
    }

    /** Everything that the logs hold, as text. */
    public static function contents(): string
    {
        $rows = Manager::table('tblmodulelog')->get()->concat(Manager::table('tblactivitylog')->get());
        return implode("\n", $rows->map(static fn ($row) => implode("\n", (array) $row))->all());
    }

    public static function clear(): void
    {
        Manager::table('tblmodulelog')->delete();
        Manager::table('tblactivitylog')->delete();
    }

    private static function text(string $name, mixed $value): string
    {
        if (is_array($value)) {
            array_walk_recursive($value, static function ($leaf) use ($name): void {
                if (is_object($leaf)) {
                    Violations::add("logModuleCall: $name holds an object");
                }
            });
            return print_r($value, true);
        }
        if (!is_string($value)) {
            Violations::add("logModuleCall: $name is neither text nor array");
        }
        return is_scalar($value) ? (string) $value : get_debug_type($value);
    }
}
