<?php

/**
 * The life of one mail service as an operator sees it: each button of WHMCS, what must be true after it, and the
 * presses that must change nothing. Every check compares with the mail server's own tables or with WHMCS's database.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

final class MailLife extends Life
{
    private const NEW_NAME = 'acme-mail';

    private Mail $mail;
    /** The server's tables before the service was made. */
    private string $before;
    private string $key;

    protected function world(): World
    {
        $this->key = implode('-', str_split(strtoupper(bin2hex(random_bytes(15))), 6)); // as mailcow makes them
        $this->mail = new Mail($this->server);
        $this->mail->populate($this->key);
        $this->before = $this->mail->everything();
        return $this->mail;
    }

    protected function secrets(): array
    {
        return ['the API key' => $this->key];
    }

    protected function changesSomething(array $exchange): bool
    {
        return $exchange['method'] !== 'GET';
    }

    protected function scenes(): void
    {
        $this->order();
        $this->connection();
        $this->creation();
        $this->suspension();
        $this->upgrade();
        $this->credentials();
        $this->login();
        $this->figures();
        $this->clientArea();
        $this->foreignOrder();
        $this->termination();
    }

    private function order(): void
    {
        $this->sell('mailcow', ['name' => 'Mail', 'accesshash' => $this->key], [
            'name' => 'Business mail', 'configoption5' => '100/h', 'configoption6' => '2048', 'configoption7' => 'on',
            'configoption9' => 'mail.example.com',
        ], [
            self::SERVICE => ['domain' => Mail::OURS], self::OTHER_SERVICE => ['domain' => Mail::FOREIGN],
        ], ['Quota Totale Dominio' => 5120, 'Max Caselle' => 10, 'Max Alias' => 20]);
    }

    private function connection(): void
    {
        $call = $this->stage->ofServer('Servers: Test Connection', 'TestConnection');
        $this->checks->equal(
            'the connection works, and the key may write',
            ['success' => true, 'error' => ''],
            $call->result
        );
    }

    private function creation(): void
    {
        $this->succeeds('Create', 'CreateAccount');
        $service = $this->billing->service(self::SERVICE);
        $this->checks->equal(
            'the domain has the limits of the order: 5120 MiB, 10 mailboxes, 20 aliases',
            [5120, 5120, 10, 20, 1024, 1],
            $this->limits()
        );
        $this->checks->equal(
            'it has the rate limit of the product, and a DKIM key',
            ['100/h', true],
            [$this->mail->rateLimit(), $this->mail->hasDkimKey()]
        );
        $this->checks->equal('it carries the mark of this service and no other', ['whmcs-41'], $this->mail->tags());
        $this->checks->true(
            'its administrator is named admin-xxxxx-7, after client 7',
            preg_match('/^admin-[a-z0-9]{5}-7$/D', $service['Username']) === 1
        );
        $this->checks->equal('his password has 22 characters', 22, strlen($service['Password']));
        $this->checks->equal(
            'WHMCS stored his name in both fields',
            $service['Username'],
            $service['mailcow_admin_username'] ?? ''
        );
        $this->credentialsFit();

        $again = $this->succeeds('Create once more (a retry of the Module Queue)', 'CreateAccount');
        $this->checks->equal('nothing in WHMCS changed: same name, same password', [], $again->stored);
        $this->credentialsFit();
    }

    private function suspension(): void
    {
        $this->succeeds('Suspend', 'SuspendAccount');
        $this->checks->equal('domain and administrator are inactive', [0, 0], $this->activity());
        $this->succeedsWithoutWriting('Suspend once more', 'SuspendAccount');
        $this->succeeds('Unsuspend', 'UnsuspendAccount');
        $this->checks->equal('domain and administrator are active', [1, 1], $this->activity());
    }

    private function upgrade(): void
    {
        $this->billing->chooseOptions(self::SERVICE, [
            'Quota Totale Dominio' => 10240, 'Max Caselle' => 25, 'Max Alias' => 0, 'Rate Limit' => '200/h',
        ]);
        $this->succeeds('Change Package (10240 MiB, 25 mailboxes, no alias, 200 messages an hour)', 'ChangePackage');
        $this->checks->equal(
            'the limits are the new ones, and 0 aliases is 0; the default mailbox quota is as it was',
            [10240, 10240, 25, 0, 1024, 1],
            $this->limits()
        );
        $this->checks->equal('the rate limit is the new one', '200/h', $this->mail->rateLimit());
    }

    private function credentials(): void
    {
        $this->billing->edit(self::SERVICE, ['password' => provision_generate_password(['length' => 16])]);
        $this->succeeds('Change Password (a new one was typed and saved)', 'ChangePassword');
        $this->credentialsFit();

        $this->billing->edit(self::SERVICE, ['username' => self::NEW_NAME]);
        $this->succeeds('Change Username (a new one was typed and saved)', 'ChangeUsername');
        $this->checks->equal(
            'WHMCS stored the new name',
            self::NEW_NAME,
            $this->billing->service(self::SERVICE)['mailcow_admin_username'] ?? ''
        );
        $this->credentialsFit();
    }

    private function login(): void
    {
        $call = $this->stage->ofService('Log in to mailcow (single sign-on)', 'ServiceSingleSignOn', self::SERVICE);
        $url = is_array($call->result) ? (string) ($call->result['redirectTo'] ?? '') : '';
        parse_str((string) parse_url($url, PHP_URL_QUERY), $query);
        $token = (string) ($query['sso_token'] ?? '');
        $this->stage->secrets->add('the login token', $token);
        $this->checks->equal(
            'the browser is sent to mailcow\'s own page',
            '/domainadmin/',
            parse_url($url, PHP_URL_PATH)
        );
        $this->checks->equal('the token is the administrator\'s', self::NEW_NAME, $this->mail->ownerOfToken($token));
    }

    private function figures(): void
    {
        $this->mail->customerAddsMailboxes();
        $this->report->paragraph('Meanwhile the customer makes two mailboxes in mailcow and gets mail: 405 MiB.');

        $this->stage->ofServer('Cron: usage of the whole server', 'UsageUpdate', self::SERVICE);
        $service = $this->billing->service(self::SERVICE);
        $this->checks->equal(
            'WHMCS has the disk figures in MB: 405 of 10240',
            ['405', '10240'],
            [$service['Disk Usage'], $service['Disk Limit']]
        );
        $call = $this->stage->ofServer('Cron: metrics for usage billing', 'MetricProvider');
        $this->checks->equal(
            'the metrics of the domain: 2 mailboxes, 0 aliases, 0.3955 GB',
            ['mailboxes' => 2, 'aliases' => 0, 'disk' => 0.3955],
            $call->metrics[Mail::OURS] ?? []
        );
        $this->syncFinds('every domain of the server', 'domain', [Mail::OURS, Mail::FOREIGN, Mail::HANDMADE]);
    }

    private function clientArea(): void
    {
        $call = $this->stage->ofService('The client opens the product\'s page', 'ClientArea', self::SERVICE);
        $shown = ($call->result['vars']['mailcow'] ?? []) + ['state' => '', 'bars' => [], 'dns' => []];
        $this->report->bars($shown['bars']);
        foreach ($shown['dns'] as $record) {
            $value = trim($record['priority'] . ' ' . $record['value']);
            $this->report->shown(sprintf('%-5s %-34s %s', $record['type'], $record['name'], $value));
        }
        $this->checks->equal('the page says: active', 'active', $shown['state']);
        $this->checks->equal(
            'it shows what is used of what was sold',
            ['405 MB of 10 GB', '2 GB of 10 GB', '2 of 25', '0 of 0'],
            array_column($shown['bars'], 'text')
        );
        $this->checks->equal(
            'MX, SPF and DKIM records are there to copy',
            [1, 1, 1],
            [
                count(array_keys(array_column($shown['dns'], 'type'), 'MX', true)),
                count(preg_grep('/^v=spf1 /', array_column($shown['dns'], 'value')) ?: []),
                count(preg_grep('/\._domainkey\./', array_column($shown['dns'], 'name')) ?: []),
            ]
        );
        $this->pageRenders($call->result, Mail::OURS);
    }

    private function foreignOrder(): void
    {
        $this->report->paragraph(
            'Client 9 orders ' . Mail::FOREIGN . ', which is the domain of another client (service 12).'
        );
        $call = $this->stage->ofService('Create for a foreign domain', 'CreateAccount', self::OTHER_SERVICE);
        $this->checks->contains('it ends in a conflict that says why', 'carries the marker whmcs-12', $call->result);
        $this->checks->equal('WHMCS got no credentials', [], $call->stored);

        $this->everyButtonIsRefused('Every other button of that service', 'is not this service\'s');
    }

    private function termination(): void
    {
        $this->succeeds('Terminate', 'TerminateAccount');
        $this->checks->equal('WHMCS has forgotten the credentials', ['', '', ''], array_values(array_intersect_key(
            $this->billing->service(self::SERVICE),
            ['Username' => 0, 'Password' => 0, 'mailcow_admin_username' => 0]
        )));
        $this->checks->equal(
            'nothing of the service is left: domain, mailboxes, administrator, rate limit, DKIM key',
            $this->before,
            $this->mail->everything()
        );
        $this->succeedsWithoutWriting('Terminate once more', 'TerminateAccount');
        $this->checks->equal('all other mailboxes of the server are there', $this->before, $this->mail->everything());
    }

    /** @return list<int> total quota, largest mailbox, mailboxes, aliases, default mailbox quota (MiB), active */
    private function limits(): array
    {
        $row = $this->mail->domain();
        return array_map(
            static fn (string $column): int => (int) ($row[$column] ?? -1),
            ['quota', 'maxquota', 'mailboxes', 'aliases', 'defquota', 'active']
        );
    }

    /** @return array{int, int} of domain and administrator */
    private function activity(): array
    {
        $name = $this->billing->service(self::SERVICE)['Username'];
        return [
            (int) ($this->mail->domain()['active'] ?? -1),
            (int) ($this->mail->administrator($name)['active'] ?? -1),
        ];
    }

    private function credentialsFit(): void
    {
        $service = $this->billing->service(self::SERVICE);
        $held = $this->mail->administrator($service['Username'])['password'] ?? '';
        $this->checks->equal(
            'the domain has this one administrator',
            [$service['Username']],
            $this->mail->administrators()
        );
        $this->checks->true(
            'his password in mailcow is the one that WHMCS stored',
            $held !== '' && $held === $service['Password']
        );
    }
}
