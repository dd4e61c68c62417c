<?php

/**
 * What sets this module apart from the others: names, how usage is asked, and what the extension is told beside WHMCS's
 * parameters. The classes that all modules share ask here.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class Module
{
    /** The folder's name: it stands in WHMCS's module log. */
    public const NAME = 'meshcentral';
    /** The product as people call it. */
    public const PRODUCT = 'MeshCentral';
    /** The service property that holds the last figures. */
    public const FIGURES = 'meshcentral_last_figures';

    public static function paramsFor(string $native, array $params): array
    {
        Credential::mustBeGiven($params);
        return Native::with(StoredKeys::opened($params), Settings::forNative($params));
    }

    /** @return array<string, array> figures by user name, of the whole server; empty when it does not answer */
    public static function usage(array $params): array
    {
        return ServerCalls::usage($params);
    }

    /** Names stand in WHMCS as MeshCentral has them. */
    public static function tenant(string $stored): string
    {
        return $stored;
    }
}
