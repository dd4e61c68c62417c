<?php

/**
 * MeshCentral as a product of the test server: which domain and which page a request means, the upgrade of the control
 * socket, and the state, messages and faults for the control channel.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

use Provision\TestServer\Core\Product;
use Provision\TestServer\Core\Request;
use Provision\TestServer\Core\Response;

final class MeshCentral implements Product
{
    private const FEATURES = 0x00121e01;
    private const USERNAME_IS_EMAIL = 0x00200000;
    private const UNTRUSTED_CERTIFICATE = 0x80000000;

    private readonly State $state;
    private readonly Site $site;

    public function __construct()
    {
        $this->state = new State();
        $this->site = new Site($this->state);
    }

    public function reset(): void
    {
        $this->state->clear();
        $this->site->faults->clear();
    }

    public function exportState(bool $normalised): array
    {
        return $normalised ? StateFormat::exportNormalised($this->state) : StateFormat::export($this->state);
    }

    public function importState(array $state, bool $merge): void
    {
        $merge ? StateFormat::merge($this->state, $state) : StateFormat::load($this->state, $state);
    }

    public function control(string $command, array $arguments): ?array
    {
        $agents = new Agents($this->state, $this->site->sockets);
        return match ($command) {
            'agent-arrives' => $this->done(static fn () => $agents->arrive($arguments)),
            'agent-leaves' => $this->done(static fn () => $agents->leave((string) ($arguments['_id'] ?? ''))),
            'restart' => $this->done($this->restart(...)),
            'messages' => $this->site->log->entries(),
            'clear-messages' => $this->done($this->site->log->clear(...)),
            'message-fault' => $this->setFault($arguments),
            'clear-message-faults' => $this->done($this->site->faults->clear(...)),
            'message-faults' => MessageFaultName::catalogue(),
            default => null,
        };
    }

    /** The faults that are still to strike. @param array<string, mixed> $order @return list<array<string, mixed>> */
    private function setFault(array $order): array
    {
        if ($order !== []) {
            $this->site->faults->add(MessageFault::from($order));
        }
        return $this->site->faults->describe();
    }

    public function handle(Request $request): Response
    {
        parse_str($request->query(), $query);
        [$domain, $path] = $this->route($request);
        if (strtolower($request->header('upgrade') ?? '') === 'websocket') {
            return $this->open($request, $domain, $path, $query);
        }
        // Node.js says the time with every page, and never with an upgrade
        return (new Pages($this->state))->response($request, $domain, $path, $query)
            ->withHeader('Date', gmdate('D, d M Y H:i:s', $this->state->time()) . ' GMT');
    }

    /** A domain has a host name of its own, or the first part of the path. @return array{string, string} */
    private function route(Request $request): array
    {
        $host = preg_replace('/:\d+$/', '', $request->header('host') ?? '');
        $path = rawurldecode($request->path());
        foreach ($this->state->domains as $id => $domain) {
            if ($domain['dns'] !== null && $domain['dns'] === $host) {
                return [(string) $id, $path];
            }
            if ($domain['dns'] === null && $id !== '' && str_starts_with($path, "/$id/")) {
                return [(string) $id, substr($path, strlen("/$id"))];
            }
        }
        return ['', $path];
    }

    /** @param array<string, mixed> $query */
    private function open(Request $request, string $domain, string $path, array $query): Response
    {
        $fault = $this->site->faults->next(null);
        // any path is upgraded, and one without a purpose is closed at once
        $login = $path === '/control.ashx' ? Login::of($this->state, $request, $domain, $query) : null;
        $texts = match (true) {
            $login === null => [],
            $login->user === null => [self::json($login->close)],
            default => $this->greeting($login->user, $domain),
        };
        $opening = new FaultyOpening($fault, $texts, $login?->user === null);
        return $opening->response($request, fn (Opening $opening): ControlSocket => new ControlSocket(
            $this->site,
            $request->connection,
            $login->user ?? '',
            $domain,
            $opening,
        ));
    }

    /** @return list<string> */
    private function greeting(string $id, string $domain): array
    {
        $user = $this->state->users[$id];
        ['name' => $name, 'port' => $port] = $this->state->settings;
        $serverinfo = [
            'domain' => $domain, 'name' => $this->state->domains[$domain]['dns'] ?? $name, 'mpsname' => $name, 'mpsport' => 0,
            'port' => $port, 'emailcheck' => $this->state->settings['mail'], 'domainauth' => false,
            'serverTime' => $this->state->milliseconds(), 'features' => $this->features($domain), 'features2' => 129, 'languages' => ['en', 'it'],
            'tlshash' => str_repeat('0', 96), 'agentCertHash' => str_repeat('a', 64), 'https' => true, 'redirport' => 0,
            'magenturl' => "mc://$name:$port", 'domainsuffix' => $domain, 'logoutonidlesessiontimeout' => true,
        ] + (Rights::isFullAdmin($user) ? ['certExpire' => 2524521600000] : [])
            + array_filter(['maxdeviceview' => $this->state->domains[$domain]['max_device_view']]);
        $texts = [
            self::json(['action' => 'serverinfo', 'serverinfo' => $serverinfo]),
            self::json(['action' => 'userinfo', 'userinfo' => Commands::safeUser($user)]),
        ];
        return !Rights::isFullAdmin($user) ? $texts : [...$texts,
            self::json(['action' => 'traceinfo', 'traceSources' => null]),
            self::json(['action' => 'serverwarnings', 'warnings' => [['msg' => 'Test server', 'id' => 22, 'args' => ['x']]]]),
        ];
    }

    private function features(string $domain): int
    {
        return self::FEATURES
            | ($this->state->domains[$domain]['username_is_email'] ? self::USERNAME_IS_EMAIL : 0)
            | ($this->state->settings['trusted_certificate'] ? 0 : self::UNTRUSTED_CERTIFICATE);
    }

    /** What lives in memory alone is lost, and links to groups that are deleted are cleaned away. */
    private function restart(): void
    {
        $this->state->once = [];
        foreach ($this->state->users as &$user) {
            foreach (array_keys($user['links'] ?? []) as $mesh) {
                if (!isset($this->state->meshes[$mesh]) || isset($this->state->meshes[$mesh]['deleted'])) {
                    unset($user['links'][$mesh]);
                }
            }
        }
    }

    private function done(\Closure $do): array
    {
        $do();
        return [];
    }

    /** @param array<string, mixed> $value */
    private static function json(array $value): string
    {
        return json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
    }
}
