<?php

/**
 * Looks for credentials in a text, as they are and in every spelling in which programs usually write them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Secrets
{
    /** Shorter ones would be found by chance. */
    private const SHORTEST = 6;

    /** @var array<string, string> value => what it is */
    private array $values = [];

    public function add(string $what, mixed $value): void
    {
        if (is_string($value) && strlen($value) >= self::SHORTEST) {
            $this->values[$value] ??= $what;
        }
    }

    /** @return string[] "the server's password (base64) in the module log" */
    public function found(string $where, string $text): array
    {
        $found = [];
        foreach ($this->values as $value => $what) {
            foreach (self::spellings((string) $value) as $spelling => $needle) {
                if (strlen($needle) >= self::SHORTEST && stripos($text, $needle) !== false) {
                    $found[] = "secret: $what ($spelling) in $where";
                    break;
                }
            }
        }
        return $found;
    }

    /** @return array<string, string> */
    private static function spellings(string $value): array
    {
        $spellings = [
            'plain' => $value,
            'URL-encoded' => rawurlencode($value),
            'form-encoded' => urlencode($value),
            'JSON' => substr((string) json_encode($value), 1, -1),
            'JSON, slashes kept' => substr(
                (string) json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE),
                1,
                -1
            ),
            'HTML' => htmlspecialchars($value, ENT_QUOTES),
            'HTML, named' => htmlentities($value, ENT_QUOTES),
            'slashed' => addslashes($value),
            'hexadecimal' => bin2hex($value),
            'reversed' => strrev($value),
        ];
        // base64 of a text that contains the value: three alignments, without the characters that neighbours change
        for ($before = 0; $before < 3; $before++) {
            $encoded = rtrim(base64_encode(str_repeat('x', $before) . $value), '=');
            $start = (int) ceil($before * 8 / 6);
            $length = intdiv((strlen($value) + $before) * 8, 6) - $start;
            $spellings["base64 at $before"] = substr($encoded, $start, $length);
        }
        return $spellings;
    }
}
