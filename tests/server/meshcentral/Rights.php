<?php

/**
 * The bits of MeshCentral's rights: of an account on the site (siteadmin), and of an account in a device group.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class Rights
{
    public const ALL = 0xffffffff;

    public const SITE_MANAGE_USERS = 2;
    public const SITE_LOCKED = 32;
    public const SITE_NO_NEW_GROUPS = 64;
    public const SITE_NO_TOOLS = 128;
    public const SITE_ALL_EVENTS = 2048;
    /** What one who manages users may give to a new account: locked, no new groups, no tools. */
    public const SITE_GIVEABLE = 224;
    /** Differences that only a full administrator can make in an account that exists. */
    public const SITE_UNCHANGEABLE = 0xffffff1d;

    public const GROUP_EDIT = 1;
    public const GROUP_MANAGE_USERS = 2;
    public const GROUP_MANAGE_DEVICES = 4;
    public const GROUP_LIMIT_EVENTS = 8192;
    public const GROUP_UNINSTALL = 32768;

    /** @param array<string, mixed> $user */
    public static function isLocked(array $user): bool
    {
        $rights = $user['siteadmin'] ?? 0;
        return $rights !== self::ALL && ($rights & self::SITE_LOCKED) !== 0;
    }

    /** @param array<string, mixed> $user */
    public static function isFullAdmin(array $user): bool
    {
        return ($user['siteadmin'] ?? 0) === self::ALL;
    }

    /** @param array<string, mixed> $user */
    public static function has(array $user, int $siteRight): bool
    {
        return (($user['siteadmin'] ?? 0) & $siteRight) !== 0;
    }
}
