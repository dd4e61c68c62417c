<?php

/**
 * What the client area shows of a service: the variables of clientarea.tpl, all of them always set. They are plain
 * text; the template escapes. A client is told what concerns him, never which server failed how.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

final class ClientView
{
    /** The extension's words for how a job stands => the colour of the badge. */
    private const COLOURS = [
        'success' => 'good', 'running' => 'busy', 'waiting' => 'busy', 'warning' => 'warning', 'error' => 'bad',
        'quota_exceeded' => 'bad', 'timeout' => 'bad', 'abandoned' => 'bad', 'missed' => 'warning',
        'cancelled' => 'idle', 'skipped' => 'idle',
    ];

    public static function variables(array $params): array
    {
        $language = Language::ofClient($params);
        $figures = Figures::read($params, true);
        $status = $figures->status;
        $state = $status['state'] ?? 'unknown';
        $isThere = $state !== 'absent';
        $isUsable = $state === 'active' && $figures->isCurrent();
        return [
            'text' => $language->texts,
            'service' => (int) ($params['serviceid'] ?? 0),
            'username' => (string) ($status['username'] ?? Account::name($params)),
            'state' => $state,
            'state_text' => $language->text('state_' . $state),
            'notice' => self::notice($figures, $state, $language),
            'can_log_in' => $isUsable,
            'bars' => $isThere ? Bars::of($status, $language) : [],
            'devices' => $isThere ? self::devices($status['devices'] ?? [], $language) : [],
            'jobs' => $isThere ? self::jobs($status['jobs'] ?? [], $language) : [],
            'knows_jobs' => $isThere && isset($status['jobs']),
            'installers' => $state === 'active' ? self::byCategory($figures->installers) : [],
        ];
    }

    private static function notice(Figures $figures, string $state, Language $language): string
    {
        if ($figures->isCurrent()) {
            return in_array($state, ['suspended', 'absent'], true) ? $language->text('notice_' . $state) : '';
        }
        return $figures->status === []
            ? $language->text('notice_unknown')
            : $language->text('notice_stale', $language->age(max(0, time() - $figures->time)));
    }

    private static function devices(array $devices, Language $language): array
    {
        return array_map(static fn (array $device): array => [
            'name' => $device['name'],
            'system' => $device['system'],
            'version' => $device['client_version'],
            'last_backup' => Times::of($device['last_backup_at'], $language),
            'result' => self::result($device['last_backup_state'], $language),
        ], $devices);
    }

    private static function jobs(array $jobs, Language $language): array
    {
        return array_map(static fn (array $job): array => [
            'started' => Times::of($job['started_at'], $language),
            'took' => Times::between($job['started_at'], $job['ended_at']),
            'kind' => $language->text('kind_' . $job['kind']),
            'device' => $job['device'],
            'item' => $job['item'],
            'result' => self::result($job['state'], $language),
            'total' => $language->size($job['total_bytes']),
            'uploaded' => $language->size($job['uploaded_bytes']),
        ], $jobs);
    }

    /** @return array{text: string, colour: string} empty text where there was no job */
    private static function result(string $state, Language $language): array
    {
        return [
            'text' => $state === '' ? '' : $language->text('job_' . $state),
            'colour' => self::COLOURS[$state] ?? 'idle',
        ];
    }

    /** @return list<array{name: string, installers: list<array>}> in the server's order */
    private static function byCategory(array $installers): array
    {
        $categories = [];
        foreach ($installers as $installer) {
            $name = $installer['category'];
            $categories[$name]['name'] = $name;
            $categories[$name]['installers'][] = [
                'platform' => $installer['platform'],
                'name' => $installer['name'],
                'recommended' => $installer['recommended'],
            ];
        }
        return array_values($categories);
    }
}
