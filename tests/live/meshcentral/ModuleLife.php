<?php

/**
 * A service's life by WHMCS's module, in WHMCS's stand-in, with one way of entering the server: made, used with a real
 * agent and a real browser, changed, suspended, ended. What each command did is asked of the server behind the module's
 * back.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

use WhmcsHost\ModuleLog;
use WhmcsHost\Secrets;
use WhmcsHost\Suite;

final class ModuleLife
{
    private const VIEW = 1052424;
    private const LOCKED = 32;
    private const SIGN_ON = 'dosinglesignon=1';

    private readonly Facts $facts;
    private string $name = '';
    private string $group = '';
    /** Every password that opened the account. @var array<string, string> */
    private array $passwords = [];
    /** The browser that is signed in; null: there is none. */
    private ?Visit $visit = null;

    /** @param string $folder an empty one, for the agent */
    public function __construct(
        private readonly Suite $suite,
        private readonly RealServer $server,
        private readonly StandIn $standIn,
        private readonly Order $order,
        private readonly string $folder,
    ) {
        $this->facts = new Facts($server);
    }

    public function live(): void
    {
        $this->begins();
        if ($this->group === '') {
            return; // the checks have said so
        }
        $agent = RealAgent::isToBeHad() ? new RealAgent($this->server, $this->folder, $this->group) : null;
        try {
            $this->hasDevice($agent);
            $this->signsOn($agent !== null);
            $this->changes();
            $this->isSuspended();
            $this->isUnsuspended();
        } finally {
            $agent?->stop();
        }
        $this->ends();
        $this->keptQuiet();
    }

    private function begins(): void
    {
        $this->suite->equal('TestConnection: success', ['success' => true, 'error' => ''], $this->order->call('TestConnection')->result);
        $this->order->command('CreateAccount', 'Active');
        $stored = $this->order->stored();
        [$this->name, $this->group] = [$stored['username'], $this->order->group()];
        $this->suite->equal('the server has the group', [$this->group], array_keys($this->facts->groupsOf($this->name)));
        $this->suite->equal('the stored password opens', 'let in', $this->facts->login($this->name, $stored['password']));
        $this->passwords['the made password'] = $stored['password'];
        $this->order->command('CreateAccount', 'Active');
        $this->suite->equal('a second create changed nothing that is stored', $stored, $this->order->stored());
        $this->suite->equal('nor made a second group', [$this->group], array_keys($this->facts->groupsOf($this->name)));
        $this->suite->equal('the list has it', 'Active', $this->order->listed()['status'] ?? null);
    }

    private function hasDevice(?RealAgent $agent): void
    {
        $this->suite->equal('metrics: no device yet', ['devices' => 0, 'online_devices' => 0], $this->order->metrics());
        $this->suite->matches('the page: no device yet', '/No device yet/', $this->order->page());
        if ($agent === null) {
            $this->suite->skip('devices', 'the server has no agent for this machine (' . php_uname('m') . ')');
            return;
        }
        $agent->start();
        $this->suite->check('the agent is online', $this->facts->waitForOnline($this->name, 1), $agent->output());
        $this->suite->equal('metrics: one, online', ['devices' => 1, 'online_devices' => 1], $this->order->metrics());
        $device = preg_quote(self::device(), '~');
        $this->suite->matches('the page: its name, online', "~$device.*meshcentral-dot meshcentral-online~s", $this->order->page());
        $staff = $this->order->call('AdminServicesTabFields')->result['Devices'] ?? '';
        $this->suite->check('staff see it', str_contains($staff, php_uname('n')) && str_contains($staff, ': online'), $staff);
    }

    private function signsOn(bool $hasDevice): void
    {
        $link = $this->order->call('ServiceSingleSignOn', ['area' => 'client'])->result['redirectTo'] ?? '';
        $isOurs = str_starts_with($link, $this->server->url() . '/?login=');
        $this->suite->check('ServiceSingleSignOn: a link of this server', $isOurs, 'another address');
        $browser = $this->standIn->visitor();
        if ($browser === null) {
            $this->suite->skip('the link in a browser', 'there is no chromium or no chromedriver on this machine');
            return;
        }
        $this->inBrowser(function () use ($browser, $link, $hasDevice): void {
            $this->visit = new Visit($browser, $link);
            $this->suite->equal('in a browser: the page is the client\'s', $this->name, $this->visit->who());
            $this->seesHisOwn($this->visit, $hasDevice);
            $second = new Visit($this->standIn->visitor(), $link);
            $this->suite->equal('in another browser: the link shows the login page', Visit::NOBODY, $second->who());
            $second->end();
        });
    }

    private function seesHisOwn(Visit $visit, bool $hasDevice): void
    {
        $lists = $visit->lists();
        $this->suite->equal('in a browser: his group alone', [$this->group], $lists['groups']);
        if ($hasDevice) {
            $this->suite->equal('in a browser: his device alone', [php_uname('n')], $lists['devices']);
            $this->suite->check('in a browser: its name can be read', $visit->reads(php_uname('n')));
        }
    }

    /** Who is signed in when the service is suspended. */
    private function isThrownOut(): void
    {
        if ($this->visit === null) {
            return;
        }
        $this->inBrowser(function (): void {
            $this->visit->open($this->server->url() . '/');
            $this->suite->equal('in the browser that was in: the login page', Visit::NOBODY, $this->visit->who());
            $this->suite->matches('in the browser that was in: it says why', '/^Account locked\.$/m', $this->visit->login());
            $this->visit->end();
        });
    }

    /** @param \Closure(): void $do what waits in vain for a state of the page is a check that failed */
    private function inBrowser(\Closure $do): void
    {
        try {
            $do();
        } catch (\RuntimeException $failure) {
            $this->suite->check('the visit goes on', false, $failure->getMessage());
        }
    }

    private function changes(): void
    {
        $old = $this->order->stored()['password'];
        $new = 'Neu.' . bin2hex(random_bytes(8)) . '-ß"\\';
        $this->order->command('ChangePassword', 'Active', ['area' => 'client', 'changes' => ['password' => $new]]);
        $this->suite->check('WHMCS stores the new password', $this->order->stored()['password'] === $new, 'another one');
        $this->suite->equal('the old password is refused', 'noauth-2d', $this->facts->login($this->name, $old));
        $this->suite->equal('the new one opens', 'let in', $this->facts->login($this->name, $new));
        $this->passwords['the client\'s password'] = $new;
        $refused = $this->order->call('ChangePassword', ['area' => 'client', 'changes' => ['password' => 'abc']])->result;
        $this->suite->equal('one that is too short is refused', 'The password must have 4 to 256 characters.', $refused);
        $this->suite->equal('and the one before opens still', 'let in', $this->facts->login($this->name, $new));
        $this->order->choose(['Rights' => 'view']);
        $this->order->command('ChangePackage', 'Active');
        $this->suite->equal('ChangePackage: the rights are there', [self::VIEW], $this->rights());
    }

    private function isSuspended(): void
    {
        for ($time = 1; $time <= 2; $time++) {
            $this->order->command('SuspendAccount', 'Suspended');
            $site = $this->facts->user($this->name)['siteadmin'] ?? 0;
            $this->suite->equal("time $time: locked, with no group", [self::LOCKED, []], [$site & self::LOCKED, $this->rights()]);
        }
        $this->isThrownOut();
        $page = $this->order->page();
        $this->suite->matches('the page says so', '~meshcentral-suspended">Suspended<~', $page);
        $this->suite->check('and offers no sign-on', !str_contains($page, self::SIGN_ON), 'it does');
        foreach (['client', 'admin'] as $area) {
            $result = $this->order->call('ServiceSingleSignOn', ['area' => $area])->result;
            $told = [$result['success'] ?? null, isset($result['redirectTo']), ($result['errorMsg'] ?? '') !== ''];
            $this->suite->equal("$area: sign-on is refused", [false, false, true], $told);
        }
        $this->suite->equal('the list says so', 'Suspended', $this->order->listed()['status'] ?? null);
    }

    private function isUnsuspended(): void
    {
        $this->order->command('UnsuspendAccount', 'Active');
        $this->suite->equal('the rights are back', [self::VIEW], $this->rights());
        $this->suite->equal('the password opens', 'let in', $this->facts->login($this->name, $this->order->stored()['password']));
        $page = $this->order->page();
        $this->suite->matches('the page says so', '~meshcentral-active">Active<~', $page);
        $this->suite->check('and offers the sign-on', str_contains($page, self::SIGN_ON), 'it does not');
        $this->suite->equal('the list says so', 'Active', $this->order->listed()['status'] ?? null);
    }

    private function ends(): void
    {
        for ($time = 1; $time <= 2; $time++) {
            $this->order->command('TerminateAccount', 'Terminated');
            $this->suite->equal("time $time: the account is gone", null, $this->facts->user($this->name));
            $owned = $this->facts->groupsOf(RealServer::ADMIN);
            $this->suite->check("time $time: so is the group", !isset($owned[$this->group]), 'it is there');
        }
        $this->suite->equal('nothing that opens is stored', ['', ''], [$this->order->stored()['password'], $this->order->group()]);
        $this->suite->equal('the list has it no more', null, $this->order->listed());
        $page = $this->order->page();
        $isOver = !str_contains($page, self::SIGN_ON) && !str_contains($page, self::device());
        $this->suite->check('the page has neither sign-on nor device', $isOver, 'it has');
    }

    /** The log of all calls together; each call was looked through already. */
    private function keptQuiet(): void
    {
        $log = ModuleLog::contents();
        $this->suite->matches('the module log has the calls', '/meshcentral_create.*meshcentral_terminate/s', $log);
        $secrets = new Secrets();
        foreach ($this->order->secrets + $this->passwords as $what => $value) {
            $secrets->add($what, $value);
        }
        $this->suite->equal('and no secret', [], $secrets->found('the module log', $log));
        ModuleLog::clear();
    }

    /** What the account may do in its groups. @return list<int> */
    private function rights(): array
    {
        return array_column($this->facts->user($this->name)['links'] ?? [], 'rights');
    }

    /** This machine's agent on the client's page. */
    private static function device(): string
    {
        return '<bdi>' . htmlspecialchars(php_uname('n')) . '</bdi>';
    }
}
