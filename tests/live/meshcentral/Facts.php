<?php

/**
 * What is true on the real server, asked of it by a client of our own: never by the extension under test.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

use Provision\TestServer\MeshClient;

final class Facts
{
    private const SECONDS = 20;

    public function __construct(private readonly RealServer $server, private readonly string $domain = '')
    {
    }

    /** The account's record; null: there is none. @return array<string, mixed>|null */
    public function user(string $name): ?array
    {
        $admin = $this->server->admin($this->domain);
        $users = array_column($admin->ask(['action' => 'users'])['users'], null, '_id');
        $admin->close();
        return $users[$this->id($name)] ?? null;
    }

    /** The groups that an account sees, by id. @return array<string, array<string, mixed>> */
    public function groupsOf(string $name): array
    {
        return $this->groupsSeen($this->server->withCookie(['userid' => $this->id($name), 'domainid' => $this->domain], $this->domain));
    }

    /** @return array<string, array<string, mixed>> by id */
    public function groupsSeen(MeshClient $socket): array
    {
        $groups = $socket->ask(['action' => 'meshes'])['meshes'];
        $socket->close();
        return array_column($groups, null, '_id');
    }

    /** Whether somebody with this password is let in; else the server's words. */
    public function login(string $name, #[\SensitiveParameter] string $password): string
    {
        $socket = $this->server->as($name, $password, $this->domain);
        $socket->close();
        return $socket->userinfo === null ? $socket->refusal['msg'] : 'let in';
    }

    /** The browser's cookies of an account, by a link of our own that can be used again. */
    public function session(string $name): string
    {
        $content = ['u' => $this->id($name), 'a' => 3];
        $page = $this->server->get($this->server->url($this->domain) . '/?login='
            . rawurlencode(MeshClient::loginCookie($this->server->loginKey, $content)));
        return self::cookies($page);
    }

    /** Of a page, the cookies that it sets. @param array{headers: array<string, list<string>>} $page */
    public static function cookies(array $page): string
    {
        return implode('; ', array_map(static fn (string $line): string => strtok($line, ';'), $page['headers']['set-cookie'] ?? []));
    }

    /** Whom a page of the server is for; empty: it is the login page. @param array{body: string} $page */
    public static function pageUser(array $page): string
    {
        $found = preg_match("/var logoutControls = JSON\\.parse\\(decodeURIComponent\\('([^']+)'\\)\\)/", $page['body'], $match);
        return $found === 1 ? json_decode(rawurldecode($match[1]), true, 8, JSON_THROW_ON_ERROR)['name'] ?? '' : '';
    }

    /** Waits until the account sees this many of its devices online. */
    public function waitForOnline(string $name, int $count): bool
    {
        $until = microtime(true) + self::SECONDS;
        $socket = $this->server->withCookie(['userid' => $this->id($name), 'domainid' => $this->domain], $this->domain);
        do {
            $lists = $socket->ask(['action' => 'nodes'])['nodes'];
            $online = array_filter(array_merge(...array_values($lists)), static fn (array $node): bool => isset($node['conn']));
        } while (count($online) !== $count && microtime(true) < $until && usleep(50_000) === null);
        $socket->close();
        return count($online) === $count;
    }

    private function id(string $name): string
    {
        return "user/$this->domain/$name";
    }
}
