<?php

/**
 * The life of one mail service as an operator sees it: each button of WHMCS pressed once, what must be true after it, and
 * the presses that must change nothing. Every check compares with the mail server's own tables or with WHMCS's database.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

use WHMCS\Service\Status;
use WhmcsHost\Secrets;

final class Life
{
    private const SERVICE = 41;
    private const OTHER_SERVICE = 42;
    private const SERVER = 1;
    private const NAME = 'acme-mail';

    private Mail $mail;
    private Secrets $secrets;
    private int $number = 0;
    private string $foreign = '';
    private string $emptyServer = '';
    /** Requests that the extension has recorded so far, as "METHOD path". */
    private array $asked = [];

    public function __construct(
        private Billing $billing,
        private MailServer $server,
        private Report $report,
        private Checks $checks,
        private string $key
    ) {
        $this->mail = new Mail($server);
        $this->secrets = new Secrets();
    }

    public function live(): void
    {
        $this->setUp();
        $this->connection();
        $this->creation();
        $this->suspension();
        $this->upgrade();
        $this->credentials();
        $this->login();
        $this->figures();
        $this->foreignOrder();
        $this->termination();
        $this->transport();
        $this->silence();
    }

    private function setUp(): void
    {
        $this->mail->populate($this->key);
        $this->billing->insert('tblservers', [
            'id' => self::SERVER, 'name' => 'Mail', 'type' => 'mailcow', 'hostname' => 'localhost', 'secure' => 'on',
            'port' => (string) $this->server->port(), 'accesshash' => $this->key,
        ]);
        $this->billing->insert('tblproducts', [
            'id' => 3, 'name' => 'Business mail', 'type' => 'other', 'servertype' => 'mailcow',
            'configoption5' => '100/h', 'configoption6' => '2048', 'configoption7' => 'on',
            'configoption9' => 'mail.example.com',
        ]);
        foreach ([self::SERVICE => [7, Mail::OURS], self::OTHER_SERVICE => [9, Mail::FOREIGN]] as $id => [$client, $domain]) {
            $this->billing->insert('tblclients', ['id' => $client, 'firstname' => 'Client', 'email' => "c$client@example.com"]);
            $this->billing->insert('tblhosting', [
                'id' => $id, 'userid' => $client, 'packageid' => 3, 'server' => self::SERVER, 'domain' => $domain,
                'domainstatus' => 'Pending',
            ]);
            $this->billing->chooseOptions($id, ['Quota Totale Dominio' => 5120, 'Max Caselle' => 10, 'Max Alias' => 20]);
        }
        $this->foreign = $this->mail->foreign();
        $this->emptyServer = $this->mail->everything();
        $this->secrets->add('the API key', $this->key);
    }

    private function connection(): void
    {
        $call = $this->ofServer('Servers: Test Connection', 'TestConnection');
        $this->checks->equal('the connection works, and the key may write', ['success' => true, 'error' => ''], $call->result);
    }

    private function creation(): void
    {
        $call = $this->ofService('Create', 'CreateAccount');
        $service = $this->billing->service(self::SERVICE);
        $this->succeeded($call);
        $this->checks->equal(
            'the domain stands with the limits of the order: 5120 MiB, 10 mailboxes, 20 aliases, 1024 MiB for a new mailbox',
            [5120, 5120, 10, 20, 1024, 1],
            $this->limits()
        );
        $this->checks->equal('it has the rate limit of the product and a DKIM key', ['100/h', true], [
            str_replace(' / 1', '/', $this->mail->rateLimit()), $this->mail->hasDkimKey(),
        ]);
        $this->checks->equal('it carries the mark of this service and no other', ['whmcs-41'], $this->mail->tags());
        $this->checks->true(
            'its administrator is named admin-xxxxx-7 after the client',
            preg_match('/^admin-[a-z0-9]{5}-7$/D', $service['Username']) === 1
        );
        $this->checks->equal('his password has 22 characters', 22, strlen($service['Password']));
        $this->checks->equal('WHMCS stored the name in both fields', $service['Username'], $service['mailcow_admin_username'] ?? '');
        $this->credentialsFit();

        $again = $this->ofService('Create once more (a retry of the Module Queue)', 'CreateAccount');
        $this->succeeded($again);
        $this->checks->equal('nothing in WHMCS changed: same name, same password', [], $again->stored);
        $this->credentialsFit();
    }

    private function suspension(): void
    {
        $call = $this->ofService('Suspend', 'SuspendAccount');
        $this->succeeded($call);
        $this->checks->equal('domain and administrator are inactive', [0, 0], $this->activity());
        $again = $this->ofService('Suspend once more', 'SuspendAccount');
        $this->succeeded($again);
        $this->checks->equal('nothing was written', [], $this->writes($again));
        $call = $this->ofService('Unsuspend', 'UnsuspendAccount');
        $this->succeeded($call);
        $this->checks->equal('domain and administrator are active', [1, 1], $this->activity());
    }

    private function upgrade(): void
    {
        $this->billing->chooseOptions(self::SERVICE, [
            'Quota Totale Dominio' => 10240, 'Max Caselle' => 25, 'Max Alias' => 0, 'Rate Limit' => '200/h',
        ]);
        $call = $this->ofService('Change Package (10240 MiB, 25 mailboxes, no aliases, 200 messages an hour)', 'ChangePackage');
        $this->succeeded($call);
        $this->checks->equal(
            'the limits are the new ones, 0 aliases really is 0, the default mailbox quota is untouched',
            [10240, 10240, 25, 0, 1024, 1],
            $this->limits()
        );
        $this->checks->equal('the rate limit is the new one', '200/h', str_replace(' / 1', '/', $this->mail->rateLimit()));
    }

    private function credentials(): void
    {
        $password = provision_generate_password(['length' => 16]);
        $this->billing->edit(self::SERVICE, ['password' => $password]);
        $call = $this->ofService('Change Password (a new one was typed and saved)', 'ChangePassword');
        $this->succeeded($call);
        $this->credentialsFit();

        $this->billing->edit(self::SERVICE, ['username' => self::NAME]);
        $call = $this->ofService('Change Username (the new one was typed and saved)', 'ChangeUsername');
        $this->succeeded($call);
        $this->checks->equal('the administrator has the new name', [self::NAME], $this->mail->administrators());
        $service = $this->billing->service(self::SERVICE);
        $this->checks->equal('WHMCS stored it', self::NAME, $service['mailcow_admin_username'] ?? '');
        $this->credentialsFit();
    }

    private function login(): void
    {
        $call = $this->ofService('Log in to mailcow (single sign-on)', 'ServiceSingleSignOn');
        $url = is_array($call->result) ? (string) ($call->result['redirectTo'] ?? '') : '';
        parse_str((string) parse_url($url, PHP_URL_QUERY), $query);
        $this->secrets->add('the login token', $query['sso_token'] ?? '');
        $this->checks->equal('the browser is sent to mailcow\'s own page', '/domainadmin/', parse_url($url, PHP_URL_PATH));
        $this->checks->equal('the token is the administrator\'s', self::NAME, $this->mail->ownerOfToken($query['sso_token'] ?? ''));
    }

    private function figures(): void
    {
        $this->mail->customerAddsMailboxes();
        $this->report->paragraph('Meanwhile the customer adds two mailboxes in mailcow and receives mail (405 MiB).');

        $this->ofServer('Cron: usage of the whole server', 'UsageUpdate', self::SERVICE);
        $service = $this->billing->service(self::SERVICE);
        $this->checks->equal('disk figures in MB', ['405', '10240'], [$service['Disk Usage'], $service['Disk Limit']]);

        $call = $this->ofServer('Cron: metrics for usage billing', 'MetricProvider');
        $values = [];
        foreach ($call->result->tenantUsage(Mail::OURS) as $metric) {
            $values[$metric->systemName()] = $metric->usage()->value();
        }
        $this->checks->equal('the metrics of the domain', ['mailboxes' => 2, 'aliases' => 0, 'disk' => 0.3955], $values);

        $call = $this->ofServer('Server Sync: accounts of the server', 'ListAccounts');
        $states = array_column($call->result['accounts'] ?? [], 'status', 'domain');
        $wanted = array_fill_keys([Mail::OURS, Mail::FOREIGN, Mail::HANDMADE], Status::ACTIVE);
        ksort($states);
        $this->checks->equal('every domain of the server is listed', $wanted, $states);
        $this->clientArea();
    }

    private function clientArea(): void
    {
        $call = $this->ofService('The client opens the product\'s page', 'ClientArea');
        $shown = $call->result['vars']['mailcow'] ?? [];
        foreach ($shown['bars'] ?? [] as $bar) {
            $filled = intdiv($bar['percent'] + 2, 5);
            $this->report->labelled('shown', sprintf(
                '%-28s %-20s [%-20s] %3d %%',
                $bar['label'],
                $bar['text'],
                str_repeat('#', $filled),
                $bar['percent']
            ));
        }
        foreach ($shown['dns'] ?? [] as $record) {
            $this->report->labelled('shown', mb_strimwidth(sprintf('%-5s %-34s %s', ...[
                $record['type'], $record['name'], trim($record['priority'] . ' ' . $record['value']),
            ]), 0, 84, '…'));
        }
        $this->checks->equal('the page says: active', 'active', $shown['state'] ?? '');
        $this->checks->equal(
            'the page shows what is used of what was sold',
            ['405 MB of 10 GB', '2 GB of 10 GB', '2 of 25', '0 of 0'],
            array_column($shown['bars'] ?? [], 'text')
        );
        $this->checks->true(
            'MX, SPF and DKIM records are ready to copy',
            array_diff(['MX', 'TXT'], array_column($shown['dns'] ?? [], 'type')) === []
                && preg_grep('/\._domainkey\./', array_column($shown['dns'] ?? [], 'name')) !== []
        );
        $page = $this->billing->page($call->result, self::SERVICE);
        $this->checks->contains('the template renders', Mail::OURS, $page);
        $this->noSecretIn('the page', $page);
    }

    private function foreignOrder(): void
    {
        $this->report->paragraph('Another client orders ' . Mail::FOREIGN . ', which is a third client\'s domain (service 12).');
        $call = $this->ofService('Create for a foreign domain', 'CreateAccount', self::OTHER_SERVICE);
        $this->checks->contains('it ends in a conflict that names the reason', 'carries the marker whmcs-12', $call->result);
        $this->checks->equal('WHMCS has no credentials of it', [], array_intersect_key($call->stored, ['Password' => 1, 'Username' => 1]));
        $presses = [
            'Suspend' => 'SuspendAccount', 'Change Package' => 'ChangePackage', 'Change Password' => 'ChangePassword',
            'Log in' => 'ServiceSingleSignOn', 'Terminate' => 'TerminateAccount',
        ];
        foreach ($presses as $button => $function) {
            $call = $this->ofService("$button for a foreign domain", $function, self::OTHER_SERVICE);
            $refusal = is_array($call->result) ? $call->result['errorMsg'] ?? '' : $call->result;
            $this->checks->contains('it is refused', 'is not this service\'s', $refusal);
            $this->checks->equal('nothing was written', [], $this->writes($call));
        }
    }

    private function termination(): void
    {
        $call = $this->ofService('Terminate', 'TerminateAccount');
        $this->succeeded($call);
        $this->checks->equal('WHMCS has forgotten the credentials', ['', '', ''], array_values(array_intersect_key(
            $this->billing->service(self::SERVICE),
            ['Username' => 0, 'Password' => 0, 'mailcow_admin_username' => 0]
        )));
        $this->checks->equal(
            'nothing of the service is left: domain, mailboxes, aliases, administrator, rate limit, DKIM key',
            $this->emptyServer,
            $this->mail->everything()
        );
        $again = $this->ofService('Terminate once more', 'TerminateAccount');
        $this->succeeded($again);
        $this->checks->equal('nothing was written', [], $this->writes($again));
        $this->checks->equal('all other mailboxes of the server are still there', $this->emptyServer, $this->mail->everything());
    }

    private function transport(): void
    {
        $traffic = $this->server->traffic();
        $log = $this->server->log();
        $this->checks->begin('The way');
        $this->checks->equal('one TLS handshake for the whole life', [1, 0], [$traffic['handshakes'], $traffic['failed_handshakes']]);
        $this->checks->equal(
            'the server received exactly the requests that the extension recorded, in this order',
            $this->asked,
            array_map(static fn (array $row): string => $row['method'] . ' ' . $row['path'], $log)
        );
        $this->checks->true('each of them over TLS', array_filter($log, static fn (array $row): bool => !$row['tls']) === []);
        $cookies = array_filter($log, static fn (array $row): bool => isset(array_change_key_case($row['headers'])['cookie']));
        $this->checks->equal('no cookie was sent', [], $cookies);
        $this->report->paragraph(sprintf(
            'Asked %d requests over %d TLS handshake%s (%d connection%s).',
            $traffic['requests'],
            $traffic['handshakes'],
            $traffic['handshakes'] === 1 ? '' : 's',
            $traffic['accepted'],
            $traffic['accepted'] === 1 ? '' : 's'
        ));
    }

    private function silence(): void
    {
        $this->checks->begin('Silence');
        $this->noSecretIn('WHMCS\'s logs, also before WHMCS masks them', $this->billing->logs());
        $this->noSecretIn('this report', $this->report->printed());
        $this->checks->equal('the module kept WHMCS\'s contract in every call', [], $this->billing->violations());
    }

    private function ofService(string $what, string $function, int $service = self::SERVICE): Call
    {
        $this->begin($what, "service $service");
        return $this->tell($this->billing->pressOfService($function, $service));
    }

    private function ofServer(string $what, string $function, ?int $service = null): Call
    {
        $this->begin($what, 'server ' . self::SERVER);
        return $this->tell($this->billing->pressOfServer($function, self::SERVER, $service));
    }

    private function begin(string $what, string $where): void
    {
        $this->report->step(++$this->number, $what, $where);
        $this->checks->begin(sprintf('%2d. %s', $this->number, $what));
    }

    private function tell(Call $call): Call
    {
        foreach ($call->secrets as $secret) {
            $this->secrets->add('a credential', $secret);
        }
        foreach ($call->exchanges() as $exchange) {
            $this->asked[] = $exchange['method'] . ' ' . preg_replace('#^https://[^/]+#', '', $exchange['url']);
        }
        $this->report->call($call);
        $this->report->labelled('returned', self::result($call->result), $call->result === 'success' ? '32' : '');
        foreach ($call->stored as $field => [, $after]) {
            $this->report->labelled('stored', $field . ': ' . self::shown($field, $after));
        }
        $traffic = $this->server->traffic();
        $this->report->labelled('so far', sprintf(
            '%d requests, %d connection, %d TLS handshake',
            $traffic['requests'],
            $traffic['accepted'],
            $traffic['handshakes']
        ));
        $this->checks->equal('foreign domains are exactly as they were', $this->foreign, $this->mail->foreign());
        return $call;
    }

    private static function result(mixed $result): string
    {
        if ($result === null) {
            return 'nothing, as WHMCS wants it';
        }
        if (is_object($result)) {
            return 'metrics: ' . implode(', ', array_map(static fn ($metric) => $metric->displayName(), $result->metrics()));
        }
        if (isset($result['redirectTo'])) {
            return 'redirect to ' . preg_replace('/(sso_token=).*/', '$1********', $result['redirectTo']);
        }
        if (isset($result['accounts'])) {
            return count($result['accounts']) . ' accounts: ' . implode(', ', array_column($result['accounts'], 'domain'));
        }
        if (isset($result['templatefile'])) {
            return 'the template ' . $result['templatefile'] . '.tpl and its variables';
        }
        return is_string($result) ? $result : (string) json_encode($result, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    }

    private static function shown(string $field, string $value): string
    {
        return match (true) {
            $value === '' => '(empty)',
            $field === 'Password' => strlen($value) . ' characters, not shown',
            default => mb_strimwidth($value, 0, 60, '…'),
        };
    }

    private function succeeded(Call $call): void
    {
        $this->checks->equal('WHMCS is told: success', 'success', $call->result);
    }

    /** @return array{int, int, int, int, int, int} quota, largest mailbox, mailboxes, aliases, default mailbox (MiB), active */
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
        return [(int) ($this->mail->domain()['active'] ?? -1), (int) ($this->mail->administrator($name)['active'] ?? -1)];
    }

    private function credentialsFit(): void
    {
        $service = $this->billing->service(self::SERVICE);
        $this->checks->equal('the domain has this one administrator', [$service['Username']], $this->mail->administrators());
        $this->checks->true(
            'his password in mailcow is the one that WHMCS stored',
            $service['Password'] !== '' && ($this->mail->administrator($service['Username'])['password'] ?? '') === $service['Password']
        );
    }

    /** @return list<string> requests of a call that may change something */
    private function writes(Call $call): array
    {
        $writes = array_filter($call->exchanges(), static fn (array $exchange): bool => $exchange['method'] !== 'GET');
        return array_values(array_column($writes, 'url'));
    }

    private function noSecretIn(string $where, string $text): void
    {
        $this->checks->equal("no secret in $where", [], $this->secrets->found($where, $text));
    }
}
