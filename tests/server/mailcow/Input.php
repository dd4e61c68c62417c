<?php

/**
 * What PHP and MariaDB (strict mode) make of a value from a request, where mailcow hands it on unchecked.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Input
{
    public const TINYINT = 127;
    public const INT = 2_147_483_647;
    public const BIGINT = PHP_INT_MAX;

    /** As an argument of one of PHP's string functions. */
    public static function text(mixed $value): string
    {
        return is_array($value) ? throw UncaughtError::type('must be of type string, array given') : (string) $value;
    }

    /** Lists by blank, comma, semicolon or new line; each part trimmed. @return list<string> */
    public static function parts(mixed $value): array
    {
        return array_map('trim', preg_split('/( |,|;|\n)/', self::text($value)));
    }

    /** As a text column of 255 characters. */
    public static function varchar(mixed $value, string $column, int $longest = 255): string
    {
        $text = is_array($value) ? 'Array' : (string) $value;
        if (preg_match_all('/./su', $text) > $longest) {
            throw UncaughtError::sql('22001', 1406, "Data too long for column '$column' at row 1");
        }
        return $text;
    }

    /** As an integer column: fractions are rounded, text that is no number is refused. */
    public static function integer(mixed $value, string $column, int $largest): int
    {
        $text = trim(is_array($value) ? 'Array' : (string) $value);
        if (!is_numeric($text)) {
            throw UncaughtError::sql('22007', 1366, "Incorrect integer value: '$text' for column '$column' at row 1");
        }
        $number = preg_match('/^[+-]?\d{1,18}$/D', $text) === 1 ? (int) $text : round((float) $text);
        if ($number > $largest || $number < -$largest - 1) {
            throw UncaughtError::sql('22003', 1264, "Out of range value for column '$column' at row 1");
        }
        return (int) $number;
    }

    public static function duplicate(string $value): UncaughtError
    {
        return UncaughtError::sql('23000', 1062, "Duplicate entry '$value' for key 'PRIMARY'");
    }

    /** Names of administrators: letters, digits, and _ . - */
    public static function isUserName(mixed $name): bool
    {
        return !is_array($name)
            && preg_match('/^[A-Za-z0-9]+$/D', str_replace(['_', '.', '-'], '', (string) $name)) === 1;
    }

    /** PHP's own check of addresses belongs to an extension that may be missing; of it, what tests need. */
    public static function isEmail(mixed $address): bool
    {
        $local = "[a-z0-9!#$%&'*+\/=?^_`{|}~-]+";
        $label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
        return is_string($address)
            && preg_match("/^(?=.{1,64}@)$local(?:\.$local)*@$label(?:\.$label)+$/Di", $address) === 1;
    }

    /** Masked, as mailcow masks the request that it echoes. */
    public static function masked(array $data): array
    {
        foreach (['password', 'password2'] as $secret) {
            if (isset($data[$secret])) {
                $data[$secret] = '*';
            }
        }
        return $data;
    }
}
