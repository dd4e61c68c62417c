<?php

/**
 * What a client did to a profile that it sent back, noted as warnings for tests to look at:
 *   unknown  a member that the server does not know, and dropped
 *   missing  a member that had a value and was left out, or null: it is zero now
 *   wiped    credentials, keys, vaults, Protected Items, rules or devices that are gone, by whichever way
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Losses
{
    private const PRECIOUS = ['PasswordHash', 'PasswordRecovery', 'PasswordFormat', 'TOTPKey', 'CreationGUID'];
    private const PRECIOUS_MAPS = ['Destinations', 'Sources', 'BackupRules', 'Devices'];
    private const PRECIOUS_OF_VAULT = [
        'DestinationType', 'CometServer', 'CometBucket', 'CometBucketKey', 'EncryptedEncryptionKey',
        'EncryptionKeyEncryptionMethod', 'S3AccessKey', 'S3SecretKey', 'SFTPPassword', 'SFTPPrivateKey', 'FTPPassword',
        'AZBAccountKey', 'LocalcopyWinSMBPassword',
    ];

    private string $username = '';
    /** @var array<string, true> what was noted already, of this write */
    private array $noted = [];

    public function __construct(private readonly Tables $tables)
    {
    }

    /**
     * @param \stdClass    $old     the profile before
     * @param \stdClass    $sent    as it came
     * @param list<string> $unknown
     */
    public function note(\stdClass $old, \stdClass $sent, array $unknown): void
    {
        $this->username = $old->Username;
        array_map(fn (string $path) => $this->warn('unknown', $path), $unknown);
        $this->wiped(self::PRECIOUS, $old, $sent, '');
        foreach (self::PRECIOUS_MAPS as $map) {
            foreach (get_object_vars($old->$map) as $key => $entry) {
                if (!isset($sent->$map->{$key})) {
                    $this->warn('wiped', "$map.$key");
                } elseif ($map === 'Destinations') {
                    $this->wiped(self::PRECIOUS_OF_VAULT, $entry, $sent->$map->{$key}, "$map.$key.");
                }
            }
        }
        $this->missing(Type::structure('UserProfileConfig'), $old, $sent, '');
    }

    /** @param list<string> $members */
    private function wiped(array $members, \stdClass $old, \stdClass $sent, string $path): void
    {
        foreach ($members as $member) {
            if (!$this->tables->schema->isZero($old->$member) && $this->tables->schema->isZero($sent->$member ?? null)) {
                $this->warn('wiped', $path . $member);
            }
        }
    }

    private function missing(Type $type, mixed $old, mixed $sent, string $path): void
    {
        if ($type->kind === 'map') {
            foreach (array_intersect_key(get_object_vars($sent), get_object_vars($old)) as $key => $entry) {
                $this->missing($type->inner, $old->{$key}, $entry, "$path.$key");
            }
        }
        foreach ($type->kind === 'structure' ? $this->tables->schema->members($type->structure) : [] as $member => $inner) {
            $isThere = isset($sent->$member);
            if (!$isThere && !$this->tables->schema->isZero($old->$member)) {
                $this->warn('missing', ltrim("$path.$member", '.'));
            } elseif ($isThere) {
                $this->missing($inner, $old->$member, $sent->$member, "$path.$member");
            }
        }
    }

    private function warn(string $kind, string $what): void
    {
        if (isset($this->noted[$what])) {
            return;
        }
        $this->noted[$what] = true;
        $this->tables->append('warnings', ['user' => $this->username, 'kind' => $kind, 'what' => $what]);
    }
}
