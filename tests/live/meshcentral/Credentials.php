<?php

/**
 * The ways in which a billing host may be told how to reach the server, each with the account that it acts as.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

final class Credentials
{
    private const MANAGER = 'dienstkonto';
    /** Manage users; such an account may make groups, and nothing else. */
    private const MANAGE_USERS = 2;

    private readonly string $managerPassword;

    public function __construct(private readonly RealServer $server)
    {
        $this->managerPassword = 'Dienst-' . $server->adminPassword;
        $admin = $server->admin();
        $admin->ask([
            'action' => 'adduser', 'username' => self::MANAGER, 'pass' => $this->managerPassword, 'siteadmin' => self::MANAGE_USERS,
        ]);
        $admin->close();
    }

    /** By the service's number: title, the account it acts as, the server's domain, parameters. @return array<int, array<mixed>> */
    public function all(): array
    {
        [$tokenUser, $tokenPassword] = $this->server->loginToken;
        $admin = RealServer::ADMIN;
        $key = $this->server->loginKey;
        return [
            41 => ['a login key in the server\'s record', $admin, '', ['serverusername' => $admin, 'serveraccesshash' => $key]],
            42 => ['a login token', $admin, '', ['serverusername' => $tokenUser, 'serverpassword' => $tokenPassword]],
            43 => ['name and password of an account that may only manage users', self::MANAGER, '', [
                'serverusername' => self::MANAGER, 'serverpassword' => $this->managerPassword,
            ]],
            44 => ['ServerURL and a login key as APIKey', $admin, '', $this->productOptions($key) + ['configoption13' => $admin]],
            45 => ['ServerURL and a login token as APIKey', $admin, '', $this->productOptions("$tokenUser:$tokenPassword")],
            46 => ['a login key, in another domain of the server', $admin, RealServer::DOMAIN, [
                'serverusername' => $admin, 'serveraccesshash' => $key, 'configoption4' => RealServer::DOMAIN,
            ]],
            47 => ['name and password, the domain in ServerURL', $admin, RealServer::DOMAIN, [
                'configoption1' => $this->server->url(RealServer::DOMAIN), 'serverusername' => $admin,
                'serverpassword' => $this->server->adminPassword,
            ]],
        ];
    }

    /** The login token does the work, the login key makes the links. @return array<string, string> */
    public function recommended(): array
    {
        [$user, $password] = $this->server->loginToken;
        return ['serverusername' => $user, 'serverpassword' => $password, 'serveraccesshash' => $this->server->loginKey];
    }

    /**
     * The two set-ups of the WHMCS module: title, columns of the server's record, settings of the product by position.
     *
     * @return array<string, array{string, array<string, string>, array<int, string>}>
     */
    public function inWhmcs(): array
    {
        [$user, $password] = $this->server->loginToken;
        $record = [
            'hostname' => $this->server->host(), 'port' => (string) $this->server->port, 'username' => $user,
            'password' => $password, 'accesshash' => $this->server->loginKey,
        ];
        $settings = [1 => $this->server->url(), 2 => $this->server->loginKey, 13 => RealServer::ADMIN];
        return [
            'record' => ['a login token in the server\'s record', $record, [3 => 'support', 10 => '5']],
            'product' => ['ServerURL and APIKey in the product, the record blank', [], $settings + [3 => 'full']],
        ];
    }

    /** What no answer, page or log may hold. @return array<string, string> */
    public function secrets(): array
    {
        return [
            'the administrator\'s password' => $this->server->adminPassword,
            'the login token\'s password' => $this->server->loginToken[1],
            'the login key' => $this->server->loginKey,
        ];
    }

    /** Nothing in the server's record, as the published module wants it. @return array<string, string> */
    private function productOptions(#[\SensitiveParameter] string $key): array
    {
        return ['configoption1' => $this->server->url(), 'configoption2' => $key, 'serverhostname' => '', 'serverport' => ''];
    }
}
