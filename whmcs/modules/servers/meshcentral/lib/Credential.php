<?php

/**
 * Somewhere a credential must stand, in the server's record or in the product. Where there is none, this is said before
 * the extension asks for anything else: whoever has just entered a server, and nothing in a product yet, reads where.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class Credential
{
    private const PLACES = ['serverpassword', 'serveraccesshash', 'configoption2'];
    private const MISSING = 'No credential for MeshCentral is entered: enter a login token (or an account) as user name'
        . ' and password of the server, or MeshCentral\'s login key as the server\'s access hash, or either of them as'
        . ' APIKey in the module settings of a product whose server group holds this server.';

    public static function mustBeGiven(array $params): void
    {
        foreach (self::PLACES as $place) {
            if (trim((string) ($params[$place] ?? '')) !== '') {
                return;
            }
        }
        throw new SettingsError(self::MISSING);
    }
}
