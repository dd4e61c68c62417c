<?php

/**
 * Looks for secrets in a text, as they are and in every encoding in which they travel. It must not know any product.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

final class Secrets
{
    /**
     * @param list<string> $secrets
     * @return list<string> the forms that were found, as "raw", "base64" and so on
     */
    public static function find(array $secrets, string $text): array
    {
        $found = [];
        foreach (array_unique($secrets) as $secret) {
            foreach (self::forms($secret) as $name => $form) {
                if ($form !== '' && str_contains($text, $form)) {
                    $found[] = $name;
                }
            }
        }
        return array_values(array_unique($found));
    }

    /** @return array<string, string> */
    private static function forms(string $secret): array
    {
        return [
            'raw' => $secret,
            'percent-encoded' => rawurlencode($secret),
            'form-encoded' => urlencode($secret),
            'lower-case percent-encoded' => preg_replace_callback(
                '/%../',
                static fn (array $octet): string => strtolower($octet[0]),
                rawurlencode($secret),
            ),
            'JSON' => substr(json_encode($secret, JSON_THROW_ON_ERROR), 1, -1),
            'HTML' => htmlspecialchars($secret),
            'base64' => rtrim(base64_encode($secret), '='),
            'hex' => bin2hex($secret),
        ];
    }
}
