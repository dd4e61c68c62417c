<?php

/**
 * Job records, by user, by time and by search. Answers are in no particular order.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Jobs
{
    private const RUNNING_FROM = 6000;
    private const RUNNING_TO = 6999;

    public function __construct(private readonly Tables $tables, private readonly Identity $admin)
    {
    }

    public function ofUser(string $username): string
    {
        return self::list(array_intersect_key($this->tables->texts('jobs'), array_flip($this->tables->jobsOf($username))));
    }

    /** All that started or ended in the time; 0 and 0: those that run. */
    public function inRange(Form $form): string
    {
        $times = [$form->integer('Start'), $form->integer('End')];
        [$from, $to] = [min($times), max($times)];
        $isIn = static fn (int $time): bool => $time >= $from && $time <= $to && $time !== 0;
        $isMeant = static fn (\stdClass $job): bool => $from === 0 && $to === 0
            ? $job->Status >= self::RUNNING_FROM && $job->Status <= self::RUNNING_TO
            : $isIn($job->StartTime) || $isIn($job->EndTime);
        return self::list($this->visible($isMeant));
    }

    public function search(Form $form): string
    {
        return self::list($this->found($form));
    }

    public function count(Form $form): string
    {
        return Encoder::object(['Count' => (string) count($this->found($form))]);
    }

    /** @return array<string> */
    private function found(Form $form): array
    {
        $decoder = new Decoder($this->tables->schema);
        $clause = $decoder->decode('Query', $form->text('Query'), 'SearchClause');
        if ($decoder->unknown !== []) {
            throw new ApiError(400, 'Unknown search: %s', implode(', ', $decoder->unknown));
        }
        $search = new Search($this->tables->schema);
        $search->check($clause);
        return $this->visible(static fn (\stdClass $job): bool => $search->matches($clause, $job));
    }

    /**
     * @param \Closure(\stdClass): bool $isMeant
     * @return array<string>
     */
    private function visible(\Closure $isMeant): array
    {
        $found = [];
        foreach ($this->tables->texts('jobs') as $id => $text) {
            $job = $this->tables->structure('jobs', (string) $id);
            $isVisible = $this->tables->has('users', $job->Username)
                && $this->admin->sees($this->tables->organizationOf($job->Username));
            if ($isVisible && $isMeant($job)) {
                $found[$id] = $text;
            }
        }
        return $found;
    }

    /** @param array<string> $texts */
    private static function list(array $texts): string
    {
        // by the ids' hashes: stable, and like no order at all
        uksort($texts, static fn (int|string $a, int|string $b): int => md5((string) $a) <=> md5((string) $b));
        return '[' . implode(',', $texts) . ']';
    }
}
