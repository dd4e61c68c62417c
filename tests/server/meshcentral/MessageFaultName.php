<?php

/**
 * The faults that the control socket can play: in the opening handshake, in place of the answer to a message, and in the
 * answer's text, ids, frames and pieces.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

enum MessageFaultName: string
{
    /** The opening: an answer that is none, or not the right one. The login page, a redirection, a page of a proxy. */
    case Upgrade200 = 'upgrade_200';
    case Upgrade301 = 'upgrade_301';
    case Upgrade404 = 'upgrade_404';
    case WrongAccept = 'upgrade_wrong_accept';
    case NoAccept = 'upgrade_no_accept';
    case NoUpgrade = 'upgrade_no_upgrade';
    case NoConnection = 'upgrade_no_connection';
    /** A protocol and an extension that nobody asked for. */
    case UnaskedProtocol = 'upgrade_protocol';
    case UnaskedExtension = 'upgrade_extension';
    /** A header of 100000 bytes. Option: bytes. */
    case Oversized = 'upgrade_oversized';
    /** Header names and values in lower case, which is right. */
    case LowerCase = 'upgrade_lower_case';
    /** 101, and then: the end without a message; nothing; the first message alone. */
    case OpenedClosed = 'upgrade_close';
    case OpenedDropped = 'upgrade_drop';
    case OpenedSilent = 'upgrade_silent';
    case NoUserinfo = 'greeting_no_userinfo';
    /** The first messages apart from the 101; byte by byte; in the other order; behind events of others; no JSON. */
    case GreetingApart = 'greeting_apart';
    case GreetingDrip = 'greeting_drip';
    case GreetingReversed = 'greeting_reversed';
    case GreetingEvents = 'greeting_events';
    case GreetingNotJson = 'greeting_not_json';
    /** {"action":"close"} in place of the first messages. Options: cause, msg. */
    case GreetingClose = 'greeting_close';

    /** The connection ends in place of the answer: by FIN, by RST, by a close frame (options: code, reason). */
    case Drop = 'drop';
    case DropApplied = 'drop_applied';
    case Reset = 'reset';
    case ResetApplied = 'reset_applied';
    case Close = 'close';
    case CloseApplied = 'close_applied';
    /** {"action":"close"}, and the end. Options: cause, msg. */
    case CloseMessage = 'close_message';
    /** Half the answer's frame, and FIN. */
    case Cut = 'cut';
    case Silence = 'silence';
    case SilenceApplied = 'silence_applied';
    /** The answer comes late. Option: ms, 500. */
    case Late = 'late';

    /** Other values than an object; no value at all. */
    case AnswerList = 'answer_list';
    case AnswerText = 'answer_text';
    case AnswerNumber = 'answer_number';
    case AnswerNull = 'answer_null';
    case AnswerEmpty = 'answer_empty';
    case NotJson = 'not_json';
    case HalfJson = 'half_json';
    /** 100000 lists, one in the other, as a member. */
    case DeepJson = 'deep_json';
    /** The true answer: its first key twice; with \u0000, or with bytes that are no UTF-8, in its last text. */
    case DuplicateKeys = 'duplicate_keys';
    case NulInString = 'nul_in_string';
    case InvalidUtf8 = 'invalid_utf8';
    /** A refusal (options: result, null for none, and members of the answer besides); a result of another type; no result; members of other types; no members at all. */
    case ResultError = 'result_error';
    case ResultNumber = 'result_number';
    case ResultMissing = 'result_missing';
    case MembersWrong = 'members_wrong';
    case MembersMissing = 'members_missing';

    /** The true answer without responseid and tag; with one of them; with those of somebody else. */
    case WithoutIds = 'without_ids';
    case TagOnly = 'tag_only';
    case ResponseidOnly = 'responseid_only';
    case OtherIds = 'other_ids';
    case Twice = 'twice';
    /** Before the true answer: events of others; an answer to somebody else; a ping of JSON. */
    case Events = 'events_before';
    case StrayAnswer = 'stray_answer';
    case JsonPing = 'json_ping';

    /** The true answer, sent in a way that is right. */
    case Fragmented = 'fragmented';
    case Drip = 'drip';
    case PingBetween = 'ping_between';
    case PongBetween = 'pong_between';
    case Binary = 'binary';
    case Padded70k = 'padded_70k';
    case Padded5m = 'padded_5m';

    /** The true answer, sent in a way that is wrong. */
    case LongLength = 'long_length';
    case Masked = 'masked';
    case ReservedBit = 'reserved_bit';
    case ReservedOpcode = 'reserved_opcode';
    case StrayContinuation = 'stray_continuation';
    case NestedText = 'nested_text';
    case FragmentedPing = 'fragmented_ping';
    case LongPing = 'long_ping';
    case CloseOneByte = 'close_one_byte';
    case CloseBadCode = 'close_bad_code';
    /** A length of 2^62, one that is negative, and fragments that do not end before `bytes` (1 GiB). */
    case HugeLength = 'huge_length';
    case NegativeLength = 'negative_length';
    case Endless = 'endless';

    /** @return list<array{fault: string, applied: bool, opening: bool}> */
    public static function catalogue(): array
    {
        return array_map(static fn (self $name): array => [
            'fault' => $name->value, 'applied' => $name->appliesByDefault(), 'opening' => $name->isOpening(),
        ], self::cases());
    }

    public function isOpening(): bool
    {
        return preg_match('/^(upgrade|greeting)_/', $this->value) === 1;
    }

    /** An answer that is spoilt on its way was made; an end before the answer, or somebody else's answer, was not. */
    public function appliesByDefault(): bool
    {
        return !$this->isOpening() && !in_array($this, [
            self::Drop, self::Reset, self::Close, self::CloseMessage, self::Silence, self::AnswerList, self::AnswerText,
            self::AnswerNumber, self::AnswerNull, self::AnswerEmpty, self::NotJson, self::ResultError,
        ], true);
    }
}
