<?php

/**
 * The life of one device group, and of the account that is its member, on MeshCentral.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class RemoteLife extends Life
{
    private const READS = ['meshes', 'users', 'nodes', 'lastconnects', 'ping'];
    /** What the customer's session sees: names of groups, number of devices. */
    private const OWN = [['Company 7 #41'], 2];

    private Remote $mesh;
    private Customer $customer;
    private string $before;
    private string $token;
    private string $password;
    private string $loginKey;

    protected function world(): World
    {
        // as MeshCentral makes them
        $this->token = '~t:' . provision_generate_password(['length' => 16, 'symbols' => false]);
        $this->password = provision_generate_password(['length' => 20, 'symbols' => false]);
        $this->loginKey = bin2hex(random_bytes(80));
        $this->customer = new Customer($this->server);
        $this->mesh = new Remote($this->server);
        $this->mesh->populate($this->token, $this->password, $this->loginKey);
        $this->before = $this->mesh->everything();
        return $this->mesh;
    }

    protected function secrets(): array
    {
        return ['the login token' => $this->password, 'the login key' => $this->loginKey];
    }

    protected function changesSomething(array $exchange): bool
    {
        return $exchange['request'] !== '' && !in_array(Exchange::name($exchange)[1], self::READS, true);
    }

    /** A WebSocket is closed behind each call. */
    protected function connections(): array
    {
        return [
            'one TLS handshake, one connection a call; and 6 more: 1 login key, 2 passwords, 3 broken',
            $this->stage->natives() + 6,
        ];
    }

    protected function scenes(): void
    {
        $this->order();
        $this->connection();
        $this->creation();
        $this->figures();
        $this->clientArea();
        $this->login();
        $this->suspension();
        $this->upgrade();
        $this->newPassword();
        $this->foreignOrder();
        $this->termination();
    }

    private function order(): void
    {
        $this->sell('meshcentral', [
            'name' => 'Remote', 'username' => $this->token, 'password' => $this->password,
            'accesshash' => $this->loginKey,
        ], [
            'name' => 'Remote support', 'configoption3' => 'full', 'configoption9' => 'on',
        ], [self::SERVICE => [], self::OTHER_SERVICE => ['username' => Remote::FOREIGN]], ['Devices' => 2]);
    }

    private function connection(): void
    {
        $this->report->paragraph(
            '"WS" and a path opens a WebSocket; "WS" and a word is a message on it, with its members on the next lines.'
        );
        $call = $this->stage->ofServer('Servers: Test Connection', 'TestConnection');
        $this->checks->equal(
            'the connection works, and so does the login key',
            ['success' => true, 'error' => ''],
            $call->result
        );
    }

    private function creation(): void
    {
        $this->mesh->loseAnswer('adduser');
        $this->report->paragraph(
            'MeshCentral makes the account, but the connection breaks before it answers, and so do the next three.'
        );
        $call = $this->stage->ofService('Create, whose answer is lost', 'CreateAccount', self::SERVICE);
        $this->checks->contains('WHMCS is told that the outcome is unknown', 'not known', $call->result);
        $this->checks->equal('every fault has struck', 0, $this->mesh->faultsLeft());
        $this->checks->equal('the account is there, a group is not', [true, []], [
            $this->mesh->account() !== [], $this->mesh->groups(),
        ]);
        $this->credentialsFit();

        $this->succeeds('Create once more (a retry of the Module Queue)', 'CreateAccount');
        $this->oneAccount();
        $this->checks->equal(
            'it is a member of its group with all rights of the product',
            Remote::RIGHTS['full'],
            $this->mesh->rights()
        );
        $this->checks->equal(
            'WHMCS stored the group\'s id',
            $this->mesh->groupId(),
            $this->billing->service(self::SERVICE)['mesh_id'] ?? ''
        );
        $this->credentialsFit();

        $again = $this->succeeds('Create once more, with everything there', 'CreateAccount');
        $this->checks->equal('nothing was written', [], $this->writes($again));
        $this->checks->equal('nothing in WHMCS changed', [], $again->stored);
        $this->oneAccount();
    }

    private function figures(): void
    {
        $this->mesh->devicesArrive();
        $this->report->paragraph(
            'Meanwhile the customer installs the agent on two machines; one is switched off again.'
        );
        $call = $this->stage->ofServer('Cron: metrics for usage billing', 'MetricProvider');
        $this->checks->equal(
            'the metrics of the account: 2 devices, 1 online; and those of the other customer, 1 and 1',
            [['devices' => 2, 'online_devices' => 1], ['devices' => 1, 'online_devices' => 1]],
            [$call->metrics[Remote::OURS] ?? [], $call->metrics[Remote::FOREIGN] ?? []]
        );
        $this->syncFinds('every service of this WHMCS', 'username', [Remote::FOREIGN, Remote::OURS]);
    }

    private function clientArea(): void
    {
        $call = $this->stage->ofService('The client opens the product\'s page', 'ClientArea', self::SERVICE);
        $shown = ($call->result['vars']['meshcentral'] ?? [])
            + ['state' => '', 'bar' => [], 'devices' => [], 'links' => []];
        $this->report->bars(array_filter([$shown['bar']]));
        foreach ($shown['devices'] as $device) {
            $seen = implode(', ', array_filter([$device['state'], $device['last_seen']], 'strlen'));
            $this->report->shown("$device[name], $device[system]: $seen");
        }
        foreach ($shown['links']['installers'] ?? [] as $installer) {
            $this->report->shown("agent for $installer[name]: $installer[url]");
        }
        $this->report->shown('an invitation to install it, until ' . ($shown['links']['expires'] ?? 'never'));
        $this->checks->equal('the page says: active', 'active', $shown['state']);
        $this->checks->equal('it shows 2 of 2 devices, as MeshCentral has them', ['2 of 2', $this->mesh->devices()], [
            $shown['bar']['text'] ?? '', array_column($shown['devices'], 'online', 'name'),
        ]);
        $this->checks->equal('the invitation and each of the installers open', [], $this->closedLinks($shown['links']));
        $this->pageRenders($call->result, 'Laptop of Anna');
        // the page is where it belongs, and nothing else
        parse_str((string) parse_url($shown['links']['invite_url'] ?? '', PHP_URL_QUERY), $query);
        $this->stage->secrets->add('the invitation', $query['c'] ?? '');
    }

    private function login(): void
    {
        $call = $this->stage->ofService('Log in to MeshCentral (single sign-on)', 'ServiceSingleSignOn', self::SERVICE);
        $url = is_array($call->result) ? (string) ($call->result['redirectTo'] ?? '') : '';
        parse_str((string) parse_url($url, PHP_URL_QUERY), $query);
        $this->stage->secrets->add('the login cookie', $query['login'] ?? '');
        $visits = [$this->customer->follow($url), $this->customer->follow($url), $this->customer->follow($url)];
        $seen = $this->customer->sees();
        $this->report->paragraph(sprintf(
            'The link is opened in three browsers: %s. The first one shows the group %s and %d devices.',
            implode(', ', array_map(
                static fn (string $name): string => $name === '' ? 'the login page' : "logged in as $name",
                $visits
            )),
            implode(', ', $seen[0] ?? []),
            $seen[1] ?? 0
        ));
        $this->checks->equal(
            'the link logs the customer in once, and is refused twice',
            [Remote::OURS, '', ''],
            $visits
        );
        $this->checks->equal('he sees his group with its two devices, and no other', self::OWN, $seen);
    }

    private function suspension(): void
    {
        $this->succeeds('Suspend', 'SuspendAccount');
        $this->checks->equal(
            'the session of the customer\'s browser sees no group and no device any more',
            [[], 0],
            $this->customer->sees()
        );
        $this->checks->equal('his password opens nothing', false, $this->passwordOpens($this->passwordInWhmcs()));
        $this->checks->equal(
            'the account is locked and in no group; the devices are there, and online as before',
            [Remote::LOCKED, 0, ['Laptop of Anna' => true, 'Office' => false]],
            [$this->mesh->account()['siteadmin'], $this->mesh->rights(), $this->mesh->devices()]
        );
        $this->succeedsWithoutWriting('Suspend once more', 'SuspendAccount');
        $call = $this->stage->ofService('Log in to MeshCentral, while suspended', 'ServiceSingleSignOn', self::SERVICE);
        $this->checks->contains('there is no link', 'suspended', $call->result['errorMsg'] ?? '');
        $this->succeeds('Unsuspend', 'UnsuspendAccount');
        $this->checks->equal(
            'the account is unlocked, and a member with the rights of before',
            [Remote::ACTIVE, Remote::RIGHTS['full']],
            [$this->mesh->account()['siteadmin'], $this->mesh->rights()]
        );
        $this->checks->equal('the session sees its group and two devices again', self::OWN, $this->customer->sees());
        $this->checks->true('the password opens the account again', $this->passwordOpens($this->passwordInWhmcs()));
    }

    private function upgrade(): void
    {
        $this->billing->chooseOptions(self::SERVICE, ['Rights' => 'support', 'Devices' => 10]);
        $this->succeeds('Change Package (support instead of all rights, 10 devices)', 'ChangePackage');
        $this->checks->equal(
            'the rights are the new ones: desktop, terminal, files',
            Remote::RIGHTS['support'],
            $this->mesh->rights()
        );
    }

    private function newPassword(): void
    {
        $old = $this->passwordInWhmcs();
        $this->billing->edit(self::SERVICE, ['password' => provision_generate_password(['length' => 16])]);
        $this->succeeds('Change Password (a new one was typed and saved)', 'ChangePassword');
        $this->credentialsFit();
        $this->checks->equal('it opens the account, the old one does not', [true, false], [
            $this->passwordOpens($this->passwordInWhmcs()), $this->passwordOpens($old),
        ]);
    }

    private function foreignOrder(): void
    {
        $this->report->paragraph(
            'Somebody types account and group of another client (service 12) into the order of client 9.'
        );
        $this->billing->fillField(self::PRODUCT, self::OTHER_SERVICE, 'mesh_id', Remote::groupOf(Remote::FOREIGN));
        $call = $this->stage->ofService('Create for a foreign group', 'CreateAccount', self::OTHER_SERVICE);
        $this->checks->contains('it ends in a conflict that says why', 'carries the marker whmcs:12', $call->result);
        $this->checks->equal('WHMCS got no credentials', [], $call->stored);
        $this->everyButtonIsRefused('Every other button of that service', 'is not this service\'s');

        $this->report->paragraph('The group is taken out again; the name stays, which is the other client\'s.');
        $this->billing->fillField(self::PRODUCT, self::OTHER_SERVICE, 'mesh_id', '');
        $call = $this->stage->ofService('Create with a taken name', 'CreateAccount', self::OTHER_SERVICE);
        $this->checks->equal('WHMCS is told: success', 'success', $call->result);
        $this->checks->equal(
            'the new account has the service\'s number in its name, and a group of its own',
            ['whmcs-42', ['Company 9 #42']],
            [
                $this->billing->service(self::OTHER_SERVICE)['Username'],
                array_column($this->mesh->groups('whmcs:42'), 'name'),
            ]
        );
        $call = $this->stage->ofService('Terminate that service', 'TerminateAccount', self::OTHER_SERVICE);
        $this->checks->equal('WHMCS is told: success', 'success', $call->result);
    }

    private function termination(): void
    {
        $call = $this->succeeds('Terminate', 'TerminateAccount');
        $this->checks->equal(
            'first the agent that is online was told to go, then the account went, then the group',
            ['WS uninstallagent', 'WS deleteuser', 'WS deletemesh'],
            $this->writes($call)
        );
        $service = $this->billing->service(self::SERVICE);
        $this->checks->equal(
            'WHMCS has forgotten password and group',
            ['', ''],
            [$service['Password'], $service['mesh_id']]
        );
        $this->checks->equal(
            'nothing of the service is left: account, group, devices',
            $this->before,
            $this->mesh->everything()
        );
        $this->succeedsWithoutWriting('Terminate once more', 'TerminateAccount');
    }

    /** @return list<string> what of the page's links does not open */
    private function closedLinks(array $links): array
    {
        $urls = array_column($links['installers'] ?? [], 'url', 'name') + ['invitation' => $links['invite_url'] ?? ''];
        return array_keys(array_filter($urls, fn (string $url): bool => !$this->customer->canOpen($url)));
    }

    private function passwordInWhmcs(): string
    {
        return $this->billing->service(self::SERVICE)['Password'];
    }

    private function passwordOpens(#[\SensitiveParameter] string $password): bool
    {
        return $this->customer->canLogIn(Remote::OURS, $password);
    }

    private function oneAccount(): void
    {
        $ours = array_values(preg_grep('/^whmcs-/', $this->mesh->accounts()) ?: []);
        $this->checks->equal(
            'there is one account, with one group',
            [[Remote::OURS], 1],
            [$ours, count($this->mesh->groups())]
        );
    }

    private function credentialsFit(): void
    {
        $service = $this->billing->service(self::SERVICE);
        $this->checks->equal('WHMCS stored the account\'s name', Remote::OURS, $service['Username']);
        $this->checks->true(
            'its password in MeshCentral is the one that WHMCS stored',
            $service['Password'] !== '' && $this->mesh->account()['pass'] === $service['Password']
        );
    }
}
