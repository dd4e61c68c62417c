<?php

/**
 * The fields of a request's form. Of two fields with one name the first counts.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

use Provision\TestServer\Core\Request;

final class Form
{
    private const TYPE = 'application/x-www-form-urlencoded';

    /** @param array<string, string> $fields */
    private function __construct(private readonly array $fields)
    {
    }

    /** Only the body counts: what stands in a URL ends in logs. A body of another type has no fields. */
    public static function of(Request $request): self
    {
        $type = strtolower(trim(explode(';', $request->header('content-type') ?? '')[0]));
        $fields = [];
        foreach ($type === self::TYPE ? explode('&', $request->body) : [] as $pair) {
            [$name, $value] = array_map(self::decoded(...), explode('=', $pair, 2) + [1 => '']);
            $fields[$name] ??= $value;
        }
        return new self($fields);
    }

    /** Absent and empty are one. */
    public function optional(string $name): string
    {
        return $this->fields[$name] ?? '';
    }

    public function text(string $name): string
    {
        $value = $this->optional($name);
        return $value !== '' ? $value : throw new ApiError(400, 'Missing parameter %s', $name);
    }

    public function flag(string $name): bool
    {
        $value = $this->optional($name);
        return in_array($value, ['', '0', '1'], true)
            ? $value === '1'
            : throw new ApiError(400, 'Invalid parameter %s', $name);
    }

    public function integer(string $name): int
    {
        $value = $this->text($name);
        return preg_match('/^(0|-?[1-9]\d{0,17})$/D', $value) === 1
            ? (int) $value
            : throw new ApiError(400, 'Invalid parameter %s', $name);
    }

    /** An address of a server has its protocol in front and a slash at the end. */
    public function address(string $name): string
    {
        $value = $this->optional($name);
        return $value === '' || preg_match('~^https?://[^/\s?#]+(/[^\s?#]*)?/$~D', $value) === 1
            ? $value
            : throw new ApiError(400, 'Invalid parameter %s', $name);
    }

    private static function decoded(string $text): string
    {
        $value = urldecode($text);
        if (preg_match('/%(?![0-9A-Fa-f]{2})/', $text) === 1 || preg_match('//u', $value) !== 1) {
            throw new ApiError(400, 'Invalid parameter %s', 'encoding');
        }
        return $value;
    }
}
