<?php

/**
 * The products whose services may be on a server, with the settings that name a MeshCentral server and a credential.
 *
 * WHMCS asks for a connection test, for usage and for the list of accounts with the server's record alone; address and
 * key may stand in the products. A product may be on a server when the server is in its group, when a service of it is
 * there, or when it has no group and the server is the only one of this module.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

use Illuminate\Database\Query\Builder;
use WHMCS\Database\Capsule;

final class ServerProducts
{
    /** ServerURL, APIKey, domain, domain's login key, cookie encoding, administrator's name */
    private const SETTINGS = [
        'configoption1', 'configoption2', 'configoption4', 'configoption5', 'configoption6', 'configoption13',
    ];
    private const ENDED = ['Terminated', 'Cancelled', 'Fraud'];

    /** @return array<string, array<string, string>> name of the product => its settings of the connection */
    public static function of(array $params): array
    {
        $servers = self::numbers($params);
        if ($servers === []) {
            return [];
        }
        $isOnly = Capsule::table('tblservers')->where('type', Module::NAME)->whereNotIn('id', $servers)->doesntExist();
        $products = Capsule::table('tblproducts')
            ->where('servertype', Module::NAME)
            ->where(static function (Builder $place) use ($servers, $isOnly): void {
                $place->whereIn('servergroup', self::groupsOf($servers))
                    ->orWhereIn('id', self::productsOn($servers));
                if ($isOnly) {
                    $place->orWhere('servergroup', 0);
                }
            })
            ->orderBy('id')
            ->get(['id', 'name', ...self::SETTINGS]);
        $settings = [];
        foreach ($products as $product) {
            $product = (array) $product;
            $name = sprintf('%s (no. %d)', $product['name'], $product['id']);
            $settings[$name] = array_map(strval(...), array_intersect_key($product, array_flip(self::SETTINGS)));
        }
        return $settings;
    }

    /** @return int[] the server; before it is saved, or where WHMCS does not say which it is, those of its host name */
    private static function numbers(array $params): array
    {
        $id = (int) ($params['serverid'] ?? 0);
        $host = (string) ($params['serverhostname'] ?? '');
        if ($id > 0 || $host === '') {
            return $id > 0 ? [$id] : [];
        }
        return Capsule::table('tblservers')->where(['type' => Module::NAME, 'hostname' => $host])->pluck('id')->all();
    }

    private static function groupsOf(array $servers): \Closure
    {
        return static function (Builder $groups) use ($servers): void {
            $groups->select('groupid')->from('tblservergroupsrel')->whereIn('serverid', $servers);
        };
    }

    private static function productsOn(array $servers): \Closure
    {
        return static function (Builder $services) use ($servers): void {
            $services->select('packageid')
                ->from('tblhosting')
                ->whereIn('server', $servers)
                ->whereNotIn('domainstatus', self::ENDED);
        };
    }
}
