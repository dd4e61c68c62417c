<?php

/**
 * A Comet Server as a product of the test server: its web server's share of a request, the order in which a call is
 * refused or answered, and the state for the control channel.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

use Provision\TestServer\Core\Product;
use Provision\TestServer\Core\Request;
use Provision\TestServer\Core\Response;

final class Comet implements Product
{
    private const API = '/api/v1/';
    /** Above these sizes a Go program sends chunks, and compresses. */
    private const CHUNKED_ABOVE = 2048;
    private const GZIP_ABOVE = 1400;

    private readonly Tables $tables;
    private readonly Editors $editors;
    private readonly Refusals $refusals;

    public function __construct()
    {
        $this->tables = new Tables();
        $this->editors = new Editors($this->tables);
        $this->refusals = new Refusals();
    }

    public function reset(): void
    {
        $this->tables->clear();
        $this->editors->clear();
        $this->refusals->clear();
    }

    public function exportState(bool $normalised): array
    {
        $state = $this->tables->export();
        return $normalised ? (new Normaliser())->state($state) : $state;
    }

    public function importState(array $state, bool $merge): void
    {
        $merge ? (new Merge($this->tables))->merge($state) : $this->tables->load($state);
    }

    public function control(string $command, array $arguments): ?array
    {
        return match ($command) {
            'populate' => (new Population($this->tables))->add($arguments),
            'agent' => (new Agent($this->tables))->add($arguments),
            'edit-profile' => $this->editors->order($arguments),
            'refuse' => $this->refusals->order($arguments),
            'clear-refusals' => $this->refusals->clear(),
            default => null,
        };
    }

    public function handle(Request $request): Response
    {
        $path = rawurldecode($request->path());
        return str_starts_with($path, self::API)
            ? $this->api($request, substr($path, strlen(self::API)))
            : (new Page($this->tables))->answer($request, $path);
    }

    private function api(Request $request, string $path): Response
    {
        if ($request->method !== 'POST') {
            return new Response(405, ['Allow' => 'POST', 'Content-Type' => 'text/plain'], "Method Not Allowed\n");
        }
        try {
            $answer = $this->call($request, $path);
        } catch (ApiError $error) {
            $language = $request->header('accept-language') ?? $this->tables->settings['language'];
            $answer = self::status($error->status, $error->inLanguage($language));
        }
        return is_string($answer) ? $this->json($answer) : $answer;
    }

    private function call(Request $request, string $path): string|Response
    {
        $form = Form::of($request);
        $refusal = $this->refusals->strike($request->target, $form);
        if ($refusal !== null && !$refusal['applied']) {
            return self::status($refusal['status'], $refusal['message']);
        }
        $this->editors->strike($path, $form->optional('TargetUser'));
        $answer = (new Api($this->tables, $request, $form))->answer($path);
        return $refusal === null ? $answer : self::status($refusal['status'], $refusal['message']);
    }

    private static function status(int $status, string $message): string
    {
        return Encoder::object(['Status' => (string) $status, 'Message' => Encoder::json($message)]);
    }

    private function json(string $body): Response
    {
        return new Response(
            200,
            ['Content-Type' => 'application/json; charset=utf-8'],
            $body,
            chunked: strlen($body) > self::CHUNKED_ABOVE,
            gzip: $this->tables->settings['gzip'] && strlen($body) > self::GZIP_ABOVE,
        );
    }
}
