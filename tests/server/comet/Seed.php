<?php

/**
 * What a test writes down of a structure, as arrays of the members that matter to it, into a whole structure. A member
 * that does not exist is an error, so that no test seeds nothing by a slip.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Seed
{
    public function __construct(private readonly Schema $schema)
    {
    }

    /**
     * @param array<mixed> $members arrays at any depth; in a map null takes an entry away
     * @param \stdClass|null $base  what the members are laid over; null: zero values
     */
    public function structure(string $name, array $members, ?\stdClass $base = null): \stdClass
    {
        $types = $this->schema->members($name);
        $structure = $base ?? $this->schema->blank($name);
        foreach ($members as $member => $value) {
            $type = $types[$member] ?? throw new \InvalidArgumentException("no such member: $name.$member");
            $structure->$member = $this->value($type, $value, $structure->$member, "$name.$member");
        }
        return $structure;
    }

    private function value(Type $type, mixed $value, mixed $base, string $path): mixed
    {
        $fits = match ($type->kind) {
            'string' => is_string($value),
            'bool' => is_bool($value),
            'int', 'uint' => is_int($value),
            'float' => is_float($value) || is_int($value),
            'list' => is_array($value) && array_is_list($value),
            'map', 'structure' => is_array($value),
            'any' => true,
        };
        if (!$fits) {
            throw new \InvalidArgumentException("$path is no " . gettype($value));
        }
        $element = fn (mixed $one): mixed => $this->value($type->inner, $one, $this->schema->zero($type->inner), $path);
        return match ($type->kind) {
            'list' => array_map($element, $value),
            'map' => $this->map($type->inner, $value, $base, $path),
            'structure' => $this->structure($type->structure, $value, $base),
            default => $value,
        };
    }

    /** @param array<mixed> $entries */
    private function map(Type $inner, array $entries, \stdClass $base, string $path): \stdClass
    {
        foreach ($entries as $key => $value) {
            if ($value === null) {
                unset($base->{$key});
                continue;
            }
            $old = $base->{$key} ?? $this->schema->zero($inner);
            $base->{$key} = $this->value($inner, $value, $old, "$path.$key");
        }
        return $base;
    }
}
