<?php

/**
 * What the client area shows of a service: the variables of clientarea.tpl, all of them always set. They are plain
 * text; the template escapes. A client is told what concerns him, never which server failed how.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class ClientView
{
    private const WEB = '~^https?://~';

    public static function variables(array $params): array
    {
        $language = Language::ofClient($params);
        $figures = Figures::read($params, true);
        $status = $figures->status;
        // without its account or its group a service is neither active nor suspended
        $state = ($status['missing'] ?? []) === [] ? $status['state'] ?? 'unknown' : 'incomplete';
        return [
            'text' => $language->texts,
            'service' => (int) ($params['serviceid'] ?? 0),
            'username' => (string) (($status['username'] ?? '') ?: ($params['username'] ?? '')),
            'state' => $state,
            'state_text' => $language->text('state_' . $state),
            'notice' => self::notice($figures, $state, $language),
            'can_log_in' => $state === 'active' && $figures->isCurrent(),
            'bar' => DeviceBar::of($status, $language),
            'over_limit' => (bool) ($status['over_limit'] ?? false),
            'knows_devices' => $figures->devices !== null,
            'has_group' => isset($status['usage']),
            'devices' => self::devices($figures->devices ?? [], $language),
            'more_devices' => self::more($figures, $language),
            'links' => $state === 'active' ? self::links($figures->links, $language) : [],
        ];
    }

    private static function notice(Figures $figures, string $state, Language $language): string
    {
        if ($figures->isCurrent()) {
            return $state === 'active' ? '' : $language->text('notice_' . $state);
        }
        return $figures->status === []
            ? $language->text('notice_unknown')
            : $language->text('notice_stale', $language->age(max(0, time() - $figures->time)));
    }

    private static function devices(array $devices, Language $language): array
    {
        return array_map(static fn (array $device): array => [
            'name' => $device['name'] === '' ? $language->text('unnamed') : $device['name'],
            'system' => $device['system'],
            'online' => $device['online'],
            'state' => $language->text($device['online'] ? 'online' : 'offline'),
            'last_seen' => $device['online'] || $device['last_seen'] === null
                ? ''
                : $language->text('last_seen', $language->age(max(0, time() - (int) $device['last_seen']))),
        ], $devices);
    }

    /** How many devices the list leaves out; empty when it leaves out none, or when there is no list. */
    private static function more(Figures $figures, Language $language): string
    {
        $rest = ($figures->status['usage']['devices'] ?? 0) - count($figures->devices ?? []);
        return $rest > 0 && $figures->devices !== null ? $language->text('more_devices', $language->number($rest)) : '';
    }

    /** @return array empty when there are none; invite_url is empty when the invitation is over */
    private static function links(array $links, Language $language): array
    {
        $installers = array_filter((array) ($links['installers'] ?? []), 'is_array');
        if ($installers === [] || preg_grep(self::WEB, array_column($installers, 'url'), PREG_GREP_INVERT) !== []) {
            return [];
        }
        $isInvited = $links['invite_expires'] > time() && preg_match(self::WEB, $links['invite_url']) === 1;
        return [
            'installers' => array_map(static fn (array $installer): array => [
                'name' => $language->texts['platform_' . $installer['platform']] ?? $installer['name'],
                'url' => $installer['url'],
            ], $installers),
            'invite_url' => $isInvited ? $links['invite_url'] : '',
            'expires_seconds' => $links['invite_expires'],
            'expires' => date($language->text('date_format'), $links['invite_expires']),
            'linux_command' => $links['linux_command'],
            'linux_uninstall_command' => $links['linux_uninstall_command'],
            'certificate_trusted' => $links['certificate_trusted'],
        ];
    }
}
