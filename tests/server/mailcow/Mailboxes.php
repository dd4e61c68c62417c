<?php

/**
 * Mailboxes: add, edit, delete, details, lists. Quotas are MiB in requests, bytes in the table and in details.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Mailboxes extends Operations
{
    private const MIB = 1_048_576;
    private const PROTOCOLS = ['imap', 'pop3', 'smtp', 'sieve', 'eas', 'dav'];
    private const CATEGORIES = ['add_header', 'reject', 'all'];
    private const EDITABLE = [
        'force_pw_update', 'force_tfa', 'sogo_access', 'imap_access', 'pop3_access', 'smtp_access', 'sieve_access',
        'eas_access', 'dav_access', 'relayhost',
    ];

    public function __construct(
        Tables $tables,
        Session $session,
        private readonly Templates $templates,
        private readonly RateLimits $rateLimits,
        private readonly Passwords $passwords,
    ) {
        parent::__construct($tables, $session);
    }

    /** @param array<mixed> $data */
    public function add(array $data): bool
    {
        $log = ['mailbox', 'add', 'mailbox', Input::masked($data), null];
        $localPart = strtolower(trim(Input::text($data['local_part'] ?? null)));
        $domain = self::canonical($data['domain'] ?? null);
        $username = "$localPart@$domain";
        if (!Input::isEmail($username) || empty($data['local_part'])) {
            return $this->session->danger($log, 'mailbox_invalid');
        }
        $template = $this->templates->attributes('mailbox', $data['template'] ?? null);
        $quota = isset($data['quota']) ? (int) $data['quota'] : intdiv($template['quota'], self::MIB);
        $data = self::withProtocols($data);
        $attributes = Templates::mailboxAttributes($template, $data, $this->tables->now());
        $refusal = $this->addRefused($username, $domain, $quota, $attributes);
        if ($refusal !== null) {
            return $this->session->danger($log, $refusal);
        }
        if (!$this->passwords->check($data['password'] ?? null, $data['password2'] ?? null)) {
            return false;
        }
        $refusal = $this->limitRefused($domain, $quota);
        if ($refusal !== null) {
            return $this->session->danger($log, $refusal);
        }
        $this->insert($username, $localPart, $domain, $quota, $data, $template, $attributes);
        $save = fn (mixed $tag) => $this->insertTag($username, $tag);
        $this->saveTags((array) ($data['tags'] ?? $template['tags']), $log, $save);
        $this->rateLimits->edit('mailbox', [
            'object' => $username,
            'rl_frame' => $data['rl_frame'] ?? $template['rl_frame'],
            'rl_value' => $data['rl_value'] ?? $template['rl_value'],
        ]);
        $this->session->success($log, ['mailbox_added', self::escape($username)]);
        return true;
    }

    /** @param array<mixed> $data */
    public function edit(array $data): bool
    {
        $log = ['mailbox', 'edit', 'mailbox', Input::masked($data), null];
        foreach (self::several($data['username'] ?? null) as $username) {
            if (!Input::isEmail($username)) {
                $this->session->danger($log, ['username_invalid', $username]);
                continue;
            }
            $now = $this->details($username, false);
            if ($now === null || $now['domain'] === null) {
                $this->session->danger($log, 'access_denied');
                continue;
            }
            $this->editOne($now, self::withProtocols($data), $log);
        }
        return true;
    }

    /** Works on the address of a resource too. @param array<mixed> $data */
    public function delete(array $data): bool
    {
        $log = ['mailbox', 'delete', 'mailbox', Input::masked($data), null];
        foreach (self::several($data['username'] ?? null) as $username) {
            if (!Input::isEmail($username) || !$this->mayTouchMailbox($username)) {
                $this->session->danger($log, 'access_denied');
                continue;
            }
            $details = $this->details($username, true);
            if ($details['domain'] === null) {
                $text = 'Could not move maildir to garbage collector: variables local_part and/or domain empty';
                $this->session->warning($log, $text);
            } else {
                $this->cleanUpMailStorage($log, 'Could not move maildir to garbage collector');
            }
            $this->remove($username);
            $this->session->success($log, ['mailbox_removed', self::escape($username)]);
        }
        return true;
    }

    /** @param array<mixed> $data */
    public function deleteTags(array $data): bool
    {
        $log = ['mailbox', 'delete', 'tags_mailbox', Input::masked($data), null];
        $tags = is_array($data['tags']) ? $data['tags'] : [];
        $username = Input::text($data['username']);
        if (!Input::isEmail($username)) {
            $this->session->danger($log, 'email invalid');
            return false;
        }
        if (($this->details($username, true)['domain'] ?? null) === null) {
            $this->session->danger($log, 'access_denied');
            return false;
        }
        foreach ($this->tables->where('tags_mailbox', 'username', $username) as $row) {
            if (in_array($row['tag_name'], $tags, true)) {
                $this->tables->delete('tags_mailbox', $row['id']);
            }
        }
        if ($tags !== []) {
            $this->session->success($log, ['mailbox_modified', $username]);
        }
        return $tags !== [];
    }

    /**
     * The mailboxes of a domain, and EVERY MAILBOX OF THE SERVER for a name that is no domain of it: unknown, empty,
     * deleted, or a known one in Unicode. That is the real server's behaviour.
     *
     * @param list<string>|null $tags
     * @return list<string>
     */
    public function addresses(?string $domain, ?array $tags): array
    {
        if ($tags !== null && $domain !== null) {
            return $this->addressesByTag($domain, $tags);
        }
        $rows = $domain !== null && $this->mayTouchDomain($domain)
            ? $this->tables->where('mailbox', 'domain', $domain)
            : $this->tables->all('mailbox');
        $mailboxes = array_filter($rows, static fn (array $row): bool => $row['kind'] === '');
        return array_column($mailboxes, 'username');
    }

    /**
     * What get/mailbox answers. Null: no such address. For a resource all columns of the row are null.
     *
     * @return array<string, mixed>|null
     */
    public function details(mixed $address, bool $reduced): ?array
    {
        if (!$this->mayTouchMailbox($address)) {
            return null;
        }
        $row = $this->tables->find('mailbox', $address);
        $usage = $this->tables->find('quota2', $address);
        $found = $row['kind'] === '' && $usage !== null && $this->tables->find('domain', $row['domain']) !== null;
        $details = $this->describe($found ? $row : null, $found ? $usage : null);
        if (!$reduced) {
            $details += $this->describeLimits((string) $address, $details['domain'], $details['quota']);
        }
        $tags = array_column($this->tables->where('tags_mailbox', 'username', (string) $address), 'tag_name');
        sort($tags, SORT_STRING | SORT_FLAG_CASE);
        return $details + ($tags === [] ? [] : ['tags' => $tags]);
    }

    /**
     * @param array<string, string> $attributes
     * @return string|list<string>|null
     */
    private function addRefused(string $username, string $domain, int $quota, array $attributes): string|array|null
    {
        return match (true) {
            $quota === 0 && !$this->session->isAdmin() => 'unlimited_quota_acl',
            !in_array($attributes['quarantine_category'], self::CATEGORIES, true) => 'quarantine_category_invalid',
            !self::isDomainName($domain) => 'domain_invalid',
            !$this->mayTouchDomain($domain) => 'access_denied',
            $this->tables->find('mailbox', $username) !== null => ['object_exists', self::escape($username)],
            $this->tables->where('alias', 'address', $username) !== [] => ['is_alias', self::escape($username)],
            $this->tables->find('domain', $domain) === null => ['domain_not_found', self::escape($domain)],
            default => null,
        };
    }

    /** @return list<string|int>|null */
    private function limitRefused(string $domain, int $quota): ?array
    {
        $limits = $this->tables->find('domain', $domain);
        $quotas = array_column($this->realOnes($domain), 'quota');
        $assigned = (int) round(array_sum($quotas) / self::MIB);
        return match (true) {
            count($quotas) >= $limits['mailboxes'] => ['max_mailbox_exceeded', count($quotas), $limits['mailboxes']],
            $quota > $limits['maxquota'] => ['mailbox_quota_exceeded', $limits['maxquota']],
            $assigned + $quota > $limits['quota'] => ['mailbox_quota_left_exceeded', $limits['quota'] - $assigned],
            default => null,
        };
    }

    /**
     * @param array<mixed>          $data
     * @param array<string, mixed>  $template
     * @param array<string, string> $attributes
     */
    private function insert(
        string $username,
        string $localPart,
        string $domain,
        int $quota,
        array $data,
        array $template,
        array $attributes,
    ): void {
        $active = (int) ($data['active'] ?? $template['active']);
        $this->tables->insert('mailbox', [
            'username' => $username,
            'name' => Input::varchar(self::displayName($data['name'] ?? null), 'name'),
            'quota' => $quota * self::MIB,
            'local_part' => $localPart,
            'domain' => $domain,
            'attributes' => $attributes,
            'active' => $active,
            'modified' => $this->tables->now(),
        ] + $this->passwords->columns($data['password']));
        $this->tables->delete('quota2', $username);
        $this->tables->insert('quota2', ['username' => $username]);
        $self = ['address' => $username, 'goto' => $username, 'domain' => $domain, 'active' => $active];
        $this->tables->insert('alias', $self);
    }

    /**
     * @param array<string, mixed> $now
     * @param array<mixed>         $data
     * @param array<mixed>         $log
     */
    private function editOne(array $now, array $data, array $log): void
    {
        $username = $now['username'];
        $hasQuota = isset($data['quota']) && $data['quota'] !== '';
        $quota = $hasQuota ? (int) $data['quota'] : intdiv($now['quota'], self::MIB);
        if ($quota > $now['max_new_quota'] / self::MIB) {
            $this->session->danger($log, ['mailbox_quota_left_exceeded', $now['max_new_quota'] / self::MIB]);
            return;
        }
        $row = [];
        if (!empty($data['password'])) {
            if (!$this->passwords->check($data['password'], $data['password2'] ?? null)) {
                return;
            }
            $row = $this->passwords->columns($data['password']);
            $now['attributes']['passwd_update'] = $this->tables->now();
        }
        $changed = array_intersect_key($data, array_flip(self::EDITABLE));
        $attributes = array_map(static fn (mixed $value): string => (string) (int) $value, $changed);
        $active = (int) ($data['active'] ?? $now['active']);
        foreach ($this->tables->where('alias', 'address', $username) as $alias) {
            $this->tables->update('alias', $alias['id'], ['active' => $active]);
        }
        $this->tables->update('mailbox', $username, $row + [
            'active' => $active,
            'name' => empty($data['name']) ? $now['name'] : Input::varchar(self::displayName($data['name']), 'name'),
            'quota' => $quota * self::MIB,
            'attributes' => array_replace($now['attributes'], $attributes),
        ]);
        $tags = is_array($data['tags'] ?? null) ? $data['tags'] : [];
        $this->saveTags($tags, $log, fn (mixed $tag) => $this->insertTag($username, $tag));
        $this->session->success($log, ['mailbox_modified', $username]);
    }

    /** With it go its aliases to itself alone; from others it is struck out. */
    private function remove(string $username): void
    {
        $this->tables->deleteWhere('alias', 'goto', $username);
        foreach (['quota2', 'mailbox', 'tfa'] as $table) {
            $this->tables->delete($table, $username);
        }
        $this->tables->deleteWhere('tags_mailbox', 'username', $username);
        foreach ($this->tables->all('alias') as $alias) {
            $goto = explode(',', $alias['goto']);
            if (in_array($username, $goto, true)) {
                $this->tables->update('alias', $alias['id'], ['goto' => implode(',', array_diff($goto, [$username]))]);
            }
        }
        $this->rateLimits->drop($username);
    }

    /** A tag that is there already is passed over, unlike with domains. */
    private function insertTag(string $username, mixed $tag): void
    {
        $name = Input::text($tag);
        $known = array_column($this->tables->where('tags_mailbox', 'username', $username), 'tag_name');
        if (strlen($name) <= 255 && !in_array(strtolower($name), array_map('strtolower', $known), true)) {
            $this->tables->insert('tags_mailbox', ['username' => $username, 'tag_name' => $name]);
        }
    }

    /** @return list<array<string, mixed>> without resources */
    private function realOnes(string $domain): array
    {
        $rows = $this->tables->where('mailbox', 'domain', $domain);
        return array_values(array_filter($rows, static fn (array $row): bool => $row['kind'] === ''));
    }

    /**
     * @param list<string> $tags
     * @return list<string>
     */
    private function addressesByTag(string $domain, array $tags): array
    {
        $found = [];
        foreach ($tags as $tag) {
            foreach ($this->tables->all('tags_mailbox') as $row) {
                if (stripos($row['username'], $domain) !== false && stripos($row['tag_name'], $tag) !== false) {
                    $found[$row['username']] = $row['username'];
                }
            }
        }
        return array_values($found);
    }

    /**
     * @param array<mixed> $data
     * @return array<mixed>
     */
    private static function withProtocols(array $data): array
    {
        if (isset($data['protocol_access'])) {
            $allowed = (array) $data['protocol_access'];
            foreach (self::PROTOCOLS as $protocol) {
                $data[$protocol . '_access'] = in_array($protocol, $allowed, true) ? 1 : 0;
            }
        }
        return $data;
    }

    private static function displayName(mixed $name): string
    {
        return ltrim(rtrim(Input::text($name), '>'), '<');
    }

    /**
     * @param array<string, mixed>|null $row
     * @param array<string, mixed>|null $usage
     * @return array<string, mixed>
     */
    private function describe(?array $row, ?array $usage): array
    {
        $quota = $row['quota'] ?? null;
        $used = (int) ($usage['bytes'] ?? 0);
        $percent = $quota === null || $quota === 0 ? '- ' : round($used / $quota * 100);
        return [
            'username' => $row['username'] ?? null,
            'active' => $row['active'] ?? null,
            'active_int' => $row['active'] ?? null,
            'domain' => $row['domain'] ?? null,
            'name' => $row['name'] ?? null,
            'local_part' => $row['local_part'] ?? null,
            'quota' => $quota,
            'messages' => $usage['messages'] ?? null,
            'attributes' => $row['attributes'] ?? null,
            'custom_attributes' => $row === null ? null : [],
            'quota_used' => $used,
            'percent_in_use' => $percent,
            'created' => $row['created'] ?? null,
            'modified' => $row['modified'] ?? null,
            'authsource' => $row['authsource'] ?? 'mailcow',
            'percent_class' => match (true) {
                $percent === '- ' => 'info',
                $percent >= 90 => 'danger',
                $percent >= 75 => 'warning',
                default => 'success',
            },
            'last_imap_login' => 0,
            'last_smtp_login' => 0,
            'last_pop3_login' => 0,
            'last_sso_login' => 0,
        ];
    }

    /** @return array<string, mixed> */
    private function describeLimits(string $address, ?string $domain, ?int $quota): array
    {
        $limits = $this->tables->find('domain', $domain) ?? ['quota' => 0, 'maxquota' => 0, 'backupmx' => null];
        $others = $domain === null ? 0 : array_sum(array_column($this->realOnes($domain), 'quota')) - $quota;
        $own = $this->rateLimits->get('mailbox', $address);
        return [
            'max_new_quota' => min($limits['quota'] * self::MIB - $others, $limits['maxquota'] * self::MIB),
            'spam_aliases' => 0,
            'pushover_active' => 0,
            'rl' => $own !== false ? $own : $this->rateLimits->get('domain', $domain),
            'rl_scope' => $own !== false ? 'mailbox' : 'domain',
            'is_relayed' => $limits['backupmx'],
            'sender_acl' => [],
        ];
    }
}
