<?php

/**
 * The rows of the matrix, by the kind of step that is struck: a request, a message on a connection that a product has taken
 * over, or the opening of such a connection. A fault of the test server strikes one step; with the suffix "..." it strikes
 * that step and all that follow, so that nothing can be settled within the call; unknown_certificate is the client's own
 * doing. A time-out is short where the fault uses all of it up: it costs the run so much, and proves no more when it is
 * longer. It is long where the answer is whole and only comes in bits.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

use Provision\TestServer\TestServer;

final class Faults
{
    public const UNKNOWN_CERTIFICATE = 'unknown_certificate';
    public const KINDS = ['request', 'opening', 'message'];

    private const TIMEOUT_MS = 1500;
    private const SHORT_TIMEOUT_MS = 250;
    private const LONG_TIMEOUT_MS = 10_000;
    private const LASTING = '...';
    /** More steps than any operation takes. */
    private const LASTING_STEPS = 40;

    private const ONCE = [
        'request' => [
            'refuse', 'http_401', 'http_403', 'http_413', 'http_429', 'http_500', 'http_502', 'http_503', 'hang', 'hang_applied',
            'close', 'close_applied', 'reset', 'reset_applied', 'truncated', 'not_json', 'html_login', 'empty', 'empty_applied',
            'drip', 'huge', 'gzip_bomb', 'redirect', 'deep_json', 'duplicate_keys', 'invalid_utf8', 'nul_in_string', 'not_http',
            'broken_chunk', 'negative_length', 'close_keepalive',
        ],
        'opening' => [
            'upgrade_200', 'upgrade_301', 'upgrade_404', 'upgrade_wrong_accept', 'upgrade_no_accept', 'upgrade_no_upgrade',
            'upgrade_no_connection', 'upgrade_protocol', 'upgrade_extension', 'upgrade_oversized', 'upgrade_lower_case',
            'upgrade_close', 'upgrade_drop', 'upgrade_silent', 'greeting_no_userinfo', 'greeting_apart', 'greeting_drip',
            'greeting_reversed', 'greeting_events', 'greeting_not_json', 'greeting_close',
        ],
        'message' => [
            'drop', 'drop_applied', 'reset', 'reset_applied', 'close', 'close_applied', 'close_message', 'cut', 'silence',
            'silence_applied', 'late', 'answer_list', 'answer_text', 'answer_number', 'answer_null', 'answer_empty', 'not_json',
            'half_json', 'deep_json', 'duplicate_keys', 'nul_in_string', 'invalid_utf8', 'result_error', 'result_number',
            'result_missing', 'members_wrong', 'members_missing', 'without_ids', 'tag_only', 'responseid_only', 'other_ids',
            'twice', 'events_before', 'stray_answer', 'json_ping', 'fragmented', 'drip', 'ping_between', 'pong_between', 'binary',
            'padded_70k', 'padded_5m', 'long_length', 'masked', 'reserved_bit', 'reserved_opcode', 'stray_continuation',
            'nested_text', 'fragmented_ping', 'long_ping', 'close_one_byte', 'close_bad_code', 'huge_length', 'negative_length',
            'endless',
        ],
    ];
    private const FOR_GOOD = [
        'request' => ['http_503', 'hang', 'hang_applied', 'close', 'close_applied', 'empty_applied', 'truncated'],
        'opening' => [],
        'message' => ['drop', 'drop_applied', 'silence', 'silence_applied', 'close_applied', 'cut', 'result_error', 'other_ids'],
    ];
    /** What a client may wait for until its time is over. */
    private const SLOW = [
        'request' => ['hang_applied', 'drip'],
        'opening' => ['upgrade_silent', 'greeting_no_userinfo', 'greeting_not_json'],
        'message' => [
            'answer_list', 'answer_text', 'answer_number', 'answer_null', 'answer_empty', 'not_json', 'half_json', 'nul_in_string',
            'invalid_utf8', 'other_ids', 'duplicate_keys',
        ],
    ];
    /** What comes byte by byte, and must not be given up. */
    private const SLOW_BUT_WHOLE = ['request' => [], 'opening' => ['greeting_drip'], 'message' => ['drip']];

    /** @return list<string> */
    public static function all(string $kind): array
    {
        $lasting = array_map(static fn (string $name): string => $name . self::LASTING, self::FOR_GOOD[$kind]);
        return [...self::ONCE[$kind], ...$lasting, ...($kind === 'request' ? [self::UNKNOWN_CERTIFICATE] : [])];
    }

    /** A certificate is looked at when a connection begins: later requests of a call use the one that stands. */
    public static function canStrike(Cell $cell): bool
    {
        return $cell->fault !== self::UNKNOWN_CERTIFICATE || $cell->number === 1;
    }

    public static function set(TestServer $server, Cell $cell): void
    {
        if ($cell->fault === self::UNKNOWN_CERTIFICATE) {
            return;
        }
        $name = self::name($cell->fault);
        $last = $name === $cell->fault ? $cell->number : $cell->number + self::LASTING_STEPS;
        foreach (range($cell->number, $last) as $at) {
            $cell->kind === 'request' ? $server->fault($name, $at) : $server->messageFault($name, $at);
        }
    }

    public static function timeoutMs(Cell $cell): int
    {
        if (in_array($cell->fault, self::SLOW_BUT_WHOLE[$cell->kind], true)) {
            return self::LONG_TIMEOUT_MS;
        }
        $isSlow = self::name($cell->fault) !== $cell->fault || in_array($cell->fault, self::SLOW[$cell->kind], true);
        return $isSlow ? self::SHORT_TIMEOUT_MS : self::TIMEOUT_MS;
    }

    /**
     * What the test server can do and the matrix does not: a new fault must not be forgotten here.
     *
     * @return list<string>
     */
    public static function missing(TestServer $server, bool $hasMessages): array
    {
        $missing = array_diff($server->faults(), self::ONCE['request']);
        foreach ($hasMessages ? $server->messageFaults() : [] as $fault) {
            if (!in_array($fault['fault'], self::ONCE[$fault['opening'] ? 'opening' : 'message'], true)) {
                $missing[] = $fault['fault'];
            }
        }
        return array_values($missing);
    }

    private static function name(string $fault): string
    {
        return str_ends_with($fault, self::LASTING) ? substr($fault, 0, -strlen(self::LASTING)) : $fault;
    }
}
