<?php

/**
 * Made by tools/module-files.php from whmcs/shared/Properties.php: change that file, not this one.
 *
 * What WHMCS keeps of a service, written through its service properties: Username, Password and Domain are the standard
 * fields (the password is encrypted), every other name is a custom field, which WHMCS makes when it is missing.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class Properties
{
    /** @param array<string, string> $properties */
    public static function save(array $params, array $properties): void
    {
        if (isset($params['model']) && $properties !== []) {
            $params['model']->serviceProperties->save($properties);
        }
    }
}
