<?php

/**
 * Values of custom fields whose names are those of standard fields, "Username" and "Password": service properties would
 * write the standard field. WHMCS's API takes a custom field by its number alone; the numbers are read from its table,
 * because the API call that lists them hands out passwords along with them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

use WHMCS\Database\Capsule;

final class CustomFields
{
    private const NOT_STORED = 'WHMCS did not store the custom fields: %s';

    /** @param array<string, string> $values by name; fields that the product does not have are left out */
    public static function set(array $params, array $values): void
    {
        $present = $params['customfields'] ?? [];
        $isNew = static fn (string $value, string $name): bool => (string) ($present[$name] ?? $value) !== $value;
        $changes = array_filter($values, $isNew, ARRAY_FILTER_USE_BOTH);
        if ($changes === []) {
            return;
        }
        $answer = localAPI('UpdateClientProduct', [
            'serviceid' => (int) ($params['serviceid'] ?? 0),
            'customfields' => base64_encode(serialize(self::byNumber((int) ($params['pid'] ?? 0), $changes))),
        ]);
        if (($answer['result'] ?? '') !== 'success') {
            throw new SettingsError(sprintf(self::NOT_STORED, (string) ($answer['message'] ?? '')));
        }
    }

    /** @return array<int, string> number of the field => value */
    private static function byNumber(int $product, array $changes): array
    {
        $names = Capsule::table('tblcustomfields')
            ->where('type', 'product')
            ->where('relid', $product)
            ->pluck('fieldname', 'id');
        $values = [];
        foreach ($names as $number => $fieldName) {
            // "Username|What customers read"
            $name = explode('|', (string) $fieldName, 2)[0];
            if (isset($changes[$name])) {
                $values[(int) $number] = $changes[$name];
            }
        }
        return $values;
    }
}
