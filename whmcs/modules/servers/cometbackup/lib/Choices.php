<?php

/**
 * What a list in the product's Module Settings offers: the objects of the Comet Server by id. An error is an exception,
 * whose text WHMCS shows, never an entry.
 *
 * How WHMCS prints the entries is not documented, and names on a server with tenants are other people's text: so none
 * may hold markup, whoever escapes it or not.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

final class Choices
{
    private const NONE = ['' => 'None'];
    private const LOOK_ALIKES = ['<' => '‹', '>' => '›', '"' => '”', "'" => '’'];
    private const PLAIN_ID = '/^[^\x00-\x20\x7F<>"\'&]+$/D';

    /**
     * @param string $native gives a list of [id, name]
     * @return array<string, string> id => name
     */
    public static function of(string $native, array $params): array
    {
        $outcome = Native::call($native, $params);
        if (!$outcome->succeeded()) {
            throw new \Exception($outcome->message);
        }
        $choices = self::NONE;
        foreach ($outcome->data as ['id' => $id, 'name' => $name]) {
            if (preg_match(self::PLAIN_ID, $id) === 1) {
                $choices[$id] = self::harmless($name === '' ? $id : $name);
            }
        }
        return $choices;
    }

    public static function harmless(string $name): string
    {
        return strtr($name, self::LOOK_ALIKES);
    }
}
