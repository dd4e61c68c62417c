<?php

/**
 * Steps that each module's link to its server has to pass (AdminLink), whatever is entered as host name.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class LinkSteps
{
    /** A host name that is markup. */
    public static function escaped(string $title, string $host): array
    {
        return [
            'title' => $title, 'call' => 'AdminLink', 'changes' => ['serverhostname' => $host],
            'then' => static fn (Life $life, Report $report): iterable => [
                [
                    'it is escaped',
                    !str_contains($report->result, '<script') && str_contains($report->result, 'rel="noopener'),
                    $report->result,
                ],
            ],
        ];
    }

    /**
     * @param string $title what stands before the host name
     * @param list<array{string, string, string}> $cases host name, port, where the link leads
     * @return list<array>
     */
    public static function leading(string $title, array $cases): array
    {
        return array_map(static fn (array $case): array => [
            'title' => "$title $case[0]", 'call' => 'AdminLink',
            'changes' => ['serverhostname' => $case[0], 'serverport' => $case[1]],
            'then' => static fn (Life $life, Report $report): iterable => [
                ["it leads to $case[2]", str_contains($report->result, "href=\"$case[2]\""), $report->result],
            ],
        ], $cases);
    }
}
