<?php

/**
 * JSON from a client into a structure, as strict as the server may be: each value has its member's type, null and what is
 * missing become zero values, and what the structure does not know is dropped, and noted.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Decoder
{
    /** @var list<string> paths of members that the structure does not know */
    public array $unknown = [];

    public function __construct(private readonly Schema $schema)
    {
    }

    /** @param string $parameter the form field that the text came in: for the error */
    public function decode(string $parameter, string $json, string $structure): \stdClass
    {
        return $this->decodeAs(Type::structure($structure), $json, $parameter);
    }

    private function decodeAs(Type $type, string $json, string $parameter): mixed
    {
        try {
            $raw = json_decode($json, false, 512, JSON_THROW_ON_ERROR);
            return $this->value($type, $raw, '');
        } catch (\JsonException | \UnexpectedValueException $wrong) {
            throw new ApiError(400, 'The parameter %s is not valid JSON: %s', $parameter, $wrong->getMessage());
        }
    }

    private function value(Type $type, mixed $value, string $path): mixed
    {
        if ($value === null && $path !== '') {
            return $this->schema->zero($type);
        }
        $fits = match ($type->kind) {
            'string' => is_string($value),
            'bool' => is_bool($value),
            'int' => is_int($value),
            'uint' => is_int($value) && $value >= 0,
            'float' => is_int($value) || is_float($value),
            'list' => is_array($value),
            'map', 'structure' => $value instanceof \stdClass,
            'any' => true,
        };
        if (!$fits) {
            $expected = $type->kind === 'structure' ? $type->structure : $type->kind;
            $place = $path === '' ? 'the whole' : ltrim($path, '.');
            throw new \UnexpectedValueException(gettype($value) . " where $place is $expected");
        }
        return match ($type->kind) {
            'list' => array_map(fn (mixed $element): mixed => $this->value($type->inner, $element, "$path.*"), $value),
            'map' => $this->map($type->inner, $value, $path),
            'structure' => $this->structure($type->structure, $value, $path),
            default => $value,
        };
    }

    private function map(Type $inner, \stdClass $value, string $path): \stdClass
    {
        $map = new \stdClass();
        foreach (get_object_vars($value) as $key => $element) {
            $map->{$key} = $this->value($inner, $element, "$path.$key");
        }
        return $map;
    }

    private function structure(string $name, \stdClass $value, string $path): \stdClass
    {
        $members = $this->schema->members($name);
        $given = get_object_vars($value);
        foreach (array_keys(array_diff_key($given, $members)) as $unknown) {
            $this->unknown[] = ltrim("$path.$unknown", '.');
        }
        $structure = new \stdClass();
        foreach ($members as $member => $type) {
            $structure->$member = $this->value($type, $given[$member] ?? null, "$path.$member");
        }
        return $structure;
    }
}
