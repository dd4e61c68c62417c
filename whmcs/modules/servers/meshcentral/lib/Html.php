<?php

/**
 * Made by tools/module-files.php from whmcs/shared/Html.php: change that file, not this one.
 *
 * HTML that goes to staff without a template: every text is escaped here.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class Html
{
    public static function escape(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
    }

    /** A link to a page of the product's own, in a window of its own; empty when no server is named. */
    public static function serverLink(array $params, string $path, string $label): string
    {
        $host = (string) ($params['serverhostname'] ?? '') ?: (string) ($params['serverip'] ?? '');
        // as the extension takes it: also https://host, host:port and IPv6 addresses
        $host = rtrim((string) preg_replace('~^https?://~i', '', $host), '/');
        if ($host === '') {
            return '';
        }
        if (filter_var($host, FILTER_VALIDATE_IP, FILTER_FLAG_IPV6) !== false) {
            $host = "[$host]";
        }
        $secure = in_array($params['serversecure'] ?? true, [true, 'on', 1, '1'], true);
        $port = (string) ($params['serverport'] ?? '');
        $authority = $port === '' || preg_match('/:\d+$/D', $host) === 1 ? $host : "$host:$port";
        $url = ($secure ? 'https://' : 'http://') . $authority . $path;
        return '<a href="' . self::escape($url) . '" target="_blank" rel="noopener noreferrer">'
            . self::escape($label) . '</a>';
    }
}
