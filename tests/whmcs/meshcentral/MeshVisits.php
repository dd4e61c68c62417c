<?php

/**
 * What visitors of the web site do, and what they must not get: see web.php.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class MeshVisits
{
    private const SIGN_ON = 'a[href*="dosinglesignon=1"]';
    private const LINKS = '~(?:href|value)="(https://[^"]*/(?:meshagents|meshosxagent|agentinvite)\?[^"]*)"~';
    /** Who is logged in, as MeshCentral's page says it; nobody on its login page. */
    private const WHO = 'typeof logoutControls === "object" ? logoutControls.name : '
        . '(document.getElementById("loginpanel") ? "nobody" : "")';

    /** Rows of devices that can be seen. */
    private const ROWS = 'return Array.from(document.querySelectorAll(".meshcentral-row"))'
        . '.filter(function (row) { return row.offsetParent !== null; }).length';

    private int $service;
    private int $client;

    public function __construct(private Life $life, private Site $site, private Suite $suite)
    {
        Mesh::enter($life, Mesh::RECORD);
        $this->client = $life->host->addClient(['email' => 'visitor@example.com']);
        $this->service = $life->service = $life->host->addService($this->client, $life->productId, $life->server, '');
        $life->call(['call' => 'CreateAccount']);
        $life->host->edit($this->service, ['domainstatus' => 'Active']);
        Mesh::fill($life, ['Reception' => true, 'Laptop' => false]);
    }

    // --- without a browser ---

    /** Neither the extension's functions nor those of staff answer to a client's URL. */
    public function functions(): void
    {
        $this->suite->section('meshcentral: functions that a client cannot call');
        $stub = (string) file_get_contents(dirname(__DIR__, 3) . '/provision.stub.php');
        preg_match_all('/^\s*function meshcentral_(\w+)\(/m', $stub, $natives);
        $this->suite->check('the extension has natives', count($natives[1]) >= 13, implode(' ', $natives[1]));
        $this->site->get("login.php?client=$this->client");
        foreach ([...$natives[1], 'Status', 'AdoptGroup', 'TerminateAccount', 'ListAccounts', 'TestConnection'] as $function) {
            Mesh::remember($this->life);
            $body = $this->site->get($this->page("&modop=custom&a=$function"))['body'];
            $this->suite->check("a client cannot call $function", str_contains($body, 'Access Denied'), $body);
            foreach (Mesh::untouched($this->life) as [$what, $good]) {
                $this->suite->check("$function: $what", $good);
            }
        }
    }

    public function redirect(): void
    {
        $this->suite->section('meshcentral: the redirect of a login');
        $this->site->get("login.php?client=$this->client");
        $got = $this->site->get($this->page('&dosinglesignon=1'));
        $link = $got['headers']['location'] ?? '';
        $place = preg_quote(Mesh::address($this->life), '~');
        $this->suite->matches('it leads to MeshCentral', "~^$place/\?login=[^&]{40,}$~D", $link);
        $this->suite->equal('and is all there is', '', $got['body']);
        $this->linkIsNowhere($link);
        $this->site->get("login.php?client={$this->life->client}");
        $got = $this->site->get($this->page('&dosinglesignon=1'));
        $this->suite->check('another client has none', !isset($got['headers']['location']), print_r($got['headers'], true));
        $this->site->get("login.php?client=$this->client");
        $this->life->host->edit($this->service, ['domainstatus' => 'Suspended']);
        $this->life->call(['call' => 'SuspendAccount']);
        $got = $this->site->get($this->page('&dosinglesignon=1'));
        $this->suite->check('a suspended one has none', !isset($got['headers']['location']), print_r($got['headers'], true));
        $this->suite->check('and reads no address', !str_contains($got['body'], 'login='), $got['body']);
        $this->life->call(['call' => 'UnsuspendAccount']);
    }

    /** Every installer and the invitation, as a browser follows them. */
    public function links(): void
    {
        $this->suite->section('meshcentral: agent installers and invitation');
        $this->site->get("login.php?client=$this->client");
        $body = $this->site->get($this->page())['body'];
        preg_match_all(self::LINKS, $body, $found);
        $urls = array_values(array_unique(array_map(static fn (string $url): string => html_entity_decode($url, ENT_QUOTES), $found[1])));
        $this->suite->equal('five installers and the invitation', 6, count($urls));
        foreach ($urls as $url) {
            $got = $this->life->product->page($url);
            $path = parse_url($url, PHP_URL_PATH);
            $expected = $path === '/agentinvite' ? 'Agent Installation' : $this->stored()['fields']['mesh_id'];
            $this->suite->check("$path leads to the service's agent", str_contains($got, $expected), "$url\n$got");
        }
    }

    // --- with a browser ---

    public function clientLogsIn(WebDriver $driver): void
    {
        $this->suite->section('meshcentral: a client logs in to MeshCentral');
        $this->enter($driver, "login.php?client=$this->client");
        $driver->open($this->site->address . $this->page());
        $before = $driver->windows();
        $driver->click(self::SIGN_ON);
        if ($driver->run('return ' . self::WHO) === '') {
            $driver->switchTo($driver->otherWindow(...$before));
        }
        $this->suite->equal('the client is in', $this->stored()['username'], $driver->until('MeshCentral', self::WHO));
        $link = $driver->url();
        $this->suite->check('on the server', str_starts_with($link, Mesh::address($this->life) . '/'), $link);
        $this->linkIsNowhere($link);
        $driver->begin();
        $driver->open($link);
        $this->suite->equal('the link logs nobody in a second time', 'nobody', $driver->until('MeshCentral', self::WHO));
    }

    public function staffLogIn(WebDriver $driver): void
    {
        $this->suite->section('meshcentral: staff log in as the client');
        $this->enter($driver, 'login.php?admin=1');
        $driver->open($this->site->address . "admin.php?service=$this->service");
        $this->suite->equal('they are in', $this->stored()['username'], $driver->until('MeshCentral', self::WHO));
        $this->linkIsNowhere($driver->url());
    }

    public function invitation(WebDriver $driver): void
    {
        $this->suite->section('meshcentral: the invitation in a browser');
        $this->life->service = $this->service;
        $this->enter($driver, "login.php?client=$this->client");
        $driver->open($this->site->address . $this->page());
        $links = Mesh::kept($this->life)['links'];
        $there = (new \DateTime("@$links[invite_expires]"))->setTimezone(new \DateTimeZone(WebDriver::TIME_ZONE));
        $this->suite->equal(
            'its end is told in the visitor\'s time, of 24 hours',
            $there->format('Y-m-d H:i'),
            $driver->text('[data-meshcentral-time]')
        );
        $before = $driver->window();
        $driver->click('a[href*="agentinvite"]');
        $driver->switchTo($driver->otherWindow($before));
        $title = $driver->until('the page of the invitation', 'document.title');
        $this->suite->equal('it opens in a window of its own', 'Agent Installation', $title);
        $this->suite->check('which does not know who opened it', $driver->run('return window.opener === null'));
    }

    public function manyDevices(WebDriver $driver): void
    {
        $this->suite->section('meshcentral: a client with many devices');
        $this->life->service = $this->service;
        $names = array_map(static fn (int $n): string => "Computer $n", range(1, 250));
        Mesh::fill($this->life, array_fill_keys($names, true));
        $this->enter($driver, "login.php?client=$this->client");
        $driver->open($this->site->address . $this->page());
        $shown = [$driver->run(self::ROWS)];
        while (end($shown) < 200 && count($shown) < 50) {
            $driver->click('button[data-meshcentral-more]:not([hidden])');
            $shown[] = $driver->run(self::ROWS);
        }
        $this->suite->equal('they are shown piece by piece', [15, 30, 45, 60], array_slice($shown, 0, 4));
        $this->suite->equal('and end at two hundred', 200, end($shown));
        $this->suite->matches('the rest is counted', '/\b52 more\b/', $driver->text('.meshcentral-service'));
    }

    public function hostileNames(WebDriver $driver): void
    {
        $this->suite->section('meshcentral: names that nobody expects, in a browser');
        $group = $this->stored()['fields']['mesh_id'];
        $names = [
            '!' . str_repeat('W', 500), "!<b>\u{202E}gpj.exe", '!<script>document.title="ran"</script>', '!"\'>{$smarty.now}',
        ];
        foreach ($names as $n => $name) {
            // in front of all others
            Mesh::addDevice($this->life, "$this->service-odd-$n", $group, $name, true, ['osdesc' => str_repeat('M', 500)]);
        }
        $this->enter($driver, "login.php?client=$this->client");
        $driver->open($this->site->address . $this->page());
        $seen = $driver->run('return Array.from(document.querySelectorAll(".meshcentral-device")).slice(0, 4)'
            . '.map(function (name) { return name.textContent; })');
        $expected = array_map(static fn (string $name): string => mb_strlen($name) > 120 ? mb_substr($name, 0, 120) . '…' : $name, $names);
        $this->suite->equal('each is what it is', [], array_diff($expected, $seen));
        $this->suite->check('nothing of it ran', $driver->run('return document.title') !== 'ran');
        $wide = 'return document.documentElement.scrollWidth - document.documentElement.clientWidth';
        $this->suite->equal('and none makes the page wider', 0, $driver->run($wide));
        $left = 'return Array.from(document.querySelectorAll(".meshcentral-seen")).slice(0, 4)'
            . '.map(function (cell) { return getComputedStyle(cell).direction + cell.textContent.trim(); })';
        $this->suite->equal('nor turns what stands beside it', array_fill(0, 4, 'ltrOnline'), $driver->run($left));
    }

    private function page(string $more = ''): string
    {
        return "clientarea.php?action=productdetails&id=$this->service$more";
    }

    private function stored(): array
    {
        return $this->life->host->service($this->service);
    }

    /** A new browser with a session of WHMCS. */
    private function enter(WebDriver $driver, string $login): void
    {
        $driver->begin();
        $driver->open($this->site->address . $login);
        $driver->text('body');
    }

    /** Neither the access log nor WHMCS's own logs nor what it stores knows the one-time link. */
    private function linkIsNowhere(string $link): void
    {
        parse_str((string) parse_url($link, PHP_URL_QUERY), $query);
        $secrets = new Secrets();
        $secrets->add('the link', $query['login'] ?? '');
        $this->suite->check('there is a one-time link', strlen($query['login'] ?? '') > 40, $link);
        $places = [
            'WHMCS\'s access log' => $this->site->log(), 'WHMCS\'s logs' => ModuleLog::contents(),
            'what WHMCS stores of the service' => print_r($this->stored(), true),
        ];
        foreach ($places as $where => $text) {
            $this->suite->check("no link in $where", $text !== '' && $secrets->found($where, $text) === [], $where);
        }
    }
}
