<?php

/**
 * The global functions that WHMCS gives a module, as its documentation describes them. Each checks how it is called and
 * tells Violations; none does more than WHMCS does.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\LocalApi;
use WhmcsHost\ModuleLog;
use WhmcsHost\Vault;

function logModuleCall($module, $action, $request, $response, $processed = '', $replaceVars = [])
{
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

function encrypt($text)
{
    return Vault::encrypt((string) $text);
}

function decrypt($text)
{
    return Vault::decrypt((string) $text) ?? '';
}

function add_hook($hook, $priority, $function)
{
    if (!is_string($hook) || !is_int($priority) || !is_callable($function)) {
        \WhmcsHost\Violations::add('add_hook is called with wrong arguments');
    }
}
