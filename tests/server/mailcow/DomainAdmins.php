<?php

/**
 * Domain administrators: an account (admin), its domains (domain_admins) and its rights (da_acl) in three tables that
 * mailcow changes one after the other without a transaction. The order of the changes is mailcow's own: an error in the
 * middle leaves what was done before it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class DomainAdmins extends Operations
{
    private const DEFAULT_ATTRIBUTES = ['force_tfa' => '0', 'force_pw_update' => '0'];
    private const TOKEN_SECONDS = 30;

    public function __construct(
        Tables $tables,
        Session $session,
        private readonly Domains $domains,
        private readonly Passwords $passwords,
    ) {
        parent::__construct($tables, $session);
    }

    /** @param array<mixed> $data */
    public function add(array $data): bool
    {
        $log = ['domain_admin', 'add', Input::masked($data)];
        $username = strtolower(trim(Input::text($data['username'] ?? null)));
        $domains = (array) ($data['domains'] ?? null);
        if (!$this->session->isAdmin()) {
            return $this->session->danger($log, 'access_denied');
        }
        if ($domains === []) {
            return $this->session->danger($log, 'domain_invalid');
        }
        if (!Input::isUserName($username)) {
            return $this->session->danger($log, ['username_invalid', $username]);
        }
        if ($this->isTaken($username)) {
            return $this->session->danger($log, ['object_exists', self::escape($username)]);
        }
        if (!$this->passwords->check($data['password'] ?? null, $data['password2'] ?? null)) {
            return true;
        }
        $account = $this->passwords->columns($data['password']);
        $active = (int) ($data['active'] ?? 0);
        if ($this->addDomains($username, $domains, $active, $log) > 0) {
            $this->tables->insert('admin', ['username' => $username, 'active' => $active] + $account);
        }
        // also without an account; the row left behind is in the way of the next one of this name
        $this->tables->insert('da_acl', ['username' => $username]);
        $this->session->success($log, ['domain_admin_added', self::escape($username)]);
        return true;
    }

    /** @param array<mixed> $data */
    public function edit(array $data): bool
    {
        $log = ['domain_admin', 'edit', Input::masked($data)];
        foreach (self::several($data['username'] ?? null) as $username) {
            $now = $this->details($username);
            if ($now === null) {
                $this->session->danger($log, 'access_denied');
                continue;
            }
            if (!$this->editOne((string) $username, $now, $data, $log)) {
                return false;
            }
        }
        return true;
    }

    /** @param array<mixed> $data */
    public function delete(array $data): bool
    {
        $log = ['domain_admin', 'delete', Input::masked($data)];
        foreach ((array) $data['username'] as $username) {
            if ($this->details($username) === null) {
                $this->session->danger($log, ['username_invalid', $username]);
                continue;
            }
            $username = (string) $username;
            $this->tables->deleteWhere('domain_admins', 'username', $username);
            foreach (['admin', 'da_acl', 'tfa'] as $table) {
                $this->tables->delete($table, $username);
            }
            $this->session->success($log, ['domain_admin_removed', self::escape($username)]);
        }
        return true;
    }

    /** Those with a domain and an account. @return list<string> */
    public function names(): array
    {
        $names = [];
        foreach ($this->tables->all('domain_admins') as $row) {
            $admin = $this->tables->find('admin', $row['username']);
            if ($admin !== null && $admin['superadmin'] !== 1) {
                $names[strtolower($row['username'])] = $row['username'];
            }
        }
        ksort($names, SORT_STRING);
        return array_values($names);
    }

    /** Null without a domain, whether there is an account or not. @return array<string, mixed>|null */
    public function details(mixed $username): ?array
    {
        if (!$this->session->isAdmin() || !Input::isUserName($username)) {
            return null;
        }
        $rows = $this->tables->where('domain_admins', 'username', (string) $username);
        if ($rows === []) {
            return null;
        }
        $tfa = $this->tables->find('tfa', (string) $username)['active'] ?? 0;
        $all = array_column($this->tables->all('domain'), 'domain');
        $own = array_map('strtolower', array_column($rows, 'domain'));
        $selected = array_values(array_intersect($all, $own));
        $unselected = array_values(array_diff($all, $own));
        return [
            'username' => $rows[0]['username'],
            'tfa_active' => $tfa,
            'tfa_active_int' => $tfa,
            'active' => $rows[0]['active'],
            'active_int' => $rows[0]['active'],
            'created' => $rows[0]['created'],
            'attributes' => $this->tables->find('admin', (string) $username)['attributes'] ?? self::DEFAULT_ATTRIBUTES,
        ]
            + ($selected === [] ? [] : ['selected_domains' => $selected])
            + ['unselected_domains' => $unselected === [] ? '' : $unselected];
    }

    /** @param array<mixed> $data */
    public function editAcl(array $data): bool
    {
        $log = ['acl', 'edit', 'domainadmin', $data];
        $granted = array_flip(array_filter((array) ($data['da_acl'] ?? null), 'is_scalar'));
        foreach (self::several($data['username'] ?? null) as $username) {
            $now = is_array($username) ? null : $this->tables->find('da_acl', $username);
            if ($now === null) {
                $this->session->danger($log, 'Cannot determine current ACL');
                continue;
            }
            unset($now['username']);
            $flags = array_map(static fn (string $name): int => isset($granted[$name]) ? 1 : 0, array_keys($now));
            $this->tables->update('da_acl', $username, array_combine(array_keys($now), $flags));
            $this->session->success($log, ['acl_saved', $username]);
        }
        return true;
    }

    /** A token, also for one who is suspended. @param array<mixed> $data @return array{token: string}|false */
    public function issueToken(array $data): array|false
    {
        $log = ['domain_admin_sso', 'issue', $data];
        if (!$this->session->isAdmin()) {
            return $this->session->danger($log, 'access_denied');
        }
        $username = Input::text($data['username'] ?? null);
        if ($this->tables->where('domain_admins', 'username', $username) === []) {
            return $this->session->danger($log, ['object_doesnt_exist', self::escape($username)]);
        }
        $token = implode('-', str_split(strtoupper(bin2hex(random_bytes(15))), 6));
        $now = $this->tables->time();
        $this->tables->insert('da_sso', ['token' => $token, 'username' => $username, 'created' => $now]);
        foreach ($this->tables->all('da_sso') as $row) {
            if ($row['created'] < $now - self::TOKEN_SECONDS) {
                $this->tables->delete('da_sso', $row['token']);
            }
        }
        return ['token' => $token];
    }

    /** Spends the token. @return string|null who logs in with it */
    public function spendToken(string $token): ?string
    {
        $row = $this->tables->find('da_sso', preg_replace('/[^a-zA-Z0-9-]/', '', $token));
        $admin = $row === null ? null : $this->tables->find('admin', $row['username']);
        if ($admin === null || $row['created'] <= $this->tables->time() - self::TOKEN_SECONDS) {
            return null;
        }
        if ($admin['active'] !== 1 || $admin['superadmin'] !== 0) {
            return null;
        }
        $this->tables->delete('da_sso', $row['token']);
        return $row['username'];
    }

    private function isTaken(string $username): bool
    {
        return $this->tables->find('mailbox', $username) !== null
            || $this->tables->find('admin', $username) !== null
            || $this->tables->where('domain_admins', 'username', $username) !== [];
    }

    private function mayHave(mixed $domain): bool
    {
        return self::isDomainName($domain) && $this->domains->details($domain) !== null;
    }

    /**
     * The names are stored as they were given, not in their canonical form.
     *
     * @param array<mixed> $domains
     * @param array<mixed> $log
     */
    private function addDomains(string $username, array $domains, int $active, array $log): int
    {
        $valid = 0;
        foreach ($domains as $domain) {
            if ($this->mayHave($domain)) {
                $this->addDomain($username, $domain, $active);
                $valid++;
            } else {
                $this->session->danger($log, ['domain_invalid', self::escape($domain)]);
            }
        }
        return $valid;
    }

    private function addDomain(string $username, mixed $domain, int $active): void
    {
        $this->tables->insert('domain_admins', [
            'username' => Input::varchar($username, 'username'),
            'domain' => Input::varchar($domain, 'domain'),
            'active' => Input::integer($active, 'active', Input::TINYINT),
        ]);
    }

    /**
     * False ends the whole edit.
     *
     * @param array<string, mixed> $now
     * @param array<mixed>         $data
     * @param array<mixed>         $log
     */
    private function editOne(string $username, array $now, array $data, array $log): bool
    {
        $active = (int) ($data['active'] ?? $now['active']);
        $domains = empty($data['domains']) ? $now['selected_domains'] ?? [] : (array) $data['domains'];
        $newName = empty($data['username_new']) ? $now['username'] : $data['username_new'];
        foreach ($domains as $domain) {
            if (!$this->mayHave($domain)) {
                $this->session->danger($log, ['domain_invalid', self::escape($domain)]);
                return true;
            }
        }
        // a name spelled otherwise than it is stored counts as a new one, which is taken
        $renamed = $newName != $username;
        if (!Input::isUserName($newName) || ($renamed && $this->details($newName) !== null)) {
            $this->session->danger($log, ['username_invalid', $newName]);
            return true;
        }
        $newName = (string) $newName;
        $this->tables->deleteWhere('domain_admins', 'username', $username);
        $this->tables->update('da_acl', $username, ['username' => $newName]);
        foreach ($domains as $domain) {
            $this->addDomain($newName, $domain, $active);
        }
        return $this->editAccount($username, $newName, $active, $data, $log);
    }

    /**
     * @param array<mixed> $data
     * @param array<mixed> $log
     */
    private function editAccount(string $username, string $newName, int $active, array $data, array $log): bool
    {
        $password = [];
        if (!empty($data['password'])) {
            // refused here, domains and rights are renamed already, and the account is not
            if (!$this->passwords->check($data['password'], $data['password2'] ?? null)) {
                return false;
            }
            $password = $this->passwords->columns($data['password']);
        }
        $flag = static fn (string $name): string => (int) ($data[$name] ?? 0) !== 0 ? '1' : '0';
        $attributes = ['force_tfa' => $flag('force_tfa'), 'force_pw_update' => $flag('force_pw_update')];
        $account = ['username' => $newName, 'active' => $active, 'attributes' => $attributes];
        $this->tables->update('admin', $username, $account + $password);
        $secondFactor = isset($data['disable_tfa']) ? ['active' => 0] : ['username' => $newName];
        $this->tables->update('tfa', $username, $secondFactor);
        $this->session->success($log, ['domain_admin_modified', self::escape($username)]);
        return true;
    }
}
