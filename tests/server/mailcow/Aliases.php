<?php

/**
 * Aliases of addresses. A mailbox has one of its own, from its address to itself, which these operations never show.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Aliases extends Operations
{
    private const FLAGS = ['internal', 'active', 'sender_allowed', 'sogo_visible'];

    public function __construct(Tables $tables, Session $session, private readonly Domains $domains)
    {
        parent::__construct($tables, $session);
    }

    /** @param array<mixed> $data */
    public function add(array $data): bool
    {
        $log = ['mailbox', 'add', 'alias', Input::masked($data), null];
        $addresses = Input::parts($data['address'] ?? null);
        $targets = Input::parts($data['goto'] ?? null);
        $fixed = self::fixedTarget($data);
        foreach (['private_comment', 'public_comment'] as $comment) {
            if (strlen(Input::text($data[$comment] ?? null)) > 160) {
                return $this->session->danger($log, 'comment_too_long');
            }
        }
        if ($addresses[0] === '') {
            return $this->session->danger($log, 'alias_empty');
        }
        if ($targets[0] === '' && $fixed === null) {
            return $this->session->danger($log, 'goto_empty');
        }
        $goto = $fixed ?? implode(',', $this->validTargets($targets, $log));
        if ($goto === '') {
            return false;
        }
        foreach (array_diff(array_filter($addresses), explode(',', $goto)) as $address) {
            if (!$this->addOne($address, $goto, $data, $log)) {
                return false;
            }
        }
        return true;
    }

    /** @param array<mixed> $data */
    public function edit(array $data): bool
    {
        $log = ['mailbox', 'edit', 'alias', Input::masked($data), null];
        foreach (self::several($data['id'] ?? null) as $id) {
            $now = $this->details($id);
            if ($now === null) {
                $this->session->danger($log, ['alias_invalid', null]);
                continue;
            }
            $columns = [];
            foreach (self::FLAGS as $flag) {
                $columns[$flag] = (int) ($data[$flag] ?? $now[$flag]);
            }
            foreach (['private_comment', 'public_comment'] as $comment) {
                $columns[$comment] = $data[$comment] ?? $now[$comment];
            }
            $wanted = empty($data['goto']) ? $now['goto'] : $data['goto'];
            $targets = fn (): array => $this->validTargets(Input::parts($wanted), $log);
            $columns['goto'] = self::fixedTarget($data) ?? implode(',', $targets());
            if ($columns['goto'] !== '') {
                $this->tables->update('alias', $now['id'], $columns);
            }
            $this->session->success($log, ['alias_modified', self::escape($now['address'])]);
        }
        return true;
    }

    /** By number or by address. @param array<mixed> $data */
    public function delete(array $data): bool
    {
        $log = ['mailbox', 'delete', 'alias', Input::masked($data), null];
        foreach (self::several($data['id'] ?? null) as $id) {
            $now = $this->details($id);
            if ($now === null) {
                $this->session->danger($log, 'access_denied');
                continue;
            }
            $this->tables->delete('alias', $now['id']);
            $this->session->success($log, ['alias_removed', self::escape($now['address'])]);
        }
        return true;
    }

    /** @return list<int> */
    public function numbers(string $domain): array
    {
        $rows = $this->mayTouchDomain($domain) ? $this->tables->where('alias', 'domain', $domain) : [];
        return array_column(array_filter($rows, static fn (array $row) => $row['address'] !== $row['goto']), 'id');
    }

    /** @return array<string, mixed>|null */
    public function details(mixed $id): ?array
    {
        $byNumber = is_numeric($id) ? $this->tables->find('alias', (int) $id) : null;
        $row = $byNumber ?? $this->tables->where('alias', 'address', Input::text($id))[0] ?? null;
        if ($row === null || $row['address'] === $row['goto'] || !$this->mayTouchDomain($row['domain'])) {
            return null;
        }
        return [
            'in_primary_domain' => $this->tables->find('alias_domain', $row['domain'])['target_domain'] ?? '',
            'id' => $row['id'],
            'domain' => $row['domain'],
            'public_comment' => $row['public_comment'],
            'private_comment' => $row['private_comment'],
            'goto' => $row['goto'],
            'address' => $row['address'],
            'is_catch_all' => Input::isEmail($row['address']) ? 0 : 1,
            'internal' => $row['internal'],
            'active' => $row['active'],
            'active_int' => $row['active'],
            'sogo_visible' => $row['sogo_visible'],
            'sogo_visible_int' => $row['sogo_visible'],
            'sender_allowed' => $row['sender_allowed'],
            'created' => $row['created'],
            'modified' => $row['modified'],
        ];
    }

    /** @param array<mixed> $data */
    private static function fixedTarget(array $data): ?string
    {
        foreach (['goto_null' => 'null', 'goto_spam' => 'spam', 'goto_ham' => 'ham'] as $switch => $name) {
            if ((int) ($data[$switch] ?? 0) === 1) {
                return "$name@localhost";
            }
        }
        return null;
    }

    /**
     * @param list<string> $targets
     * @param array<mixed> $log
     * @return list<string>
     */
    private function validTargets(array $targets, array $log): array
    {
        $valid = [];
        foreach (array_filter($targets) as $target) {
            $target = self::withAsciiDomain($target);
            $kind = $this->tables->find('mailbox', $target)['kind'] ?? '';
            if ($kind === '' && Input::isEmail($target)) {
                $valid[] = $target;
            } else {
                $this->session->danger($log, ['goto_invalid', self::escape($target)]);
            }
        }
        return array_values(array_unique($valid));
    }

    private static function withAsciiDomain(string $address): string
    {
        [$local, $domain] = explode('@', $address, 2) + [1 => ''];
        return $local . '@' . Idn::toAscii($domain);
    }

    /**
     * False ends the whole request.
     *
     * @param array<mixed> $data
     * @param array<mixed> $log
     */
    private function addOne(string $address, string $goto, array $data, array $log): bool
    {
        $address = self::withAsciiDomain($address);
        [$local, $domain] = explode('@', $address, 2);
        if (($this->domains->details($domain)['aliases_left'] ?? null) === 0) {
            return $this->session->danger($log, 'max_alias_exceeded');
        }
        $refusal = $this->refused($address, $local, $domain);
        if ($refusal !== null) {
            $this->session->danger($log, $refusal);
            return true;
        }
        $row = [
            'address' => $address,
            'goto' => $goto,
            'domain' => $domain,
            'private_comment' => $data['private_comment'] ?? null,
            'public_comment' => $data['public_comment'] ?? null,
        ];
        foreach (self::FLAGS as $flag) {
            $row[$flag] = (int) ($data[$flag] ?? 0);
        }
        $id = $this->tables->insert('alias', $row);
        $this->session->success($log, ['alias_added', $address, (string) $id]);
        return true;
    }

    /** @return string|list<string>|null */
    private function refused(string $address, string $local, string $domain): string|array|null
    {
        $target = $this->tables->find('alias_domain', $domain)['target_domain'] ?? null;
        $isTaken = $this->tables->where('alias', 'address', $address) !== []
            || ($target !== null && $this->tables->find('mailbox', "$local@$target") !== null);
        return match (true) {
            $isTaken => ['is_alias_or_mailbox', self::escape($address)],
            $this->tables->find('domain', $target ?? $domain) === null => ['domain_not_found', self::escape($domain)],
            $local !== '' && !Input::isEmail($address) => ['alias_invalid', $address],
            !$this->mayTouchDomain($domain) => 'access_denied',
            default => null,
        };
    }
}
