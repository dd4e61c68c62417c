<?php

/**
 * What staff see: the link to Comet's own pages, and the service's figures on its page in the admin area. WHMCS prints
 * both as HTML, so every value is escaped here; the labels are ours alone.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

final class AdminView
{
    private const DEVICES_SHOWN = 20;
    private const BAD = ['error', 'quota_exceeded', 'timeout', 'abandoned', 'missed'];
    private const ADOPT = '<b>Adopt Account</b> is for an account that already stands on Comet under this service\'s'
        . ' Username and bears no mark of this service. It marks the account as this service\'s and sets the limits of'
        . ' the product. From then on every command of this service acts on it: <b>Terminate deletes the account, and'
        . ' its backups can no longer be read</b>. Use it only when you know that the account belongs to this client.';

    public static function link(array $params): string
    {
        return Html::serverLink($params, '/', 'Open the Comet Server');
    }

    /** @return array<string, string> label => HTML */
    public static function fields(array $params): array
    {
        $language = Language::ofStaff();
        $figures = Figures::read($params, false);
        $status = $figures->status;
        $bars = [];
        foreach (Bars::of($status, $language) as $bar) {
            $bars[$bar['label']][] = self::bar($bar);
        }
        $fields = ['Comet Backup' => self::state($figures)] + $bars;
        if (isset($status['policy_group'])) {
            $fields['Policy group'] = $status['policy_group'] === '' ? 'none' : $status['policy_group'];
        }
        $fields['Last backups'] = self::devices($status['devices'] ?? [], $language);
        if (isset($status['jobs'])) {
            $fields['Jobs of 14 days'] = self::jobs($status['jobs'], $language);
        }
        if ($figures->time > 0) {
            $fields['Last figures'] = gmdate('Y-m-d H:i:s', $figures->time) . ' UTC, '
                . $language->age(max(0, time() - $figures->time));
        }
        return array_map(self::lines(...), array_filter($fields)) + ['Adopt Account' => self::ADOPT];
    }

    private static function state(Figures $figures): string
    {
        if (!$figures->isCurrent()) {
            return $figures->failure;
        }
        $name = $figures->status['account_name'] ?? '';
        return $figures->status['username'] . ($name === '' ? '' : " ($name)") . ': ' . $figures->status['state'];
    }

    private static function bar(array $bar): string
    {
        return ($bar['name'] === '' ? '' : $bar['name'] . ': ') . $bar['text']
            . ($bar['level'] === 'unlimited' ? ', unlimited' : ' (' . $bar['percent'] . ' %)');
    }

    /** @return string[] */
    private static function devices(array $devices, Language $language): array
    {
        $lines = array_map(static function (array $device) use ($language): string {
            $backup = $device['last_backup_state'] === '' ? 'none yet'
                : Times::of($device['last_backup_at'], $language)['text'] . ', ' . $device['last_backup_state'];
            return "$device[name] ($device[system]): $backup";
        }, array_slice($devices, 0, self::DEVICES_SHOWN));
        $rest = count($devices) - count($lines);
        return $rest > 0 ? [...$lines, "and $rest more"] : $lines;
    }

    private static function jobs(array $jobs, Language $language): string
    {
        $bad = count(array_filter($jobs, static fn (array $job): bool => in_array($job['state'], self::BAD, true)));
        return $language->number(count($jobs)) . ', of them without success ' . $language->number($bad);
    }

    /** @param string|string[] $text */
    private static function lines(string|array $text): string
    {
        return implode('<br>', array_map(Html::escape(...), (array) $text));
    }
}
