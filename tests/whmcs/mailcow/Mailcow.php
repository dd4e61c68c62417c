<?php

/**
 * What the steps of the module mailcow ask of the mailcow test server, and what several of them do.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Mailcow
{
    public const KEY = '5A1C0E-77B2D9-4F60AA-93E81B-C2D4F7';

    private const TABLES = ['domain', 'tags_domain', 'mailbox', 'alias', 'domain_admins'];

    /** A domain with its columns as mailcow has it, or null. */
    public static function domain(Life $life, string $name): ?array
    {
        return $life->product->state()['domain'][$name] ?? null;
    }

    /** @return string[] */
    public static function tags(Life $life, string $domain): array
    {
        return self::column($life, 'tags_domain', $domain, 'tag_name');
    }

    /** @return string[] names of the domain's administrators */
    public static function administrators(Life $life, string $domain): array
    {
        return self::column($life, 'domain_admins', $domain, 'username');
    }

    public static function password(Life $life, string $administrator): string
    {
        return $life->product->state()['admin'][$administrator]['password'] ?? '';
    }

    /** What mailcow has of others than the domain: must never change. */
    public static function others(Life $life, string $domain): array
    {
        $state = $life->product->state(true);
        $isOther = static fn (array $row): bool => !in_array($domain, $row, true)
            && !str_ends_with((string) ($row['address'] ?? $row['username'] ?? ''), "@$domain");
        $kept = [];
        foreach (self::TABLES as $table) {
            $kept[$table] = array_values(array_filter($state[$table], $isOther));
        }
        return $kept;
    }

    /** Steps that hold the server's state before a call against the one after it. */
    public static function remember(Life $life): void
    {
        $life->notes['before'] = $life->product->state(true);
    }

    public static function untouched(Life $life): iterable
    {
        yield ['mailcow is as it was', $life->notes['before'] == $life->product->state(true), ''];
    }

    public static function options(array $options): \Closure
    {
        return static function (Life $life) use ($options): void {
            State::chooseOptions($life->service, $options);
        };
    }

    private static function column(Life $life, string $table, string $domain, string $column): array
    {
        $rows = $life->product->state()[$table];
        return array_column(array_filter($rows, static fn (array $row): bool => $row['domain'] === $domain), $column);
    }
}
