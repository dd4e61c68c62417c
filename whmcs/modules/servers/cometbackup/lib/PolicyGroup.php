<?php

/**
 * The policy group that the extension makes for a product: "[Create New Policy Group]".
 *
 * Its entry in the list is one fixed word, the same at every visit of the settings page. The first command that needs
 * the group gives it its id and writes that into the product in the word's place: one id for each product, whatever
 * happens afterwards, and a stranger to every other WHMCS on the same Comet Server. The extension makes a group whose
 * id begins with WHMCS_ when the server does not have it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

use Illuminate\Database\Query\Builder;
use WHMCS\Database\Capsule;

final class PolicyGroup
{
    private const SETTING = 'configoption1';
    private const PREFIX = 'WHMCS_';
    private const NEW = 'WHMCS_NEW';
    private const NEW_LABEL = '[Create New Policy Group]';
    private const NO_PRODUCT = 'A policy group can be created for a product only, and this service has none: choose an'
        . ' existing policy group in the Module Settings.';

    /** @return array<string, string> id => label */
    public static function choices(array $params): array
    {
        $choices = Choices::of('comet_policies', $params);
        foreach (self::products()->pluck('name', self::SETTING) as $id => $product) {
            // chosen, but no account has made it yet: it must not vanish from the list
            if (str_starts_with((string) $id, self::PREFIX) && $id !== self::NEW) {
                $choices += [$id => Choices::harmless("Policy group of \"$product\", not made yet")];
            }
        }
        return $choices + [self::NEW => self::NEW_LABEL];
    }

    /** The parameters with the product's own group where "[Create New Policy Group]" is chosen. */
    public static function named(array $params): array
    {
        if (($params[self::SETTING] ?? '') !== self::NEW) {
            return $params;
        }
        // the pid of an addon is not where its settings are
        $id = (int) ($params['addonId'] ?? 0) === 0 ? (int) ($params['pid'] ?? 0) : 0;
        // of two commands at once one writes; both read what it wrote
        self::products()
            ->where('id', $id)
            ->where(self::SETTING, self::NEW)
            ->update([self::SETTING => self::newId($id)]);
        $chosen = self::products()->where('id', $id)->value(self::SETTING);
        if ($chosen === null) {
            throw new SettingsError(self::NO_PRODUCT);
        }
        return [self::SETTING => (string) $chosen] + $params;
    }

    private static function products(): Builder
    {
        return Capsule::table('tblproducts')->where('servertype', Module::NAME);
    }

    private static function newId(int $product): string
    {
        return sprintf('%s%d_%x', self::PREFIX, $product, (int) (microtime(true) * 1e6));
    }
}
