<?php

/**
 * Comet's exchanges in one line for people: the fields without the admin's own, and answers without the profile that
 * most of them carry.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class BackupWording implements Wording
{
    private const SHOWN = 110;
    private const GB = 1073741824;

    public function asked(array $exchange): string
    {
        $fields = explode('&', $exchange['request']);
        $told = array_filter(
            $fields,
            static fn (string $field): bool => preg_match('/^(Username|AuthType|Password|TOTP|RequireHash)=/', $field) !== 1
        );
        return implode(', ', $told);
    }

    public function answered(array $exchange): string
    {
        $text = $exchange['response'];
        if ($text === '') {
            return 'read piece by piece as it came, not kept';
        }
        if (preg_match('/"Profile":\{/', $text) === 1) {
            return self::profile($text);
        }
        $answer = json_decode($text, true);
        return match (true) {
            is_array($answer) && isset($answer['Status'], $answer['Message']) => "$answer[Status]: $answer[Message]"
                . (isset($answer['SessionKey']) ? ', and a session key' : ''),
            is_array($answer) && isset($answer['Version']) => "version $answer[Version]",
            is_array($answer) && isset($answer['OrganizationID']) => 'the admin account\'s rights',
            default => mb_strimwidth($text, 0, self::SHOWN, '…'),
        };
    }

    /** A record may be cut, so the members are found one by one. */
    private static function profile(string $text): string
    {
        $member = static fn (string $name): string =>
            preg_match('/"' . $name . '":("(?:[^"\\\\]|\\\\.)*"|[^,}]+)/', $text, $m) === 1 ? trim($m[1], '"') : '?';
        return sprintf(
            '200: the profile of %s "%s": %s, %s devices at most, protected items %s',
            $member('Username'),
            $member('AccountName'),
            $member('IsSuspended') === 'true' ? 'suspended' : 'active',
            $member('MaximumDevices'),
            $member('AllProtectedItemsQuotaEnabled') === 'true'
                ? intdiv((int) $member('AllProtectedItemsQuotaBytes'), self::GB) . ' GB'
                : 'unlimited'
        );
    }
}
