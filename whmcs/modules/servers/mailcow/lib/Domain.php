<?php

/**
 * The spelling in which mailcow knows a domain: lower case, internationalised names in ASCII. Only for finding a
 * service in a list of the server; what is created, changed or deleted is decided by the extension, which does its
 * own.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class Domain
{
    public static function canonical(string $domain): string
    {
        $domain = trim($domain);
        if ($domain !== '' && function_exists('idn_to_ascii')) {
            $ascii = idn_to_ascii($domain, IDNA_NONTRANSITIONAL_TO_ASCII, INTL_IDNA_VARIANT_UTS46);
            $domain = $ascii === false ? $domain : $ascii;
        }
        return strtolower($domain);
    }
}
