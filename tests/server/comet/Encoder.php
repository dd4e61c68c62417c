<?php

/**
 * Structures into JSON as the server writes it (in Go): compact; members in the order of the structure, those of maps
 * sorted; <, > and & escaped; some zero values left out.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Encoder
{
    /** @param bool $nulls whether empty lists and maps are null, as those that a Go program never filled */
    public function __construct(private readonly Schema $schema, private readonly bool $nulls = false)
    {
    }

    public function text(string $structure, \stdClass $value): string
    {
        return self::json($this->prepared(Type::structure($structure), $value));
    }

    /** Any value whose parts are in their order already. */
    public static function json(mixed $value): string
    {
        $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION;
        return str_replace(['<', '>', '&'], ['\u003c', '\u003e', '\u0026'], json_encode($value, $flags));
    }

    /**
     * An object of members that are JSON already.
     *
     * @param array<string> $members by name
     */
    public static function object(array $members): string
    {
        $texts = [];
        foreach ($members as $name => $json) {
            $texts[] = self::json((string) $name) . ':' . $json;
        }
        return '{' . implode(',', $texts) . '}';
    }

    /** The same for a map: sorted by key. @param array<string> $members */
    public static function map(array $members): string
    {
        ksort($members, SORT_STRING);
        return self::object($members);
    }

    private function prepared(Type $type, mixed $value): mixed
    {
        if ($this->nulls && ($type->kind === 'list' || $type->kind === 'map') && (array) $value === []) {
            return null;
        }
        if ($type->kind === 'list') {
            return array_map(fn (mixed $element): mixed => $this->prepared($type->inner, $element), $value);
        }
        if ($type->kind === 'map') {
            $members = get_object_vars($value);
            ksort($members, SORT_STRING);
            return (object) array_map(fn (mixed $element): mixed => $this->prepared($type->inner, $element), $members);
        }
        return $type->kind === 'structure' ? $this->structure($type->structure, $value) : $value;
    }

    private function structure(string $name, \stdClass $value): \stdClass
    {
        $structure = new \stdClass();
        foreach ($this->schema->members($name) as $member => $type) {
            if (!$type->omitted || !$this->isEmpty($type, $value->$member)) {
                $structure->$member = $this->prepared($type, $value->$member);
            }
        }
        return $structure;
    }

    private function isEmpty(Type $type, mixed $value): bool
    {
        return match ($type->kind) {
            'list', 'map' => (array) $value === [],
            default => $this->schema->isZero($value),
        };
    }
}
