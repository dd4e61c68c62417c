<?php

/**
 * The product's Module Settings: the fields that WHMCS shows, and the one of them that the module itself reads.
 *
 * WHMCS stores the values by position (configoption1 …) and the extension reads them by position: a field may be
 * added at the end, never moved or removed. The first two are those of the connector that was there before. All of them
 * are part of WHMCS's simple mode.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class Settings
{
    private const OPTION_NAMES = 'configoption14';
    private const OPTION_EXAMPLE = 'device_limit = Computers';
    private const LOGICAL_NAMES = ['rights', 'device_limit'];

    private const RIGHTS = [
        'full' => 'Full: everything but the group itself and its users',
        'support' => 'Support: desktop, terminal, files, power',
        'desktop' => 'Desktop: remote desktop alone',
        'view' => 'View: look at the desktop',
    ];
    private const ENCODINGS = ['base64' => 'base64', 'hex' => 'hex'];

    public static function fields(): array
    {
        $fields = [
            'ServerURL' => self::text('Such as <code>https://mesh.example.org</code>, also with a port; empty: the'
                . ' server\'s host name.', '40'),
            'APIKey' => self::secret('MeshCentral\'s login key (160 digits), or a login token as'
                . ' <code>~t:user:password</code>; empty: what the server\'s record holds.'),
            'Rights' => self::choice(self::RIGHTS, 'full', 'What customers may do with their devices. A configurable'
                . ' option named <code>Rights</code> overrides it, with one of the words <code>full</code>,'
                . ' <code>support</code>, <code>desktop</code>, <code>view</code>, or with MeshCentral\'s number.'),
            'MeshCentral domain' => self::text('Only for a MeshCentral with several domains: the one of this product,'
                . ' reached below <code>https://host/domain/</code>; <code>dns:domain</code> for one with a host name'
                . ' of its own.', '20'),
            'Domain\'s login key' => self::secret('Only where the domain has a <code>LoginKey</code>: what stands'
                . ' behind <code>?key=</code>.'),
            'Cookie encoding' => self::choice(self::ENCODINGS, 'base64', 'As MeshCentral\'s'
                . ' <code>cookieEncoding</code>.'),
            'Invitation hours' => self::text('How long an invitation to install the agent holds. It cannot be taken'
                . ' back.', '10', '168'),
            'Site rights' => self::text('Of the customer\'s account, MeshCentral\'s number; empty: 64, no groups of his'
                . ' own, which is always there.'),
            'Remove agents on termination' => ['Type' => 'yesno', 'Description' => 'Asks the devices that are online to'
                . ' uninstall the agent, before their group is deleted.'],
            'Devices' => self::text('How many the package includes; empty or 0: any number. MeshCentral knows no such'
                . ' limit: it is watched and shown. A configurable option named <code>Devices</code> overrides it.'),
            'Name prefix' => self::text('Of made user names: <code>whmcs-41</code> for service 41.', '20', 'whmcs-'),
            'Address for clients' => self::text('Such as <code>https://mesh.example.org</code>, where devices and'
                . ' customers know the server by another name than WHMCS does; empty: the same.', '40'),
            'Administrator\'s name' => self::text('Account that a login key acts as; empty: the server\'s user name,'
                . ' else <code>admin</code>.', '20'),
            'Option names' => OptionNames::field(self::OPTION_EXAMPLE, self::LOGICAL_NAMES),
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

    private static function text(string $description, string $size = '10', string $default = ''): array
    {
        return ['Type' => 'text', 'Size' => $size, 'Default' => $default, 'Description' => $description];
    }

    private static function secret(string $description): array
    {
        return ['Type' => 'password', 'Size' => '40', 'Default' => '', 'Description' => $description];
    }

    private static function choice(array $options, string $default, string $description): array
    {
        return ['Type' => 'dropdown', 'Options' => $options, 'Default' => $default, 'Description' => $description];
    }
}
