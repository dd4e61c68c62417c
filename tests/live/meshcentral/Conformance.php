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
    private const SECONDS = 20;

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

    /**
     * A device's record, online and offline: its members, and those of its agent; and whether a group that was deleted is
     * back. With a real agent on the real server, and with the agent that the imitation is told of.
     */
    public function compareDevices(string $folder): void
    {
        if (!RealAgent::isToBeHad()) {
            $this->suite->skip('devices', 'the server has no agent for this machine (' . php_uname('m') . ')');
            return;
        }
        $imitation = TestServer::start('meshcentral', tls: 'good');
        $imitation->load($this->state());
        $node = 'node//' . str_repeat('a', 64);
        $played = $this->opener("wss://$imitation->host:$imitation->port", ['cafile' => $imitation->caFile])('admin', []);
        $seen = $this->devices(
            $played,
            static fn (string $group) => $imitation->control('POST', 'agent-arrives', ['_id' => $node, 'meshid' => $group]),
            static fn () => $imitation->control('POST', 'agent-leaves', ['_id' => $node]),
        );
        $agent = null;
        $arrive = function (string $group) use (&$agent, $folder): void {
            $agent ??= new RealAgent($this->server, $folder, $group);
            $agent->start();
        };
        try {
            $leave = static function () use (&$agent): void {
                $agent->stop();
            };
            $wanted = $this->devices($this->server->admin(), $arrive, $leave);
        } finally {
            $agent?->stop();
        }
        $this->suite->equal('a device online, offline, and back with its deleted group', $wanted, $seen);
        $imitation->stop();
    }

    /**
     * @param \Closure(string): mixed $arrive
     * @param \Closure(): mixed       $leave
     * @return list<list<string>> the members of the device's record, step by step
     */
    private function devices(MeshClient $admin, \Closure $arrive, \Closure $leave): array
    {
        $group = $admin->ask(['action' => 'createmesh', 'meshname' => 'Geräte', 'meshtype' => 2])['meshid'];
        $arrive($group);
        // what the agent tells about its system comes a moment after it
        $steps = [$this->members($admin, static fn (array $node): bool => isset($node['conn'], $node['osdesc']))];
        $leave();
        $steps[] = $this->members($admin, static fn (array $node): bool => !isset($node['conn']));
        $admin->ask(['action' => 'deletemesh', 'meshid' => $group]);
        $steps[] = array_column($admin->ask(['action' => 'meshes'])['meshes'], 'name');
        $arrive($group);
        $this->members($admin, static fn (array $node): bool => isset($node['conn']));
        $steps[] = array_column($admin->ask(['action' => 'meshes'])['meshes'], 'name');
        $admin->ask(['action' => 'deletemesh', 'meshid' => $group]);
        $admin->close();
        return $steps;
    }

    /** @param \Closure(array<string, mixed>): bool $isAwaited @return list<string> of the one device, and of its agent */
    private function members(MeshClient $admin, \Closure $isAwaited): array
    {
        $until = microtime(true) + self::SECONDS;
        do {
            $node = array_merge(...array_values($admin->ask(['action' => 'nodes'])['nodes']))[0] ?? [];
            $isThere = $node !== [] && $isAwaited($node);
        } while (!$isThere && microtime(true) < $until && usleep(50_000) === null);
        $names = [...array_keys($node), ...array_map(static fn (string $name): string => "agent.$name", array_keys($node['agent'] ?? []))];
        sort($names);
        return $isThere ? $names : ['never'];
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
            'domains' => ['' => [], RealServer::DOMAIN => []],
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
