<?php

/**
 * What the server says of itself, of the administrator that asks, of its tenants and of the devices that are connected.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Info
{
    private readonly Seed $seed;

    public function __construct(private readonly Tables $tables)
    {
        $this->seed = new Seed($tables->schema);
    }

    public function version(): string
    {
        $settings = $this->tables->settings;
        $now = $this->tables->time();
        return $this->text('ServerMetaVersionInfo', [
            'Version' => $settings['version'],
            'VersionCodename' => 'Imitation',
            'StorageRole' => $settings['storage_role'],
            'AuthenticationRole' => $settings['auth_role'],
            'SoftwareBuildRole' => $settings['build_role'],
            'ServerStartTime' => $now - 86_400,
            'ServerStartHash' => Random::key(),
            'CurrentTime' => $now,
            'ServerLicenseHash' => hash('sha256', 'licence'),
            'ServerLicenseFeaturesAll' => true,
            'ConfiguredDevices' => $this->devices(),
            'LicenseValidUntil' => $now + 30 * 86_400,
        ]);
    }

    public function properties(Identity $admin): string
    {
        $row = $this->tables->find('admins', $admin->username);
        return $this->text('AdminAccountPropertiesResponse', [
            'OrganizationID' => $admin->organization,
            'Permissions' => $admin->permissions,
            'Security' => [
                'AllowPasswordLogin' => $row['totp'] === '',
                'AllowPasswordAndTOTPLogin' => $row['totp'] !== '',
                'IPWhitelist' => $row['ip_whitelist'],
            ],
        ]);
    }

    /** Only for administrators of the top level. */
    public function organizations(Identity $admin): string
    {
        if (!$admin->isTopLevel()) {
            throw new ApiError(403, ApiError::UNAUTHORISED);
        }
        $texts = [];
        foreach ($this->tables->all('organizations') as $id => $row) {
            $texts[$id] = $this->text('Organization', ['Name' => $row['name'], 'IsSuspended' => $row['is_suspended']]);
        }
        return Encoder::map($texts);
    }

    public function connections(Identity $admin, Form $form): string
    {
        $name = $form->optional('UserNameFilter');
        $texts = [];
        foreach ($this->tables->texts('connections') as $id => $text) {
            $user = $this->tables->structure('connections', (string) $id)->Username;
            $isVisible = $this->tables->has('users', $user) && $admin->sees($this->tables->organizationOf($user));
            if ($isVisible && in_array($name, ['', $user], true)) {
                $texts[$id] = $text;
            }
        }
        return Encoder::map($texts);
    }

    /** For everybody, without login. */
    public function branding(): string
    {
        return $this->text('ServerMetaBrandingProperties', [
            'BrandName' => 'Test & Söhne',
            'ProductName' => 'Backup',
            'TopColor' => '#1E97AA',
            'AccentColor' => '#1E97AA',
            'AllowAuthenticatedDownloads' => true,
            'PruneLogsAfterDays' => 90,
            'ServerIsEmpty' => $this->tables->all('users') === [],
        ]);
    }

    private function devices(): int
    {
        // each device has this member, and nothing else has: ten thousand profiles need not be parsed for a count
        $count = static fn (array $row): int => substr_count($row['profile'], '"FriendlyName":');
        return array_sum(array_map($count, $this->tables->all('users')));
    }

    /** @param array<string, mixed> $members */
    private function text(string $structure, array $members): string
    {
        return $this->tables->encoder->text($structure, $this->seed->structure($structure, $members));
    }
}
