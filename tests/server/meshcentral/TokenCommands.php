<?php

/**
 * What concerns the connection, its credential and the server: ping, logincookie, loginTokens, createLoginToken, events,
 * wssessioncount, serverconsole.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class TokenCommands extends Commands
{
    public function ping(): void
    {
        $this->socket->answer(['action' => 'pong']);
    }

    public function pong(): void
    {
    }

    public function close(): void
    {
        $this->socket->close();
    }

    public function logincookie(): void
    {
        if ($this->state->settings['allow_login_token'] === true) {
            $cookies = new Cookies($this->state);
            $this->answer(['cookie' => $cookies->encode(['u' => $this->socket->user, 'a' => 3], $cookies->loginKey())]);
        }
    }

    public function loginTokens(): void
    {
        if (!$this->state->settings['login_tokens']) {
            return;
        }
        $remove = Input::isTextList($this->given('remove'), 1, PHP_INT_MAX) ? $this->command['remove'] : [];
        $own = array_filter($this->state->tokens, fn (array $token): bool => $token['userid'] === $this->socket->user);
        $gone = array_filter($own, fn (array $token): bool => in_array($token['tokenUser'], $remove, true)
            || ($token['expire'] !== 0 && $token['expire'] < $this->state->milliseconds()));
        $this->state->tokens = array_diff_key($this->state->tokens, $gone);
        $left = array_map(self::shown(...), array_values(array_diff_key($own, $gone)));
        $this->answer(['loginTokens' => $left]);
        if ($gone !== []) {
            $this->event('loginTokenChanged', ['loginTokens' => $left, 'removed' => array_keys($gone), 'nolog' => 1]);
        }
    }

    public function createLoginToken(): void
    {
        $expire = $this->given('expire');
        $refused = match (true) {
            !$this->state->settings['login_tokens'] => 'Not supported',
            !Input::isText($this->given('name'), 1, 100) => 'Invalid name',
            !Input::isNumber($expire, 0) => 'Invalid expire value',
            default => null,
        };
        if ($refused !== null) {
            $this->result($refused);
            return;
        }
        $now = $this->state->milliseconds();
        $token = [
            'tokenUser' => '~t:' . self::word(12), 'tokenPass' => self::word(15), 'userid' => $this->socket->user,
            'name' => $this->command['name'], 'created' => $now, 'expire' => $expire > 0 ? $now + $expire * 60_000 : 0,
        ];
        $this->state->addToken($token);
        $this->answer(array_diff_key($token, ['userid' => 0]));
        $this->event('loginTokenAdded', ['msgid' => 115, 'msg' => 'Added login token', 'newToken' => self::shown($token)]);
    }

    public function events(): void
    {
        $user = $this->given('userid');
        $isOthers = $user !== null && Rights::has($this->caller(), Rights::SITE_MANAGE_USERS);
        if ($isOthers && !$this->isOfDomain($user)) {
            return;
        }
        $links = $this->caller()['links'] ?? [];
        $events = array_filter(array_reverse($this->state->events), fn (array $event): bool => $isOthers
            ? ($event['userid'] ?? null) === $user
            : ($event['userid'] ?? null) === $this->socket->user || isset($links[$event['meshid'] ?? '']));
        $limit = is_int($this->given('limit')) ? $this->command['limit'] : null;
        $this->tagged(['events' => array_slice(array_values($events), 0, $limit)]
            + ($isOthers ? ['userid' => $user] : array_intersect_key($this->command, ['user' => 0])));
    }

    public function wssessioncount(): void
    {
        $may = Rights::has($this->caller(), Rights::SITE_MANAGE_USERS);
        $this->tagged(['wssessions' => (object) ($may ? $this->sockets->count($this->socket->domain) : [])]);
    }

    /** Of the many commands of the server's console, the one that tells its version; for full administrators alone. */
    public function serverconsole(): void
    {
        $words = preg_split('/\s+/', trim((string) $this->given('value')), 2);
        if (!Rights::isFullAdmin($this->caller()) || $words[0] === '') {
            return;
        }
        $name = strtolower($words[0]);
        $info = ['meshVersion' => "v{$this->state->settings['version']}", 'nodeVersion' => 'v20.20.2', 'runMode' => 'WAN mode'];
        $this->tagged(['value' => $name === 'info'
            ? json_encode($info, JSON_PRETTY_PRINT | JSON_THROW_ON_ERROR)
            : "Unknown command \"$name\", type \"help\" for list of available commands."]);
    }

    /** @param array<string, mixed> $token @return array<string, mixed> */
    private static function shown(array $token): array
    {
        return array_intersect_key($token, ['name' => 0, 'tokenUser' => 0, 'created' => 0, 'expire' => 0]);
    }

    /** Base64 of so many random bytes, without + and /. */
    private static function word(int $bytes): string
    {
        do {
            $word = base64_encode(random_bytes($bytes));
        } while (strpbrk($word, '+/') !== false);
        return $word;
    }

    /** @param array<string, mixed> $more */
    private function event(string $action, array $more): void
    {
        $this->sockets->dispatch(['*', 'server-users', $this->socket->user], [
            'etype' => 'user', 'userid' => $this->socket->user, 'username' => $this->caller()['name'], 'action' => $action,
        ] + $more + ['domain' => $this->socket->domain]);
    }
}
