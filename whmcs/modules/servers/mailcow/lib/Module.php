<?php

/**
 * What sets this module apart from the others: names, what its usage is called, and what the extension is told beside
 * WHMCS's parameters. The classes that all modules share ask here.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class Module
{
    /** The folder's name: it stands in WHMCS's module log. */
    public const NAME = 'mailcow';
    /** The product as people call it. */
    public const PRODUCT = 'mailcow';
    /** The service property that holds the last figures. */
    public const FIGURES = 'mailcow_last_figures';

    public const USAGE = 'mailcow_usage';
    public const DISK_USED = 'disk_bytes';
    public const DISK_LIMIT = 'quota_bytes';
    /** Column of tblhosting by which usage finds a service. */
    public const TENANT_COLUMN = 'domain';

    public static function paramsFor(string $native, array $params): array
    {
        return Native::with($params, Settings::forNative($params));
    }

    /** @return array<string, array> figures by tenant, of the whole server; empty when it does not answer */
    public static function usage(array $params): array
    {
        $outcome = Native::call(self::USAGE, $params);
        return $outcome->succeeded() ? $outcome->data : [];
    }

    /** Domains are listed in mailcow's spelling. */
    public static function tenant(string $stored): string
    {
        return Domain::canonical($stored);
    }
}
