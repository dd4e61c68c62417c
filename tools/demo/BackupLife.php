<?php

/**
 * The life of one backup account on a Comet Server.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class BackupLife extends Life
{
    private const READS = '/\/(get-|list-|meta\/|account\/|policies\/list|request-storage-vault-providers|branding\/)/';

    private Backup $comet;
    private string $before;
    private string $password;

    protected function world(): World
    {
        $this->password = provision_generate_password();
        $this->comet = new Backup($this->server);
        $this->comet->populate($this->password);
        $this->before = $this->comet->everything();
        return $this->comet;
    }

    protected function secrets(): array
    {
        return ['the admin password' => $this->password];
    }

    protected function changesSomething(array $exchange): bool
    {
        return preg_match(self::READS, $exchange['url']) !== 1;
    }

    protected function scenes(): void
    {
        $this->order();
        $this->connection();
        $this->creation();
        $this->suspension();
        $this->upgrade();
        $this->newPassword();
        $this->login();
        $this->figures();
        $this->clientArea();
        $this->takenName();
        $this->termination();
    }

    private function order(): void
    {
        $this->sell('cometbackup', [
            'name' => 'Backup', 'username' => Backup::ADMIN, 'password' => $this->password,
        ], [
            'name' => 'Business backup', 'configoption1' => Backup::POLICY, 'configoption2' => Backup::TEMPLATE,
        ], [self::SERVICE => [], self::OTHER_SERVICE => []], [
            'number_of_devices' => 3, 'protected_item_quota_gb' => 100, 'storage_vault_quota_gb' => 50,
        ]);
        foreach ([self::SERVICE => Backup::OURS, self::OTHER_SERVICE => Backup::FOREIGN] as $id => $name) {
            $this->billing->fillField(self::PRODUCT, $id, 'Username', $name);
        }
    }

    private function connection(): void
    {
        $call = $this->stage->ofServer('Servers: Test Connection', 'TestConnection');
        $this->checks->equal('the connection works', ['success' => true, 'error' => ''], $call->result);
    }

    private function creation(): void
    {
        $this->succeeds('Create', 'CreateAccount');
        $this->checks->equal(
            'the account has the quotas of the order: 3 devices, 100 GB of items, 50 GB in the vault',
            [3, true, 100 * Backup::GB, true, 50 * Backup::GB],
            $this->quotas()
        );
        $this->checks->equal(
            'it carries the mark of this service, and its policy group',
            ['whmcs:41 Company 7', Backup::POLICY],
            [$this->comet->profile()['AccountName'], $this->comet->profile()['PolicyID']]
        );
        $this->credentialsFit();
        $again = $this->succeeds('Create once more (a retry of the Module Queue)', 'CreateAccount');
        $this->checks->equal('nothing in WHMCS changed', [], $again->stored);
        $this->checks->equal('there is one vault', 1, count($this->comet->vaults()));
        $this->credentialsFit();
    }

    private function suspension(): void
    {
        $this->comet->clientEditsProfile();
        $this->report->paragraph('A backup client writes the profile at the very moment in which WHMCS suspends.');
        $this->succeeds('Suspend', 'SuspendAccount');
        $this->checks->equal('the account is suspended', true, $this->comet->profile()['IsSuspended']);
        $this->checks->equal('what the client wrote is there', 1, count($this->comet->profile()['Emails']));
        $this->succeedsWithoutWriting('Suspend once more', 'SuspendAccount');
        $this->succeeds('Unsuspend', 'UnsuspendAccount');
        $this->checks->equal('the account is active', false, $this->comet->profile()['IsSuspended']);
    }

    private function upgrade(): void
    {
        $this->billing->chooseOptions(self::SERVICE, [
            'number_of_devices' => 10, 'protected_item_quota_gb' => 0, 'protected_item_quota_tb' => 2,
        ]);
        $this->succeeds('Change Package (10 devices, 2 TB of items, no vault quota any more)', 'ChangePackage');
        $this->checks->equal(
            'the quotas are the new ones, and the vault\'s is gone',
            [10, true, 2048 * Backup::GB, false, 0],
            $this->quotas()
        );
        $this->checks->equal('no member of the profile was lost on the way', [], $this->comet->losses());
    }

    private function newPassword(): void
    {
        $this->billing->edit(self::SERVICE, ['password' => provision_generate_password(['length' => 16])]);
        $this->succeeds('Change Password (a new one was typed and saved)', 'ChangePassword');
        $this->credentialsFit();
    }

    private function login(): void
    {
        $call = $this->stage->ofService('Log in to Comet (single sign-on)', 'ServiceSingleSignOn', self::SERVICE);
        $url = is_array($call->result) ? (string) ($call->result['redirectTo'] ?? '') : '';
        $handed = $_SESSION['cometbackup_signon']['service=' . self::SERVICE] ?? [];
        $key = (string) ($handed['session_key'] ?? '');
        $this->stage->secrets->add('the session key', $key);
        $this->checks->contains('the browser is sent to a page of WHMCS', 'signon.php?service=41', $url);
        $this->checks->equal('no key stands in its address', false, str_contains(rawurldecode($url), $key));
        $this->checks->equal(
            'the key is a session of this account, and not of the admin',
            ['user', Backup::OURS],
            [$this->comet->session($key)['type'] ?? '', $this->comet->session($key)['username'] ?? '']
        );
    }

    private function figures(): void
    {
        $this->comet->customerBacksUp();
        $this->report->paragraph('Meanwhile the customer backs up a laptop: 95 GB in two items, 41 GB stored.');
        $this->stage->ofServer('Cron: usage of the whole server', 'UsageUpdate', self::SERVICE);
        $this->checks->equal(
            'WHMCS has the storage figures in MB: 41984, unlimited',
            ['41984', '0'],
            array_values(array_intersect_key(
                $this->billing->service(self::SERVICE),
                ['Disk Usage' => 0, 'Disk Limit' => 0]
            ))
        );
        $call = $this->stage->ofServer('Cron: metrics for usage billing', 'MetricProvider');
        $metrics = $call->metrics[Backup::OURS] ?? [];
        $this->checks->true(
            'the metrics of the account hold 1 device, 2 items, 95 GB protected and 41 GB stored',
            count(array_intersect([1, 2], $metrics)) >= 2 && in_array(95.0, array_map(floatval(...), $metrics), true)
                && in_array(41.0, array_map(floatval(...), $metrics), true)
        );
        $this->syncFinds('every account of the server', 'username', [Backup::OURS, Backup::FOREIGN, Backup::HANDMADE]);
    }

    private function clientArea(): void
    {
        $call = $this->stage->ofService('The client opens the product\'s page', 'ClientArea', self::SERVICE);
        $shown = ($call->result['vars']['comet'] ?? []) + ['state' => '', 'bars' => [], 'devices' => [], 'jobs' => []];
        $this->report->bars($shown['bars']);
        foreach ($shown['devices'] as $device) {
            $this->report->shown("$device[name], $device[system]: {$device['result']['text']}");
        }
        foreach ($shown['jobs'] as $job) {
            $this->report->shown("$job[kind] of $job[item]: {$job['result']['text']}, $job[total], $job[uploaded] sent");
        }
        $this->checks->equal('the page says: active', 'active', $shown['state']);
        $this->checks->equal(
            'it shows one device and two jobs',
            [1, 2],
            [count($shown['devices']), count($shown['jobs'])]
        );
        $this->pageRenders($call->result, 'Laptop of Anna');
    }

    private function takenName(): void
    {
        $this->report->paragraph(
            'Client 9 orders an account named ' . Backup::FOREIGN . ', which is another client\'s (service 12).'
        );
        $call = $this->stage->ofService('Create with a taken name', 'CreateAccount', self::OTHER_SERVICE);
        $this->checks->equal('WHMCS is told: success', 'success', $call->result);
        $name = Backup::FOREIGN . '_' . self::OTHER_SERVICE;
        $this->checks->equal(
            'the new account has the service\'s number behind its name',
            [$name, 'whmcs:42 Company 9'],
            [$this->billing->service(self::OTHER_SERVICE)['Username'], $this->comet->profile($name)['AccountName'] ?? '']
        );
        $this->report->paragraph('Somebody types the other client\'s name into the service by hand.');
        $this->billing->edit(self::OTHER_SERVICE, ['username' => Backup::FOREIGN]);
        $this->everyButtonIsRefused('Every button of that service', 'is not this service\'s');
        $this->billing->edit(self::OTHER_SERVICE, ['username' => $name]);
        $call = $this->stage->ofService('Terminate, with the right name again', 'TerminateAccount', self::OTHER_SERVICE);
        $this->checks->equal('WHMCS is told: success', 'success', $call->result);
    }

    private function termination(): void
    {
        $this->succeeds('Terminate', 'TerminateAccount');
        $this->checks->equal('WHMCS has forgotten the password', '', $this->billing->service(self::SERVICE)['Password']);
        $this->checks->equal(
            'nothing of the service is left: account, devices, jobs',
            $this->before,
            $this->comet->everything()
        );
        $this->succeedsWithoutWriting('Terminate once more', 'TerminateAccount');
    }

    /** @return array{int, bool, int, bool, int} devices, protected items, vault */
    private function quotas(): array
    {
        $profile = $this->comet->profile();
        $vault = $this->comet->vaults()[0];
        return [
            $profile['MaximumDevices'], $profile['AllProtectedItemsQuotaEnabled'], $profile['AllProtectedItemsQuotaBytes'],
            $vault['StorageLimitEnabled'], $vault['StorageLimitBytes'],
        ];
    }

    private function credentialsFit(): void
    {
        $service = $this->billing->service(self::SERVICE);
        $this->checks->equal('WHMCS stored the account\'s name', Backup::OURS, $service['Username']);
        $this->checks->true(
            'its password in Comet is the one that WHMCS stored',
            $service['Password'] !== '' && $this->comet->password() === $service['Password']
        );
    }
}
