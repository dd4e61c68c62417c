<?php

/**
 * The product's Module Settings: the fields that WHMCS shows, and the one of them that the module itself reads.
 *
 * WHMCS stores the values by position (configoption1 …) and the extension reads them by position: a field may be
 * added at the end, never moved or removed. The first three are those of Comet's own module. All of them are part of
 * WHMCS's simple mode, in which a Loader fills a list; in advanced mode the same field takes the id as text.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

final class Settings
{
    private const OPTION_NAMES = 'configoption14';
    private const OPTION_EXAMPLE = 'devices = Computers';
    private const LOGICAL_NAMES = [
        'devices', 'protected_item_quota_gb', 'protected_item_quota_tb', 'storage_vault_quota_gb',
        'storage_vault_quota_tb', 'microsoft_365_accounts', 'hyperv_guests', 'vmware_guests',
    ];

    public static function fields(): array
    {
        $fields = [
            'Policy group' => self::choice('cometbackup_PolicyGroups', 'What users may do in Comet. <b>[Create New'
                . ' Policy Group]</b> makes a group for this product together with its first account: no storage vaults'
                . ' made, changed or deleted by the user, Comet storage only, passwords changed in WHMCS alone.'),
            'Storage vault' => self::choice('cometbackup_StorageProviders', 'The storage template of which a new'
                . ' account gets its vault.'),
            'Password change at first login' => self::yesNo('The user has to choose a new password.'),
            'Tenant' => self::text('Organisation id, only when the server\'s administrator is of the top level and'
                . ' accounts are to be made in a tenant.', '40'),
            'Devices' => self::limit('Greatest number', 'number_of_devices'),
            'Protected items quota' => self::limit('GB', 'protected_item_quota_gb'),
            'Storage vault quota' => self::limit('GB for each vault', 'storage_vault_quota_gb'),
            'Microsoft 365 accounts' => self::guests('microsoft_365_accounts'),
            'Hyper-V guests' => self::guests('hyperv_guests'),
            'VMware guests' => self::guests('vmware_guests'),
            'E-mail reports' => self::yesNo('Comet mails the reports of a new account to the client\'s address.'),
            'Uninstall on termination' => self::yesNo('Tells the account\'s devices to uninstall the software.'),
            'Erase storage on termination' => self::yesNo('Deletes the account\'s storage on this server at once.'
                . ' <b>It cannot be brought back.</b>'),
            'Option names' => OptionNames::field(self::OPTION_EXAMPLE, self::LOGICAL_NAMES),
            'Address for clients' => self::text('Such as <code>https://backup.example.org/</code>, where devices and'
                . ' customers know the server by another name than WHMCS does; empty: the server\'s host name.', '40'),
        ];
        return array_map(static fn (array $field): array => $field + ['SimpleMode' => true], $fields);
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

    /** @return array<string, string> id => name of the storage templates */
    public static function storageProviders(array $params): array
    {
        return Choices::of('comet_storage_providers', $params);
    }

    private static function choice(string $loader, string $description): array
    {
        return ['Type' => 'text', 'Size' => '40', 'Loader' => $loader, 'Description' => $description];
    }

    private static function yesNo(string $description): array
    {
        return ['Type' => 'yesno', 'Description' => $description];
    }

    private static function text(string $description, string $size = '10'): array
    {
        return ['Type' => 'text', 'Size' => $size, 'Default' => '', 'Description' => $description];
    }

    private static function limit(string $what, string $option): array
    {
        return self::text("$what; empty or 0: unlimited. A configurable option named <code>$option</code> overrides"
            . ' it.');
    }

    private static function guests(string $option): array
    {
        return self::text('Greatest number; 0: unlimited; empty leaves it as it is. A configurable option named <code>'
            . $option . '</code> overrides it.');
    }
}
