<?php

/**
 * The structures of Comet's API, from schema.txt. A structure or map is an object here and a list an array, so that {}
 * and [] stay apart.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Schema
{
    /** @var array<string, array<string, Type>> members by structure */
    private array $structures = [];

    /** @param array<string, array<string, string>> $more members that a newer server has, by structure */
    public function __construct(array $more = [])
    {
        $name = '';
        foreach (file(__DIR__ . '/schema.txt', FILE_IGNORE_NEW_LINES) as $line) {
            if (preg_match('/^(\w+)$/D', $line, $match) === 1) {
                $name = $match[1];
            } elseif (preg_match('/^  (\w+) (\S+)$/D', $line, $match) === 1) {
                $this->structures[$name][$match[1]] = Type::parse($match[2]);
            }
        }
        foreach ($more as $name => $members) {
            $this->structures[$name] = array_merge($this->members($name), array_map(Type::parse(...), $members));
        }
    }

    /** @return array<string, Type> in the order in which the server writes them */
    public function members(string $structure): array
    {
        return $this->structures[$structure] ?? throw new \InvalidArgumentException("no such structure: $structure");
    }

    /** The type of a member that a path like 'BackupJobDetail.Progress.BytesDone' names; null: there is none. */
    public function typeOf(string $path): ?Type
    {
        $names = explode('.', $path);
        $type = isset($this->structures[$names[0]]) ? Type::structure($names[0]) : null;
        foreach (array_slice($names, 1) as $name) {
            $type = $type?->kind === 'structure' ? $this->structures[$type->structure][$name] ?? null : null;
        }
        return $type;
    }

    /** A structure whose members are all zero. */
    public function blank(string $structure): \stdClass
    {
        return (object) array_map($this->zero(...), $this->members($structure));
    }

    public function zero(Type $type): mixed
    {
        return match ($type->kind) {
            'string' => '',
            'bool' => false,
            'int', 'uint' => 0,
            'float' => 0.0,
            'list' => [],
            'map' => new \stdClass(),
            'any' => new \stdClass(),
            'structure' => $this->blank($type->structure),
        };
    }

    public function isZero(mixed $value): bool
    {
        if ($value instanceof \stdClass || is_array($value)) {
            foreach ((array) $value as $member) {
                if (is_array($value) || !$this->isZero($member)) {
                    return false;
                }
            }
            return true;
        }
        return $value === null || $value === '' || $value === 0 || $value === false || $value === 0.0;
    }
}
