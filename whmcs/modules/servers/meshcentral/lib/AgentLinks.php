<?php

/**
 * The ways to add a device to a service. Each question makes MeshCentral write an invitation that nobody can take back:
 * so they are kept with the figures, and asked again when half of the invitation's life or a day is over, when the
 * group is another one, or when a setting that they depend on has changed.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class AgentLinks
{
    private const KEPT_SECONDS = 86400;
    private const SETTINGS = [
        'serverhostname', 'serverip', 'serverport', 'serversecure', 'configoption1', 'configoption4', 'configoption5',
        'configoption7', 'configoption12',
    ];

    /** @return array as meshcentral_agent_links gives them, with asked_at and settings; the kept ones while they do */
    public static function read(PageTime $page, array $params, string $group, array $kept): array
    {
        $settings = self::digest($params);
        $isSame = ($kept['settings'] ?? '') === $settings && ($kept['mesh_id'] ?? '') === $group;
        if ($isSame && self::isYoung($kept)) {
            return $kept;
        }
        $outcome = $page->ask('meshcentral_agent_links', $params);
        return $outcome->succeeded()
            ? ['asked_at' => time(), 'settings' => $settings] + $outcome->data
            : ($isSame ? $kept : []);
    }

    private static function isYoung(array $kept): bool
    {
        $age = time() - (int) ($kept['asked_at'] ?? 0);
        return $age >= 0 && $age < min(self::KEPT_SECONDS, 1800 * (int) ($kept['invite_hours'] ?? 0));
    }

    private static function digest(array $params): string
    {
        $values = array_map(static fn (string $name): mixed => $params[$name] ?? '', self::SETTINGS);
        return hash('sha256', (string) json_encode($values, JSON_PARTIAL_OUTPUT_ON_ERROR));
    }
}
