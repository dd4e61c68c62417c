<?php

/**
 * The product's Module Settings: the fields that WHMCS shows, and the one of them that the module itself reads.
 *
 * WHMCS stores the values by position (configoption1 …) and the extension reads them by position: a field may be
 * added at the end, never moved or removed.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class Settings
{
    private const OPTION_NAMES = 'configoption10';
    private const OPTION_EXAMPLE = 'quota = Disk space';
    private const LOGICAL_NAMES = ['quota', 'max_mailboxes', 'max_aliases', 'max_mailbox_quota', 'rate_limit'];

    public static function fields(): array
    {
        $optional = 'A configurable option named <code>%s</code> overrides it.';
        return [
            'Total quota' => [
                'Type' => 'text', 'Size' => '10', 'Default' => '10240',
                'Description' => 'MiB for the whole domain. ' . sprintf($optional, 'Total Quota'),
            ],
            'Mailboxes' => [
                'Type' => 'text', 'Size' => '10', 'Default' => '10',
                'Description' => 'Greatest number. ' . sprintf($optional, 'Max Mailboxes'),
            ],
            'Aliases' => [
                'Type' => 'text', 'Size' => '10', 'Default' => '50',
                'Description' => 'Greatest number, 0 for none. ' . sprintf($optional, 'Max Aliases'),
            ],
            'Largest mailbox' => [
                'Type' => 'text', 'Size' => '10', 'Default' => '',
                'Description' => 'MiB; empty: the total quota. ' . sprintf($optional, 'Max Mailbox Quota'),
            ],
            'Rate limit' => [
                'Type' => 'text', 'Size' => '10', 'Default' => '',
                'Description' => 'Outgoing messages, such as <code>100/h</code> (s, m, h, d); 0 for none; empty leaves'
                    . ' it to mailcow. ' . sprintf($optional, 'Rate Limit'),
            ],
            'DKIM key' => [
                'Type' => 'dropdown', 'Default' => '2048',
                'Options' => ['2048' => '2048 bit', '1024' => '1024 bit', '4096' => '4096 bit', '0' => 'No key'],
                'Description' => 'Made together with the domain.',
            ],
            'Delete DKIM key' => [
                'Type' => 'yesno',
                'Description' => 'On termination. mailcow keeps the key of a deleted domain otherwise.',
            ],
            'Restart SOGo' => [
                'Type' => 'yesno',
                'Description' => 'After a domain is created. Webmail knows a new domain only then; all users of the'
                    . ' server are interrupted for some seconds.',
            ],
            'Mail host name' => [
                'Type' => 'text', 'Size' => '30', 'Default' => '',
                'Description' => 'Where the customer\'s DNS records point; empty: the host name of the server.',
            ],
            'Option names' => OptionNames::field(self::OPTION_EXAMPLE, self::LOGICAL_NAMES),
        ];
    }

    /** What the extension is to be told beside WHMCS's own parameters. */
    public static function forNative(array $params): array
    {
        $names = OptionNames::read(
            (string) ($params[self::OPTION_NAMES] ?? ''),
            self::OPTION_EXAMPLE,
            self::LOGICAL_NAMES
        );
        return $names === [] ? [] : ['options' => $names];
    }
}
