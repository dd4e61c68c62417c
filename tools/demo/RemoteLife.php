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

    private Remote $mesh;
    private Customer $customer;
    private string $before;
    private string $token;
    private string $password;
    private string $loginKey;

    protected function world(): World
    {
        $this->token = '~t:' . provision_generate_password(['length' => 16, 'symbols' => false]); // as MeshCentral makes them
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
            'one connection and one TLS handshake for each call, and two more: to try the login key, and after the lost answer',
            $this->stage->natives() + 2,
        ];
    }

    protected function scenes(): void
    {
        $this->order();
        $this->connection();
        $this->creation();
        $this->figures();
        $this->clientArea();
        $this->suspension();
        $this->upgrade();
        $this->newPassword();
        $this->login();
        $this->takenName();
        $this->termination();
    }

    /** What stands in WHMCS before the first press: a server record, a product, two orders. */
    private function order(): void
    {
        $this->billing->insert('tblservers', [
            'id' => 1, 'name' => 'Remote', 'type' => 'meshcentral', 'hostname' => 'localhost', 'secure' => 'on',
            'port' => (string) $this->server->port(), 'username' => $this->token, 'password' => $this->password,
            'accesshash' => $this->loginKey,
        ]);
        $this->billing->insert('tblproducts', [
            'id' => 3, 'name' => 'Remote support', 'type' => 'other', 'servertype' => 'meshcentral',
            'configoption3' => 'full', 'configoption9' => 'on',
        ]);
        foreach ([self::SERVICE => [7, ''], self::OTHER_SERVICE => [9, Remote::FOREIGN]] as $id => [$client, $name]) {
            $this->billing->insert('tblclients', [
                'id' => $client, 'email' => "client$client@example.com", 'companyname' => "Company $client",
            ]);
            $this->billing->insert('tblhosting', [
                'id' => $id, 'userid' => $client, 'packageid' => 3, 'server' => 1, 'domainstatus' => 'Pending',
                'username' => $name,
            ]);
            $this->billing->chooseOptions($id, ['Devices' => 2]);
        }
    }

    private function connection(): void
    {
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
            'MeshCentral makes the account, but the connection breaks before it answers, and so does the next one.'
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

        $again = $this->stage->ofService('Create a third time', 'CreateAccount', self::SERVICE);
        $this->checks->equal('WHMCS is told: success', 'success', $again->result);
        $this->checks->equal('nothing was written, in MeshCentral or in WHMCS', [[], []], [
            $this->writes($again), $again->stored,
        ]);
        $this->oneAccount();
    }

    private function figures(): void
    {
        $this->mesh->devicesArrive();
        $this->report->paragraph('Meanwhile the customer installs the agent on two machines; one is switched off again.');
        $call = $this->stage->ofServer('Cron: metrics for usage billing', 'MetricProvider');
        $this->checks->equal(
            'the metrics of the account: 2 devices, 1 online; the other customer has his own',
            [Remote::OURS => ['devices' => 2, 'online_devices' => 1], Remote::FOREIGN => ['devices' => 1, 'online_devices' => 1]],
            array_replace([Remote::OURS => [], Remote::FOREIGN => []], $call->metrics)
        );
        $this->syncFinds('every service of this WHMCS', 'username', [Remote::FOREIGN, Remote::OURS]);
    }

    private function clientArea(): void
    {
        $call = $this->stage->ofService('The client opens the product\'s page', 'ClientArea', self::SERVICE);
        $shown = ($call->result['vars']['meshcentral'] ?? []) + ['state' => '', 'bar' => [], 'devices' => [], 'links' => []];
        $this->report->bars([$shown['bar']]);
        foreach ($shown['devices'] as $device) {
            $this->report->shown("$device[name], $device[system]: $device[state]");
        }
        foreach ($shown['links']['installers'] ?? [] as $installer) {
            $this->report->shown("agent for $installer[name]: $installer[url]");
        }
        $this->checks->equal('the page says: active', 'active', $shown['state']);
        $this->checks->equal('it shows 2 of 2 devices, as MeshCentral has them', ['2 of 2', $this->mesh->devices()], [
            $shown['bar']['text'] ?? '', array_column($shown['devices'], 'online', 'name'),
        ]);
        $this->checks->equal('the invitation and each of the installers open', [], $this->closedLinks($shown['links']));
        $page = $this->billing->page($call->result, self::SERVICE);
        $this->checks->contains('the template renders', 'Laptop of Anna', $page);
        $this->noSecretIn('the page', $page);
    }

    private function suspension(): void
    {
        $this->customer->logIn(Remote::OURS, $this->passwordInWhmcs());
        $sees = $this->customer->sees();
        $this->report->paragraph(sprintf(
            'The customer logs in to MeshCentral and stays so. He sees the group %s with %d devices.',
            implode(', ', $sees[0]),
            $sees[1]
        ));
        $this->succeeds('Suspend', 'SuspendAccount');
        $this->checks->equal('he had seen his group with its two devices', [['Company 7 #41'], 2], $sees);
        $this->checks->equal('his open session sees no group and no device any more', [[], 0], $this->customer->sees());
        $this->checks->equal('his password opens nothing', false, $this->customerCanLogIn());
        $this->checks->equal(
            'the account is locked and no member of the group; the devices are there, and online as before',
            [Remote::LOCKED, 0, ['Laptop of Anna' => true, 'Office' => false]],
            [$this->mesh->account()['siteadmin'], $this->mesh->rights(), $this->mesh->devices()]
        );
        $this->succeedsWithoutWriting('Suspend once more', 'SuspendAccount');
        $call = $this->stage->ofService('Log in while suspended', 'ServiceSingleSignOn', self::SERVICE);
        $this->checks->contains('there is no link', 'suspended', $call->result['errorMsg'] ?? '');

        $this->succeeds('Unsuspend', 'UnsuspendAccount');
        $this->checks->equal(
            'the account is unlocked, and a member with the rights of before',
            [Remote::ACTIVE, Remote::RIGHTS['full']],
            [$this->mesh->account()['siteadmin'], $this->mesh->rights()]
        );
        $this->checks->equal('the session sees group and devices again', $sees, $this->customer->sees());
        $this->customer->logOut();
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
        $this->checks->equal('it opens a session, the old one does not', [true, false], [
            $this->customerCanLogIn(), $this->customer->canLogIn(Remote::OURS, $old),
        ]);
    }

    private function login(): void
    {
        $call = $this->stage->ofService('Log in to MeshCentral (single sign-on)', 'ServiceSingleSignOn', self::SERVICE);
        $url = is_array($call->result) ? (string) ($call->result['redirectTo'] ?? '') : '';
        parse_str((string) parse_url($url, PHP_URL_QUERY), $query);
        $this->stage->secrets->add('the login cookie', $query['login'] ?? '');
        $visits = [$this->customer->follow($url), $this->customer->follow($url), $this->customer->follow($url)];
        $this->report->paragraph(sprintf('The link is opened three times: %s.', implode(', ', array_map(
            static fn (string $name): string => $name === '' ? 'the login page' : "logged in as $name",
            $visits
        ))));
        $this->checks->equal('the link logs the customer in once, and nobody after that', [Remote::OURS, '', ''], $visits);
    }

    private function takenName(): void
    {
        $this->report->paragraph(
            'Client 9 orders an account named ' . Remote::FOREIGN . ', which is another client\'s (service 12).'
        );
        $call = $this->stage->ofService('Create with a taken name', 'CreateAccount', self::OTHER_SERVICE);
        $this->checks->equal('WHMCS is told: success', 'success', $call->result);
        $made = $this->billing->service(self::OTHER_SERVICE);
        $this->checks->equal(
            'the new account has the service\'s number in its name, and a group of its own',
            ['whmcs-42', ['Company 9 #42']],
            [$made['Username'], array_column($this->mesh->groups('whmcs:42'), 'name')]
        );
        $this->report->paragraph('Somebody types the other client\'s name and group into the service by hand.');
        $this->billing->edit(self::OTHER_SERVICE, ['username' => Remote::FOREIGN]);
        $this->billing->fillField(3, self::OTHER_SERVICE, 'mesh_id', Remote::groupOf(Remote::FOREIGN));
        $this->everyButtonIsRefused('Every button of that service', 'is not this service\'s');
        $this->billing->edit(self::OTHER_SERVICE, ['username' => $made['Username']]);
        $this->billing->fillField(3, self::OTHER_SERVICE, 'mesh_id', $made['mesh_id'] ?? '');
        $call = $this->stage->ofService('Terminate, with the right ones again', 'TerminateAccount', self::OTHER_SERVICE);
        $this->checks->equal('WHMCS is told: success', 'success', $call->result);
    }

    private function termination(): void
    {
        $this->succeeds('Terminate', 'TerminateAccount');
        $service = $this->billing->service(self::SERVICE);
        $this->checks->equal('WHMCS has forgotten password and group', ['', ''], [$service['Password'], $service['mesh_id']]);
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

    private function customerCanLogIn(): bool
    {
        return $this->customer->canLogIn(Remote::OURS, $this->passwordInWhmcs());
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
