<?php

/**
 * Templates: where the values come from that a request leaves out. Quotas go in as MiB and come out as bytes.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Templates extends Operations
{
    private const MIB = 1_048_576;
    public const DOMAIN = [
        'tags' => [], 'max_num_aliases_for_domain' => 400, 'max_num_mboxes_for_domain' => 10,
        'def_quota_for_mbox' => 3072 * self::MIB, 'max_quota_for_mbox' => 10240 * self::MIB,
        'max_quota_for_domain' => 10240 * self::MIB, 'rl_frame' => 's', 'rl_value' => '', 'active' => 1, 'gal' => 1,
        'backupmx' => 0, 'relay_all_recipients' => 0, 'relay_unknown_only' => 0, 'dkim_selector' => 'dkim',
        'key_size' => 2048,
    ];
    public const MAILBOX = [
        'tags' => [], 'quota' => 0, 'quarantine_notification' => 'hourly', 'quarantine_category' => 'reject',
        'rl_frame' => 's', 'rl_value' => '', 'force_pw_update' => 0, 'force_tfa' => 0, 'sogo_access' => 1,
        'active' => 1, 'tls_enforce_in' => 0, 'tls_enforce_out' => 0, 'imap_access' => 1, 'pop3_access' => 1,
        'smtp_access' => 1, 'sieve_access' => 1, 'eas_access' => 1, 'dav_access' => 1, 'acl_spam_alias' => 1,
        'acl_tls_policy' => 1, 'acl_spam_score' => 1, 'acl_spam_policy' => 1, 'acl_delimiter_action' => 1,
        'acl_syncjobs' => 0, 'acl_eas_reset' => 1, 'acl_sogo_profile_reset' => 0, 'acl_pushover' => 1,
        'acl_quarantine' => 1, 'acl_quarantine_attachments' => 1, 'acl_quarantine_notification' => 1,
        'acl_quarantine_category' => 1, 'acl_app_passwds' => 1,
    ];
    private const QUOTAS = ['def_quota_for_mbox', 'max_quota_for_mbox', 'max_quota_for_domain'];
    private const COUNTS = ['max_num_aliases_for_domain', 'max_num_mboxes_for_domain'];
    private const FLAGS = ['active', 'gal', 'backupmx', 'relay_all_recipients', 'relay_unknown_only', 'key_size'];
    private const SWITCHES = [
        'force_pw_update', 'force_tfa', 'tls_enforce_in', 'tls_enforce_out', 'sogo_access', 'imap_access',
        'pop3_access', 'smtp_access', 'sieve_access', 'eas_access', 'dav_access',
    ];

    /**
     * The attributes of a mailbox, in the order in which mailcow keeps them.
     *
     * @param array<string, mixed> $template
     * @param array<mixed>         $data
     * @return array<string, string>
     */
    public static function mailboxAttributes(array $template, array $data, string $now): array
    {
        $switch = static fn (string $name): string => (string) (int) ($data[$name] ?? $template[$name]);
        $text = static fn (string $name): string => Input::text($data[$name] ?? $template[$name]);
        return array_combine(self::SWITCHES, array_map($switch, self::SWITCHES)) + [
            'relayhost' => (string) (int) ($data['relayhost'] ?? 0),
            'passwd_update' => $now,
            'mailbox_format' => 'maildir:',
            'quarantine_notification' => $text('quarantine_notification'),
            'quarantine_category' => $text('quarantine_category'),
            'attribute_hash' => Input::text($data['attribute_hash'] ?? ''),
        ];
    }

    /** The attributes of the template with this id, else of the first one. @return array<string, mixed> */
    public function attributes(string $type, mixed $id): array
    {
        $chosen = empty($id) ? null : $this->details($type, $id);
        return ($chosen ?? $this->list($type)[0])['attributes'];
    }

    /** @return array<string, mixed>|null */
    public function details(string $type, mixed $id): ?array
    {
        $row = $this->tables->find('templates', (int) $id);
        return $row !== null && $row['type'] === $type ? self::asAnswered($row) : null;
    }

    /** @return list<array<string, mixed>> */
    public function list(string $type): array
    {
        return array_map(self::asAnswered(...), $this->tables->where('templates', 'type', $type));
    }

    /** @param array<mixed> $data */
    public function addForDomains(array $data): bool
    {
        $log = ['mailbox', 'add', 'domain_templates', Input::masked($data), null];
        if (!$this->session->isAdmin()) {
            return $this->session->danger($log, 'access_denied');
        }
        if (empty($data['template'])) {
            return $this->session->danger($log, 'template_name_invalid');
        }
        $name = Input::varchar($data['template'], 'template');
        foreach ($this->tables->where('templates', 'template', $name) as $row) {
            if ($row['type'] === 'domain') {
                return $this->session->danger($log, ['template_exists', $data['template']]);
            }
        }
        // here, unlike in an edit, nought counts as left out
        $given = array_filter($data, static fn (mixed $value, int|string $key): bool => !empty($value)
            || !in_array($key, [...self::QUOTAS, ...self::COUNTS], true), ARRAY_FILTER_USE_BOTH);
        $attributes = self::domainAttributes($given, self::DOMAIN);
        $this->tables->insert('templates', ['type' => 'domain', 'template' => $name, 'attributes' => $attributes]);
        $this->session->success($log, ['template_added', $data['template']]);
        return true;
    }

    /** What an edit leaves out is set back: counts and quotas to nought. @param array<mixed> $data */
    public function editForDomains(array $data): bool
    {
        $log = ['mailbox', 'edit', 'domain_templates', Input::masked($data), null];
        $nought = array_fill_keys([...self::QUOTAS, ...self::COUNTS], 0);
        foreach (self::several($data['ids'] ?? null) as $id) {
            $now = $this->details('domain', $id);
            if ($now === null) {
                $this->session->danger($log, 'template_id_invalid');
                continue;
            }
            $data['template'] = $now['template'] === 'Default' ? 'Default' : $data['template'] ?? $now['template'];
            $this->tables->update('templates', (int) $id, [
                'template' => Input::varchar($data['template'], 'template'),
                'attributes' => self::domainAttributes($data, $nought + self::DOMAIN),
            ]);
        }
        $this->session->success($log, ['template_modified', $data['template'] ?? null]);
        return true;
    }

    /** Only the first id counts, and the one named Default stays: mailcow answers success all the same. */
    public function deleteForDomains(array $data): bool
    {
        $log = ['mailbox', 'delete', 'domain_templates', Input::masked($data), null];
        foreach (self::several($data['ids'] ?? null) as $id) {
            $row = $this->details('domain', $id);
            if ($row !== null && $row['template'] !== 'Default') {
                $this->tables->delete('templates', (int) $id);
            }
            $this->session->success($log, ['template_removed', self::escape($id)]);
            return true;
        }
        return true;
    }

    /**
     * @param array<mixed>         $data
     * @param array<string, mixed> $defaults
     * @return array<string, mixed>
     */
    private static function domainAttributes(array $data, array $defaults): array
    {
        $attributes = ['tags' => $data['tags'] ?? []];
        foreach (self::COUNTS as $name) {
            $attributes[$name] = (int) ($data[$name] ?? $defaults[$name]);
        }
        foreach (self::QUOTAS as $name) {
            $attributes[$name] = isset($data[$name]) ? (int) $data[$name] * self::MIB : $defaults[$name];
        }
        $attributes['rl_frame'] = empty($data['rl_frame']) ? 's' : $data['rl_frame'];
        $attributes['rl_value'] = empty($data['rl_value']) ? '' : $data['rl_value'];
        foreach (self::FLAGS as $name) {
            $attributes[$name] = (int) ($data[$name] ?? $defaults[$name]);
        }
        $attributes['dkim_selector'] = $data['dkim_selector'] ?? 'dkim';
        return $attributes;
    }

    /** @param array<string, mixed> $row */
    private static function asAnswered(array $row): array
    {
        $order = ['id' => 0, 'template' => 0, 'type' => 0, 'attributes' => 0, 'created' => 0, 'modified' => 0];
        return array_replace($order, $row);
    }
}
