<?php

/**
 * The customer at MeshCentral itself: a browser that follows a link, and a session that stays open while WHMCS acts on
 * his account.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

use Provision\TestServer\MeshClient;

final class Customer
{
    private const AGENT = ['User-Agent' => SocketServer::BROWSER];

    private ?MeshClient $session = null;

    public function __construct(private ProductServer $server)
    {
    }

    /** @return string who is logged in on the page behind a link; empty: the page asks for a name and a password */
    public function follow(string $url): string
    {
        preg_match('/logoutControls.*?\'([^\']+)\'/', $this->get($url), $match);
        return (string) (json_decode(rawurldecode($match[1] ?? ''), true)['name'] ?? '');
    }

    /** Whether there is anything behind a link: an installer, or an invitation's page. */
    public function canOpen(string $url): bool
    {
        return $this->get($url) !== '';
    }

    /** Whether name and password open a session. */
    public function canLogIn(string $name, #[\SensitiveParameter] string $password): bool
    {
        $session = $this->open($name, $password);
        $session->close();
        return $session->userinfo !== null;
    }

    /** Logs in and stays so. */
    public function logIn(string $name, #[\SensitiveParameter] string $password): void
    {
        $this->session = $this->open($name, $password);
    }

    /** @return array{list<string>, int} names of the groups, and the number of devices, that the open session sees */
    public function sees(): array
    {
        $groups = array_column($this->session->ask(['action' => 'meshes'])['meshes'], 'name');
        return [$groups, count(array_merge(...array_values($this->session->ask(['action' => 'nodes'])['nodes'])))];
    }

    public function logOut(): void
    {
        $this->session?->close();
        $this->session = null;
    }

    /** @return string what stands there; empty: it was refused */
    private function get(string $url): string
    {
        $context = stream_context_create([
            'http' => ['user_agent' => SocketServer::BROWSER, 'follow_location' => 0],
            'ssl' => $this->server->tls(),
        ]);
        return (string) @file_get_contents($url, false, $context);
    }

    private function open(string $name, #[\SensitiveParameter] string $password): MeshClient
    {
        $login = base64_encode($name) . ',' . base64_encode($password);
        return MeshClient::open(
            'wss://' . $this->server->address() . '/control.ashx',
            ['x-meshauth' => $login] + self::AGENT,
            $this->server->tls()
        );
    }
}
