<?php

/**
 * What visitors of the web site do, and what they must not get: see web.php.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class CometVisits
{
    private const INSTALLER_BYTES = 40_000_000;
    private const DEBIAN_PACKAGE = 21;
    private const SIGN_ON = 'modules/servers/cometbackup/signon.php';
    private const SHOWN = '[data-state]:not([hidden])';

    private int $service;
    private int $client;

    public function __construct(private Life $life, private Site $site, private Suite $suite)
    {
        $this->client = $life->host->addClient(['email' => 'visitor@example.com']);
        $life->service = $life->host->addService($this->client, $life->productId, $life->server, '');
        $this->service = $life->service;
        $life->call(['call' => 'CreateAccount']);
        $life->host->edit($this->service, ['domainstatus' => 'Active']);
    }

    // --- without a browser ---

    public function installers(): void
    {
        $this->suite->section('cometbackup: installers');
        $this->life->product->merge(['settings' => ['installer_bytes' => self::INSTALLER_BYTES]]);
        $this->site->get("login.php?client=$this->client");
        $this->life->product->requests();
        $got = $this->site->get($this->custom('DownloadInstaller&platform=' . self::DEBIAN_PACKAGE));
        $expected = [
            'content-type' => 'application/vnd.debian.binary-package',
            'content-length' => (string) self::INSTALLER_BYTES,
            'content-disposition' => 'attachment; filename="backup-client-21.deb"; filename*=UTF-8\'\'backup-client-21.deb',
            'x-content-type-options' => 'nosniff',
            'cache-control' => 'no-store',
        ];
        $this->suite->equal('fault 15: honest headers', $expected, array_intersect_key($got['headers'], $expected));
        $this->suite->equal('fault 15: all of it, without holding it', self::INSTALLER_BYTES, strlen($got['body']));
        $this->suite->check('it begins as the server\'s file', str_starts_with($got['body'], "!<arch>\n"));
        $this->suite->check('nothing stands behind it', !str_contains($got['body'], '<html'));
        $this->suite->equal('two requests', [
            'POST /api/v1/admin/branding/available-platforms', 'POST /api/v1/admin/branding/generate-client/by-platform',
        ], $this->life->product->requests());

        $this->life->product->merge(['settings' => ['installer_error' => 'no signing key', 'installer_bytes' => 200000]]);
        $got = $this->site->get($this->custom('DownloadInstaller&platform=' . self::DEBIAN_PACKAGE));
        $this->life->product->merge(['settings' => ['installer_error' => null]]);
        $this->suite->check(
            'fault 15: an error is a page that says so, not a file',
            !isset($got['headers']['content-disposition']) && str_contains($got['body'], 'not possible at the moment'),
            print_r($got['headers'], true)
        );
        $got = $this->site->get($this->custom('DownloadInstaller&platform=999'));
        $this->suite->check(
            'an unknown one too',
            str_contains($got['body'], 'There is no such installer'),
            $got['body']
        );
        foreach (['PolicyGroups', 'TerminateAccount', 'AdoptAccount', 'downloadinstaller'] as $function) {
            $got = $this->site->get($this->custom($function));
            $this->suite->check(
                "a client cannot call $function",
                str_contains($got['body'], 'Access Denied'),
                $got['body']
            );
        }
    }

    /** What the redirect leads to, and for whom. */
    public function handOver(): void
    {
        $this->suite->section('cometbackup: the hand-over of a login');
        $page = self::SIGN_ON . "?service=$this->service";
        $redirect = $this->signOn();
        $this->suite->equal('fault 2: no key in the redirect', $this->site->address . $page, $redirect);
        $got = $this->site->get($page);
        $this->suite->check('the page has a session', str_contains($got['body'], 'data-session-key="'), $got['body']);
        foreach (
            [
                'cache-control' => 'no-store',
                'referrer-policy' => 'no-referrer',
                'x-content-type-options' => 'nosniff',
                'x-frame-options' => 'DENY', 'cross-origin-opener-policy' => 'same-origin-allow-popups',
            ] as $name => $value
        ) {
            $this->suite->equal("$name: $value", $value, $got['headers'][$name] ?? '');
        }
        $this->suite->matches(
            'its policy allows one script, one style and nothing else',
            "~^default-src 'none'; script-src 'sha256-[^' ]{44}'; style-src 'sha256-[^' ]{44}'; base-uri 'none';"
                . " form-action 'none'; frame-ancestors 'none'$~",
            $got['headers']['content-security-policy'] ?? ''
        );
        $this->nothing('a second look', $page);

        $this->signOn();
        $this->nothing('another service', self::SIGN_ON . '?service=' . ($this->service + 1));
        $this->nothing('another spelling', "$page&CometSSO=x");
        $this->site->get("login.php?client={$this->life->client}&keep=1");
        $this->nothing('another client in the same browser', $page);
        $this->signOn();
        $this->site->get('login.php?keep=1');
        $this->nothing('somebody who logged out', $page);
        $this->signOn();
        $this->site->get("login.php?client=$this->client&keep=1&change[until]=" . (time() - 1));
        $this->nothing('a minute later', $page);

        $this->site->get('login.php?admin=1');
        $this->site->get("admin.php?server={$this->life->server}");
        $this->site->get("login.php?client=$this->client&keep=1");
        $this->nothing('the server\'s key for a client', self::SIGN_ON . "?server={$this->life->server}");
        $this->site->get("login.php?client=$this->client");
        $this->suite->equal(
            'staff\'s login is staff\'s',
            403,
            $this->site->get("admin.php?server={$this->life->server}")['status']
        );
    }

    private function signOn(): string
    {
        $this->site->get("login.php?client=$this->client");
        return $this->site->get("clientarea.php?action=productdetails&id=$this->service&dosinglesignon=1")['headers']['location']
            ?? '';
    }

    private function nothing(string $who, string $path): void
    {
        $body = $this->site->get($path)['body'];
        $this->suite->check(
            "$who: no session",
            !str_contains($body, 'data-') && !str_contains($body, '<script') && str_contains($body, 'start again'),
            $body
        );
    }

    private function custom(string $function): string
    {
        return "clientarea.php?action=productdetails&id=$this->service&modop=custom&a=$function";
    }

    // --- with a browser ---

    public function clientArea(WebDriver $driver): void
    {
        $this->suite->section('cometbackup: the client area in a browser');
        $started = time() - 7200;
        $job = static fn (int $n): array => ['StartTime' => $started - 60 * $n, 'EndTime' => $started - 60 * $n + 30];
        $this->life->product->control('POST', 'agent', [
            'user' => $this->username(), 'name' => 'Reception', 'jobs' => array_map($job, range(0, 44)),
        ]);
        $this->enter($driver, "login.php?client=$this->client");
        $driver->open($this->site->address . "clientarea.php?action=productdetails&id=$this->service");
        $there = (new \DateTime("@$started"))->setTimezone(new \DateTimeZone(WebDriver::TIME_ZONE));
        $this->suite->equal(
            'fault 14: times are the visitor\'s, of 24 hours',
            $there->format('Y-m-d H:i'),
            $driver->text('tbody [data-cometbackup-time]')
        );
        $rows = 'return Array.from(document.querySelectorAll(".cometbackup-service tbody tr"))'
            . '.filter(function (row) { return row.offsetParent !== null; }).length';
        $shown = [$driver->run($rows)];
        while (end($shown) < 45) {
            $driver->click('.cometbackup-box .cometbackup-more');
            $shown[] = $driver->run($rows);
        }
        $this->suite->equal('fault 14: a long list of jobs is shown piece by piece', [20, 40, 45], $shown);
        $this->suite->check(
            'and then the button goes',
            $driver->run('return document.querySelectorAll(".cometbackup-more:not([hidden])").length') === 0
        );
    }

    public function clientLogsIn(WebDriver $driver): void
    {
        $this->suite->section('cometbackup: a client logs in to Comet');
        $this->life->product->log();
        $this->enter($driver, "login.php?client=$this->client");
        $driver->open($this->site->address . "clientarea.php?action=productdetails&id=$this->service");
        $driver->click('.cometbackup-head a.btn');
        $signOn = $this->site->address . self::SIGN_ON . "?service=$this->service";
        $this->suite->equal('the page of the module', $signOn, $driver->url());
        $this->suite->matches(
            'a blocked window explains itself',
            '/did not let this page open/',
            $driver->text(self::SHOWN)
        );
        $comet = $this->openComet($driver);
        $this->suite->equal('the configured server is opened', $this->cometAddress(), $driver->url());
        $this->suite->equal('the client is in', "Logged in as {$this->username()}", $this->cometSays($driver));
        $driver->switchTo($driver->otherWindow($comet));
        $this->suite->matches('the page says so', '/^You are logged in/', $driver->text(self::SHOWN));
        $key = $this->lastLogin('user', $this->username());
        $this->suite->check(
            'it has forgotten the key',
            !str_contains($driver->run('return document.documentElement.outerHTML'), $key)
        );
        $driver->open($signOn);
        $this->suite->matches('a reload logs nobody in', '/start again/', $driver->text('main p'));
        $this->suite->equal('one login', 1, $this->logins());
        $this->keyIsNowhere($driver, $key);
    }

    public function staffLogIn(WebDriver $driver): void
    {
        $this->suite->section('cometbackup: staff log in to Comet');
        foreach (
            [
                "server={$this->life->server}" => ['admin', Comet::ADMIN],
                "service=$this->service" => ['user', $this->username()],
            ] as $whom => [$type, $username]
        ) {
            $this->life->product->log();
            $this->enter($driver, 'login.php?admin=1');
            $driver->open($this->site->address . "admin.php?$whom");
            $this->openComet($driver);
            $this->suite->equal("$whom: they are in", "Logged in as $username", $this->cometSays($driver));
            $this->keyIsNowhere($driver, $this->lastLogin($type, $username));
        }
    }

    public function windowIsClosed(WebDriver $driver): void
    {
        $this->suite->section('cometbackup: a window that is closed, a page that waits too long');
        $logins = $this->logins();
        $this->enter($driver, "login.php?client=$this->client");
        $this->life->product->fault('hang', ['method' => 'GET']);
        $driver->open($this->site->address . "clientarea.php?action=productdetails&id=$this->service&dosinglesignon=1");
        $page = $driver->window();
        $driver->click('main button');
        $driver->switchTo($driver->otherWindow($page));
        $driver->close();
        $driver->switchTo($page);
        $driver->until('what became of the window', "!document.querySelector('[data-state=closed]').hidden");
        $this->suite->equal('nobody is in', $logins, $this->logins());
        $this->life->product->clearFaults();
        $this->openComet($driver);
        $this->suite->equal('the button opens it again', "Logged in as {$this->username()}", $this->cometSays($driver));

        $this->pageThatWaitsTooLong($driver);
    }

    /** A session that ends in a second, and a server that answers in two. */
    private function pageThatWaitsTooLong(WebDriver $driver): void
    {
        $logins = $this->logins();
        $this->enter($driver, "login.php?client=$this->client");
        foreach (
            [
                "clientarea.php?action=productdetails&id=$this->service&dosinglesignon=1",
                "login.php?client=$this->client&keep=1&change[expires_in]=1",
            ] as $path
        ) {
            $driver->run('return fetch(arguments[0], {redirect: "manual"}).then(function () {})', $this->site->address . $path);
        }
        $this->life->product->control('POST', 'latency', ['ms' => 2500]);
        $driver->open($this->site->address . self::SIGN_ON . "?service=$this->service");
        $page = $driver->window();
        $driver->click('main button');
        $driver->until('that it is over', "!document.querySelector('[data-state=over]').hidden");
        $driver->switchTo($driver->otherWindow($page));
        $this->suite->equal('a page that waited too long sends nothing', 'Log in', $driver->text('#state'));
        $this->life->product->control('POST', 'latency', ['ms' => 0]);
        $this->suite->equal('nobody is in', $logins, $this->logins());
    }

    /** @param WebServer $stranger serves the pages of stranger/ from another origin */
    public function strangers(WebDriver $driver, WebServer $stranger): void
    {
        $this->suite->section('cometbackup: pages of another origin');
        $logins = $this->logins();
        $this->enter($driver, "login.php?client=$this->client");
        $this->opensTheSignOn($driver, $stranger);
        $this->enter($driver, "login.php?client=$this->client");
        $this->standsWhereCometShould($driver, $stranger);
        $this->suite->equal('nobody is in', $logins, $this->logins());
        $this->enter($driver, "login.php?client=$this->client");
        $this->namesItselfInTheUrl($driver, $stranger);
    }

    private function opensTheSignOn(WebDriver $driver, WebServer $stranger): void
    {
        $target = "clientarea.php?action=productdetails&id=$this->service&dosinglesignon=1";
        $driver->open("{$stranger->address}attack.html#" . rawurlencode($this->site->address . $target));
        $attacker = $driver->window();
        $driver->click('button');
        $driver->switchTo($driver->otherWindow($attacker));
        $this->suite->matches(
            'a stranger may open the page',
            '/did not let this page open/',
            $driver->text(self::SHOWN)
        );
        $driver->switchTo($attacker);
        $driver->until('twenty claims of the stranger', 'window.sent > 20');
        $this->suite->equal('fault 2: and gets nothing from it', [], $driver->run('return window.got'));
    }

    private function standsWhereCometShould(WebDriver $driver, WebServer $stranger): void
    {
        $this->life->product->fault('redirect', ['method' => 'GET', 'location' => "{$stranger->address}fake.html"]);
        $driver->open($this->site->address . "clientarea.php?action=productdetails&id=$this->service&dosinglesignon=1");
        $page = $driver->window();
        $this->openComet($driver);
        $driver->until('twenty claims of the stranger', 'window.sent > 20');
        $this->suite->equal('the window is the stranger\'s now', "{$stranger->address}fake.html", $driver->url());
        $this->suite->equal('fault 2: it gets nothing', [], $driver->run('return window.got'));
        $driver->switchTo($page);
        $this->suite->matches(
            'the page goes on waiting for Comet',
            '/as soon as it is ready/',
            $driver->text(self::SHOWN)
        );
        $this->life->product->clearFaults();
    }

    /** As the published module's page wanted it: address, name and key in ?CometSSO=. */
    private function namesItselfInTheUrl(WebDriver $driver, WebServer $stranger): void
    {
        $seen = $stranger->log();
        $folder = dirname(self::SIGN_ON);
        foreach (["{$stranger->address}fake.html", 'javascript:document.body.dataset.ran=1'] as $url) {
            $parameter = 'CometSSO=' . rawurlencode(base64_encode((string) json_encode(
                ['url' => $url, 'ServerURL' => $url, 'username' => 'admin', 'sessionkey' => 'key', 'session_key' => 'key']
            )));
            foreach (
                [
                    self::SIGN_ON . "?$parameter", self::SIGN_ON . "?service=$this->service&$parameter",
                    "$folder/cometbackup.php?$parameter", "$folder/lib/SignOn.php?$parameter",
                    "clientarea.php?action=productdetails&id=$this->service&$parameter",
                ] as $path
            ) {
                $driver->open($this->site->address . $path);
                $ran = $driver->run('return document.body ? document.body.dataset.ran || "" : ""');
                $this->suite->check(
                    'fault 2: nothing is opened by ' . strtok($path, '?') . " for $url",
                    count($driver->windows()) === 1 && $ran === '',
                    $driver->url()
                );
            }
        }
        $this->suite->check('and the stranger was never asked', $stranger->log() === $seen, $stranger->log());
    }

    /** A new browser with a session of WHMCS. */
    private function enter(WebDriver $driver, string $login): void
    {
        $driver->begin();
        $driver->open($this->site->address . $login);
        $driver->text('body');
    }

    /** Presses the page's button and goes to the window that opens. */
    private function openComet(WebDriver $driver): string
    {
        $page = $driver->window();
        $driver->click('main button');
        $comet = $driver->otherWindow($page);
        $driver->switchTo($comet);
        return $comet;
    }

    private function cometSays(WebDriver $driver): string
    {
        $driver->until('an answer of Comet', "/^Log(ged in|in refused)/.test(document.getElementById('state').textContent)");
        return $driver->text('#state');
    }

    private function cometAddress(): string
    {
        return "https://localhost:{$this->life->product->port}/";
    }

    private function username(): string
    {
        return $this->life->host->service($this->service)['username'];
    }

    private function logins(): int
    {
        return count($this->life->product->state()['page_logins']);
    }

    /** The key with which Comet's page was last given a session; it must be of this kind and user. */
    private function lastLogin(string $type, string $username): string
    {
        $logins = $this->life->product->state()['page_logins'];
        $last = end($logins);
        $this->suite->equal('Comet got a session of its own', [$type, $username], [$last['type'], $last['username']]);
        return $last['session_key'];
    }

    /** Ends the browser and looks where a key must not be. */
    private function keyIsNowhere(WebDriver $driver, string $key): void
    {
        $spellings = [$key, rawurlencode($key), urlencode($key), base64_encode($key), htmlspecialchars($key)];
        $isIn = static fn (string $text): bool => array_filter(
            $spellings,
            static fn (string $spelling): bool => str_contains($text, $spelling)
        ) !== [];
        $urls = $driver->history();
        $this->suite->check(
            'fault 2: the history knows the pages',
            in_array($this->cometAddress(), $urls, true) && str_contains(implode(' ', $urls), self::SIGN_ON),
            implode("\n", $urls)
        );
        $this->suite->check('fault 2: no key in the history', !$isIn(implode("\n", $urls)), implode("\n", $urls));
        $this->suite->check('no key on the browser\'s disk', !$isIn($driver->leftovers()));
        $this->suite->check('fault 2: no key in WHMCS\'s access log', !$isIn($this->site->log()));
        $asked = $this->life->product->log();
        $this->suite->check(
            'fault 2: no key in a URL of Comet\'s',
            $asked !== [] && !$isIn(implode("\n", array_column($asked, 'path')))
        );
        $page = array_values(array_filter($asked, static fn (array $request): bool => $request['path'] === '/'));
        $this->suite->check(
            'Comet is not told where the visitor came from',
            $page !== [] && !isset(array_change_key_case($page[0]['headers'])['referer']),
            print_r($page[0]['headers'] ?? [], true)
        );
    }
}
