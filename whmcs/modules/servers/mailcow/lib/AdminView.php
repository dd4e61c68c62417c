<?php

/**
 * What staff see: the link to mailcow's own pages, and the service's figures on its page in the admin area. WHMCS
 * prints both as HTML, so every value is escaped here.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Mailcow;

final class AdminView
{
    private const ADOPT = '<b>Adopt Domain</b> is for a domain that already stands on mailcow and bears no mark of this'
        . ' service. It marks the domain as this service\'s, sets the limits of the product and makes an administrator;'
        . ' administrators that it has already stay. From then on every command of this service acts on it:'
        . ' <b>Terminate deletes the domain with its mailboxes</b>. Use it only when you know that the domain belongs'
        . ' to this client.';

    public static function link(array $params): string
    {
        return Html::serverLink($params, '/admin', 'Open mailcow');
    }

    /** @return array<string, string> label => HTML */
    public static function fields(array $params): array
    {
        $language = Language::ofStaff();
        $figures = Figures::read($params);
        $status = $figures->status;
        $fields = ['mailcow' => Html::escape(self::state($figures))];
        foreach (Bars::of($status, $language) as $bar) {
            $fields[$bar['label']] = Html::escape($bar['text'] . ' (' . $bar['percent'] . ' %)');
        }
        if (($status['administrators'] ?? []) !== []) {
            $fields['Administrators'] = Html::escape(implode(', ', $status['administrators']));
        }
        if ($figures->time > 0) {
            $fields['Last figures'] = Html::escape(
                gmdate('Y-m-d H:i:s', $figures->time) . ' UTC, ' . $language->age(max(0, time() - $figures->time))
            );
        }
        return $fields + ['Adopt Domain' => self::ADOPT];
    }

    private static function state(Figures $figures): string
    {
        if (!$figures->isCurrent()) {
            return $figures->failure;
        }
        $name = $figures->status['domain_unicode'] ?? $figures->status['domain'] ?? '';
        return $name . ': ' . $figures->status['state'];
    }
}
