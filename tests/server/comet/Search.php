<?php

/**
 * Searches for jobs: a tree of clauses, checked whole before it is asked.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Search
{
    private const ROOT = 'BackupJobDetail';
    private const GROUPS = ['and', 'or', 'not_and', 'not_or'];
    private const KINDS = ['str' => ['string'], 'int' => ['int', 'uint'], 'bool' => ['bool']];
    private const STRINGS = '/^str_(n?)(eq|contains|startswith|endswith)(_ci)?$/D';
    private const EXPRESSION = '/^str_(n?)regexmatch$/D';

    public function __construct(private readonly Schema $schema)
    {
    }

    public function check(\stdClass $clause): void
    {
        if (in_array($clause->ClauseType, self::GROUPS, true)) {
            array_map($this->check(...), $clause->ClauseChildren);
            return;
        }
        if ($clause->ClauseType !== '') {
            throw self::unknown("ClauseType $clause->ClauseType");
        }
        $type = $this->schema->typeOf($clause->RuleField);
        if ($type === null || !str_starts_with($clause->RuleField, self::ROOT . '.')) {
            throw self::unknown("RuleField $clause->RuleField");
        }
        $kind = explode('_', $clause->RuleOperator)[0];
        if (!in_array($type->kind, self::KINDS[$kind] ?? [], true) || !$this->isOperator($clause)) {
            throw self::unknown("RuleOperator $clause->RuleOperator of $clause->RuleField");
        }
    }

    /** @param \stdClass $clause checked */
    public function matches(\stdClass $clause, \stdClass $job): bool
    {
        $matches = fn (\stdClass $child): bool => $this->matches($child, $job);
        return match ($clause->ClauseType) {
            'and' => self::every($clause->ClauseChildren, $matches),
            'not_and' => !self::every($clause->ClauseChildren, $matches),
            'or' => self::some($clause->ClauseChildren, $matches),
            'not_or' => !self::some($clause->ClauseChildren, $matches),
            default => $this->rule($clause->RuleOperator, $clause->RuleValue, self::field($clause->RuleField, $job)),
        };
    }

    private function isOperator(\stdClass $clause): bool
    {
        [$operator, $value] = [$clause->RuleOperator, $clause->RuleValue];
        return match (explode('_', $operator)[0]) {
            'str' => preg_match(self::STRINGS, $operator) === 1
                || (preg_match(self::EXPRESSION, $operator) === 1 && @preg_match(self::expression($value), '') !== false),
            'int' => in_array($operator, ['int_eq', 'int_neq', 'int_gt', 'int_gte', 'int_lt', 'int_lte'], true)
                && preg_match('/^-?\d{1,18}$/D', $value) === 1,
            'bool' => in_array($operator, ['bool_is', 'bool_nis'], true) && in_array($value, ['0', '1'], true),
        };
    }

    private function rule(string $operator, string $value, mixed $field): bool
    {
        if (preg_match(self::STRINGS, $operator, $match) === 1) {
            $isCaseBlind = isset($match[3]);
            $holds = $isCaseBlind
                ? self::compare($match[2], strtolower($field), strtolower($value))
                : self::compare($match[2], $field, $value);
            return $holds !== ($match[1] === 'n');
        }
        return match ($operator) {
            'str_regexmatch' => preg_match(self::expression($value), $field) === 1,
            'str_nregexmatch' => preg_match(self::expression($value), $field) !== 1,
            'int_eq' => $field === (int) $value,
            'int_neq' => $field !== (int) $value,
            'int_gt' => $field > (int) $value,
            'int_gte' => $field >= (int) $value,
            'int_lt' => $field < (int) $value,
            'int_lte' => $field <= (int) $value,
            'bool_is' => $field === ($value === '1'),
            'bool_nis' => $field !== ($value === '1'),
        };
    }

    private static function compare(string $how, string $field, string $value): bool
    {
        return match ($how) {
            'eq' => $field === $value,
            'contains' => str_contains($field, $value),
            'startswith' => str_starts_with($field, $value),
            'endswith' => str_ends_with($field, $value),
        };
    }

    private static function field(string $path, \stdClass $job): mixed
    {
        $value = $job;
        foreach (array_slice(explode('.', $path), 1) as $member) {
            $value = $value->$member;
        }
        return $value;
    }

    /** @param list<\stdClass> $clauses */
    private static function every(array $clauses, \Closure $matches): bool
    {
        return array_filter($clauses, static fn (\stdClass $one): bool => !$matches($one)) === [];
    }

    /** @param list<\stdClass> $clauses */
    private static function some(array $clauses, \Closure $matches): bool
    {
        return array_filter($clauses, $matches) !== [];
    }

    private static function expression(string $pattern): string
    {
        return '~' . str_replace('~', '\~', $pattern) . '~u';
    }

    private static function unknown(string $what): ApiError
    {
        return new ApiError(400, 'Unknown search: %s', $what);
    }
}
