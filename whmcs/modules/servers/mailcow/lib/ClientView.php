<?php

/**
 * What the client area shows of a service: the variables of clientarea.tpl, all of them always set. They are plain
 * text; the template escapes. A client is told what concerns him, never which server failed how.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class ClientView
{
    public static function variables(array $params): array
    {
        $language = Language::ofClient($params);
        $figures = Figures::read($params);
        $state = $figures->status['state'] ?? 'unknown';
        return [
            'text' => $language->texts,
            'service' => (int) ($params['serviceid'] ?? 0),
            'domain' => $figures->status['domain_unicode'] ?? (string) ($params['domain'] ?? ''),
            'administrator' => (string) ($params['username'] ?? ''),
            'state' => $state,
            'state_text' => $language->text('state_' . $state),
            'notice' => self::notice($figures, $state, $language),
            'can_log_in' => $state === 'active' && $figures->isCurrent(),
            'bars' => $state === 'absent' ? [] : Bars::of($figures->status, $language),
            'dns' => $state === 'absent' ? [] : self::dns($figures->dns, $language),
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

    private static function dns(array $records, Language $language): array
    {
        return array_map(static fn (array $record): array => [
            'purpose' => $language->text('purpose_' . self::purpose($record)),
            'type' => (string) ($record['type'] ?? ''),
            'name' => (string) ($record['name'] ?? ''),
            'priority' => (string) ($record['priority'] ?? ''),
            'value' => (string) ($record['value'] ?? ''),
        ], $records);
    }

    /** What a record is for, by what is in it: the extension's own words are English. */
    private static function purpose(array $record): string
    {
        $marks = ['v=spf1' => 'spf', 'v=DKIM1' => 'dkim', 'v=DMARC1' => 'dmarc'];
        foreach ($marks as $mark => $purpose) {
            if (str_starts_with((string) ($record['value'] ?? ''), $mark)) {
                return $purpose;
            }
        }
        return ($record['type'] ?? '') === 'MX' ? 'mx' : 'setup';
    }
}
