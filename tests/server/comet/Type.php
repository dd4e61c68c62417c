<?php

/**
 * The type of a member, as schema.txt writes it: string, int, list<T>, map<T>, the name of a structure …
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Type
{
    private const SIMPLE = ['string', 'bool', 'float', 'int', 'uint', 'any'];

    /**
     * @param string    $kind      one of the simple ones, 'list', 'map' or 'structure'
     * @param Type|null $inner     of the elements of a list or map
     * @param string    $structure its name, where it is one
     * @param bool      $omitted   whether the server leaves the member out while it has the zero value
     */
    private function __construct(
        public readonly string $kind,
        public readonly ?Type $inner,
        public readonly string $structure,
        public readonly bool $omitted,
    ) {
    }

    public static function parse(string $text): self
    {
        $omitted = str_ends_with($text, '?');
        $text = rtrim($text, '?');
        if (preg_match('/^(list|map)<(.+)>$/D', $text, $match) === 1) {
            return new self($match[1], self::parse($match[2]), '', $omitted);
        }
        return in_array($text, self::SIMPLE, true)
            ? new self($text, null, '', $omitted)
            : new self('structure', null, $text, $omitted);
    }

    public static function structure(string $name): self
    {
        return new self('structure', null, $name, false);
    }
}
