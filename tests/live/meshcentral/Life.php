<?php

/**
 * A service's life, with one kind of credential: made, listed, suspended, unsuspended, its password and its package changed,
 * ended. Each step is done twice, and what it did is asked of the server behind the extension's back.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

use WhmcsHost\Suite;

final class Life
{
    private const FULL = 2015484;
    private const SUPPORT = 1327320;
    private const SUSPEND_MS = 100;

    private readonly Facts $facts;
    private float $suspendMs = INF;

    /** @param string $owner the account that the credential acts as */
    public function __construct(
        private readonly Suite $suite,
        private readonly RealServer $server,
        private readonly Service $service,
        private readonly int $number,
        private readonly string $owner,
        private readonly string $domain = '',
    ) {
        $this->facts = new Facts($server, $domain);
    }

    public function live(): void
    {
        $this->connects();
        $this->begins();
        $this->isListed();
        $this->isSuspended();
        $this->isUnsuspended();
        $this->changesPassword();
        $this->changesPackage();
        $this->ends();
    }

    private function connects(): void
    {
        $result = $this->service->call('test_connection');
        $this->suite->equal('test_connection: the account', $this->owner, $result['account']);
        $this->suite->equal('test_connection: the domain', $this->domain, $result['domain']);
        $this->suite->check('test_connection: the clocks agree', abs($result['clock_skew']) <= 2, (string) $result['clock_skew']);
    }

    private function begins(): void
    {
        $result = $this->service->create();
        $this->suite->equal('create: created', ['created', "whmcs-$this->number"], [$result['state'], $result['username']]);
        $user = $this->facts->user($result['username']);
        $this->suite->equal('create: site rights of the account', 64, $user['siteadmin'] ?? null);
        $this->suite->equal('create: rights in the group', [$result['mesh_id'] => ['rights' => self::FULL]], $user['links'] ?? null);
        $this->suite->matches('create: the account is marked', "/^whmcs:$this->number\\b/", $user['realname'] ?? null);
        $group = $this->facts->groupsOf($this->owner)[$result['mesh_id']] ?? [];
        $this->suite->matches('create: the group is marked', "/^whmcs:$this->number\\b/", $group['desc'] ?? null);
        $this->suite->equal('create: the password opens', 'let in', $this->facts->login($result['username'], $result['password']));
        $again = $this->service->create();
        $this->suite->equal('create again: unchanged', ['unchanged', false], [$again['state'], isset($again['password'])]);
        $this->suite->equal('create again: one group', [$result['mesh_id']], array_keys($this->facts->groupsOf($result['username'])));
    }

    private function isListed(): void
    {
        $rows = array_column($this->service->call('list_accounts'), null, 'username');
        $row = $rows[$this->service->username()] ?? [];
        $this->suite->equal(
            'list_accounts: the service',
            ["kunde$this->number@example.com", 'Active'],
            [$row['email'] ?? null, $row['status'] ?? null],
        );
        $usage = $this->service->call('usage')[$this->service->username()] ?? null;
        $this->suite->equal('usage: no device yet', ['devices' => 0, 'online_devices' => 0], $usage);
        $this->suite->equal('status: active', 'active', $this->service->call('status')['state']);
    }

    /** A lock alone would leave the browser's cookie its groups: they are what must be gone. */
    private function isSuspended(): void
    {
        $cookies = $this->facts->session($this->service->username());
        $open = $this->server->withSession($cookies, $this->domain);
        $this->suite->equal('before: an old session sees the group', 1, count($this->facts->groupsSeen($this->server->withSession($cookies, $this->domain))));
        $this->suite->equal('suspend: suspended', ['suspended', true], $this->stateOf('suspend'));
        $this->suspendMs = $this->service->milliseconds;
        while ($open->receive() !== null) {
        }
        $this->suite->equal('suspend: the open session is closed', 'close 1005', $open->socket->ending);
        $this->suite->equal('suspend: the old session sees no group', [], $this->facts->groupsSeen($this->server->withSession($cookies, $this->domain)));
        $this->suite->equal('suspend: the password is refused', 'noauth-2d', $this->facts->login($this->service->username(), $this->service->password()));
        $this->suite->equal('suspend again: nothing to do', ['suspended', false], $this->stateOf('suspend'));
        $this->suite->equal('status: suspended', 'suspended', $this->service->call('status')['state']);
        $rows = array_column($this->service->call('list_accounts'), 'status', 'username');
        $this->suite->equal('list_accounts: suspended', 'Suspended', $rows[$this->service->username()] ?? null);
        $this->suite->equal('sso: refused while suspended', 'PermissionException', $this->service->refusal('sso'));
    }

    private function isUnsuspended(): void
    {
        $name = $this->service->username();
        $this->suite->equal('unsuspend: active', ['active', true], $this->stateOf('unsuspend'));
        $user = $this->facts->user($name);
        $this->suite->equal('unsuspend: the lock is gone', 64, $user['siteadmin'] ?? null);
        $this->suite->equal('unsuspend: the rights are back', [self::FULL], array_column($user['links'] ?? [], 'rights'));
        $this->suite->equal('unsuspend: the password opens', 'let in', $this->facts->login($name, $this->service->password()));
        $this->suite->equal('unsuspend again: nothing to do', ['active', false], $this->stateOf('unsuspend'));
    }

    private function changesPassword(): void
    {
        [$name, $old] = [$this->service->username(), $this->service->password()];
        $new = 'Neu.' . bin2hex(random_bytes(8)) . '-ß"\\';
        $this->service->set(['password' => $new]);
        $this->suite->equal('change_password: changed', true, $this->service->call('change_password')['changed']);
        $this->suite->equal('change_password: the old one is refused', 'noauth-2d', $this->facts->login($name, $old));
        $this->suite->equal('change_password: the new one opens', 'let in', $this->facts->login($name, $new));
        $this->service->call('change_password');
        $this->suite->equal('change_password again: it still opens', 'let in', $this->facts->login($name, $new));
    }

    private function changesPackage(): void
    {
        $rights = static fn (?array $user): array => array_column($user['links'] ?? [], 'rights');
        $name = $this->service->username();
        $this->service->set(['configoptions' => ['Rights' => 'support']]);
        $result = $this->service->call('change_package');
        $this->suite->equal('change_package: changed', [true, self::SUPPORT], [$result['changed'], $result['limits']['rights']]);
        $this->suite->equal('change_package: the rights are there', [self::SUPPORT], $rights($this->facts->user($name)));
        $this->suite->equal('change_package again: nothing to do', false, $this->service->call('change_package')['changed']);
        $this->suite->equal('suspend: with other rights', ['suspended', true], $this->stateOf('suspend'));
        // the machine may have been busy once
        $ms = min($this->suspendMs, $this->service->milliseconds);
        $this->suite->check(sprintf('suspend: in %.0f ms', $ms), $ms < self::SUSPEND_MS, "$ms ms");
        $this->suite->equal('unsuspend: with other rights', ['active', true], $this->stateOf('unsuspend'));
        $this->suite->equal('unsuspend: those rights', [self::SUPPORT], $rights($this->facts->user($name)));
    }

    private function ends(): void
    {
        $name = $this->service->username();
        $result = $this->service->call('terminate');
        $this->suite->equal('terminate: terminated', ['terminated', true], [$result['state'], $result['changed']]);
        $this->suite->equal('terminate: account and group went', [true, true], [$result['removed']['user'], $result['removed']['group']]);
        $this->suite->equal('terminate: the account is gone', null, $this->facts->user($name));
        $marks = array_column($this->facts->groupsOf($this->owner), 'desc');
        $ours = preg_grep("/^whmcs:$this->number\\b/", $marks);
        $this->suite->equal('terminate: the group is gone', [], $ours);
        $this->suite->equal('terminate again: nothing to do', ['terminated', false], $this->stateOf('terminate'));
        $this->suite->equal('status: absent', 'absent', $this->service->call('status')['state']);
    }

    /** @return array{string, bool} */
    private function stateOf(string $operation): array
    {
        $result = $this->service->call($operation);
        return [$result['state'], $result['changed']];
    }
}
