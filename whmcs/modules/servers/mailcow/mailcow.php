<?php

/**
 * WHMCS provisioning module "mailcow": sells mail domains on a mailcow server.
 *
 * WHMCS calls the functions below. Each hands WHMCS's parameters to the PHP extension "provision", which talks to
 * mailcow, and turns the outcome into the answer that WHMCS expects. Nothing here may speak HTTP, make a password,
 * catch an exception (lib/Native.php does, in one place), print anything or end the request. Names follow WHMCS:
 * mailcow_ and the word that WHMCS calls.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

// phpcs:disable PSR1.Files.SideEffects -- WHMCS wants this guard first in each file that a browser can reach

declare(strict_types=1);

use WHMCS\Module\Server\Mailcow\Account;
use WHMCS\Module\Server\Mailcow\AdminView;
use WHMCS\Module\Server\Mailcow\ClientView;
use WHMCS\Module\Server\Mailcow\MetricProvider;
use WHMCS\Module\Server\Mailcow\Native;
use WHMCS\Module\Server\Mailcow\Settings;
use WHMCS\Module\Server\Mailcow\ServerUsage;

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

function mailcow_MetaData(): array
{
    return [
        'DisplayName' => 'mailcow',
        'APIVersion' => '1.1',
        'RequiresServer' => true,
        'DefaultNonSSLPort' => '80',
        'DefaultSSLPort' => '443',
        'ServiceSingleSignOnLabel' => 'Log in to mailcow',
        'ListAccountsUniqueIdentifierDisplayName' => 'Domain',
        'ListAccountsUniqueIdentifierField' => 'domain',
    ];
}

function mailcow_ConfigOptions(): array
{
    return Settings::fields();
}

function mailcow_TestConnection(array $params): array
{
    $outcome = Native::call('mailcow_test_connection', $params);
    return ['success' => $outcome->succeeded(), 'error' => $outcome->succeeded() ? '' : $outcome->message];
}

function mailcow_CreateAccount(array $params): string
{
    return Native::call('mailcow_create', $params, Account::store(...))->message;
}

function mailcow_SuspendAccount(array $params): string
{
    return Native::call('mailcow_suspend', $params)->message;
}

function mailcow_UnsuspendAccount(array $params): string
{
    return Native::call('mailcow_unsuspend', $params)->message;
}

function mailcow_TerminateAccount(array $params): string
{
    return Native::call('mailcow_terminate', $params, Account::clear(...))->message;
}

function mailcow_ChangePackage(array $params): string
{
    return Native::call('mailcow_change_package', $params)->message;
}

function mailcow_ChangePassword(array $params): string
{
    return Native::call('mailcow_change_password', $params)->messageFor($params);
}

function mailcow_AdminCustomButtonArray(): array
{
    return ['Change Username' => 'ChangeUsername', 'Adopt Domain' => 'AdoptDomain'];
}

/** Staff saved a new name in the Username field; this gives the domain administrator that name. */
function mailcow_ChangeUsername(array $params): string
{
    return Native::call('mailcow_change_username', $params, Account::store(...))->message;
}

/**
 * Staff say that a domain which stands on mailcow without this service's mark belongs to this service. It is marked,
 * gets the service's limits and an administrator, and later commands of this service act on it: terminate deletes it.
 */
function mailcow_AdoptDomain(array $params): string
{
    return Native::call('mailcow_create', Native::with($params, ['adopt' => true]), Account::store(...))->message;
}

function mailcow_UsageUpdate(array $params): void
{
    ServerUsage::update($params);
}

function mailcow_MetricProvider(array $params): MetricProvider
{
    return new MetricProvider($params);
}

function mailcow_ListAccounts(array $params): array
{
    $outcome = Native::call('mailcow_list_accounts', $params);
    return $outcome->succeeded()
        ? ['success' => true, 'accounts' => $outcome->data]
        : ['success' => false, 'error' => $outcome->message];
}

function mailcow_ServiceSingleSignOn(array $params): array
{
    $outcome = Native::call('mailcow_sso', $params);
    return $outcome->succeeded()
        ? ['success' => true, 'redirectTo' => $outcome->data['url']]
        : ['success' => false, 'errorMsg' => $outcome->messageFor($params)];
}

function mailcow_AdminLink(array $params): string
{
    return AdminView::link($params);
}

function mailcow_AdminServicesTabFields(array $params): array
{
    return AdminView::fields($params);
}

function mailcow_ClientArea(array $params): array
{
    return ['templatefile' => 'clientarea', 'vars' => ['mailcow' => ClientView::variables($params)]];
}
