<?php

/**
 * mailcow's answers in one line for people: what they say, without the echo of the request that they carry.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class MailWording implements Wording
{
    private const SHOWN = 110;
    private const MIB = 1048576;

    public function asked(array $exchange): string
    {
        return $exchange['request'];
    }

    public function answered(array $exchange): string
    {
        $text = $exchange['response'];
        $answer = json_decode($text, true);
        if ($text === '') {
            return str_contains($exchange['url'], '/all') || str_contains($exchange['url'], '/reduced/')
                ? 'a list, read element by element as it came, not kept'
                : 'nothing';
        }
        if (!is_array($answer)) {
            return mb_strimwidth($text, 0, self::SHOWN, '…');
        }
        if ($answer === []) {
            return '{} (mailcow\'s "nothing found")';
        }
        return array_is_list($answer) ? self::entries($answer) : self::object($answer);
    }

    private static function entries(array $entries): string
    {
        return implode('; ', array_map(static function (mixed $entry): string {
            $message = is_array($entry) ? (array) ($entry['msg'] ?? []) : [(string) $entry];
            return trim(($entry['type'] ?? '') . ': ' . implode(' ', array_map('strval', $message)), ': ');
        }, $entries));
    }

    private static function object(array $object): string
    {
        if (isset($object['domain_name'])) {
            return sprintf(
                '%s: %s, %d MiB, %d of %d mailboxes, %d of %d aliases, rate limit %s, tags %s, administrators %s',
                $object['domain_name'],
                (string) $object['active'] === '1' ? 'active' : 'inactive',
                $object['max_quota_for_domain'] / self::MIB,
                $object['mboxes_in_domain'],
                $object['max_num_mboxes_for_domain'],
                $object['aliases_in_domain'],
                $object['max_num_aliases_for_domain'],
                is_array($object['rl'] ?? null) ? $object['rl']['value'] . '/' . $object['rl']['frame'] : 'none',
                implode(' ', $object['tags'] ?? []) ?: 'none',
                $object['domain_admins'] ?? '-'
            );
        }
        if (isset($object['dkim_selector'])) {
            return sprintf('a DKIM key of %s bit, selector %s', $object['length'] ?? '?', $object['dkim_selector']);
        }
        if (isset($object['selected_domains'], $object['username'])) {
            return sprintf(
                '%s: %s, administers %s',
                $object['username'],
                (string) $object['active'] === '1' ? 'active' : 'inactive',
                implode(', ', $object['selected_domains'])
            );
        }
        if (isset($object['type'], $object['msg'])) {
            return self::entries([$object]);
        }
        $shown = [];
        foreach ($object as $key => $value) {
            $shown[] = $key . ' ' . (is_scalar($value) ? $value : json_encode($value));
        }
        return mb_strimwidth(implode(', ', $shown), 0, self::SHOWN, '…');
    }
}
