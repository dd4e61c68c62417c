<?php

/**
 * The answer to a request for an upgrade: as the server gives it, or as a fault spoils it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

use Provision\TestServer\Core\Request;
use Provision\TestServer\Core\Response;
use Provision\TestServer\Core\WebSocketFrame;

final class FaultyOpening
{
    private const HTML = ['Content-Type' => 'text/html; charset=utf-8'];

    /**
     * @param list<string> $texts  the first messages
     * @param bool         $isOver whether the server closes behind them
     */
    public function __construct(
        private readonly ?MessageFault $fault,
        private readonly array $texts,
        private readonly bool $isOver,
    ) {
    }

    /** @param \Closure(Opening): ControlSocket $socket */
    public function response(Request $request, \Closure $socket): Response
    {
        $page = match ($this->fault?->name) {
            MessageFaultName::Upgrade200 => new Response(200, self::HTML, "<!DOCTYPE html><title>MeshCentral</title>\n"),
            MessageFaultName::Upgrade301 => new Response(301, ['Location' => 'https://elsewhere.invalid/control.ashx']),
            MessageFaultName::Upgrade404 => new Response(404, self::HTML, 'Not Found'),
            default => null,
        };
        if ($page !== null) {
            return $page;
        }
        $texts = $this->texts();
        $frames = array_map(
            static fn (string $text): string => (new WebSocketFrame(WebSocketFrame::TEXT, $text))->bytes(),
            $texts,
        );
        $apart = match ($this->fault?->name) {
            MessageFaultName::GreetingApart => $frames,
            MessageFaultName::GreetingDrip => str_split(implode('', $frames)),
            default => null,
        };
        $opening = new Opening($texts, $apart ?? [], $this->ending());
        $headers = $this->headers($request);
        return new Response(101, $headers, $apart === null ? implode('', $frames) : '', takeover: $socket($opening));
    }

    /** @return list<string> */
    private function texts(): array
    {
        return match ($this->fault?->name) {
            MessageFaultName::OpenedClosed, MessageFaultName::OpenedDropped, MessageFaultName::OpenedSilent => [],
            MessageFaultName::NoUserinfo => array_slice($this->texts, 0, 1),
            MessageFaultName::GreetingReversed => array_reverse($this->texts),
            MessageFaultName::GreetingEvents => [
                '{"action":"event","event":{"action":"wssessioncount","userid":"user//someone","username":"someone","count":1,'
                    . '"nolog":1,"domain":""}}',
                '{"action":"ping"}',
                ...$this->texts,
            ],
            MessageFaultName::GreetingNotJson => ['upstream is warming up'],
            MessageFaultName::GreetingClose => [json_encode([
                'action' => 'close', 'cause' => $this->fault->option('cause'), 'msg' => $this->fault->option('msg'),
            ], JSON_THROW_ON_ERROR)],
            default => $this->texts,
        };
    }

    private function ending(): string
    {
        return match ($this->fault?->name) {
            MessageFaultName::OpenedClosed, MessageFaultName::GreetingClose => 'close',
            MessageFaultName::OpenedDropped => 'drop',
            default => $this->isOver ? 'close' : '',
        };
    }

    /** @return array<string, string> */
    private function headers(Request $request): array
    {
        $headers = [
            'Upgrade' => 'websocket',
            'Connection' => 'Upgrade',
            'Sec-WebSocket-Accept' => WebSocketFrame::accept($request->header('sec-websocket-key') ?? ''),
        ];
        return match ($this->fault?->name) {
            MessageFaultName::WrongAccept => ['Sec-WebSocket-Accept' => WebSocketFrame::accept('another key')] + $headers,
            MessageFaultName::NoAccept => array_diff_key($headers, ['Sec-WebSocket-Accept' => 0]),
            MessageFaultName::NoUpgrade => array_diff_key($headers, ['Upgrade' => 0]),
            MessageFaultName::NoConnection => array_diff_key($headers, ['Connection' => 0]),
            MessageFaultName::UnaskedProtocol => $headers + ['Sec-WebSocket-Protocol' => 'chat'],
            MessageFaultName::UnaskedExtension => $headers + ['Sec-WebSocket-Extensions' => 'permessage-deflate'],
            MessageFaultName::Oversized => ['X-Padding' => str_repeat('x', $this->fault->option('bytes') ?? 100_000)] + $headers,
            MessageFaultName::LowerCase => [
                'upgrade' => 'websocket', 'connection' => 'keep-alive, upgrade', 'sec-websocket-accept' => $headers['Sec-WebSocket-Accept'],
            ],
            default => $headers,
        };
    }
}
