<?php

/**
 * Domains: add, edit, delete, details, tags. Quotas are MiB in requests and in the table, bytes in details.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Domains extends Operations
{
    private const MIB = 1_048_576;
    /** Columns and the largest numbers they hold. */
    private const INTEGERS = [
        'aliases' => Input::INT, 'mailboxes' => Input::INT, 'defquota' => Input::BIGINT, 'maxquota' => Input::BIGINT,
        'quota' => Input::BIGINT, 'active' => Input::TINYINT, 'gal' => Input::TINYINT, 'backupmx' => Input::TINYINT,
        'relay_all_recipients' => Input::TINYINT, 'relay_unknown_only' => Input::TINYINT,
    ];

    public function __construct(
        Tables $tables,
        Session $session,
        private readonly Templates $templates,
        private readonly RateLimits $rateLimits,
        private readonly Dkim $dkim,
    ) {
        parent::__construct($tables, $session);
    }

    /** @param array<mixed> $data */
    public function add(array $data): bool
    {
        $log = ['mailbox', 'add', 'domain', Input::masked($data), null];
        if (!$this->session->isAdmin()) {
            return $this->session->danger($log, 'access_denied');
        }
        $template = $this->templates->attributes('domain', $data['template'] ?? null);
        $domain = self::canonical($data['domain'] ?? null);
        $row = $this->newRow($domain, $data, $template);
        $refusal = self::limitsRefused($row) ?? $this->nameRefused($domain);
        if ($refusal !== null) {
            return $this->session->danger($log, $refusal);
        }
        $this->tables->insert('domain', self::checkedColumns($row));
        $tags = (array) ($data['tags'] ?? $template['tags']);
        $this->saveTags($tags, $log, fn (mixed $tag) => $this->insertTag($domain, $tag));
        $this->addRateLimit($domain, $data, $template);
        $this->addDkim($domain, $data, $template, $log);
        return $this->finishAdd($domain, (int) ($data['restart_sogo'] ?? 0) !== 0, $log);
    }

    /**
     * Each limit is checked in each edit, also when it is not among the changes.
     *
     * @param array<mixed> $data
     */
    public function edit(array $data): bool
    {
        $log = ['mailbox', 'edit', 'domain', Input::masked($data), null];
        foreach (self::several($data['domain'] ?? null) as $item) {
            $domain = Idn::toAscii(Input::text($item));
            $now = self::isDomainName($domain) ? $this->details($domain) : null;
            if ($now === null) {
                $this->session->danger($log, 'domain_invalid');
                continue;
            }
            $row = $this->editedRow($data, $now);
            $refusal = $this->editRefused($domain, $row);
            if ($refusal !== null) {
                $this->session->danger($log, $refusal);
                continue;
            }
            // of an alias domain, the details above were its target's; there is no row of its name to change
            $this->tables->update('domain', $domain, self::checkedColumns($row));
            $tags = is_array($data['tags'] ?? null) ? $data['tags'] : [];
            $this->saveTags($tags, $log, fn (mixed $tag) => $this->insertTag($domain, $tag));
            $this->session->success($log, ['domain_modified', self::escape($domain)]);
        }
        return true;
    }

    /** A domain that does not exist is removed with success. @param array<mixed> $data */
    public function delete(array $data): bool
    {
        $log = ['mailbox', 'delete', 'domain', Input::masked($data), null];
        foreach (self::several($data['domain'] ?? null) as $item) {
            if (!self::isDomainName($item)) {
                $this->session->danger($log, 'domain_invalid');
                continue;
            }
            $domain = (string) self::canonical($item);
            if ($this->tables->where('mailbox', 'domain', $domain) !== []) {
                $this->session->danger($log, ['domain_not_empty', $domain]);
                continue;
            }
            $this->cleanUpMailStorage($log, 'Could not move mail storage to garbage collector');
            $this->remove($domain);
            $this->session->success($log, ['domain_removed', self::escape($domain)]);
        }
        return true;
    }

    /** @param array<mixed> $data */
    public function deleteTags(array $data): bool
    {
        $log = ['mailbox', 'delete', 'tags_domain', Input::masked($data), null];
        $tags = is_array($data['tags']) ? $data['tags'] : [];
        $modified = false;
        foreach (self::several($data['domain']) as $domain) {
            if (!self::isDomainName($domain)) {
                $this->session->danger($log, 'domain_invalid');
                continue;
            }
            if (!$this->mayTouchDomain($domain)) {
                return $this->session->danger($log, 'access_denied');
            }
            foreach ($tags as $tag) {
                $modified = true;
                $this->deleteTag($domain, Input::text($tag));
            }
        }
        if (!$modified) {
            return false;
        }
        $this->session->success($log, ['domain_modified', $domain]);
        return true;
    }

    /**
     * The names of all domains, or of those with a tag that contains one of the given texts (% and _ are wildcards).
     *
     * @param list<string>|null $tags
     * @return list<string>
     */
    public function names(?array $tags): array
    {
        if ($tags === null) {
            return array_column($this->tables->all('domain'), 'domain');
        }
        $found = [];
        foreach ($tags as $wanted) {
            $pattern = '/' . strtr(preg_quote($wanted, '/'), ['%' => '.*', '_' => '.']) . '/isu';
            foreach ($this->tables->all('tags_domain') as $row) {
                if (preg_match($pattern, $row['tag_name']) === 1) {
                    $found[$row['domain']] = true;
                }
            }
        }
        return array_map('strval', array_keys($found));
    }

    /** What get/domain answers; of an alias domain, its target's. @return array<string, mixed>|null */
    public function details(mixed $name): ?array
    {
        $domain = self::canonical($name);
        if (!$this->mayTouchDomain($domain)) {
            return null;
        }
        $domain = $this->tables->find('alias_domain', $domain)['target_domain'] ?? $domain;
        $row = $this->tables->find('domain', $domain);
        return $row === null ? null : $this->describe($row);
    }

    /** Mailboxes of a domain: how many, the largest, the sum, in MiB. @return array{int, int|null, int} */
    private function mailboxFigures(string $domain): array
    {
        $rows = $this->tables->where('mailbox', 'domain', $domain);
        $quotas = array_column(array_filter($rows, static fn (array $row): bool => $row['kind'] === ''), 'quota');
        $largest = $quotas === [] ? null : (int) round(max($quotas) / self::MIB);
        return [count($quotas), $largest, (int) round(array_sum($quotas) / self::MIB)];
    }

    /**
     * @param array<mixed>         $data
     * @param array<string, mixed> $template
     * @return array<string, mixed>
     */
    private function newRow(string|false $domain, array $data, array $template): array
    {
        $number = static fn (string $name, int $default): int => (int) ($data[$name] ?? $default);
        $quota = static fn (string $name, int $bytes): int => (int) ($data[$name] ?? intdiv($bytes, self::MIB));
        return self::withRelayRules([
            'domain' => $domain,
            'description' => empty($data['description']) ? (string) $domain : $data['description'],
            'aliases' => $number('aliases', $template['max_num_aliases_for_domain']),
            'mailboxes' => $number('mailboxes', $template['max_num_mboxes_for_domain']),
            'defquota' => $quota('defquota', $template['def_quota_for_mbox']),
            'maxquota' => $quota('maxquota', $template['max_quota_for_mbox']),
            'quota' => $quota('quota', $template['max_quota_for_domain']),
            'active' => $number('active', $template['active']),
            'gal' => $number('gal', $template['gal']),
            'backupmx' => $number('backupmx', $template['backupmx']),
            'relay_all_recipients' => $number('relay_all_recipients', $template['relay_all_recipients']),
            'relay_unknown_only' => $number('relay_unknown_only', $template['relay_unknown_only']),
        ]);
    }

    /**
     * Nought for aliases, maxquota and quota counts as left out; "00" does not, and is nought for the database.
     *
     * @param array<mixed>         $data
     * @param array<string, mixed> $now
     * @return array<string, mixed>
     */
    private function editedRow(array $data, array $now): array
    {
        $given = static fn (string $name): bool => isset($data[$name]) && $data[$name] != '';
        $number = static fn (string $name): int => (int) ($data[$name] ?? $now[$name]);
        $notEmpty = static fn (string $name, mixed $else): mixed => empty($data[$name]) ? $else : $data[$name];
        return self::withRelayRules([
            'description' => $notEmpty('description', $now['description']),
            'aliases' => $notEmpty('aliases', $now['max_num_aliases_for_domain']),
            'mailboxes' => $given('mailboxes') ? (int) $data['mailboxes'] : $now['max_num_mboxes_for_domain'],
            'defquota' => $given('defquota') ? (int) $data['defquota'] : $now['def_quota_for_mbox'] / self::MIB,
            'maxquota' => $notEmpty('maxquota', $now['max_quota_for_mbox'] / self::MIB),
            'quota' => $notEmpty('quota', $now['max_quota_for_domain'] / self::MIB),
            'active' => $number('active'),
            'gal' => $number('gal'),
            'backupmx' => $number('backupmx'),
            'relay_all_recipients' => $number('relay_all_recipients'),
            'relay_unknown_only' => $number('relay_unknown_only'),
            'relayhost' => $number('relayhost'),
        ]);
    }

    /** @param array<string, mixed> $row */
    private static function withRelayRules(array $row): array
    {
        if ($row['relay_unknown_only'] == 1) {
            $row['relay_all_recipients'] = 1;
        }
        if ($row['relay_all_recipients'] == 1) {
            $row['backupmx'] = 1;
        }
        return $row;
    }

    /** What add/domain says first. @param array<string, mixed> $row */
    private static function limitsRefused(array $row): ?string
    {
        return match (true) {
            $row['defquota'] > $row['maxquota'] => 'mailbox_defquota_exceeds_mailbox_maxquota',
            $row['maxquota'] > $row['quota'] => 'mailbox_quota_exceeds_domain_quota',
            $row['defquota'] === 0 => 'defquota_empty',
            $row['maxquota'] === 0 => 'maxquota_empty',
            default => null,
        };
    }

    /** @return string|list<string>|null */
    private function nameRefused(string|false $domain): string|array|null
    {
        return match (true) {
            !self::isDomainName($domain) => 'domain_invalid',
            $this->tables->find('domain', $domain) !== null, $this->tables->find('alias_domain', $domain) !== null
                => ['domain_exists', self::escape($domain)],
            strcasecmp($domain, $this->tables->settings['hostname']) === 0 => 'domain_cannot_match_hostname',
            default => null,
        };
    }

    /**
     * @param array<string, mixed> $row values from the request as they came, compared as PHP compares them
     * @return string|list<string|int>|null
     */
    private function editRefused(string $domain, array $row): string|array|null
    {
        [$count, $largest, $sum] = $this->mailboxFigures($domain);
        $aliases = count($this->aliasesOf([$domain]));
        return match (true) {
            $row['defquota'] > $row['maxquota'] => 'mailbox_defquota_exceeds_mailbox_maxquota',
            empty($row['defquota']) => 'defquota_empty',
            $row['maxquota'] > $row['quota'] => 'mailbox_quota_exceeds_domain_quota',
            $row['maxquota'] == '0' => 'maxquota_empty',
            $largest !== null && $largest > $row['maxquota'] => ['max_quota_in_use', (string) $largest],
            $sum > $row['quota'] => ['domain_quota_m_in_use', (string) $sum],
            $count > $row['mailboxes'] => ['mailboxes_in_use', $count],
            $aliases > $row['aliases'] => ['aliases_in_use', $aliases],
            default => null,
        };
    }

    /**
     * The row as the database takes it, or the database's refusal.
     *
     * @param array<string, mixed> $row
     * @return array<string, mixed>
     */
    private static function checkedColumns(array $row): array
    {
        $row['description'] = Input::varchar($row['description'], 'description');
        foreach (self::INTEGERS as $name => $largest) {
            $row[$name] = Input::integer($row[$name], $name, $largest);
        }
        if (isset($row['relayhost'])) {
            $row['relayhost'] = (string) $row['relayhost'];
        }
        return $row;
    }

    private function insertTag(string $domain, mixed $tag): void
    {
        $name = Input::varchar($tag, 'tag_name');
        foreach ($this->tables->where('tags_domain', 'domain', $domain) as $row) {
            if (strcasecmp(rtrim($row['tag_name']), rtrim($name)) === 0) {
                throw UncaughtError::sql('23000', 1062, "Duplicate entry '$name-$domain' for key 'tag_name'");
            }
        }
        if ($this->tables->find('domain', $domain) === null) {
            throw UncaughtError::sql('23000', 1452, 'Cannot add or update a child row: a foreign key constraint fails');
        }
        $this->tables->insert('tags_domain', ['domain' => $domain, 'tag_name' => $name]);
    }

    private function deleteTag(string $domain, string $tag): void
    {
        foreach ($this->tables->where('tags_domain', 'domain', $domain) as $row) {
            if (strcasecmp($row['tag_name'], $tag) === 0) {
                $this->tables->delete('tags_domain', $row['id']);
            }
        }
    }

    /**
     * @param array<mixed>         $data
     * @param array<string, mixed> $template
     */
    private function addRateLimit(string $domain, array $data, array $template): void
    {
        $value = isset($data['rl_value']) ? (int) $data['rl_value'] : $template['rl_value'];
        $frame = $data['rl_frame'] ?? $template['rl_frame'];
        if (!empty($value) && !empty($frame)) {
            $this->rateLimits->edit('domain', ['rl_value' => $value, 'rl_frame' => $frame, 'object' => $domain]);
        }
    }

    /**
     * @param array<mixed>         $data
     * @param array<string, mixed> $template
     * @param array<mixed>         $log
     */
    private function addDkim(string $domain, array $data, array $template, array $log): void
    {
        $size = isset($data['key_size']) ? (int) $data['key_size'] : $template['key_size'];
        $selector = $data['dkim_selector'] ?? $template['dkim_selector'];
        if (empty($size) || empty($selector)) {
            return;
        }
        if ($this->tables->find('dkim', $domain) !== null) {
            $this->session->success($log, 'domain_add_dkim_available');
            return;
        }
        $this->dkim->add(['key_size' => $size, 'dkim_selector' => $selector, 'domains' => $domain]);
    }

    /** @param array<mixed> $log */
    private function finishAdd(string $domain, bool $restartSogo, array $log): bool
    {
        if ($restartSogo && $this->tables->settings['sogo_restart_error'] !== null) {
            $this->session->warning($log, 'domain_added_sogo_failed');
            return false;
        }
        $this->session->success($log, ['domain_added', self::escape($domain)]);
        return true;
    }

    /** With it go all administrators who have no domain any more. DKIM keys and second factors stay. */
    private function remove(string $domain): void
    {
        $this->tables->delete('domain', $domain);
        foreach (['tags_domain', 'domain_admins', 'alias'] as $table) {
            $this->tables->deleteWhere($table, 'domain', $domain);
        }
        $this->tables->deleteWhere('alias_domain', 'target_domain', $domain);
        foreach ($this->tables->all('quota2') as $usage) {
            if (str_ends_with($usage['username'], "@$domain")) {
                $this->tables->delete('quota2', $usage['username']);
            }
        }
        $this->rateLimits->drop($domain);
        foreach ($this->tables->all('admin') as $admin) {
            if ($admin['superadmin'] === 0 && $this->hasNoDomain($admin['username'])) {
                $this->tables->delete('admin', $admin['username']);
            }
        }
        foreach ($this->tables->all('da_acl') as $acl) {
            if ($this->hasNoDomain($acl['username'])) {
                $this->tables->delete('da_acl', $acl['username']);
            }
        }
    }

    private function hasNoDomain(string $administrator): bool
    {
        return $this->tables->where('domain_admins', 'username', $administrator) === [];
    }

    /**
     * Aliases of these domains, without those that only make a mailbox or resource known.
     *
     * @param list<string> $domains
     * @return list<array<string, mixed>>
     */
    private function aliasesOf(array $domains): array
    {
        $ofOne = fn (string $domain): array => $this->tables->where('alias', 'domain', $domain);
        $rows = array_merge(...array_map($ofOne, $domains));
        return array_values(array_filter(
            $rows,
            fn (array $row): bool => $this->tables->find('mailbox', $row['address']) === null,
        ));
    }

    /**
     * @param array<string, mixed> $row
     * @return array<string, mixed>
     */
    private function describe(array $row): array
    {
        $name = $row['domain'];
        $all = $this->tables->where('mailbox', 'domain', $name);
        $mailboxes = array_filter($all, static fn (array $mailbox): bool => $mailbox['kind'] === '');
        $assigned = array_sum(array_column($mailboxes, 'quota'));
        $usage = array_map(fn (array $mailbox) => $this->tables->find('quota2', $mailbox['username']), $all);
        // sums come from the database as text, unless they are nought
        $sum = static function (string $column) use ($usage): string|int {
            $total = array_sum(array_column($usage, $column));
            return $total === 0 ? 0 : (string) $total;
        };
        $maxNew = min($row['quota'] * self::MIB - $assigned, $row['maxquota'] * self::MIB);
        $aliasDomains = array_column($this->tables->where('alias_domain', 'target_domain', $name), 'alias_domain');
        $aliases = count($this->aliasesOf([$name, ...$aliasDomains]));
        $admins = array_column($this->tables->where('domain_admins', 'domain', $name), 'username');
        $tags = array_column($this->tables->where('tags_domain', 'domain', $name), 'tag_name');
        sort($tags, SORT_STRING | SORT_FLAG_CASE);
        return [
            'max_new_mailbox_quota' => $maxNew,
            'def_new_mailbox_quota' => min($maxNew, $row['defquota'] * self::MIB),
            'quota_used_in_domain' => (string) $assigned,
            'bytes_total' => $sum('bytes'),
            'msgs_total' => $sum('messages'),
            'mboxes_in_domain' => count($mailboxes),
            'mboxes_left' => $row['mailboxes'] - count($mailboxes),
            'domain_name' => $name,
            'domain_h_name' => Idn::toUnicode($name),
            'description' => $row['description'],
            'max_num_aliases_for_domain' => $row['aliases'],
            'max_num_mboxes_for_domain' => $row['mailboxes'],
            'def_quota_for_mbox' => $row['defquota'] * self::MIB,
            'max_quota_for_mbox' => $row['maxquota'] * self::MIB,
            'max_quota_for_domain' => $row['quota'] * self::MIB,
            'relayhost' => $row['relayhost'],
            ...self::twice($row, 'backupmx'),
            ...self::twice($row, 'gal'),
            'rl' => $this->rateLimits->get('domain', $name),
            ...self::twice($row, 'active'),
            ...self::twice($row, 'relay_all_recipients'),
            ...self::twice($row, 'relay_unknown_only'),
            'created' => $row['created'],
            'modified' => $row['modified'],
            'aliases_in_domain' => $aliases,
            'aliases_left' => $row['aliases'] - $aliases,
            'domain_admins' => $admins === [] ? '-' : implode(', ', $admins),
        ] + ($tags === [] ? [] : ['tags' => $tags]);
    }

    /**
     * @param array<string, mixed> $row
     * @return array<string, mixed>
     */
    private static function twice(array $row, string $flag): array
    {
        return [$flag => $row[$flag], $flag . '_int' => $row[$flag]];
    }
}
