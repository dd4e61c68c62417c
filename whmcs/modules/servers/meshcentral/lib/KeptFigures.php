<?php

/**
 * Made by tools/module-files.php from whmcs/shared/KeptFigures.php: change that file, not this one.
 *
 * The last figures of a service, kept in a service property of its own (Module::FIGURES) as JSON: what pages show while
 * the product does not answer.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class KeptFigures
{
    /** WHMCS keeps a property in a column of 65,535 bytes; what is longer would be cut and lost. */
    public const MAX_BYTES = 60000;

    /**
     * False when the figures are too long to be kept. A database that refuses them is no reason not to show the page.
     */
    public static function keep(array $params, array $figures): bool
    {
        $flags = JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE;
        $text = json_encode($figures, $flags);
        if (strlen($text) > self::MAX_BYTES) {
            return false;
        }
        Native::attempt(static function () use ($params, $text): array {
            Properties::save($params, [Module::FIGURES => $text]);
            return [];
        });
        return true;
    }

    /** @return array what was kept last; empty when nothing was */
    public static function last(array $params): array
    {
        $text = (string) ($params['customfields'][Module::FIGURES] ?? '');
        return (array) (json_decode($text, true) ?? json_decode(html_entity_decode($text, ENT_QUOTES), true));
    }
}
