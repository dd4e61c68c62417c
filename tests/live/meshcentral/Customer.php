<?php

/**
 * What the customer sees: single sign-on, the agents' links, and his devices with a real agent, online and offline; and
 * that a later customer of the same name never sees them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

use WhmcsHost\Suite;

final class Customer
{
    /** How the installers begin, by platform. */
    private const MAGIC = [
        'windows-x64' => 'MZ', 'windows-x86' => 'MZ', 'windows-arm64' => 'MZ', 'linux' => "\x7fELF", 'macos' => "PK\x03\x04",
    ];

    private readonly Facts $facts;
    private string $group = '';

    public function __construct(
        private readonly Suite $suite,
        private readonly RealServer $server,
        private readonly Service $service,
        private readonly string $folder,
    ) {
        $this->facts = new Facts($server);
    }

    public function live(): void
    {
        $this->group = $this->service->create()['mesh_id'];
        $this->signsOn();
        $this->getsAgents();
        if (!RealAgent::isToBeHad()) {
            $this->suite->skip('devices', 'the server has no agent for this machine (' . php_uname('m') . ')');
            $this->service->call('terminate');
            return;
        }
        $agent = new RealAgent($this->server, $this->folder, $this->group);
        try {
            $this->hasDevices($agent);
            $this->isForgotten($agent);
        } finally {
            $agent->stop();
        }
    }

    private function signsOn(): void
    {
        $name = $this->service->username();
        $link = $this->service->call('sso');
        $this->suite->equal('sso: for a minute', [60, $name], [$link['expires_in'], $link['username']]);
        $this->suite->check('sso: a link of this server', str_starts_with($link['url'], $this->server->url() . '/'), 'another server');
        $page = $this->server->get($link['url']);
        $this->suite->equal('sso: the page is the customer\'s', [200, $name], [$page['status'], Facts::pageUser($page)]);
        $socket = $this->server->withSession(Facts::cookies($page));
        $this->suite->equal('sso: so is the session', "user//$name", $socket->userinfo['_id'] ?? $socket->refusal['msg']);
        $this->suite->equal('sso: which sees his group alone', [$this->group], array_keys($this->facts->groupsSeen($socket)));
        for ($time = 2; $time <= 3; $time++) {
            $page = $this->server->get($link['url']);
            $session = $this->server->withSession(Facts::cookies($page));
            $this->suite->equal(
                "sso: refused, time $time",
                ['', null],
                [Facts::pageUser($page), $session->userinfo['_id'] ?? null],
            );
        }
        $other = $this->service->call('sso');
        $this->suite->check('sso: a second link is another one', $other['url'] !== $link['url'], 'the same link');
        $this->suite->equal('sso: and works', $name, Facts::pageUser($this->server->get($other['url'])));
    }

    private function getsAgents(): void
    {
        $links = $this->service->call('agent_links');
        $page = $this->server->get($links['invite_url']);
        $this->suite->equal('agent_links: the invitation\'s page', 200, $page['status']);
        $hours = ($links['invite_expires'] - time()) / 3600;
        $this->suite->check('agent_links: it says for how long', abs($hours - $links['invite_hours']) < 0.1, "$hours");
        $platforms = array_column($links['installers'], 'platform');
        $this->suite->equal('agent_links: all platforms', array_keys(self::MAGIC), $platforms);
        foreach ($links['installers'] as $installer) {
            $file = $this->server->get($installer['url']);
            $begin = substr($file['body'], 0, strlen(self::MAGIC[$installer['platform']] ?? '?'));
            $isRight = $file['status'] === 200 && $begin === (self::MAGIC[$installer['platform']] ?? null);
            $this->suite->check("agent_links: $installer[platform] can be downloaded", $isRight, "$file[status] " . bin2hex($begin));
        }
        preg_match_all('~https://[^\s\'"]+~', $links['linux_command'], $urls);
        $script = $this->server->get($urls[0][0] ?? $this->server->url() . '/nothing');
        $this->suite->matches('agent_links: the command fetches the script', '/^#!/', $script['body']);
        $part = explode('/', $this->group, 3)[2];
        $this->suite->check('agent_links: and names the group', str_contains($links['linux_command'], "'$part'"), $links['linux_command']);
    }

    private function hasDevices(RealAgent $agent): void
    {
        $name = $this->service->username();
        $this->suite->equal('devices: none at first', [], $this->service->call('devices'));
        $agent->start();
        $this->suite->check('the agent is online', $this->facts->waitForOnline($name, 1), $agent->output());
        $devices = $this->service->call('devices');
        $this->suite->equal('devices: one, online', [php_uname('n'), true], [$devices[0]['name'] ?? null, $devices[0]['online'] ?? null]);
        $this->suite->equal('usage: one, online', ['devices' => 1, 'online_devices' => 1], $this->service->call('usage')[$name] ?? null);
        $this->service->call('suspend');
        $this->suite->equal('usage: a suspended customer\'s device counts', 1, $this->service->call('usage')[$name]['devices'] ?? null);
        $this->service->call('unsuspend');
        $this->suite->equal('unsuspend: the device is his again', true, $this->facts->waitForOnline($name, 1));
        $agent->stop();
        $this->suite->check('the agent is offline', $this->facts->waitForOnline($name, 0), 'it is online still');
        $devices = $this->service->call('devices');
        $this->suite->equal('devices: one, offline', [1, false], [count($devices), $devices[0]['online'] ?? null]);
        $seen = $devices[0]['last_seen'] ?? 0;
        $this->suite->check('devices: seen last a moment ago', abs(time() - $seen) < 60, "$seen");
    }

    /** Groups that are deleted come back with their agents. */
    private function isForgotten(RealAgent $agent): void
    {
        $name = $this->service->username();
        $this->suite->equal('terminate: with its device', 1, $this->service->call('terminate')['removed']['devices']);
        $this->service->set(['customfields' => ['mesh_id' => ''], 'password' => '']);
        $again = $this->service->create();
        $this->suite->equal('a new customer of the same name', ['created', $name], [$again['state'], $again['username']]);
        $agent->start();
        $owner = $this->waitForGroup($this->group);
        $this->suite->equal('the old agent brings the old group back to the operator', true, $owner);
        $this->suite->equal('the new customer sees his group alone', [$again['mesh_id']], array_keys($this->facts->groupsOf($name)));
        $this->suite->equal('and no device', [], $this->service->call('devices'));
        $agent->stop();
        $this->service->call('terminate');
    }

    private function waitForGroup(string $group): bool
    {
        $until = microtime(true) + 20;
        do {
            $isThere = isset($this->facts->groupsOf(RealServer::ADMIN)[$group]);
        } while (!$isThere && microtime(true) < $until && usleep(50_000) === null);
        return $isThere;
    }
}
