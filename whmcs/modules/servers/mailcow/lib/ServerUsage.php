<?php

/**
 * Made by tools/module-files.php from whmcs/shared/ServerUsage.php: change that file, not this one.
 *
 * The daily update of disk figures: one question to the product and as few statements as there are services by 500.
 *
 * It writes diskusage, disklimit (MB) and lastupdate of the active and suspended services of one server, as WHMCS
 * asks a module to do, and nothing else.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

use WHMCS\Database\Capsule;

final class ServerUsage
{
    private const SERVICES_PER_STATEMENT = 500;
    private const BYTES_PER_MB = 1048576;

    public static function update(array $params): void
    {
        $outcome = Native::call(Module::USAGE, $params, self::write(...));
        if (!$outcome->succeeded()) {
            logActivity(Module::NAME . ': disk usage of server ' . (int) ($params['serverid'] ?? 0)
                . ' was not updated: ' . $outcome->message);
        }
    }

    /** @param array<string, array> $usage figures by tenant, of the whole server */
    private static function write(array $params, array $usage): void
    {
        $services = Capsule::table('tblhosting')
            ->where('server', (int) ($params['serverid'] ?? 0))
            ->whereIn('domainstatus', ['Active', 'Suspended'])
            ->pluck(Module::TENANT_COLUMN, 'id');
        $known = [];
        foreach ($services as $id => $stored) {
            $figures = $usage[Module::tenant((string) $stored)] ?? null;
            if ($figures !== null) {
                $known[(int) $id] = $figures;
            }
        }
        foreach (array_chunk($known, self::SERVICES_PER_STATEMENT, true) as $chunk) {
            Capsule::table('tblhosting')->whereIn('id', array_keys($chunk))->update([
                'diskusage' => self::megabytesById($chunk, Module::DISK_USED),
                'disklimit' => self::megabytesById($chunk, Module::DISK_LIMIT),
                'lastupdate' => date('Y-m-d H:i:s'),
            ]);
        }
    }

    /** An expression that gives each service its own value; it holds integers alone. */
    private static function megabytesById(array $figuresById, string $key): \Illuminate\Database\Query\Expression
    {
        $cases = '';
        foreach ($figuresById as $id => $figures) {
            $cases .= sprintf(' WHEN %d THEN %d', $id, (int) ceil($figures[$key] / self::BYTES_PER_MB));
        }
        return Capsule::connection()->raw('CASE id' . $cases . ' END');
    }
}
