<?php

/**
 * The customer at MeshCentral itself: browsers that follow a link, and the session that such a browser keeps while
 * WHMCS acts on the account.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

use Provision\TestServer\MeshClient;

final class Customer
{
    /** Of the last link that logged somebody in, as a Cookie header holds it. */
    private string $session = '';

    public function __construct(private ProductServer $server)
    {
    }

    /** @return string who a link logs in, in a browser without any session; empty: it shows the login page */
    public function follow(string $url): string
    {
        [$page, $headers] = $this->get($url);
        preg_match('/logoutControls.*?\'([^\']+)\'/', $page, $match);
        $name = (string) (json_decode(rawurldecode($match[1] ?? ''), true)['name'] ?? '');
        if ($name !== '') {
            preg_match_all('/^Set-Cookie: ([^;]+)/mi', implode("\n", $headers), $cookies);
            $this->session = implode('; ', $cookies[1]);
        }
        return $name;
    }

    /** Whether there is anything behind a link: an installer, or an invitation's page. */
    public function canOpen(string $url): bool
    {
        return $this->get($url)[0] !== '';
    }

    public function canLogIn(string $name, #[\SensitiveParameter] string $password): bool
    {
        $client = $this->open(['x-meshauth' => base64_encode($name) . ',' . base64_encode($password)]);
        $client->close();
        return $client->userinfo !== null;
    }

    /** @return array{list<string>, int}|null groups and number of devices that the session sees; null: it is not let in */
    public function sees(): ?array
    {
        $client = $this->open(['Cookie' => $this->session]);
        if ($client->userinfo === null) {
            return null;
        }
        $groups = array_column($client->ask(['action' => 'meshes'])['meshes'], 'name');
        $devices = array_merge(...array_values($client->ask(['action' => 'nodes'])['nodes']));
        $client->close();
        return [$groups, count($devices)];
    }

    /** @return array{string, list<string>} what stands there, empty when it was refused, and the lines of the head */
    private function get(string $url): array
    {
        $context = stream_context_create([
            'http' => ['user_agent' => SocketServer::BROWSER, 'follow_location' => 0],
            'ssl' => $this->server->tls(),
        ]);
        $stream = $url === '' ? false : @fopen($url, 'r', false, $context);
        return $stream === false
            ? ['', []]
            : [(string) stream_get_contents($stream), stream_get_meta_data($stream)['wrapper_data']];
    }

    /** @param array<string, string> $credential */
    private function open(#[\SensitiveParameter] array $credential): MeshClient
    {
        return MeshClient::open(
            'wss://' . $this->server->address() . '/control.ashx',
            $credential + ['User-Agent' => SocketServer::BROWSER],
            $this->server->tls()
        );
    }
}
