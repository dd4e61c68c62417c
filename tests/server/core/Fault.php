<?php

/**
 * One fault, set for some requests: which ones, and what the client gets in place of an honest answer.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

final class Fault
{
    private const JSON = ['Content-Type' => 'application/json'];
    private const HTML = ['Content-Type' => 'text/html; charset=utf-8'];
    private const STAND_IN = '{"type":"success","msg":"ok"}';
    private const OPTIONS = ['fault', 'at', 'path', 'method', 'applied', 'interval_ms', 'bytes', 'location'];

    private int $seen = 0;

    /** @param int|null $at of the requests that match, counted from now, only this one; null: all of them */
    private function __construct(
        public readonly FaultName $name,
        public readonly bool $applied,
        private readonly ?int $at,
        private readonly ?string $path,
        private readonly ?string $method,
        private readonly int $intervalMs,
        private readonly int $bytes,
        private readonly string $location,
    ) {
    }

    /** @param array<string, mixed> $order as the control channel takes it */
    public static function from(array $order): self
    {
        $unknown = array_diff(array_keys($order), self::OPTIONS);
        $name = FaultName::tryFrom((string) ($order['fault'] ?? ''));
        $at = $order['at'] ?? null;
        if ($unknown !== [] || $name === null || ($at !== null && (!is_int($at) || $at < 1))) {
            throw new \InvalidArgumentException('no such fault: ' . json_encode($order));
        }
        if ($name === FaultName::Refuse && isset($order['path'])) {
            throw new \InvalidArgumentException('refuse knows no path: it strikes before a request is sent');
        }
        return new self(
            $name,
            (bool) ($order['applied'] ?? $name->appliesByDefault()),
            $at,
            $order['path'] ?? null,
            $order['method'] ?? null,
            (int) ($order['interval_ms'] ?? 50),
            (int) ($order['bytes'] ?? 1 << 30),
            (string) ($order['location'] ?? 'https://elsewhere.invalid/'),
        );
    }

    /** @return array<string, mixed> */
    public function describe(): array
    {
        return array_filter([
            'fault' => $this->name->value,
            'applied' => $this->applied,
            'at' => $this->at === null ? null : $this->at - $this->seen,
            'path' => $this->path,
            'method' => $this->method,
        ], static fn (mixed $value): bool => $value !== null);
    }

    /** Counts the request, if it is one of those meant, and says whether it is the one. */
    public function strikes(Request $request): bool
    {
        $meant = ($this->path === null || str_contains($request->target, $this->path))
            && ($this->method === null || $request->method === $this->method);
        if (!$meant) {
            return false;
        }
        $this->seen++;
        return $this->at === null || $this->at === $this->seen;
    }

    public function isSpent(): bool
    {
        return $this->at !== null && $this->seen >= $this->at;
    }

    /** True when the next request is to find the port closed. */
    public function refusesNext(): bool
    {
        return $this->name === FaultName::Refuse && ($this->at === null || $this->at === $this->seen + 1);
    }

    public function isReset(): bool
    {
        return $this->name === FaultName::Reset || $this->name === FaultName::ResetApplied;
    }

    /** @param \Closure(): Response $handle lets the product handle the request: called once if the fault applies it */
    public function deliver(Request $request, \Closure $handle): Delivery
    {
        $answer = $this->applied ? $handle() : new Response(200, self::JSON, self::STAND_IN);
        return match ($this->name) {
            // a request that was on its way when the port closed
            FaultName::Refuse => Delivery::bytes('', Ending::Close),
            FaultName::Http401, FaultName::Http403, FaultName::Http413, FaultName::Http429, FaultName::Http500,
            FaultName::Http502, FaultName::Http503 => $this->page($request),
            FaultName::Hang, FaultName::HangApplied => Delivery::bytes('', Ending::Hang),
            FaultName::Close, FaultName::CloseApplied => Delivery::bytes('', Ending::Close),
            FaultName::Reset, FaultName::ResetApplied => Delivery::bytes('', Ending::Reset),
            FaultName::Truncated => $this->truncated($answer),
            FaultName::NotJson => Delivery::of(new Response(200, self::JSON, "upstream is warming up\n"), $request),
            FaultName::HtmlLogin => Delivery::of(self::loginPage(), $request),
            FaultName::Empty, FaultName::EmptyApplied => Delivery::of(new Response(200, self::JSON), $request),
            FaultName::Drip => $this->drip($answer, $request),
            FaultName::Huge => $this->huge(),
            FaultName::GzipBomb => Delivery::of(
                new Response(200, self::JSON + ['Content-Encoding' => 'gzip'], GzipBomb::bytes()),
                $request,
            ),
            FaultName::Redirect => Delivery::of(new Response(302, ['Location' => $this->location]), $request),
            FaultName::DeepJson => Delivery::of(
                new Response(200, self::JSON, str_repeat('[', 100_000) . str_repeat(']', 100_000)),
                $request,
            ),
            FaultName::DuplicateKeys => Delivery::of(self::withDuplicateKey($answer), $request),
            FaultName::InvalidUtf8 => Delivery::of(self::withInString($answer, "\xc3\x28\xff"), $request),
            FaultName::NulInString => Delivery::of(self::withInString($answer, '\u0000'), $request),
            FaultName::NotHttp => Delivery::bytes("SSH-2.0-OpenSSH_9.2p1\r\n", Ending::Close),
            FaultName::BrokenChunk => $this->brokenChunk($answer),
            FaultName::NegativeLength => Delivery::bytes(
                Response::head($answer->status, $answer->headers + ['Content-Length' => '-1']) . $answer->body,
                Ending::Close,
            ),
            FaultName::CloseKeepalive => new Delivery($answer->pieces($request, true), Ending::Close, closeAfterMs: 20),
        };
    }

    private function page(Request $request): Delivery
    {
        return Delivery::of(Response::page((int) substr($this->name->value, strlen('http_'))), $request);
    }

    private static function loginPage(): Response
    {
        return new Response(200, self::HTML, "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Log in</title></head>\n"
            . '<body><form method="post"><input name="login_user"><input name="pass_user" type="password">'
            . "<button>Log in</button></form></body></html>\n");
    }

    private function truncated(Response $answer): Delivery
    {
        $body = $answer->body;
        $head = Response::head($answer->status, $answer->headers + ['Content-Length' => (string) (strlen($body) + 64)]);
        return Delivery::bytes($head . substr($body, 0, intdiv(strlen($body), 2)), Ending::Close);
    }

    private function drip(Response $answer, Request $request): Delivery
    {
        $bytes = implode('', iterator_to_array($answer->pieces($request, false), false));
        return new Delivery(new \ArrayIterator(str_split($bytes)), Ending::Close, $this->intervalMs, takeover: $answer->takeover);
    }

    private function huge(): Delivery
    {
        $pieces = (function (): \Generator {
            yield Response::head(200, self::JSON + ['Connection' => 'close']) . '["begin"';
            $element = ',"' . str_repeat('x', 1020) . '"';
            $block = str_repeat($element, 64);
            for ($sent = 0; $sent < $this->bytes; $sent += strlen($block)) {
                yield $block;
            }
            yield ']';
        })();
        return new Delivery($pieces, Ending::Close);
    }

    private static function withDuplicateKey(Response $answer): Response
    {
        $body = preg_replace('/\{\s*("[^"\\\\]*")\s*:/', '$0"duplicate",$1:', $answer->body, 1, $count);
        return $answer->withBody($count === 1 ? $body : '{"type":"success","type":"danger"}');
    }

    private static function withInString(Response $answer, string $bytes): Response
    {
        $body = preg_replace_callback(
            '/:\s*"/',
            static fn (array $start): string => $start[0] . $bytes,
            $answer->body,
            1,
            $count,
        );
        return $answer->withBody($count === 1 ? $body : '{"type":"' . $bytes . '"}');
    }

    private function brokenChunk(Response $answer): Delivery
    {
        $head = Response::head($answer->status, $answer->headers + ['Transfer-Encoding' => 'chunked']);
        $half = substr($answer->body, 0, intdiv(strlen($answer->body), 2));
        $chunk = $half === '' ? '' : dechex(strlen($half)) . "\r\n$half\r\n";
        $rest = "zz\r\n" . substr($answer->body, strlen($half)) . "\r\n";
        return Delivery::bytes($head . $chunk . $rest, Ending::Close);
    }
}
