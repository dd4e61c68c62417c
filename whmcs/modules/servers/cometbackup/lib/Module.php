<?php

/**
 * What sets this module apart from the others: names, what its usage is called, and what the extension is told beside
 * WHMCS's parameters. The classes that all modules share ask here.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

final class Module
{
    /** The folder's name: it stands in WHMCS's module log. */
    public const NAME = 'cometbackup';
    /** The product as people call it. */
    public const PRODUCT = 'Comet Backup';
    /** The service property that holds the last figures. */
    public const FIGURES = 'comet_last_figures';

    public const USAGE = 'comet_usage';
    public const DISK_USED = 'vault_bytes';
    public const DISK_LIMIT = 'vault_quota_bytes';
    /** Column of tblhosting by which usage finds a service. */
    public const TENANT_COLUMN = 'username';

    /** Operations that put an account into the product's policy group. */
    private const SET_POLICY_GROUP = ['comet_create', 'comet_change_package'];

    public static function paramsFor(string $native, array $params): array
    {
        $params = match (true) {
            in_array($native, self::SET_POLICY_GROUP, true) => PolicyGroup::named($params),
            $native === 'comet_change_password' => Account::withPresentPassword($params),
            default => $params,
        };
        return Native::with($params, Settings::forNative($params));
    }

    /** @return array<string, array> figures by tenant, of the whole server; empty when it does not answer */
    public static function usage(array $params): array
    {
        $outcome = Native::call(self::USAGE, $params);
        return $outcome->succeeded() ? $outcome->data : [];
    }

    /** Comet's names are case-sensitive and stand in WHMCS as they are. */
    public static function tenant(string $stored): string
    {
        return $stored;
    }
}
