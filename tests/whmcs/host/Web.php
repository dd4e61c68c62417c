<?php

/**
 * What WHMCS does with a request for one of its pages: knows the visitor by his session, lets him have what is his, and
 * calls the module in this process. PHP's built-in web server runs it (Site.php starts that).
 *
 * The environment says where things are: WHMCS_HOST (this folder), WHMCS_STATE (database), WHMCS_WORK (folder for
 * compiled templates and reports), WHMCS_MODULE (name). What a request did against the contract goes into a file of its
 * own.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

use Illuminate\Database\Capsule\Manager;

final class Web
{
    public static function begin(): void
    {
        State::open((string) getenv('WHMCS_STATE'));
        define('WHMCS', true);
        session_start();
        $report = tempnam(getenv('WHMCS_WORK') . '/reports', 'r');
        register_shutdown_function(static function () use ($report): void {
            $death = error_get_last();
            if ($death !== null && str_starts_with($death['file'], self::folder())) {
                Violations::add("PHP error: $death[message]");
            }
            file_put_contents($report, json_encode(Violations::all(), JSON_INVALID_UTF8_SUBSTITUTE));
        });
    }

    /** ?keep=1: what the session holds stays; ?change[NAME]=N: a number of that name in it, at any depth, becomes N. */
    public static function login(): void
    {
        session_regenerate_id(true);
        $_SESSION = isset($_GET['keep']) ? array_diff_key($_SESSION, ['uid' => 0, 'adminid' => 0]) : [];
        array_walk_recursive($_SESSION, static function (mixed &$value, int|string $name): void {
            $value = is_int($value) ? (int) ($_GET['change'][$name] ?? $value) : $value;
        });
        foreach (['client' => 'uid', 'admin' => 'adminid'] as $argument => $key) {
            if (isset($_GET[$argument])) {
                $_SESSION[$key] = (int) $_GET[$argument];
            }
        }
        echo 'done';
    }

    public static function clientArea(): void
    {
        $service = (int) ($_GET['id'] ?? 0);
        $owner = (int) Manager::table('tblhosting')->where('id', $service)->value('userid');
        if ($owner === 0 || $owner !== ($_SESSION['uid'] ?? 0)) {
            self::refuse();
            return;
        }
        $whom = ['service' => $service, 'area' => 'client'];
        if (isset($_GET['dosinglesignon'])) {
            self::singleSignOn('ServiceSingleSignOn', $whom);
            return;
        }
        $alert = ($_GET['modop'] ?? '') === 'custom' ? self::custom((string) ($_GET['a'] ?? ''), $whom) : '';
        $page = self::call('ClientArea', $whom)['page'] ?? '';
        echo Frame::client(($alert === '' ? '' : self::alert($alert)) . $page);
    }

    private static function alert(string $text): string
    {
        return '<div class="alert alert-danger">' . htmlspecialchars($text) . '</div>';
    }

    public static function admin(): void
    {
        if (!isset($_SESSION['adminid'])) {
            self::refuse();
        } elseif (isset($_GET['server'])) {
            self::singleSignOn('AdminSingleSignOn', ['server' => (int) $_GET['server'], 'area' => 'admin']);
        } else {
            self::singleSignOn('ServiceSingleSignOn', ['service' => (int) $_GET['service'], 'area' => 'admin']);
        }
    }

    private static function refuse(): void
    {
        http_response_code(403);
        echo 'not yours';
    }

    private static function singleSignOn(string $function, array $whom): void
    {
        $result = self::call($function, $whom)['result'] ?? [];
        if ($result['success'] ?? false) {
            header('Location: ' . $result['redirectTo'], true, 302);
            return;
        }
        echo Frame::client(self::alert($result['errorMsg'] ?? ''));
    }

    /** What a custom function answers; '' when it was done. Only functions that the module lets clients call. */
    private static function custom(string $function, array $whom): string
    {
        $allowed = [];
        foreach (['ClientAreaAllowedFunctions', 'ClientAreaCustomButtonArray'] as $list) {
            if (preg_match("/function \w+_$list\b/", (string) file_get_contents(self::mainFile())) === 1) {
                $allowed = array_merge($allowed, array_values(self::call($list, ['area' => 'client'])['result'] ?? []));
            }
        }
        if (!in_array($function, $allowed, true)) {
            return 'Access Denied';
        }
        $result = self::call($function, $whom)['result'] ?? '';
        return $result === 'success' ? '' : (string) $result;
    }

    private static function call(string $function, array $whom): array
    {
        return (new Action($whom + [
            'function' => $function, 'folder' => self::folder(), 'changes' => [], 'server' => 0, 'service' => 0,
            'compile' => getenv('WHMCS_WORK') . '/compile',
        ]))->answer();
    }

    private static function folder(): string
    {
        return getenv('WHMCS_WORK') . '/site/modules/servers/' . getenv('WHMCS_MODULE');
    }

    private static function mainFile(): string
    {
        return self::folder() . '/' . getenv('WHMCS_MODULE') . '.php';
    }
}
