<?php

/**
 * Who opens the control socket, in the order in which the real server looks: cookie in the URL, header, web session.
 * The answer is an account's id, or the message with which the server closes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

use Provision\TestServer\Core\Request;

final class Login
{
    /** @param array<string, mixed> $close */
    private function __construct(public readonly ?string $user, public readonly array $close)
    {
    }

    /** @param array<string, mixed> $query */
    public static function of(State $state, Request $request, string $domain, array $query): self
    {
        $settings = $state->settings;
        $urlKey = $state->domains[$domain]['url_key'] ?? null;
        return match (true) {
            $settings['close'] !== null => self::refused($settings['close']['cause'], $settings['close']['msg']),
            $settings['origin'] && !self::isOriginAllowed($state, $request) => self::refused('invalidorigin', 'invalidorigin'),
            $urlKey !== null && ($query['key'] ?? null) !== $urlKey => self::refused('noauth', 'nokey'),
            default => self::byCredential($state, $request, $domain, $query),
        };
    }

    /** @param array<string, mixed> $query */
    private static function byCredential(State $state, Request $request, string $domain, array $query): self
    {
        if (isset($query['user'], $query['pass'])) {
            return self::byPassword($state, $domain, [$query['user'], $query['pass']], 'noauth-2a');
        }
        $user = empty($query['auth']) ? null : self::byCookie($state, $domain, (string) $query['auth']);
        if ($user !== null) {
            return new self($user, []);
        }
        $header = $request->header('x-meshauth');
        if ($header !== null) {
            $parts = array_map(static fn (string $part): string => (string) base64_decode($part), explode(',', $header));
            return in_array(count($parts), [2, 3], true)
                ? self::byPassword($state, $domain, $parts, 'noauth-2d')
                : self::refused('noauth', 'noauth-2c');
        }
        $user = (new WebSession($state))->user($request);
        return $user !== null && isset($state->users[$user]) && $state->users[$user]['domain'] === $domain
            ? new self($user, [])
            : self::refused('noauth', 'noauth');
    }

    /** A lock is not looked at here. */
    private static function byCookie(State $state, string $domain, string $text): ?string
    {
        $cookies = new Cookies($state);
        $cookie = $cookies->decode($text, $cookies->loginKey());
        $isLong = isset($cookie['userid']) && ($cookie['domainid'] ?? null) === $domain;
        $user = $isLong ? $cookie['userid'] : (($cookie['a'] ?? null) === 3 ? $cookie['u'] ?? null : null);
        return is_string($user) && isset($state->users[$user]) && $state->users[$user]['domain'] === $domain ? $user : null;
    }

    /** @param list<string> $parts user, password and, where it is asked for, the second factor */
    private static function byPassword(State $state, string $domain, #[\SensitiveParameter] array $parts, string $refusal): self
    {
        [$name, $password] = $parts;
        $token = str_starts_with($name, '~t:') ? self::token($state, $name, $password) : null;
        $id = str_starts_with($name, '~t:') ? $token['userid'] ?? null : "user/$domain/" . strtolower($name);
        $user = $state->users[$id ?? ''] ?? null;
        return match (true) {
            $user === null,
            $token === null && $user['pass'] !== $password,
            Rights::isLocked($user) => self::refused('noauth', $refusal),
            !Rights::isFullAdmin($user) && Rights::has($user, Rights::SITE_NO_TOOLS) => self::refused('notools', 'notools'),
            $token === null && isset($user['otpsecret']) && $user['otpsecret'] !== ($parts[2] ?? null) => new self(null, [
                'action' => 'close', 'cause' => 'noauth', 'msg' => 'tokenrequired', 'email2fa' => false, 'sms2fa' => false,
                'msg2fa' => false, 'twoFactorCookieDays' => 30,
            ]),
            $state->settings['mail'] && isset($user['email']) && ($user['emailVerified'] ?? false) !== true => new self(null, [
                'action' => 'close', 'cause' => 'emailvalidation', 'msg' => 'emailvalidationrequired', 'email2fa' => false,
                'email2fasent' => true,
            ]),
            default => new self($id, []),
        };
    }

    /** @return array<string, mixed>|null */
    private static function token(State $state, string $name, #[\SensitiveParameter] string $password): ?array
    {
        $token = $state->tokens[$name] ?? null;
        $isGood = $token !== null && $token['tokenPass'] === $password
            && ($token['expire'] === 0 || $token['expire'] >= $state->milliseconds());
        return $isGood ? $token : null;
    }

    private static function isOriginAllowed(State $state, Request $request): bool
    {
        $origin = $request->header('origin');
        return $origin === null || parse_url($origin, PHP_URL_HOST) === $state->settings['name'];
    }

    private static function refused(string $cause, string $msg): self
    {
        return new self(null, ['action' => 'close', 'cause' => $cause, 'msg' => $msg]);
    }
}
