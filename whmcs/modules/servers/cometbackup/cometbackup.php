<?php

/**
 * WHMCS provisioning module "cometbackup": sells backup accounts on a Comet Server.
 *
 * WHMCS calls the functions below. Each hands WHMCS's parameters to the PHP extension "provision", which talks to
 * Comet, and turns the outcome into the answer that WHMCS expects. Nothing here may speak HTTP, make a password or
 * catch an exception (lib/Native.php does, in one place); a download alone prints and ends the request
 * (lib/InstallerDownload.php). Names follow WHMCS: cometbackup_ and the word that WHMCS calls.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

// phpcs:disable PSR1.Files.SideEffects -- WHMCS wants this guard first in each file that a browser can reach

declare(strict_types=1);

use WHMCS\Module\Server\Cometbackup\Account;
use WHMCS\Module\Server\Cometbackup\AdminView;
use WHMCS\Module\Server\Cometbackup\ClientView;
use WHMCS\Module\Server\Cometbackup\InstallerDownload;
use WHMCS\Module\Server\Cometbackup\MetricProvider;
use WHMCS\Module\Server\Cometbackup\Native;
use WHMCS\Module\Server\Cometbackup\PolicyGroup;
use WHMCS\Module\Server\Cometbackup\ServerUsage;
use WHMCS\Module\Server\Cometbackup\Settings;
use WHMCS\Module\Server\Cometbackup\SignOn;

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

function cometbackup_MetaData(): array
{
    return [
        'DisplayName' => 'Comet Backup',
        'APIVersion' => '1.1',
        'RequiresServer' => true,
        'DefaultNonSSLPort' => '8060',
        'DefaultSSLPort' => '443',
        'ServiceSingleSignOnLabel' => 'Log in to Comet Backup',
        'AdminSingleSignOnLabel' => 'Log in to the Comet Server',
        'ListAccountsUniqueIdentifierDisplayName' => 'Username',
        'ListAccountsUniqueIdentifierField' => 'username',
    ];
}

function cometbackup_ConfigOptions(): array
{
    return Settings::fields();
}

/** What the setting "Policy group" offers. WHMCS shows the text of an exception in its place. */
function cometbackup_PolicyGroups(array $params = []): array
{
    return PolicyGroup::choices($params);
}

/** What the setting "Storage vault" offers. */
function cometbackup_StorageProviders(array $params = []): array
{
    return Settings::storageProviders($params);
}

function cometbackup_TestConnection(array $params): array
{
    $outcome = Native::call('comet_test_connection', $params);
    return ['success' => $outcome->succeeded(), 'error' => $outcome->succeeded() ? '' : $outcome->message];
}

function cometbackup_CreateAccount(array $params): string
{
    return Native::call('comet_create', $params, Account::store(...))->message;
}

function cometbackup_SuspendAccount(array $params): string
{
    return Native::call('comet_suspend', $params, Account::settle(...))->message;
}

function cometbackup_UnsuspendAccount(array $params): string
{
    return Native::call('comet_unsuspend', $params, Account::settle(...))->message;
}

function cometbackup_TerminateAccount(array $params): string
{
    return Native::call('comet_terminate', $params, Account::clear(...))->message;
}

function cometbackup_ChangePackage(array $params): string
{
    return Native::call('comet_change_package', $params, Account::settle(...))->message;
}

function cometbackup_ChangePassword(array $params): string
{
    return Native::call('comet_change_password', $params, Account::changePassword(...))->messageFor($params);
}

function cometbackup_AdminCustomButtonArray(): array
{
    return ['Adopt Account' => 'AdoptAccount'];
}

/**
 * Staff say that an account which stands on Comet without this service's mark belongs to this service. It is marked and
 * gets the service's limits, and later commands of this service act on it: terminate deletes it.
 */
function cometbackup_AdoptAccount(array $params): string
{
    return Native::call('comet_create', Native::with($params, ['adopt' => true]), Account::store(...))->message;
}

function cometbackup_UsageUpdate(array $params): void
{
    ServerUsage::update($params);
}

function cometbackup_MetricProvider(array $params): MetricProvider
{
    return new MetricProvider($params);
}

function cometbackup_ListAccounts(array $params): array
{
    $outcome = Native::call('comet_list_accounts', $params);
    return $outcome->succeeded()
        ? ['success' => true, 'accounts' => $outcome->data]
        : ['success' => false, 'error' => $outcome->message];
}

function cometbackup_ServiceSingleSignOn(array $params): array
{
    return SignOn::toAccount($params);
}

function cometbackup_AdminSingleSignOn(array $params): array
{
    return SignOn::toServer($params);
}

function cometbackup_AdminLink(array $params): string
{
    return AdminView::link($params);
}

function cometbackup_AdminServicesTabFields(array $params): array
{
    return AdminView::fields($params);
}

function cometbackup_ClientArea(array $params): array
{
    return ['templatefile' => 'clientarea', 'vars' => ['comet' => ClientView::variables($params)]];
}

function cometbackup_ClientAreaAllowedFunctions(): array
{
    return ['DownloadInstaller'];
}

/** Sends the client an installer of the server and ends the request; returns only when there is nothing to send. */
function cometbackup_DownloadInstaller(array $params): string
{
    return InstallerDownload::send($params, $_GET['platform'] ?? null);
}
