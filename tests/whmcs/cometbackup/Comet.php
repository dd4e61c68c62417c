<?php

/**
 * What the steps of the module cometbackup ask of the Comet test server, and what several of them do.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

use Illuminate\Database\Capsule\Manager;

final class Comet
{
    /** As the test server has it (tests/server/comet/Tables.php): with everything in it that a form can spoil. */
    public const ADMIN = 'admin';
    public const ADMIN_PASSWORD = 'C0met+admin/pass=w&rd%41 ü';
    public const GB = 1073741824;

    /** The profile of an account, or null. */
    public static function profile(Life $life, string $username): ?array
    {
        return self::user($life, $username)['profile'] ?? null;
    }

    /** The account of the service that the steps are about. */
    public static function own(Life $life): array
    {
        return self::profile($life, $life->stored()['username']) ?? [];
    }

    public static function password(Life $life, string $username): string
    {
        return self::user($life, $username)['password'] ?? '';
    }

    /** @return string[] ids of the policy groups that the module was told to make */
    public static function madeGroups(Life $life): array
    {
        $ids = array_map(strval(...), array_keys($life->product->state()['policies']));
        return array_values(array_filter($ids, static fn (string $id): bool => str_starts_with($id, 'WHMCS_')));
    }

    /** @return int[] limits of each vault, 0 for none */
    public static function vaultLimits(array $profile): array
    {
        return array_map(
            static fn (array $vault): int => $vault['StorageLimitEnabled'] ? $vault['StorageLimitBytes'] : 0,
            array_values($profile['Destinations'])
        );
    }

    /** Steps that hold the server's state before a call against the one after it. */
    public static function remember(Life $life): void
    {
        $life->notes['before'] = self::state($life);
    }

    public static function untouched(Life $life): iterable
    {
        yield ['Comet is as it was', $life->notes['before'] == self::state($life), ''];
    }

    public static function options(array $options): \Closure
    {
        return static function (Life $life) use ($options): void {
            State::chooseOptions($life->service, $options);
        };
    }

    /** Values of the product's custom fields; the fields come into being. */
    public static function fields(Life $life, array $values): void
    {
        foreach ($values as $name => $value) {
            State::setField($life->productId, $life->service, $name, $value);
        }
    }

    public static function setting(int $product, int $position): string
    {
        return (string) Manager::table('tblproducts')->where('id', $product)->value("configoption$position");
    }

    public static function choose(int $product, int $position, string $value): void
    {
        Manager::table('tblproducts')->where('id', $product)->update(["configoption$position" => $value]);
    }

    /** What WHMCS's module log has of the last call of this function. */
    public static function logged(string $action): string
    {
        $row = Manager::table('tblmodulelog')->where('action', $action)->orderByDesc('id')->first();
        return implode("\n", (array) $row);
    }

    private static function user(Life $life, string $username): array
    {
        return $life->product->state()['users'][$username] ?? [];
    }

    /** Without what reading and logging in leave behind. */
    private static function state(Life $life): array
    {
        return array_diff_key($life->product->state(true), ['sessions' => 0, 'login_failures' => 0, 'page_logins' => 0]);
    }
}
