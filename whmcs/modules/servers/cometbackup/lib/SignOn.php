<?php

/**
 * Single sign-on: hands a session of Comet from WHMCS's command to the page that uses it (signon.php).
 *
 * WHMCS answers the command with a redirect, and a URL is no place for a session key: it would stand in the browser's
 * history and in logs. So the key waits in the visitor's own WHMCS session, for a minute, for one look; the URL says
 * only which service or server it is about. Who may have it WHMCS decided when it called the module; the page asks
 * once more whether the visitor is still who he was then.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

use WHMCS\Authentication\CurrentUser;

final class SignOn
{
    private const SESSION = 'cometbackup_signon';
    private const WAITS_SECONDS = 60;
    private const PAGE = 'modules/servers/cometbackup/signon.php';
    private const NO_ADDRESS = 'WHMCS does not say what its own address is (System URL in the General Settings).';

    /** A session of the service's account, for its client or for staff. */
    public static function toAccount(array $params): array
    {
        $service = (int) ($params['serviceid'] ?? 0);
        $outcome = Native::call('comet_sso', $params);
        return $outcome->succeeded()
            ? self::handOver("service=$service", $outcome->data, $params)
            : self::refusal($outcome->messageFor($params));
    }

    /** A session of the server's administrator, for staff. */
    public static function toServer(array $params): array
    {
        $outcome = Native::call('comet_admin_sso', $params);
        return $outcome->succeeded()
            ? self::handOver('server=' . (int) ($params['serverid'] ?? 0), $outcome->data, $params)
            : self::refusal($outcome->message);
    }

    /**
     * What was handed over for this query string, once; null when there is nothing, when it is too old, or when the
     * visitor is another one by now.
     *
     * @return array<string, mixed>|null url, username, session_key, message, back and language are text, expires_in a
     *         number
     */
    public static function take(string $query): ?array
    {
        $waiting = $_SESSION[self::SESSION] ?? [];
        unset($_SESSION[self::SESSION][$query]);
        $handed = is_array($waiting) ? $waiting[$query] ?? null : null;
        if (!is_array($handed) || $handed['until'] < time()) {
            return null;
        }
        $visitor = new CurrentUser();
        $isHe = $handed['staff']
            ? $visitor->isAuthenticatedAdmin()
            : (int) ($visitor->client()->id ?? 0) === $handed['client'];
        return $isHe ? $handed : null;
    }

    private static function handOver(string $query, array $session, array $params): array
    {
        $address = localAPI('GetConfigurationValue', ['setting' => 'SystemURL']);
        $whmcs = rtrim((string) ($address['value'] ?? ''), '/') . '/';
        if ($whmcs === '/') {
            return self::refusal(self::NO_ADDRESS);
        }
        $isStaff = !defined('CLIENTAREA');
        $service = (int) ($params['serviceid'] ?? 0);
        $_SESSION[self::SESSION] = [$query => [
            'url' => $session['url'],
            'username' => $session['username'],
            'session_key' => $session['session_key'],
            'message' => $session['message'],
            'expires_in' => $session['expires_in'],
            'until' => time() + self::WAITS_SECONDS,
            'staff' => $isStaff,
            'client' => (int) ($params['userid'] ?? 0),
            'back' => $isStaff ? '' : "{$whmcs}clientarea.php?action=productdetails&id=$service",
            'language' => $isStaff ? '' : (string) ($params['clientsdetails']['language'] ?? ''),
        ]];
        return ['success' => true, 'redirectTo' => $whmcs . self::PAGE . '?' . $query];
    }

    private static function refusal(string $message): array
    {
        return ['success' => false, 'errorMsg' => $message];
    }
}
