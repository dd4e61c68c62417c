<?php

/**
 * The pages beside the control socket: single sign-on and the browser's session, invitations, installers of the agent.
 * Bodies are short, and say what the real ones are for.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

use Provision\TestServer\Core\Request;
use Provision\TestServer\Core\Response;

final class Pages
{
    private const HTML = ['Content-Type' => 'text/html; charset=utf-8', 'X-Frame-Options' => 'sameorigin'];
    private const BINARY = 'application/octet-stream';
    private const WINDOWS = [3 => 'meshagent32', 4 => 'meshagent64', 43 => 'meshagentarm64', 10006 => 'MeshCentralAssistant'];
    private const OTHERS = [5, 6, 14, 16, 25, 26, 29, 30, 45, 10005];
    /** Downloads from an invitation's page hold so long. */
    private const DOWNLOAD_MINUTES = 2;

    private readonly Cookies $cookies;
    private readonly WebSession $session;

    public function __construct(private readonly State $state)
    {
        $this->cookies = new Cookies($state);
        $this->session = new WebSession($state);
    }

    /** @param array<string, mixed> $query */
    public function response(Request $request, string $domain, string $path, array $query): Response
    {
        $urlKey = $this->state->domains[$domain]['url_key'] ?? null;
        $needsKey = in_array($path, ['/', '/agentinvite'], true);
        return match (true) {
            $needsKey && $urlKey !== null && ($query['key'] ?? null) !== $urlKey => new Response(404, self::HTML, 'Not Found'),
            $path === '/' => $this->root($request, $domain, $query),
            $path === '/logout' => new Response(302, ['Location' => '/login', 'Set-Cookie' => WebSession::ended()]),
            $path === '/health.ashx' => new Response(200, self::HTML, 'ok'),
            $path === '/agentinvite' => $this->invitation($query),
            $path === '/meshagents' => $this->agent($request, $domain, $query),
            $path === '/meshsettings' => $this->settings($request, $domain, $query),
            $path === '/meshosxagent' => $this->macAgent($domain, $query),
            default => new Response(404, self::HTML, 'Not Found'),
        };
    }

    /** @param array<string, mixed> $query */
    private function root(Request $request, string $domain, array $query): Response
    {
        $user = $this->session->user($request);
        $cookies = [];
        if (isset($query['login'])) {
            $content = $this->cookies->decode((string) $query['login'], $this->cookies->loginKey());
            $isRight = ($content['a'] ?? null) === 3 && is_string($content['u'] ?? null) && isset($this->state->users[$content['u']])
                && $this->state->users[$content['u']]['domain'] === $domain;
            $user = $isRight ? $content['u'] : $user;
            $cookies = $isRight ? $this->session->cookies($user) : [];
        }
        $row = $this->state->users[$user ?? ''] ?? null;
        if ($row !== null && Rights::isLocked($row)) {
            // to itself: with a link for single sign-on this never ends
            return new Response(302, ['Location' => $request->target, 'Set-Cookie' => WebSession::ended()]);
        }
        $headers = self::HTML + ($cookies === [] ? [] : ['Set-Cookie' => $cookies]);
        return $row === null || $row['domain'] !== $domain
            ? new Response(200, self::HTML, "<!DOCTYPE html>\n<title>MeshCentral - Login</title>\n<form id=\"loginpanel\"></form>\n")
            : new Response(200, $headers, "<!DOCTYPE html>\n<title>MeshCentral</title>\n"
                . self::script($row['name']));
    }

    /** Who is logged in, as the real page says it. */
    private static function script(string $name): string
    {
        $controls = rawurlencode(json_encode(['name' => $name, 'logoutUrl' => '/logout?0.5'], JSON_THROW_ON_ERROR));
        return "<script>\nvar logoutControls = JSON.parse(decodeURIComponent('$controls'));\n</script>\n";
    }

    /** A deleted group does not matter. @param array<string, mixed> $query */
    private function invitation(array $query): Response
    {
        $content = is_string($query['c'] ?? null) ? $this->cookies->decode($query['c'], $this->state->secret) : null;
        $mesh = ($content['a'] ?? null) === 4 ? $this->state->meshes[$content['mid']] ?? null : null;
        if ($mesh === null) {
            return new Response(404, self::HTML, 'Not Found');
        }
        $download = $this->cookies->encode(['a' => 5, 'mid' => $mesh['_id'], 'expire' => self::DOWNLOAD_MINUTES], $this->state->secret);
        $link = '/meshagents?id=4&c=' . rawurlencode($download);
        return new Response(200, self::HTML, "<!DOCTYPE html>\n<title>Agent Installation</title>\n"
            . '<h1>' . htmlspecialchars($mesh['name']) . "</h1>\n<a href=\"" . htmlspecialchars($link) . "\">Windows</a>\n");
    }

    /** @param array<string, mixed> $query */
    private function agent(Request $request, string $domain, array $query): Response
    {
        if (isset($query['script'])) {
            return self::file('meshinstall.sh', "#!/bin/sh\n# installs the agent of a test server\n");
        }
        if ($this->state->settings['lock_agent_download'] && !$this->mayDownload($request, $query)) {
            return new Response(401, self::HTML, 'Unauthorized');
        }
        if (isset($query['meshinstall'])) {
            $mesh = $this->mesh($domain, $query['id'] ?? '');
            return $mesh === null ? new Response(401, self::HTML, 'Unauthorized') : self::file('meshagent', "installer for $mesh[_id]\n");
        }
        $kind = (int) ($query['id'] ?? 0);
        if (!isset(self::WINDOWS[$kind]) && !in_array($kind, self::OTHERS, true)) {
            return new Response(404, self::HTML, 'Not Found');
        }
        if (!isset($query['meshid'])) {
            return self::file((self::WINDOWS[$kind] ?? 'meshagent') . (isset(self::WINDOWS[$kind]) ? '.exe' : ''), "agent $kind\n");
        }
        $mesh = $this->mesh($domain, $query['meshid']);
        $group = rawurlencode(str_replace(' ', '', $mesh['name'] ?? ''));
        return $mesh === null
            ? new Response(401, self::HTML, 'Unauthorized')
            : self::file((self::WINDOWS[$kind] ?? 'meshagent') . "-$group.exe", "agent $kind for $mesh[_id]\n");
    }

    /** @param array<string, mixed> $query */
    private function settings(Request $request, string $domain, array $query): Response
    {
        if ($this->state->settings['lock_agent_download'] && !$this->mayDownload($request, $query)) {
            return new Response(401, self::HTML, 'Unauthorized');
        }
        $mesh = $this->mesh($domain, $query['id'] ?? '');
        $port = $this->state->settings['port'];
        return $mesh === null ? new Response(401, self::HTML, 'Unauthorized') : self::file('meshagent.msh', implode("\r\n", [
            "MeshName=$mesh[name]", 'MeshType=2', 'MeshID=0x' . strtoupper(bin2hex(self::bytes($mesh['_id']))),
            "MeshServer=wss://{$this->state->settings['name']}:$port/agent.ashx", '',
        ]));
    }

    /** @param array<string, mixed> $query */
    private function macAgent(string $domain, array $query): Response
    {
        $mesh = $this->mesh($domain, $query['meshid'] ?? '');
        return match (true) {
            !in_array((int) ($query['id'] ?? 0), [16, 29, 10005], true) => new Response(404, self::HTML, 'Not Found'),
            $mesh === null => new Response(401, self::HTML, 'Unauthorized'),
            default => self::file('MeshAgent-' . rawurlencode($mesh['name']) . '.zip', "PK installer for $mesh[_id]\n", 'application/zip'),
        };
    }

    /** @param array<string, mixed> $query */
    private function mayDownload(Request $request, array $query): bool
    {
        $content = is_string($query['c'] ?? null) ? $this->cookies->decode($query['c'], $this->state->secret) : null;
        return $content !== null || $this->session->user($request) !== null;
    }

    /** By the part of its id behind the last slash. @return array<string, mixed>|null */
    private function mesh(string $domain, mixed $part): ?array
    {
        $mesh = is_string($part) ? $this->state->meshes["mesh/$domain/$part"] ?? null : null;
        return isset($mesh['deleted']) ? null : $mesh;
    }

    private static function bytes(string $meshId): string
    {
        return (string) base64_decode(strtr(explode('/', $meshId, 3)[2], '@$', '+/'));
    }

    private static function file(string $name, string $body, string $type = self::BINARY): Response
    {
        return new Response(200, ['Content-Type' => $type, 'Content-Disposition' => "attachment; filename=\"$name\""], $body);
    }
}
