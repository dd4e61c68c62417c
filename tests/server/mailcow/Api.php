<?php

/**
 * The routes below /api/v1/: from method, path and body to an operation, and from what it says to a body.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

use Provision\TestServer\Core\Request;

final class Api
{
    private const PRETTY = JSON_UNESCAPED_UNICODE | JSON_PRETTY_PRINT;
    /**
     * Parts of mailcow that this server does not play, wholly or below some objects (templates of mailboxes, for
     * one). It says so, loudly, rather than 'route not found'.
     */
    private const NOT_PLAYED = [
        'add' => 'admin app-passwd bcc dkim_import domain-policy fido2-registration filter fwdhost global-filter'
            . ' mailbox mailbox-policy mta-sts oauth2-client recipient_map relayhost rsetting syncjob'
            . ' time_limited_alias tls-policy-map transport webauthn-tfa-registration',
        'get' => 'active-user-sieve admin app-passwd bcc bcc-destination-options fail2ban fido2-get-args'
            . ' fido2-registration filters fwdhost global_filters identity-provider last-login logs mailq'
            . ' oauth2-client passwordpolicy policy_bl_domain policy_bl_mailbox policy_wl_domain policy_wl_mailbox'
            . ' postcat presets quarantine recipient_map relayhost reset-last-login rl-mbox rsetting rspamd'
            . ' spam-score syncjobs time_limited_aliases tls-policy-map transport webauthn-get-args'
            . ' webauthn-tfa-registration',
        'edit' => 'admin app-passwd app_links bcc cors custom_login delimiter_action domain fail2ban fido2-fn filter'
            . ' fwdhost identity-provider identity-provider-test ip_check mailbox mailq mta-sts oauth2-client'
            . ' pushover pushover-test qitem quarantine quarantine_category quarantine_notification'
            . ' quota_notification quota_notification_bcc recipient_map relayhost rename-mbox'
            . ' reset-password-notification rsetting rspamd-map self spam-score syncjob time_limited_alias'
            . ' tls-policy-map tls_policy transport ui_texts user-acl',
        'delete' => 'admin app-passwd bcc domain-policy eas_cache filter fwdhost identity-provider mailbox'
            . ' mailbox-policy mailq oauth2-client qitem recipient_map relayhost rlhash rsetting sogo_profile'
            . ' syncjob time_limited_alias tls-policy-map transport',
        'search' => 'domain mailbox',
    ];
    private const SERVICES = [
        'mysql', 'redis', 'rspamd', 'php-fpm', 'sogo', 'dovecot', 'postfix', 'memcached', 'nginx', 'acme', 'netfilter',
        'watchdog', 'dockerapi', 'unbound', 'clamd', 'olefy', 'ofelia', 'postfix-tlspol',
    ];

    private readonly Templates $templates;
    private readonly RateLimits $rateLimits;
    private readonly Dkim $dkim;
    private readonly Passwords $passwords;
    private readonly Domains $domains;
    private readonly AliasDomains $aliasDomains;
    private readonly Mailboxes $mailboxes;
    private readonly Aliases $aliases;
    private readonly Resources $resources;
    private readonly DomainAdmins $admins;

    public function __construct(private readonly Tables $tables, private readonly Session $session)
    {
        $this->templates = new Templates($tables, $session);
        $this->rateLimits = new RateLimits($tables, $session);
        $this->dkim = new Dkim($tables, $session);
        $this->passwords = new Passwords($tables, $session);
        $this->domains = new Domains($tables, $session, $this->templates, $this->rateLimits, $this->dkim);
        $this->aliasDomains = new AliasDomains($tables, $session, $this->rateLimits, $this->dkim);
        $this->mailboxes = new Mailboxes($tables, $session, $this->templates, $this->rateLimits, $this->passwords);
        $this->aliases = new Aliases($tables, $session, $this->domains);
        $this->resources = new Resources($tables, $session);
        $this->admins = new DomainAdmins($tables, $session, $this->domains, $this->passwords);
    }

    /**
     * @param array<mixed> $parameters of the query, the route itself as 'query'
     * @return array{int, string} status and body
     */
    public function answer(Request $request, array $parameters): array
    {
        $route = explode('/', Input::text($parameters['query'] ?? '')) + ['', null, null, null];
        [$action, $category, $object, $extra] = $route;
        $fields = $this->fields($request, $action);
        if ($fields === null) {
            return self::error(400, 'Request body doesn\'t contain valid json!');
        }
        $answer = match ($action) {
            'get' => $this->get($request, $parameters, $category, $object, $extra),
            'add' => $this->add($request, $fields, $category, $object),
            'edit' => $this->edit($request, $fields, $category, $object),
            'delete' => $this->delete($request, $fields, $category, $object, $extra),
            default => null,
        };
        if ($answer !== null) {
            return $answer;
        }
        $known = explode(' ', self::NOT_PLAYED[$action] ?? '');
        return in_array($category, $known, true)
            ? self::error(501, "the test server does not play $action/$category")
            : self::error(404, 'route not found');
    }

    /**
     * 'attr' and 'items' as JSON text, from a JSON body or from a form. Null: a body that should be JSON and is not.
     *
     * @return array<string, string>|null
     */
    private function fields(Request $request, string $action): ?array
    {
        $type = $request->header('content-type') ?? '';
        if (!str_contains($type, 'application/json')) {
            $isForm = $request->method === 'POST' && str_contains($type, 'application/x-www-form-urlencoded');
            parse_str($isForm ? $request->body : '', $form);
            return array_filter($form, 'is_string');
        }
        $decoded = json_decode($request->body, true);
        if ($action !== 'get' && $decoded === null) {
            return null;
        }
        return match ($action) {
            'add' => ['attr' => $request->body],
            'edit' => [
                'attr' => json_encode(self::member($decoded, 'attr')),
                'items' => json_encode(self::member($decoded, 'items')),
            ],
            'delete' => ['items' => $request->body],
            default => [],
        };
    }

    private static function member(mixed $decoded, string $name): mixed
    {
        return match (true) {
            is_array($decoded) => $decoded[$name] ?? null,
            is_string($decoded) => throw UncaughtError::type('Cannot access offset of type string on string'),
            default => null,
        };
    }

    /**
     * @param array<string, string> $fields
     * @return array{int, string}|null
     */
    private function add(Request $request, array $fields, ?string $category, ?string $object): ?array
    {
        if ($this->session->access === 'ro') {
            return self::error(403, 'API read/write access denied');
        }
        $refusal = self::refusedWrite($request, isset($fields['attr']));
        if ($refusal !== null) {
            return $refusal;
        }
        $attr = (array) json_decode($fields['attr'], true);
        unset($attr['csrf_token']);
        if ($category === 'sso') {
            return $this->singleSignOn($object, $attr);
        }
        $done = match ($category) {
            'domain' => $object === 'template' ? $this->templates->addForDomains($attr) : $this->domains->add($attr),
            'mailbox' => $object === 'template' ? null : $this->mailboxes->add($attr),
            'resource' => $this->resources->add($attr),
            'alias' => $this->aliases->add($attr),
            'alias-domain' => $this->aliasDomains->add($attr),
            'dkim' => $this->dkim->add($attr),
            'dkim_duplicate' => $this->dkim->duplicate($attr),
            'domain-admin' => $this->admins->add($attr),
            default => null,
        };
        return $done === null ? null : $this->verdict($done, 'Cannot add item');
    }

    /**
     * @param array<string, string> $fields
     * @return array{int, string}|null
     */
    private function edit(Request $request, array $fields, ?string $category, ?string $object): ?array
    {
        if ($this->session->access !== 'rw') {
            return self::error(403, 'API read/write access denied');
        }
        $refusal = self::refusedWrite($request, isset($fields['attr']));
        if ($refusal !== null) {
            return $refusal;
        }
        $attr = (array) json_decode($fields['attr'], true);
        unset($attr['csrf_token']);
        $items = isset($fields['items']) ? (array) json_decode($fields['items'], true) : null;
        $with = static fn (string $name): array => array_merge([$name => $items], $attr);
        $done = match ($category) {
            'domain' => match ($object) {
                'template' => $this->templates->editForDomains($with('ids')),
                'footer' => null,
                default => $this->domains->edit($with('domain')),
            },
            'mailbox' => in_array($object, ['template', 'custom-attribute'], true)
                ? null
                : $this->mailboxes->edit($with('username')),
            'resource' => $this->resources->edit($with('name')),
            'alias' => $this->aliases->edit($with('id')),
            'alias-domain' => $this->aliasDomains->edit($with('alias_domain')),
            'rl-domain' => $this->rateLimits->edit('domain', $with('object')),
            'rl-mbox' => $this->rateLimits->edit('mailbox', $with('object')),
            'da-acl' => $this->admins->editAcl($with('username')),
            'domain-admin' => $this->admins->edit($with('username')),
            'passwordpolicy' => $this->passwords->editPolicy($attr),
            default => null,
        };
        return $done === null ? null : $this->verdict($done, 'Cannot edit item');
    }

    /**
     * @param array<string, string> $fields
     * @return array{int, string}|null
     */
    private function delete(Request $request, array $fields, ?string $category, ?string $object, ?string $extra): ?array
    {
        if ($this->session->access !== 'rw') {
            return self::error(403, 'API read/write access denied');
        }
        $refusal = self::refusedWrite($request, isset($fields['items']));
        if ($refusal !== null) {
            return $refusal;
        }
        $items = (array) json_decode($fields['items'], true);
        $done = match ($category) {
            'domain' => match ($object) {
                'tag' => $this->domains->deleteTags(['tags' => $items, 'domain' => $extra]),
                'template' => $this->templates->deleteForDomains(['ids' => $items]),
                default => $this->domains->delete(['domain' => $items]),
            },
            'mailbox' => match ($object) {
                'tag' => $this->mailboxes->deleteTags(['tags' => $items, 'username' => $extra]),
                'template' => null,
                default => $this->mailboxes->delete(['username' => $items]),
            },
            'resource' => $this->resources->delete(['name' => $items]),
            'alias' => $this->aliases->delete(['id' => $items]),
            'alias-domain' => $this->aliasDomains->delete(['alias_domain' => $items]),
            'dkim' => $this->dkim->delete(['domains' => $items]),
            'domain-admin' => $this->admins->delete(['username' => $items]),
            default => null,
        };
        return $done === null ? null : $this->verdict($done, 'Cannot delete item');
    }

    /**
     * @param array<mixed> $parameters
     * @return array{int, string}|null
     */
    private function get(
        Request $request,
        array $parameters,
        ?string $category,
        ?string $object,
        ?string $extra,
    ): ?array {
        if ($request->method !== 'GET') {
            return self::error(405, 'only GET method is allowed');
        }
        if (!$this->session->isAdmin()) {
            return [200, ''];
        }
        $tags = empty($parameters['tags']) ? null : explode(',', Input::text($parameters['tags']));
        return match ($category) {
            'status' => [200, $this->status($object)],
            'passwordpolicy' => $object === 'html' ? null : self::found($this->passwords->policy()),
            'domain' => $this->getDomain($object, $extra, $tags),
            'mailbox' => $this->getMailbox($object, $extra, $tags),
            'resource' => self::found($object === 'all'
                ? $this->resources->list()
                : $this->resources->details($object)),
            'alias' => self::found($object === 'all' ? $this->allAliases($extra) : $this->aliases->details($object)),
            'alias-domain' => self::found($object === 'all'
                ? self::each($this->aliasDomains->names(), $this->aliasDomains->details(...))
                : $this->aliasDomains->details($object)),
            'domain-admin' => self::found($object === 'all'
                ? self::each($this->admins->names(), $this->admins->details(...))
                : $this->admins->details($object)),
            'dkim' => self::found($this->dkim->details($object)),
            'rl-domain' => self::found($object === 'all'
                ? $this->allRateLimits()
                : $this->rateLimits->get('domain', $object)),
            'rl-mbox' => $object === 'all' ? null : self::found($this->rateLimits->get('mailbox', $object)),
            default => null,
        };
    }

    /**
     * @param list<string>|null $tags
     * @return array{int, string}
     */
    private function getDomain(?string $object, ?string $extra, ?array $tags): array
    {
        return self::found(match ($object) {
            'all' => self::each($this->domains->names($tags), $this->domains->details(...)),
            'template' => $extra === null || $extra === 'all'
                ? $this->templates->list('domain')
                : $this->templates->details('domain', $extra),
            default => $this->domains->details($object),
        });
    }

    /**
     * @param list<string>|null $tags
     * @return array{int, string}
     */
    private function getMailbox(?string $object, ?string $extra, ?array $tags): array
    {
        if ($object === 'template') {
            return self::found($extra === null || $extra === 'all'
                ? $this->templates->list('mailbox')
                : $this->templates->details('mailbox', $extra));
        }
        $reduced = $object === 'reduced';
        if ($object !== 'all' && !$reduced) {
            return self::found($this->mailboxes->details($object, false));
        }
        $list = [];
        foreach (empty($extra) ? $this->domains->names(null) : explode(',', $extra) as $domain) {
            $addresses = $this->mailboxes->addresses($domain, $tags);
            $list[] = self::each($addresses, fn (string $one): ?array => $this->mailboxes->details($one, $reduced));
        }
        return self::found(array_merge(...$list));
    }

    /** @return list<array<string, mixed>> */
    private function allAliases(?string $domains): array
    {
        $names = empty($domains)
            ? [...$this->domains->names(null), ...$this->aliasDomains->names()]
            : explode(',', $domains);
        $numbers = array_merge(...array_map($this->aliases->numbers(...), $names));
        return self::each($numbers, $this->aliases->details(...));
    }

    /** @return list<array<string, string>> */
    private function allRateLimits(): array
    {
        $names = [...$this->domains->names(null), ...$this->aliasDomains->names()];
        return self::each($names, function (string $name): ?array {
            $limit = $this->rateLimits->get('domain', $name);
            return $limit === false ? null : $limit + ['domain' => $name];
        });
    }

    private function status(?string $object): string
    {
        return match ($object) {
            'version' => json_encode(['version' => $this->tables->settings['version']]),
            'vmail' => json_encode([
                'type' => 'info', 'disk' => '/dev/sda1', 'used' => '20G', 'total' => '100G', 'used_percent' => '20%',
            ], JSON_UNESCAPED_SLASHES),
            'containers' => json_encode(self::containers(), JSON_UNESCAPED_SLASHES),
            default => '',
        };
    }

    /** @return array<string, array<string, string>> */
    private static function containers(): array
    {
        $containers = [];
        foreach (self::SERVICES as $service) {
            $containers["$service-mailcow"] = [
                'type' => 'info',
                'container' => "$service-mailcow",
                'state' => 'running',
                'started_at' => '2026-11-21T07:00:00.000000000Z',
                'image' => "mailcow/$service:1.0",
            ];
        }
        return $containers;
    }

    /**
     * @param array<mixed> $attr
     * @return array{int, string}
     */
    private function singleSignOn(?string $object, array $attr): array
    {
        if ($object !== 'domain-admin') {
            return [200, ''];
        }
        $token = $this->admins->issueToken($attr);
        return $token === false ? $this->verdict(false, 'Cannot add item') : [200, json_encode($token)];
    }

    /** Spends a token of single sign-on. @return string|null who logs in with it */
    public function logIn(string $token): ?string
    {
        return $this->admins->spendToken($token);
    }

    /** @return array{int, string} */
    private function verdict(bool $done, string $failure): array
    {
        if ($this->session->entries !== []) {
            return [200, (string) json_encode($this->session->entries)];
        }
        return [200, json_encode($done
            ? ['type' => 'success', 'msg' => 'Task completed']
            : ['type' => 'error', 'msg' => $failure])];
    }

    /** @return array{int, string}|null */
    private static function refusedWrite(Request $request, bool $hasFields): ?array
    {
        if (!$hasFields) {
            return self::error(200, 'Cannot find attributes in post data');
        }
        return $request->method === 'POST' ? null : self::error(405, 'only POST method is allowed');
    }

    /** @return array{int, string} */
    private static function found(mixed $data): array
    {
        return [200, empty($data) ? '{}' : (string) json_encode($data, self::PRETTY)];
    }

    /**
     * @param list<int|string>                            $names
     * @param \Closure(int|string): (array<string, mixed>|null) $details
     * @return list<array<string, mixed>>
     */
    private static function each(array $names, \Closure $details): array
    {
        return array_values(array_filter(array_map($details, $names)));
    }

    /** @return array{int, string} */
    private static function error(int $status, string $message): array
    {
        return [$status, json_encode(['type' => 'error', 'msg' => $message])];
    }
}
