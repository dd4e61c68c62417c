<?php

/**
 * The open control sockets, and who of them hears of an event: those that have subscribed to one of its targets.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class Sockets
{
    /** @var array<int, ControlSocket> by the number of the connection */
    private array $open = [];
    /** @var array<int, array<string, true>> targets, by the number of the connection */
    private array $subscriptions = [];

    public function __construct(private readonly State $state)
    {
    }

    public function add(ControlSocket $socket): void
    {
        $this->open[$socket->number] = $socket;
        $this->subscriptions[$socket->number] = $this->targetsOf($socket->user);
    }

    public function remove(ControlSocket $socket): void
    {
        unset($this->open[$socket->number], $this->subscriptions[$socket->number]);
    }

    /** @return array<string, int> open sockets by account */
    public function count(string $domain): array
    {
        $counts = array_count_values(array_map(static fn (ControlSocket $socket): string => $socket->user, $this->open));
        return array_filter($counts, static fn (string $user): bool => str_starts_with($user, "user/$domain/"), ARRAY_FILTER_USE_KEY);
    }

    /**
     * @param list<string>         $targets
     * @param array<string, mixed> $event
     */
    public function dispatch(array $targets, array $event): void
    {
        if (!isset($event['nolog'])) {
            $event['time'] = gmdate('Y-m-d\TH:i:s.v\Z', $this->state->time());
            $this->state->events[] = $event;
        }
        foreach ($this->subscribed($targets) as $socket) {
            if (!isset($event['domain']) || $event['domain'] === $socket->domain) {
                $socket->send(['action' => 'event', 'event' => $event]);
            }
        }
    }

    /** An account's links have changed: what its sockets hear of changes too. */
    public function resubscribe(string $user): void
    {
        foreach ($this->open as $number => $socket) {
            if ($socket->user === $user) {
                $this->subscriptions[$number] = $this->targetsOf($user);
            }
        }
    }

    public function forgetTarget(string $target): void
    {
        foreach (array_keys($this->subscriptions) as $number) {
            unset($this->subscriptions[$number][$target]);
        }
    }

    public function closeAll(string $user): void
    {
        foreach ($this->subscribed([$user]) as $socket) {
            $socket->close();
        }
    }

    /** @param list<string> $targets @return list<ControlSocket> */
    private function subscribed(array $targets): array
    {
        $wanted = array_flip($targets);
        $hears = fn (int $number): bool => array_intersect_key($this->subscriptions[$number], $wanted) !== [];
        return array_values(array_filter($this->open, $hears, ARRAY_FILTER_USE_KEY));
    }

    /** @return array<string, true> */
    private function targetsOf(string $user): array
    {
        $row = $this->state->users[$user] ?? [];
        $targets = [$user, 'server-allusers', ...array_keys($row['links'] ?? [])];
        if (Rights::isFullAdmin($row) || Rights::has($row, Rights::SITE_ALL_EVENTS)) {
            $targets[] = '*';
        } elseif (Rights::has($row, Rights::SITE_MANAGE_USERS)) {
            $targets[] = 'server-users';
        }
        return array_fill_keys($targets, true);
    }
}
