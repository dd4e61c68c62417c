<?php

/**
 * Plays the scripts of conformance.php against the real server and against its imitation (tests/server/meshcentral), and
 * compares every word: what the other tests believe of MeshCentral, they believe of the imitation.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

use Provision\TestServer\MeshClient;
use Provision\TestServer\TestServer;
use WhmcsHost\Suite;

require_once dirname(__DIR__, 2) . '/server/server.inc';

final class Conformance
{
    private const LINES_SHOWN = 6;

    public function __construct(private readonly Suite $suite, private readonly RealServer $server)
    {
    }

    public function compare(): void
    {
        $imitation = TestServer::start('meshcentral', tls: 'good');
        $imitation->load($this->state());
        $real = $this->opener('wss' . substr($this->server->url(), strlen('https')), ['cafile' => $this->server->caFile()]);
        $played = $this->opener("wss://$imitation->host:$imitation->port", ['cafile' => $imitation->caFile]);
        foreach (require __DIR__ . '/conformance.php' as $title => $script) {
            [$wanted, $seen] = [$this->transcript($real, $script), $this->transcript($played, $script)];
            $this->suite->check("$title: " . count($wanted) . ' lines', $wanted === $seen, $this->difference($wanted, $seen));
        }
        $imitation->stop();
    }

    /** As the real server stands: two domains, and an administrator in each. @return array<string, mixed> */
    private function state(): array
    {
        $admin = static fn (string $id): array => [
            '_id' => $id, 'name' => RealServer::ADMIN, 'domain' => explode('/', $id)[1], 'siteadmin' => 4_294_967_295,
            'creation' => time(), 'links' => [],
        ];
        $users = array_map(fn (string $domain): string => "user/$domain/" . RealServer::ADMIN, ['', RealServer::DOMAIN]);
        return [
            'settings' => ['login_key' => $this->server->loginKey, 'version' => $this->server->version],
            'domains' => ['' => ['dns' => null, 'url_key' => null], RealServer::DOMAIN => ['dns' => null, 'url_key' => null]],
            'users' => array_map(
                fn (string $id): array => ['pass' => $this->server->adminPassword] + $admin($id),
                array_combine($users, $users),
            ),
        ];
    }

    /** @param array<string, mixed> $tls @return \Closure(string, array<string, mixed>): MeshClient */
    private function opener(string $base, array $tls): \Closure
    {
        return fn (string $name, array $how): MeshClient => match (true) {
            isset($how['cookie']) => MeshClient::cookie($base, MeshClient::loginCookie(
                $this->server->loginKey,
                ['time' => time() - ($how['age'] ?? 0)] + $how['cookie'],
            ), $tls),
            isset($how['headers']) => MeshClient::open("$base/control.ashx", $how['headers'], $tls),
            default => MeshClient::password(
                $base,
                $how['user'] ?? RealServer::ADMIN,
                $how['pass'] ?? $this->server->adminPassword,
                $tls,
            ),
        };
    }

    /** @param list<array<mixed>> $script @return list<string> */
    private function transcript(\Closure $open, array $script): array
    {
        $transcript = new Transcript($open);
        try {
            $transcript->play($script);
        } catch (\RuntimeException $broken) {
            $transcript->lines[] = '! ' . $broken->getMessage();
        }
        return $transcript->lines;
    }

    /** @param list<string> $wanted @param list<string> $seen */
    private function difference(array $wanted, array $seen): string
    {
        $lines = [
            ...array_map(static fn (string $line): string => "- $line", array_diff($wanted, $seen)),
            ...array_map(static fn (string $line): string => "+ $line", array_diff($seen, $wanted)),
        ];
        return implode("\n", array_slice($lines, 0, self::LINES_SHOWN));
    }
}
