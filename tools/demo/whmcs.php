<?php

/**
 * The global functions of WHMCS that the modules call. The log entry is made as WHMCS makes it, and what the
 * extension recorded of the call is kept for the report, because a module function may make several calls.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use Provision\Demo\Billing;
use WhmcsHost\LocalApi;
use WhmcsHost\ModuleLog;

function logModuleCall($module, $action, $request, $response, $processed = '', $replaceVars = [])
{
    Billing::keepExchanges($action, provision_last_exchanges());
    ModuleLog::add($module, $action, $request, $response, $processed, $replaceVars);
}

function logActivity($message, $clientId = 0)
{
    ModuleLog::addActivity($message, $clientId);
}

function localAPI($command, $values = [], $admin = '')
{
    return LocalApi::call($command, $values);
}
