<?php

/**
 * MeshCentral's messages in one line for people: their members without the ids of the message, of groups the beginning.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class RemoteWording implements Wording
{
    private const SHOWN = 110;
    private const TECHNICAL = ['action' => 0, 'responseid' => 0, 'tag' => 0];
    private const SITE_RIGHTS = [2 => 'manage users', 64 => 'no new groups'];
    /** Of an id of 70 characters so many say which one it is. */
    private const ID = '~(mesh//[\w@$]{8})[\w@$]{56}~';

    public function asked(array $exchange): string
    {
        $members = [];
        foreach (array_diff_key((array) json_decode($exchange['request'], true), self::TECHNICAL) as $name => $value) {
            $members[] = $name . ' ' . self::text($value);
        }
        return implode(', ', $members);
    }

    public function answered(array $exchange): string
    {
        $text = $exchange['response'];
        if (preg_match('/^… \((\d+) bytes\)$/', $text, $match) === 1) {
            return "a list, $match[1] bytes";
        }
        if ($exchange['request'] === '') {
            return self::greeting($text);
        }
        $answer = json_decode($text, true);
        return match (true) {
            !is_array($answer) => mb_strimwidth($text, 0, self::SHOWN, '…'),
            isset($answer['event']) => 'event ' . $answer['event']['action'] . ': ' . ($answer['event']['msg'] ?? ''),
            isset($answer['url'], $answer['expire']) => "an invitation for $answer[expire] hours",
            isset($answer['meshid'], $answer['result']) => "$answer[result]: " . self::text($answer['meshid']),
            isset($answer['result']) => $answer['result'],
            default => $answer['action'] ?? mb_strimwidth($text, 0, self::SHOWN, '…'),
        };
    }

    /** What MeshCentral says of itself and of whom it let in: two messages, one a line. */
    private static function greeting(string $text): string
    {
        $found = [];
        foreach (explode("\n", $text) as $line) {
            $found += (array) json_decode($line, true);
        }
        return isset($found['userinfo'])
            ? sprintf('lets %s in, with site rights %s', $found['userinfo']['name'], self::rights($found['userinfo']))
            : trim(($found['cause'] ?? '') . ': ' . ($found['msg'] ?? ''), ': ');
    }

    /** @param array<string, mixed> $userinfo */
    private static function rights(array $userinfo): string
    {
        $rights = (int) ($userinfo['siteadmin'] ?? 0);
        return $rights . (isset(self::SITE_RIGHTS[$rights]) ? ' (' . self::SITE_RIGHTS[$rights] . ')' : '');
    }

    private static function text(mixed $value): string
    {
        $text = is_string($value) ? $value : json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
        return (string) preg_replace(self::ID, '$1…', (string) $text);
    }
}
