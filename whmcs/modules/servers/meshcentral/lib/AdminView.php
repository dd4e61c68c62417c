<?php

/**
 * What staff see: the link to MeshCentral's own pages, and the service's figures on its page in the admin area. WHMCS
 * prints both as HTML, so every value is escaped here; the labels are ours alone.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class AdminView
{
    private const DEVICES_SHOWN = 20;
    private const ADOPT = '<b>Adopt Group</b> is for a device group and an account that already stand on MeshCentral'
        . ' and bear no mark of this service: the group whose id is in the field <code>mesh_id</code>, and the account'
        . ' of the service\'s Username. Both are marked as this service\'s, and the account becomes a member. From then'
        . ' on every command of this service acts on them: <b>Terminate deletes the account and the group with its'
        . ' devices</b>. Use it only when you know that they belong to this client.';
    /** Signs that turn the direction of writing for all that follows on the line. */
    private const TURNING = '/[\x{202A}-\x{202E}\x{2066}-\x{2069}]/u';
    /** MeshCentral's numbers of the words that a product takes. */
    private const RIGHTS = [2015484 => 'full', 1327320 => 'support', 1068616 => 'desktop', 1052424 => 'view'];
    private const PARTS = ['user' => 'the account', 'group' => 'the device group'];

    public static function link(array $params): string
    {
        return Html::serverLink($params, '/', 'Open MeshCentral');
    }

    /** @return array<string, string> label => HTML */
    public static function fields(array $params): array
    {
        $language = Language::ofStaff();
        $figures = Figures::read($params, false);
        $status = $figures->status;
        $fields = ['MeshCentral' => $figures->isCurrent() ? $status['state'] : $figures->failure];
        $fields += ($status['state'] ?? 'absent') === 'absent' ? [] : self::account($status, $language);
        $fields['Devices'] = self::devices($figures, $language);
        if ($figures->time > 0) {
            $fields['Last figures'] = gmdate('Y-m-d H:i:s', $figures->time) . ' UTC, '
                . $language->age(max(0, time() - $figures->time));
        }
        return array_map(self::lines(...), array_filter($fields)) + ['Adopt Group' => self::ADOPT];
    }

    private static function account(array $status, Language $language): array
    {
        $login = $status['last_login'];
        $missing = array_map(static fn (string $part): string => self::PARTS[$part] ?? $part, $status['missing']);
        return [
            'Missing' => $missing === [] ? '' : implode(' and ', $missing) . ': Create makes what is missing',
            'Account' => $status['username'] . ($status['email'] === '' ? '' : " <$status[email]>"),
            'Device group' => [$status['group'], $status['mesh_id']],
            'Rights' => self::rights($status['rights']) . "; site rights of the account: $status[site_rights]",
            'Last login' => $login === null ? 'never' : gmdate('Y-m-d H:i:s', $login) . ' UTC, '
                . $language->age(max(0, time() - (int) $login)),
        ];
    }

    /** @return list<string> */
    private static function devices(Figures $figures, Language $language): array
    {
        $bar = DeviceBar::of($figures->status, $language);
        if ($bar === []) {
            return [];
        }
        $over = ($figures->status['over_limit'] ?? false) ? ': more than the package includes' : '';
        $lines = ["$bar[text], $bar[online]$over"];
        foreach (array_slice($figures->devices ?? [], 0, self::DEVICES_SHOWN) as $device) {
            $lines[] = ($device['name'] ?: 'without a name') . ($device['system'] === '' ? '' : " ($device[system])")
                . ': ' . ($device['online'] ? 'online' : 'offline' . self::seen($device['last_seen'], $language));
        }
        $rest = $figures->status['usage']['devices'] - (count($lines) - 1);
        return $rest > 0 && $figures->devices !== null ? [...$lines, "and $rest more"] : $lines;
    }

    private static function rights(int $rights): string
    {
        $name = isset(self::RIGHTS[$rights]) ? self::RIGHTS[$rights] . ', ' : '';
        return $rights === 0 ? 'no member of the group' : "in the group: $name$rights";
    }

    private static function seen(?int $seconds, Language $language): string
    {
        return $seconds === null ? '' : ', seen ' . $language->age(max(0, time() - $seconds));
    }

    /** @param string|list<string> $text */
    private static function lines(string|array $text): string
    {
        $lines = preg_replace(self::TURNING, '', array_filter((array) $text, static fn (string $line): bool => $line !== ''));
        return implode('<br>', array_map(Html::escape(...), $lines));
    }
}
