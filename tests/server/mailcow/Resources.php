<?php

/**
 * Resources (rooms and things that can be booked). They are rows of the mailbox table with a kind: no list of mailboxes
 * shows them, and a domain that has one is not empty.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Resources extends Operations
{
    private const KINDS = ['location', 'group', 'thing'];

    /** @param array<mixed> $data */
    public function add(array $data): bool
    {
        $log = ['mailbox', 'add', 'resource', Input::masked($data), null];
        $domain = self::canonical($data['domain'] ?? null);
        $description = Input::text($data['description'] ?? null);
        $local = preg_replace('/[^\da-z]/i', '', $description);
        $name = "$local@$domain";
        $refusal = $this->refused($name, $domain, $description, $data['kind'] ?? null);
        if ($refusal !== null) {
            return $this->session->danger($log, $refusal);
        }
        $this->tables->insert('mailbox', [
            'username' => $name,
            'password' => 'RESOURCE',
            'name' => Input::varchar($description, 'name'),
            'local_part' => $local,
            'domain' => $domain,
            'active' => (int) ($data['active'] ?? 0),
            'multiple_bookings' => max(-1, (int) ($data['multiple_bookings'] ?? 0)),
            'kind' => $data['kind'],
        ]);
        $this->session->success($log, ['resource_added', self::escape($name)]);
        return true;
    }

    /** @param array<mixed> $data */
    public function edit(array $data): bool
    {
        $log = ['mailbox', 'edit', 'resource', Input::masked($data), null];
        foreach (self::several($data['name'] ?? null) as $name) {
            $now = $this->details($name);
            $kind = empty($data['kind']) ? $now['kind'] ?? null : $data['kind'];
            if ($now === null || !Input::isEmail($name) || !in_array($kind, self::KINDS, true)) {
                $this->session->danger($log, ['resource_invalid', self::escape($name)]);
                continue;
            }
            $description = empty($data['description']) ? $now['description'] : $data['description'];
            $this->tables->update('mailbox', $name, [
                'active' => (int) ($data['active'] ?? $now['active']),
                'name' => Input::varchar($description, 'name'),
                'kind' => $kind,
                'multiple_bookings' => max(-1, (int) ($data['multiple_bookings'] ?? $now['multiple_bookings'])),
            ]);
            $this->session->success($log, ['resource_modified', self::escape($name)]);
        }
        return true;
    }

    /** Removes a mailbox just as well, and leaves its alias and its row of usage behind. @param array<mixed> $data */
    public function delete(array $data): bool
    {
        $log = ['mailbox', 'delete', 'resource', Input::masked($data), null];
        foreach (self::several($data['name'] ?? null) as $name) {
            if (!Input::isEmail($name) || !$this->mayTouchMailbox($name)) {
                $this->session->danger($log, 'access_denied');
                continue;
            }
            $this->tables->delete('mailbox', $name);
            $this->tables->deleteWhere('tags_mailbox', 'username', $name);
            $this->session->success($log, ['resource_removed', self::escape($name)]);
        }
        return true;
    }

    /** All of the server, domain by domain. @return list<array<string, mixed>> */
    public function list(): array
    {
        $list = [];
        foreach ($this->tables->all('domain') as $domain) {
            foreach ($this->tables->where('mailbox', 'domain', $domain['domain']) as $row) {
                $list[] = $this->details($row['username']);
            }
        }
        return array_values(array_filter($list));
    }

    /** @return array<string, mixed>|null */
    public function details(mixed $name): ?array
    {
        $row = $this->mayTouchMailbox($name) ? $this->tables->find('mailbox', $name) : null;
        if ($row === null || $row['kind'] === '') {
            return null;
        }
        return [
            'name' => $row['username'],
            'kind' => $row['kind'],
            'multiple_bookings' => $row['multiple_bookings'],
            'description' => $row['name'],
            'active' => $row['active'],
            'active_int' => $row['active'],
            'domain' => $row['domain'],
            'local_part' => $row['local_part'],
        ];
    }

    /** @return string|list<string>|null */
    private function refused(string $name, string|false $domain, string $description, mixed $kind): string|array|null
    {
        return match (true) {
            !Input::isEmail($name) => 'resource_invalid',
            empty($description) => 'description_invalid',
            !in_array($kind, self::KINDS, true) => 'resource_invalid',
            !self::isDomainName($domain) => 'domain_invalid',
            !$this->mayTouchDomain($domain) => 'access_denied',
            $this->tables->find('mailbox', $name) !== null => ['object_exists', self::escape($name)],
            $this->tables->where('alias', 'address', $name) !== [] => ['is_alias', self::escape($name)],
            $this->tables->find('domain', $domain) === null => ['domain_not_found', self::escape($domain)],
            default => null,
        };
    }
}
