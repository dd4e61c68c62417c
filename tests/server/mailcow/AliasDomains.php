<?php

/**
 * Alias domains: names that stand for another domain of the server.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class AliasDomains extends Operations
{
    public function __construct(
        Tables $tables,
        Session $session,
        private readonly RateLimits $rateLimits,
        private readonly Dkim $dkim,
    ) {
        parent::__construct($tables, $session);
    }

    /** @param array<mixed> $data */
    public function add(array $data): bool
    {
        $log = ['mailbox', 'add', 'alias_domain', Input::masked($data), null];
        $names = array_filter(Input::parts($data['alias_domain'] ?? null));
        $target = self::canonical($data['target_domain'] ?? null);
        if (!$this->session->isAdmin()) {
            return $this->session->danger($log, 'access_denied');
        }
        if (!self::isDomainName($target)) {
            return $this->session->danger($log, 'target_domain_invalid');
        }
        if (!$this->mayTouchDomain($target)) {
            return $this->session->danger($log, 'access_denied');
        }
        foreach ($names as $name) {
            $alias = self::canonical($name);
            $refusal = $this->refused($alias, $target);
            if ($refusal !== null) {
                $this->session->danger($log, $refusal);
                continue;
            }
            $row = ['alias_domain' => $alias, 'target_domain' => $target, 'active' => (int) ($data['active'] ?? 0)];
            $this->tables->insert('alias_domain', $row);
            $this->addExtras($alias, $data, $log);
            $this->session->success($log, ['aliasd_added', self::escape($alias)]);
        }
        return true;
    }

    /** @param array<mixed> $data */
    public function edit(array $data): bool
    {
        $log = ['mailbox', 'edit', 'alias_domain', Input::masked($data), null];
        foreach ((array) ($data['alias_domain'] ?? null) as $name) {
            $alias = self::canonical($name);
            $now = $this->details($alias);
            if ($now === null) {
                $this->session->danger($log, ['alias_domain_invalid', self::escape($alias)]);
                continue;
            }
            $target = empty($data['target_domain']) ? $now['target_domain'] : self::canonical($data['target_domain']);
            if (!self::isDomainName($target) || $this->tables->find('alias_domain', $target) !== null) {
                $this->session->danger($log, ['target_domain_invalid', self::escape($target)]);
                continue;
            }
            if (!$this->mayTouchDomain($target)) {
                $this->session->danger($log, 'access_denied');
                continue;
            }
            $active = (int) ($data['active'] ?? $now['active']);
            $this->tables->update('alias_domain', $alias, ['target_domain' => $target, 'active' => $active]);
            $this->session->success($log, ['aliasd_modified', self::escape($alias)]);
        }
        return true;
    }

    /** @param array<mixed> $data */
    public function delete(array $data): bool
    {
        $log = ['mailbox', 'delete', 'alias_domain', Input::masked($data), null];
        foreach (self::several($data['alias_domain'] ?? null) as $name) {
            if (!self::isDomainName($name)) {
                $this->session->danger($log, 'domain_invalid');
                continue;
            }
            $row = $this->tables->find('alias_domain', $name);
            if ($row === null || !$this->mayTouchDomain($row['target_domain'])) {
                $this->session->danger($log, 'access_denied');
                continue;
            }
            $this->tables->delete('alias_domain', $name);
            $this->tables->deleteWhere('alias', 'domain', $name);
            $this->session->success($log, ['alias_domain_removed', self::escape($name)]);
        }
        return true;
    }

    /** @return list<string> */
    public function names(): array
    {
        return array_column($this->tables->all('alias_domain'), 'alias_domain');
    }

    /** @return array<string, mixed>|null */
    public function details(mixed $name): ?array
    {
        $row = $this->tables->find('alias_domain', Input::text($name));
        if ($row === null || !$this->mayTouchDomain($row['target_domain'])) {
            return null;
        }
        return [
            'alias_domain' => $row['alias_domain'],
            'parent_is_backupmx' => $this->tables->find('domain', $row['target_domain'])['backupmx'] ?? null,
            'target_domain' => $row['target_domain'],
            'active' => $row['active'],
            'active_int' => $row['active'],
            'rl' => $this->rateLimits->get('domain', $name),
            'created' => $row['created'],
            'modified' => $row['modified'],
        ];
    }

    /** @return list<string>|null */
    private function refused(string|false $alias, string $target): ?array
    {
        $row = $this->tables->find('domain', $target);
        return match (true) {
            !self::isDomainName($alias) => ['alias_domain_invalid', self::escape($alias)],
            $alias === $target => ['aliasd_targetd_identical', self::escape($target)],
            $row === null => ['targetd_not_found', self::escape($target)],
            $row['backupmx'] === 1 => ['targetd_relay_domain', self::escape($target)],
            $this->tables->find('alias_domain', $alias) !== null, $this->tables->find('domain', $alias) !== null
                => ['alias_domain_invalid', $alias],
            default => null,
        };
    }

    /**
     * @param array<mixed> $data
     * @param array<mixed> $log
     */
    private function addExtras(string $alias, array $data, array $log): void
    {
        if ((int) ($data['rl_value'] ?? 0) !== 0) {
            $limit = ['rl_value' => $data['rl_value'], 'rl_frame' => $data['rl_frame'] ?? null, 'object' => $alias];
            $this->rateLimits->edit('domain', $limit);
        }
        if (empty($data['key_size']) || empty($data['dkim_selector'])) {
            return;
        }
        if ($this->tables->find('dkim', $alias) !== null) {
            $this->session->success($log, 'domain_add_dkim_available');
            return;
        }
        $this->dkim->add([
            'key_size' => $data['key_size'],
            'dkim_selector' => $data['dkim_selector'],
            'domains' => $alias,
        ]);
    }
}
