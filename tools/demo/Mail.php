<?php

/**
 * What the test server holds, cut into what belongs to the demonstration's service and what belongs to others.
 *
 * The foreign rows are compared as they are, times and hashes included: an edit that changes nothing visible shows too.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class Mail implements World
{
    public const OURS = 'acme.example';
    /** Another customer's service, and a domain that somebody made by hand. */
    public const FOREIGN = 'bakery.example';
    public const HANDMADE = 'clinic.example';
    private const FOREIGN_ADMIN = 'admin-q7h2m-12';
    private const MIB = 1048576;

    public function __construct(private ProductServer $server)
    {
    }

    /** Two foreign domains with five mailboxes; the key is the one of WHMCS's server record. */
    public function populate(string $key): void
    {
        $box = static fn (int $mib): array => ['quota' => $mib * self::MIB];
        $this->server->merge([
            'settings' => ['rw_key' => $key],
            'domain' => [self::FOREIGN => ['quota' => 4096, 'maxquota' => 4096], self::HANDMADE => []],
            'tags_domain' => [['domain' => self::FOREIGN, 'tag_name' => 'whmcs-12']],
            'mailbox' => [
                'info@' . self::FOREIGN => $box(1024), 'orders@' . self::FOREIGN => $box(1024),
                'till@' . self::FOREIGN => $box(512), 'desk@' . self::HANDMADE => $box(1024),
                'lab@' . self::HANDMADE => $box(2048),
            ],
            'admin' => [self::FOREIGN_ADMIN => ['password' => 'of-somebody-else', 'active' => 1]],
            'domain_admins' => [['username' => self::FOREIGN_ADMIN, 'domain' => self::FOREIGN]],
            'da_acl' => [self::FOREIGN_ADMIN => []],
        ]);
    }

    /** The customer at work in mailcow's own pages: two mailboxes with mail in them. */
    public function customerAddsMailboxes(): void
    {
        foreach (['anna' => 310, 'office' => 95] as $name => $mib) {
            $address = $name . '@' . self::OURS;
            $this->server->merge(['mailbox' => [$address => ['quota' => 1024 * self::MIB]]]);
            $this->server->merge(['quota2' => [$address => ['bytes' => $mib * self::MIB, 'messages' => 12 * $mib]]]);
        }
    }

    public function domain(): array
    {
        return $this->server->exactState()['domain'][self::OURS] ?? [];
    }

    /** @return list<string> */
    public function tags(): array
    {
        return array_column($this->rowsOf('tags_domain'), 'tag_name');
    }

    /** @return list<string> names of the domain's administrators */
    public function administrators(): array
    {
        return array_column($this->rowsOf('domain_admins'), 'username');
    }

    /** An administrator as the server holds him; the test server keeps passwords readable. */
    public function administrator(string $name): array
    {
        return $this->server->exactState()['admin'][$name] ?? [];
    }

    /** As in "100/h"; rspamd's own form is "100 / 1h". */
    public function rateLimit(): string
    {
        $stored = (string) ($this->server->exactState()['rate_limit'][self::OURS]['value'] ?? '');
        return str_replace(' / 1', '/', $stored);
    }

    public function hasDkimKey(): bool
    {
        return isset($this->server->exactState()['dkim'][self::OURS]);
    }

    /** @return list<string> of the domain */
    public function mailboxes(): array
    {
        return array_values(array_column($this->rowsOf('mailbox'), 'username'));
    }

    /** Who may log in with a one-time token. */
    public function ownerOfToken(string $token): string
    {
        return (string) ($this->server->exactState()['da_sso'][strtolower($token)]['username'] ?? '');
    }

    /** Every row that has to do with the foreign domains, exactly as it is. */
    public function foreign(): string
    {
        $names = '/' . implode('|', array_map('preg_quote', [self::FOREIGN, self::HANDMADE, self::FOREIGN_ADMIN])) . '/';
        $found = [];
        foreach ($this->server->exactState() as $table => $rows) {
            foreach ((array) $rows as $key => $row) {
                $text = (string) json_encode([$key => $row]);
                if (preg_match($names, $text) === 1) {
                    $found[$table][$key] = $row;
                }
            }
        }
        return (string) json_encode($found);
    }

    /** All tables but login tokens, which end by themselves. */
    public function everything(): string
    {
        return (string) json_encode(array_diff_key($this->server->state(), ['da_sso' => 0]));
    }

    private function rowsOf(string $table): array
    {
        return array_values(array_filter(
            (array) $this->server->exactState()[$table],
            static fn (array $row): bool => $row['domain'] === self::OURS
        ));
    }
}
