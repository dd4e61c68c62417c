<?php

/**
 * Fills the server with many domains at once, for tests of whole-server calls. The figures differ from domain to
 * domain, so that a mix-up shows: domain n has n mod 3 mailboxes more than asked for, and n thousand bytes in each.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Population
{
    private const MOST = 100_000;

    public function __construct(private readonly Tables $tables)
    {
    }

    /**
     * @param array<string, mixed> $order domains: how many; mailboxes: the least in each; tag: text whose %d becomes n
     * @return array<string, int>
     */
    public function add(array $order): array
    {
        $count = min(self::MOST, (int) ($order['domains'] ?? 0));
        $mailboxes = 0;
        for ($n = 1; $n <= $count; $n++) {
            $name = sprintf('d%05d.populated.test', $n);
            $this->addDomain($name, $n, $order['tag'] ?? null);
            for ($m = (int) ($order['mailboxes'] ?? 0) + $n % 3; $m > 0; $m--) {
                $this->tables->merge([
                    'mailbox' => ["u$m@$name" => ['quota' => 1_048_576]],
                    'quota2' => ["u$m@$name" => ['bytes' => $n * 1000, 'messages' => $n]],
                ]);
                $mailboxes++;
            }
        }
        return ['domains' => $count, 'mailboxes' => $mailboxes];
    }

    private function addDomain(string $name, int $n, ?string $tag): void
    {
        $this->tables->insert('domain', ['domain' => $name, 'description' => "Domain $n"]);
        $admin = sprintf('admin-%05d', $n);
        $this->tables->insert('admin', ['username' => $admin, 'password' => "Passw0rd-$n"]);
        $this->tables->insert('domain_admins', ['username' => $admin, 'domain' => $name]);
        $this->tables->insert('da_acl', ['username' => $admin]);
        if ($tag !== null) {
            $tagName = str_replace('%d', (string) $n, $tag);
            $this->tables->insert('tags_domain', ['domain' => $name, 'tag_name' => $tagName]);
        }
    }
}
