<?php

/**
 * What the server shows to browsers: its branding, and as much of its web interface as single sign-on needs. The page
 * tells the window that opened it that it is there, takes a session key from it, asks the server, and says who is in.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

use Provision\TestServer\Core\Request;
use Provision\TestServer\Core\Response;

final class Page
{
    private const LOGIN = '/_page/login';
    private const TYPES = ['session_login' => Sessions::ADMIN, 'user_session_login' => Sessions::USER];
    private const HTML = <<<'HTML'
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Comet</title></head>
        <body>
        <h1>Backup</h1>
        <p id="state">Log in</p>
        <script>
        'use strict';
        const show = text => { document.getElementById('state').textContent = text; };
        window.addEventListener('message', async event => {
            const { msg, username, sessionkey } = event.data || {};
            if (msg !== 'session_login' && msg !== 'user_session_login') {
                return;
            }
            const body = new URLSearchParams({ msg, username, sessionkey });
            const answer = await (await fetch('/_page/login', { method: 'POST', body })).json();
            show(answer.Status === 200 ? 'Logged in as ' + username : 'Login refused');
        });
        if (window.opener) {
            window.opener.postMessage({ msg: 'app_loaded' }, '*');
        }
        </script>
        </body>
        </html>

        HTML;

    public function __construct(private readonly Tables $tables)
    {
    }

    public function answer(Request $request, string $path): Response
    {
        return match ("$request->method $path") {
            'GET /' => new Response(200, ['Content-Type' => 'text/html; charset=utf-8'], self::HTML),
            'GET /gen/branding.props' => self::json((new Info($this->tables))->branding()),
            'POST ' . self::LOGIN => self::json($this->logIn($request)),
            default => new Response(404, ['Content-Type' => 'text/plain; charset=utf-8'], "404 page not found\n"),
        };
    }

    private function logIn(Request $request): string
    {
        try {
            $form = Form::of($request);
            $type = self::TYPES[$form->optional('msg')] ?? '';
            [$username, $key] = [$form->optional('username'), $form->optional('sessionkey')];
            if (!(new Sessions($this->tables))->isOf($key, $type, $username)) {
                throw new ApiError(403, ApiError::UNAUTHORISED);
            }
        } catch (ApiError $refused) {
            return Encoder::json(['Status' => $refused->status, 'Message' => $refused->getMessage()]);
        }
        $this->tables->append('page_logins', ['type' => $type, 'username' => $username, 'session_key' => $key]);
        return Api::OK;
    }

    private static function json(string $body): Response
    {
        return new Response(200, ['Content-Type' => 'application/json; charset=utf-8'], $body);
    }
}
