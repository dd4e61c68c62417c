<?php

/**
 * The devices of a service as pages show them: those that are online first, then by name, a few of very many, and texts
 * that machines made up cut to a length that a page can bear.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class Devices
{
    public const SHOWN = 200;

    private const LONGEST = 120;
    private const CONTROL = '/\p{Cc}+/u';
    private const VISIBLE = '/[^\p{C}\p{Z}]/u';

    /** @return ?list<array{name: string, system: string, online: bool, last_seen: ?int}> null: not known */
    public static function read(PageTime $page, array $params): ?array
    {
        $outcome = $page->ask('meshcentral_devices', $params);
        if (!$outcome->succeeded()) {
            return null;
        }
        $devices = $outcome->data;
        usort($devices, static fn (array $one, array $other): int => $other['online'] <=> $one['online']
            ?: strnatcasecmp($one['name'], $other['name']));
        return array_map(static fn (array $device): array => [
            'name' => self::cut($device['name']),
            'system' => self::cut($device['system']),
            'online' => $device['online'],
            'last_seen' => $device['last_seen'],
        ], array_slice($devices, 0, self::SHOWN));
    }

    /** Empty for a text in which nobody sees anything. */
    private static function cut(string $text): string
    {
        $text = trim((string) preg_replace(self::CONTROL, ' ', $text));
        if (preg_match(self::VISIBLE, $text) !== 1) {
            return '';
        }
        return mb_strlen($text) > self::LONGEST ? mb_substr($text, 0, self::LONGEST) . '…' : $text;
    }
}
