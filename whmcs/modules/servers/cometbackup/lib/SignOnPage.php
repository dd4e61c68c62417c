<?php

/**
 * The page that logs a visitor in to Comet: it opens the server's own page in another window and, when that very window
 * says that it is ready, posts the session to it, to its exact origin, once.
 *
 * All it knows stands in its body: nothing in its address, nothing from its address. Its policy allows the one script
 * and the one style below, by their hashes, and nothing else. The script forgets the session as soon as it has sent it,
 * when the visitor leaves, and when it has waited too long.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

final class SignOnPage
{
    /** The longest time for which an open page keeps a session that nobody has fetched. */
    private const KEEPS_SECONDS = 300;

    private const STYLE = <<<'CSS'
        body{background:#f5f6f8;color:#2b333b;font-family:system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;margin:0}
        main{background:#fff;border:1px solid #dde1e6;border-radius:8px;margin:12vh auto 0;max-width:440px;padding:32px}
        h1{font-size:20px;margin:0 0 8px}
        p{line-height:1.5;margin:0 0 20px}
        .server{color:#5b6670;font-size:14px;overflow-wrap:anywhere}
        button{background:#1f6fb2;border:0;border-radius:5px;color:#fff;cursor:pointer;font:inherit;margin:0 16px 0 0;
        padding:10px 20px}
        button:focus-visible,a:focus-visible{outline:3px solid #9cc4e4}
        a{color:#1f6fb2;display:inline-block}
        [hidden]{display:none}
        CSS;

    private const SCRIPT = <<<'JS'
        (function () {
            'use strict';
            var page = document.querySelector('main[data-url]');
            var login = {
                msg: page.getAttribute('data-message'),
                username: page.getAttribute('data-username'),
                sessionkey: page.getAttribute('data-session-key')
            };
            var url = page.getAttribute('data-url');
            var origin = new URL(url).origin;
            var seconds = Number(page.getAttribute('data-seconds'));
            var button = page.querySelector('button');
            var opened = null;
            ['data-message', 'data-username', 'data-session-key', 'data-url'].forEach(function (name) {
                page.removeAttribute(name);
            });
            function show(state) {
                page.querySelectorAll('[data-state]').forEach(function (text) {
                    text.hidden = text.getAttribute('data-state') !== state;
                });
            }
            function end(state) {
                login = null;
                button.hidden = true;
                show(state);
            }
            function open() {
                if (login) {
                    opened = window.open(url, '_blank');
                    show(opened ? 'waiting' : 'blocked');
                }
            }
            window.addEventListener('message', function (event) {
                if (login && opened && event.source === opened && event.origin === origin
                    && event.data && event.data.msg === 'app_loaded') {
                    opened.postMessage(login, origin);
                    end('done');
                }
            });
            window.addEventListener('pagehide', function () {
                end('over');
            });
            window.setInterval(function () {
                if (login && opened && opened.closed) {
                    opened = null;
                    show('closed');
                }
            }, 500);
            window.setTimeout(function () {
                if (login) {
                    end('over');
                }
            }, 1000 * seconds);
            button.hidden = false;
            button.addEventListener('click', open);
            open();
        })();
        JS;

    private const STATES = ['waiting', 'blocked', 'closed', 'done', 'over'];

    /** @return string[] header lines */
    public static function headers(): array
    {
        $hash = static fn (string $text): string => "'sha256-" . base64_encode(hash('sha256', $text, true)) . "'";
        return [
            'Content-Type: text/html; charset=utf-8',
            'Cache-Control: no-store',
            "Content-Security-Policy: default-src 'none'; script-src " . $hash(self::SCRIPT) . '; style-src '
                . $hash(self::STYLE) . "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            // a window that opened this page is cut off; the one that it opens is not
            'Cross-Origin-Opener-Policy: same-origin-allow-popups',
            'Referrer-Policy: no-referrer',
            'X-Content-Type-Options: nosniff',
            'X-Frame-Options: DENY',
        ];
    }

    /** @param array|null $session as SignOn::take() gives it */
    public static function html(?array $session): string
    {
        $language = Language::named($session['language'] ?? '');
        $text = static fn (string $key): string => Html::escape($language->text($key));
        $title = '<h1>' . $text('signon_title') . '</h1>';
        if ($session === null) {
            return self::document($language, "<main>$title<p>" . $text('signon_over') . '</p></main>');
        }
        $states = '';
        foreach (self::STATES as $state) {
            $states .= '<p data-state="' . $state . '" role="status" hidden>' . $text("signon_$state") . '</p>';
        }
        $back = $session['back'] === ''
            ? ''
            : '<a href="' . Html::escape($session['back']) . '">' . $text('signon_back') . '</a>';
        return self::document($language, '<main' . self::data($session) . ">$title"
            . '<p class="server">' . Html::escape($session['url']) . "</p>$states"
            . '<noscript><p>' . $text('signon_script') . '</p></noscript>'
            . '<button type="button" hidden>' . $text('signon_open') . "</button>$back</main>"
            . '<script>' . self::SCRIPT . '</script>');
    }

    private static function data(array $session): string
    {
        $attributes = '';
        $data = [
            'url' => $session['url'],
            'username' => $session['username'],
            'session-key' => $session['session_key'],
            'message' => $session['message'],
            'seconds' => (string) min($session['expires_in'], self::KEEPS_SECONDS),
        ];
        foreach ($data as $name => $value) {
            $attributes .= " data-$name=\"" . Html::escape($value) . '"';
        }
        return $attributes;
    }

    private static function document(Language $language, string $body): string
    {
        return '<!DOCTYPE html><html lang="' . Html::escape($language->text('language_tag')) . '"><head>'
            . '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" '
            . 'content="noindex"><title>' . Html::escape($language->text('signon_title')) . '</title><style>'
            . self::STYLE . "</style></head><body>$body</body></html>\n";
    }
}
