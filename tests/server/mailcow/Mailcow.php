<?php

/**
 * mailcow as a product of the test server: its web server's and PHP's share of a request (addresses, keys, sessions,
 * cookies, status pages), and the state for the control channel.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

use Provision\TestServer\Core\Product;
use Provision\TestServer\Core\Request;
use Provision\TestServer\Core\Response;

final class Mailcow implements Product
{
    private const COOKIE = 'MCSESSID';
    private const MOST_SESSIONS = 1000;
    private const JSON = 'application/json';
    private const HTML = 'text/html; charset=utf-8';

    private readonly Tables $tables;
    /** @var array<string, Session> the latest ones, by id */
    private array $sessions = [];

    public function __construct()
    {
        $this->tables = new Tables();
    }

    public function reset(): void
    {
        $this->tables->clear();
        $this->sessions = [];
    }

    public function exportState(bool $normalised): array
    {
        return $normalised ? $this->tables->exportNormalised() : $this->tables->export();
    }

    public function importState(array $state, bool $merge): void
    {
        $merge ? $this->tables->merge($state) : $this->tables->load($state);
    }

    public function control(string $command, array $arguments): ?array
    {
        return $command === 'populate' ? (new Population($this->tables))->add($arguments) : null;
    }

    public function handle(Request $request): Response
    {
        if ($this->tables->settings['backend_down'] !== null) {
            return $this->backendDown($this->tables->settings['backend_down']);
        }
        $path = preg_replace('~/+~', '/', rawurldecode($request->path()));
        if (str_contains($path, "\0")) {
            return Response::page(400);
        }
        $session = $this->session($request);
        $refused = $this->authenticate($request, $session);
        if ($refused !== null) {
            return self::respond(401, self::HTML, $refused, $session);
        }
        if (!str_starts_with($path, '/api/v1/')) {
            return $this->page($path, $request, $session);
        }
        if (!in_array($request->header('sec-fetch-dest'), [null, 'empty'], true)) {
            return self::respond(403, self::JSON, '', $session);
        }
        // the path, decoded once, becomes a value of a query, which is decoded again
        parse_str('query=' . substr($path, strlen('/api/v1/')) . '&' . $request->query(), $parameters);
        return $this->callApi($request, $parameters, $session);
    }

    /** @param array<mixed> $parameters */
    private function callApi(Request $request, array $parameters, Session $session): Response
    {
        try {
            [$status, $body] = (new Api($this->tables, $session))->answer($request, $parameters);
            $session->entries = [];
        } catch (UncaughtError $error) {
            // nothing is answered; the entries made so far and the error are reported in the next answer of the session
            $session->entries[] = $error->entry();
            [$status, $body] = [200, ''];
        }
        return self::respond($status, self::JSON, $body, $session);
    }

    private function session(Request $request): Session
    {
        $cookie = preg_match('/(?:^|;\s*)' . self::COOKIE . '=([\w,-]+)/', $request->header('cookie') ?? '', $match);
        $id = $cookie === 1 ? $match[1] : bin2hex(random_bytes(16));
        $this->sessions[$id] ??= new Session($id);
        if (count($this->sessions) > self::MOST_SESSIONS) {
            unset($this->sessions[array_key_first($this->sessions)]);
        }
        return $this->sessions[$id];
    }

    /** @return string|null the body of a refusal */
    private function authenticate(Request $request, Session $session): ?string
    {
        $given = $request->header('x-api-key');
        if (empty($given)) {
            return null;
        }
        $settings = $this->tables->settings;
        $key = preg_replace('/[^a-zA-Z0-9-]/', '', $given);
        $access = match (true) {
            $key === '' => null,
            strcasecmp($key, $settings['rw_key'] ?? '') === 0 => 'rw',
            strcasecmp($key, $settings['ro_key'] ?? '') === 0 => 'ro',
            default => null,
        };
        if ($access === null) {
            return json_encode(['type' => 'error', 'msg' => 'authentication failed']);
        }
        $address = $this->clientAddress($request);
        if (!$settings['skip_ip_check'] && !self::isAllowed($address, $settings['allow_from'])) {
            return json_encode(['type' => 'error', 'msg' => "api access denied for ip $address"]);
        }
        $session->role = 'admin';
        $session->access = $access;
        $session->username = 'API';
        return null;
    }

    /** The real server trusts the header of proxies in private networks; here whoever connects is one. */
    private function clientAddress(Request $request): string
    {
        $forwarded = array_map('trim', explode(',', $request->header('x-forwarded-for') ?? ''));
        return $this->tables->settings['client_address'] ?? (end($forwarded) ?: $request->peer);
    }

    /** @param list<string> $networks addresses and CIDR */
    private static function isAllowed(string $address, array $networks): bool
    {
        $bytes = inet_pton($address);
        foreach ($networks as $network) {
            [$base, $bits] = explode('/', $network) + [1 => null];
            $baseBytes = @inet_pton($base);
            if ($bytes === false || $baseBytes === false || strlen($bytes) !== strlen($baseBytes)) {
                continue;
            }
            $mask = self::mask(strlen($bytes), (int) ($bits ?? strlen($bytes) * 8));
            if (($bytes & $mask) === ($baseBytes & $mask)) {
                return true;
            }
        }
        return false;
    }

    private static function mask(int $bytes, int $bits): string
    {
        $text = str_pad(str_repeat('1', $bits), $bytes * 8, '0');
        return pack('C*', ...array_map(bindec(...), str_split($text, 8)));
    }

    /** The few pages that single sign-on leads to. */
    private function page(string $path, Request $request, Session $session): Response
    {
        parse_str($request->query(), $query);
        if ($path === '/domainadmin') {
            return self::redirect(301, '/domainadmin/?' . $request->query(), $session);
        }
        if ($path === '/domainadmin/' && !empty($query['sso_token'])) {
            $username = (new Api($this->tables, $session))->logIn(Input::text($query['sso_token']));
            if ($username !== null) {
                $session = $this->logIn($username);
            }
        }
        $isLoggedIn = $session->role === 'domainadmin';
        return match ($path) {
            '/domainadmin/' => $isLoggedIn
                ? self::redirect(302, '/domainadmin/mailbox', $session)
                : self::respond(200, self::HTML, "<title>mailcow UI</title>\nLogin\n", $session),
            '/domainadmin/mailbox' => $isLoggedIn
                ? self::respond(200, self::HTML, "<title>mailcow UI</title>\n$session->username\n", $session)
                : self::redirect(302, '/domainadmin', $session),
            default => Response::page(404),
        };
    }

    private function logIn(string $username): Session
    {
        $session = new Session(bin2hex(random_bytes(16)));
        $session->role = 'domainadmin';
        $session->username = $username;
        return $this->sessions[$session->id] = $session;
    }

    private function backendDown(string $which): Response
    {
        $body = "<center style='font-family:sans-serif;'>Connection to $which failed.<br /><br />"
            . "The following error was reported:<br/>Connection refused</center>\n";
        return new Response(500, ['Server' => 'nginx', 'Content-Type' => self::HTML], $body, true);
    }

    private static function redirect(int $status, string $location, Session $session): Response
    {
        return self::respond($status, self::HTML, '', $session, ['Location' => $location]);
    }

    /** @param array<string, string> $more */
    private static function respond(
        int $status,
        string $type,
        string $body,
        Session $session,
        array $more = [],
    ): Response {
        return new Response($status, $more + [
            'Server' => 'nginx',
            'Content-Type' => $type,
            'Set-Cookie' => self::COOKIE . "=$session->id; path=/; secure; HttpOnly; SameSite=Lax",
            'Expires' => 'Thu, 19 Nov 1981 08:52:00 GMT',
            'Cache-Control' => 'no-store, no-cache, must-revalidate',
            'Pragma' => 'no-cache',
        ], $body, chunked: true, gzip: true);
    }
}
