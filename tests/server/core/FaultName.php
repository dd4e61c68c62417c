<?php

/**
 * The faults that every test server can play, and whether the product handles the request before the fault strikes.
 * Whoever sets a fault can decide that otherwise.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

enum FaultName: string
{
    /** Nobody listens any more, and open connections end, until the fault is cleared. */
    case Refuse = 'refuse';
    case Http401 = 'http_401';
    case Http403 = 'http_403';
    case Http413 = 'http_413';
    case Http429 = 'http_429';
    case Http500 = 'http_500';
    case Http502 = 'http_502';
    case Http503 = 'http_503';
    /** No answer until the client leaves. */
    case Hang = 'hang';
    case HangApplied = 'hang_applied';
    /** The connection ends in place of an answer. */
    case Close = 'close';
    case CloseApplied = 'close_applied';
    case Reset = 'reset';
    case ResetApplied = 'reset_applied';
    /** Half the body, and a Content-Length that promises more than all of it. */
    case Truncated = 'truncated';
    case NotJson = 'not_json';
    case HtmlLogin = 'html_login';
    /** 200 and nothing in it. */
    case Empty = 'empty';
    case EmptyApplied = 'empty_applied';
    /** The true answer, byte by byte. Option: interval_ms. */
    case Drip = 'drip';
    /** A well-formed list that does not end before it has `bytes` (option) bytes. */
    case Huge = 'huge';
    case GzipBomb = 'gzip_bomb';
    /** 302. Option: location. */
    case Redirect = 'redirect';
    /** 100000 lists, one in the other. */
    case DeepJson = 'deep_json';
    /** The true answer, the first key of its first object twice. */
    case DuplicateKeys = 'duplicate_keys';
    /** The true answer, with bytes in its first string value that are no UTF-8. */
    case InvalidUtf8 = 'invalid_utf8';
    /** The true answer, with \u0000 in its first string value. */
    case NulInString = 'nul_in_string';
    case NotHttp = 'not_http';
    case BrokenChunk = 'broken_chunk';
    case NegativeLength = 'negative_length';
    /** The true answer and the promise to keep the connection, which ends 20 ms later. */
    case CloseKeepalive = 'close_keepalive';

    /** An answer spoilt on its way was made by the product; an answer by somebody else was not. */
    public function appliesByDefault(): bool
    {
        return match ($this) {
            self::HangApplied, self::CloseApplied, self::ResetApplied, self::EmptyApplied, self::Truncated, self::Drip,
            self::DuplicateKeys, self::InvalidUtf8, self::NulInString, self::BrokenChunk, self::NegativeLength,
            self::CloseKeepalive => true,
            default => false,
        };
    }
}
