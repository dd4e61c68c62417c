<?php

/**
 * WHMCS provisioning module "meshcentral": sells remote management, a device group and its account on MeshCentral.
 *
 * WHMCS calls the functions below. Each hands WHMCS's parameters to the PHP extension "provision", which talks to
 * MeshCentral, and turns the outcome into the answer that WHMCS expects. Nothing here may speak to a server, make a
 * password, catch an exception (lib/Native.php does, in one place), print anything or end the request. Names follow
 * WHMCS: meshcentral_ and the word that WHMCS calls.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

// phpcs:disable PSR1.Files.SideEffects -- WHMCS wants this guard first in each file that a browser can reach

declare(strict_types=1);

use WHMCS\Module\Server\Meshcentral\Account;
use WHMCS\Module\Server\Meshcentral\AdminView;
use WHMCS\Module\Server\Meshcentral\ClientView;
use WHMCS\Module\Server\Meshcentral\Figures;
use WHMCS\Module\Server\Meshcentral\MetricProvider;
use WHMCS\Module\Server\Meshcentral\Native;
use WHMCS\Module\Server\Meshcentral\PasswordChange;
use WHMCS\Module\Server\Meshcentral\ServerCalls;
use WHMCS\Module\Server\Meshcentral\Settings;

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

function meshcentral_MetaData(): array
{
    return [
        'DisplayName' => 'MeshCentral',
        'APIVersion' => '1.1',
        'RequiresServer' => true,
        'DefaultNonSSLPort' => '80',
        'DefaultSSLPort' => '443',
        'ServiceSingleSignOnLabel' => 'Log in to MeshCentral',
        'ListAccountsUniqueIdentifierDisplayName' => 'Username',
        'ListAccountsUniqueIdentifierField' => 'username',
    ];
}

function meshcentral_ConfigOptions(): array
{
    return Settings::fields();
}

function meshcentral_TestConnection(array $params): array
{
    return ServerCalls::testConnection($params);
}

function meshcentral_CreateAccount(array $params): string
{
    return Native::call('meshcentral_create', $params, Account::store(...))->message;
}

function meshcentral_SuspendAccount(array $params): string
{
    return Native::call('meshcentral_suspend', $params, Figures::settle(...))->message;
}

function meshcentral_UnsuspendAccount(array $params): string
{
    return Native::call('meshcentral_unsuspend', $params, Figures::settle(...))->message;
}

function meshcentral_TerminateAccount(array $params): string
{
    return Native::call('meshcentral_terminate', $params, Account::clear(...))->message;
}

function meshcentral_ChangePackage(array $params): string
{
    return Native::call('meshcentral_change_package', $params)->message;
}

function meshcentral_ChangePassword(array $params): string
{
    return PasswordChange::make($params);
}

function meshcentral_AdminCustomButtonArray(): array
{
    return ['Adopt Group' => 'AdoptGroup'];
}

/**
 * Staff say that a group and an account which stand on MeshCentral without this service's mark belong to this service.
 * They are marked, and later commands of this service act on them: terminate deletes both.
 */
function meshcentral_AdoptGroup(array $params): string
{
    return Native::call('meshcentral_create', Native::with($params, ['adopt' => true]), Account::store(...))->message;
}

function meshcentral_MetricProvider(array $params): MetricProvider
{
    return new MetricProvider($params);
}

function meshcentral_ListAccounts(array $params): array
{
    return ServerCalls::listAccounts($params);
}

function meshcentral_ServiceSingleSignOn(array $params): array
{
    $outcome = Native::call('meshcentral_sso', $params);
    return $outcome->succeeded()
        ? ['success' => true, 'redirectTo' => $outcome->data['url']]
        : ['success' => false, 'errorMsg' => $outcome->messageFor($params)];
}

function meshcentral_AdminLink(array $params): string
{
    return AdminView::link($params);
}

function meshcentral_AdminServicesTabFields(array $params): array
{
    return AdminView::fields($params);
}

function meshcentral_ClientArea(array $params): array
{
    return ['templatefile' => 'clientarea', 'vars' => ['meshcentral' => ClientView::variables($params)]];
}
