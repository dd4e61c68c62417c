<?php

/**
 * An exported state without what differs from run to run: times, ids that the server made up, keys, hashes, ports. Two
 * servers that came to the same state by different ways give the same bytes. It is about names of members alone.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

use Provision\TestServer\Core\Canonical;

final class Normaliser
{
    private const TIMES = [
        'CreateTime', 'ModifyTime', 'LastSuspended', 'RepoInitTimestamp', 'CreatedDate', 'ModifiedDate', 'create_time',
        'used', 'ConnectionTime', 'RegistrationTime', 'StartTime', 'EndTime', 'LastStartTime', 'MeasureStarted',
        'MeasureCompleted', 'SentTime', 'RecievedTime',
    ];
    private const SECRETS = [
        'password', 'PasswordHash', 'PasswordRecovery', 'CometBucketKey', 'EncryptedEncryptionKey', 'key', 'session_key',
    ];
    /** Tables whose keys are secrets, and lists in the order of events: what counts is what they hold. */
    private const SETS = ['sessions', 'page_logins', 'warnings'];

    /**
     * @param array<string, mixed> $state as Tables::export() gives it
     * @return array<string, mixed>
     */
    public function state(array $state): array
    {
        unset($state['login_failures']);
        foreach ($state as $table => $rows) {
            $rows = $this->value($table, $rows);
            $state[$table] = in_array($table, self::SETS, true) ? self::set((array) $rows) : $rows;
        }
        return $state;
    }

    /** Each once, and sorted. @param array<mixed> $rows @return list<mixed> */
    private static function set(array $rows): array
    {
        $set = array_combine(array_map(Canonical::encode(...), $rows), $rows);
        ksort($set, SORT_STRING);
        return array_values($set);
    }

    private function value(string $name, mixed $value): mixed
    {
        return match (true) {
            in_array($name, self::TIMES, true) && is_int($value) => $value === 0 ? 0 : 'time',
            in_array($name, self::SECRETS, true) && is_string($value) => $value === '' ? '' : 'set',
            is_string($value) => $this->text($value),
            $value instanceof \stdClass => $this->members(get_object_vars($value)),
            is_array($value) && !array_is_list($value) => $this->members($value),
            is_array($value) => array_map(fn (mixed $one): mixed => $this->value('', $one), $value),
            default => $value,
        };
    }

    /** @param array<mixed> $members */
    private function members(array $members): \stdClass
    {
        $named = new \stdClass();
        $unnamed = [];
        foreach ($members as $name => $value) {
            $value = $this->value((string) $name, $value);
            if (preg_match('/^' . Random::GUID . '$/D', (string) $name) === 1) {
                $unnamed[Canonical::encode($value) . count($unnamed)] = $value;
            } else {
                $named->{$name} = $value;
            }
        }
        // in the order of what they hold, as their ids have none that would stay
        ksort($unnamed, SORT_STRING);
        foreach (array_values($unnamed) as $number => $value) {
            $named->{'guid ' . ($number + 1)} = $value;
        }
        return $named;
    }

    private function text(string $text): string
    {
        return preg_replace(
            ['/\b' . Random::GUID . '\b/', '~(https?://(?:127\.0\.0\.1|localhost|\[::1\])):\d+~'],
            ['guid', '$1:port'],
            $text,
        );
    }
}
