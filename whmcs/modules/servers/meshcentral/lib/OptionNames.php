<?php

/**
 * Made by tools/module-files.php from whmcs/shared/OptionNames.php: change that file, not this one.
 *
 * The module setting "Option names": one line for each configurable option that the operator names in his own way,
 * "our name = his name".
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class OptionNames
{
    private const SHOWN = 80;

    /** @param string[] $known our names, of which one stands on the left */
    public static function field(string $example, array $known): array
    {
        return [
            'Type' => 'textarea', 'Rows' => '3', 'Cols' => '50', 'Default' => '',
            'Description' => 'If your configurable options are named otherwise: one a line, such as'
                . ' <code>' . $example . '</code>. Left: ' . implode(', ', $known) . '.',
        ];
    }

    /** @return array<string, string> our name => the operator's name of the configurable option */
    public static function read(string $text, string $example, array $known): array
    {
        $names = [];
        foreach (preg_split('/\R/', $text, -1, PREG_SPLIT_NO_EMPTY) ?: [] as $line) {
            if (trim($line) === '') {
                continue;
            }
            [$ours, $name] = array_map('trim', explode('=', $line, 2)) + [1 => ''];
            if ($name === '' || !in_array($ours, $known, true)) {
                throw new SettingsError(sprintf(
                    'The product\'s module setting "Option names" holds a line that is not understood: "%s". Write one'
                    . ' a line, such as "%s"; on the left stands one of %s.',
                    mb_substr(trim($line), 0, self::SHOWN),
                    $example,
                    implode(', ', $known)
                ));
            }
            $names[$ours] = $name;
        }
        return $names;
    }
}
