<?php

/**
 * The two secrets among the product's settings, APIKey and the domain's login key. WHMCS may keep settings of the type
 * password encrypted in its table; the extension is to have them in plain.
 *
 * An APIKey is known by its form. The other has none, but what WHMCS encrypted has one: a long base64 text.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class StoredKeys
{
    /** setting => [what needs no opening, what opening must give] */
    private const FORMS = [
        'configoption2' => [self::API_KEY, self::API_KEY],
        'configoption5' => ['~^(?![A-Za-z0-9+/]{24,}={0,2}$)~D', '~^\P{C}+$~Du'],
    ];
    /** A login key or a login token; blanks and line ends around it are the extension's to take off. */
    private const API_KEY = '~^\s*(?:[0-9a-f]{160}|\~t:\S.*)\s*$~Dis';

    /** The settings with both in plain; what cannot be opened stays, for the extension to say what is wrong. */
    public static function opened(array $settings): array
    {
        foreach (self::FORMS as $name => [$plain, $opened]) {
            $stored = (string) ($settings[$name] ?? '');
            if ($stored !== '' && preg_match($plain, $stored) !== 1) {
                $text = (string) (localAPI('DecryptPassword', ['password2' => $stored])['password'] ?? '');
                $settings[$name] = preg_match($opened, $text) === 1 ? $text : $stored;
            }
        }
        return $settings;
    }
}
