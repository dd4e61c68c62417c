<?php

/**
 * Builds the $params array that WHMCS hands a module function: of a service, of a server alone, or of a product.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

use Illuminate\Database\Capsule\Manager;
use WHMCS\Service\Service;

final class Params
{
    private const USERNAME_LENGTH = 8;
    private const PASSWORD_LENGTH = 10;

    public static function ofService(int $id): array
    {
        $service = Manager::table('tblhosting')->find($id);
        $product = (array) Manager::table('tblproducts')->find($service->packageid);
        $params = [
            'serviceid' => $service->id,
            'accountid' => $service->id,
            'userid' => $service->userid,
            'pid' => $service->packageid,
            'packageid' => $service->packageid,
            'domain' => $service->domain,
            'username' => $service->username,
            'password' => Vault::decrypt($service->password) ?? '',
            'producttype' => $product['type'],
            'moduletype' => $product['servertype'],
            'type' => $product['type'],
            'addonId' => 0,
            'status' => $service->domainstatus,
            'whmcsVersion' => '8.13.1-release.1',
            'clientsdetails' => (array) Manager::table('tblclients')->find($service->userid),
            'customfields' => State::fields($service->packageid, $service->id),
            'configoptions' => Manager::table('hostoptions')->where('serviceid', $id)->pluck('value', 'name')->all(),
            'model' => Service::find($id),
        ];
        foreach ($product as $column => $value) {
            if (str_starts_with($column, 'configoption')) {
                // a setting of Type password may be stored encrypted; a module is given it in plain
                $params[$column] = Vault::decrypt($value) ?? $value;
            }
        }
        return $params + (
            $service->server > 0 ? self::ofServer($service->server) : ['server' => false, 'serverid' => 0]
        );
    }

    public static function ofServer(int $id): array
    {
        $server = Manager::table('tblservers')->find($id);
        return [
            'server' => true,
            'serverid' => $server->id,
            'serverip' => $server->ipaddress,
            'serverhostname' => $server->hostname,
            'serverusername' => $server->username,
            'serverpassword' => Vault::decrypt($server->password) ?? '',
            'serveraccesshash' => $server->accesshash,
            'serversecure' => $server->secure === 'on',
            'serverhttpprefix' => $server->secure === 'on' ? 'https' : 'http',
            'serverport' => $server->port,
        ];
    }

    /** What WHMCS fills in before the first creation: a name made from the domain, ten letters and digits. */
    public static function prepareCreation(int $id): void
    {
        $service = Manager::table('tblhosting')->find($id);
        $columns = [];
        if ($service->username === '') {
            $letters = preg_replace('/[^a-z]/', '', strtolower($service->domain));
            $columns['username'] = substr((string) $letters, 0, self::USERNAME_LENGTH);
        }
        if ($service->password === '') {
            $columns['password'] = Vault::encrypt(self::randomPassword());
        }
        if ($columns !== []) {
            Manager::table('tblhosting')->where('id', $id)->update($columns);
        }
    }

    private static function randomPassword(): string
    {
        $alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
        $password = '';
        while (strlen($password) < self::PASSWORD_LENGTH) {
            $password .= $alphabet[random_int(0, strlen($alphabet) - 1)];
        }
        return $password;
    }
}
