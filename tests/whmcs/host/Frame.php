<?php

/**
 * A page around a module's part, so that a browser can show it: the Bootstrap that WHMCS's client themes bring (4 in
 * "twenty-one", 3 in "six") and a plain frame of our own. It is not WHMCS's theme.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Frame
{
    /** theme => stylesheets, of which the first that is there counts (Debian: libjs-bootstrap4, libjs-bootstrap) */
    private const STYLES = [
        'twenty-one' => '/usr/share/javascript/bootstrap4/css/bootstrap.min.css',
        'six' => '/usr/share/javascript/bootstrap/css/bootstrap.min.css',
    ];
    private const STYLE = 'body{background:#f5f6f8;color:#333;font-family:"Open Sans",Lato,"DejaVu Sans",sans-serif;'
        . 'font-size:14px;margin:0}'
        . '.frame-head{background:#fff;border-bottom:1px solid #dde1e6;color:#1f2d3d;font-size:20px;font-weight:600;'
        . 'padding:18px 40px}'
        . '.frame-body{display:flex;gap:28px;margin:28px auto;max-width:1180px;padding:0 20px}'
        . '.frame-side{flex:none;width:210px}.frame-main{flex:1;min-width:0}'
        . '.frame-side div{background:#fff;border:1px solid #dde1e6;padding:11px 16px}.frame-side div+div{border-top:0}'
        . '.frame-side .now{background:#336699;color:#fff}'
        . '.frame-card{background:#fff;border:1px solid #dde1e6;border-radius:4px;padding:24px}'
        . '.frame-card h1{font-size:22px;margin:0 0 20px}.frame-fields{border-collapse:collapse;width:100%}'
        . '.frame-fields td{border:1px solid #e3e6ea;padding:9px 12px;vertical-align:top}'
        . '.frame-fields td:first-child{background:#f3f5f7;text-align:right;white-space:nowrap;width:190px}'
        . '@media(max-width:700px){.frame-side{display:none}.frame-head{padding:14px 20px}}';

    public static function client(string $html, string $theme = 'twenty-one', string $script = ''): string
    {
        $side = '<div class="now">Overview</div><div>Change Password</div><div>Upgrade/Downgrade</div>'
            . '<div>Request Cancellation</div>';
        $main = '<div class="frame-card"><h1>Manage Product</h1>' . $html . '</div>';
        return self::page($side, $main, self::STYLES[$theme], $script);
    }

    /** @param array<string, string> $fields label => HTML, as AdminServicesTabFields gives them */
    public static function staff(array $fields, array $buttons): string
    {
        $rows = '<tr><td>Module Commands</td><td>';
        foreach (['Create', 'Suspend', 'Unsuspend', 'Terminate', 'Change Package', 'Change Password', ...array_keys($buttons)] as $label) {
            $rows .= '<button class="btn btn-light btn-sm border mr-1 mb-1">' . htmlspecialchars($label) . '</button>';
        }
        $rows .= '</td></tr>';
        foreach ($fields as $label => $html) {
            $rows .= '<tr><td>' . htmlspecialchars($label) . "</td><td>$html</td></tr>";
        }
        $side = '<div class="now">Products/Services</div><div>Domains</div><div>Invoices</div><div>Log</div>';
        $main = '<div class="frame-card"><h1>Service</h1><table class="frame-fields">' . $rows . '</table></div>';
        return self::page($side, $main, self::STYLES['twenty-one'], '');
    }

    /** A list of the product's settings, printed by somebody who escapes nothing. */
    public static function settings(array $choices): string
    {
        $options = '';
        foreach ($choices as $value => $label) {
            $options .= "<option value=\"$value\">$label</option><li title='$label'>$label</li>";
        }
        return self::page('', "<select>$options</select><ul>$options</ul>", self::STYLES['twenty-one'], '');
    }

    private static function page(string $side, string $main, string $stylesheet, string $script): string
    {
        $bootstrap = is_file($stylesheet) ? (string) file_get_contents($stylesheet) : '';
        return '<!DOCTYPE html><html lang="en" data-hostile="none"><head><meta charset="utf-8">'
            . '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Client area</title>'
            . "<style>$bootstrap</style><style>" . self::STYLE . '</style></head><body>'
            . '<div class="frame-head">Example Hosting</div><div class="frame-body"><div class="frame-side">' . $side
            . '</div><div class="frame-main">' . $main . "</div></div>$script</body></html>";
    }
}
