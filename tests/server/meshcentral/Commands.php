<?php

/**
 * What the commands of one kind of object have in common: who asks, and the forms of an answer. Each public method of a
 * class below is one action of the control socket, by its name.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

abstract class Commands
{
    protected readonly Access $access;

    /** @param array<string, mixed> $command */
    public function __construct(
        protected readonly State $state,
        protected readonly Sockets $sockets,
        protected readonly ControlSocket $socket,
        protected array $command,
    ) {
        $this->access = new Access($state);
    }

    /** The account that asks. @return array<string, mixed> */
    protected function caller(): array
    {
        return $this->state->users[$this->socket->user];
    }

    protected function given(string $member): mixed
    {
        return $this->command[$member] ?? null;
    }

    /** A verdict, for whoever asked with a responseid. @param array<string, mixed> $more */
    protected function result(string $result, array $more = []): void
    {
        if ($this->given('responseid') !== null) {
            $this->answer(['responseid' => $this->given('responseid'), 'result' => $result] + $more);
        }
    }

    /** @param array<string, mixed> $members */
    protected function answer(array $members): void
    {
        $this->socket->answer(['action' => $this->command['action']] + $members);
    }

    /** An answer that is known by the tag alone. @param array<string, mixed> $members */
    protected function tagged(array $members): void
    {
        $this->answer($members + array_intersect_key($this->command, ['tag' => 0]));
    }

    /** As the caller's domain writes it: a bare name is completed. */
    protected function id(string $kind, string $given): string
    {
        return str_contains($given, '/') ? $given : "$kind/{$this->socket->domain}/$given";
    }

    protected function isOfDomain(string $id): bool
    {
        $parts = explode('/', $id);
        return count($parts) === 3 && $parts[1] === $this->socket->domain;
    }

    /** What others may see of an account. @param array<string, mixed> $user @return array<string, mixed> */
    public static function safeUser(array $user): array
    {
        $shown = array_diff_key($user, ['pass' => 0, 'domain' => 0]);
        if (isset($shown['otpsecret'])) {
            $shown['otpsecret'] = 1;
        }
        return isset($shown['links']) ? ['links' => (object) $shown['links']] + $shown : $shown;
    }

    /** @param array<string, mixed> $mesh @return array<string, mixed> */
    public static function safeMesh(array $mesh): array
    {
        unset($mesh['serial']);
        return ['type' => 'mesh', 'links' => (object) $mesh['links']] + $mesh;
    }

    /**
     * An account was changed by the caller.
     *
     * @param array<string, mixed> $more
     * @param list<string>         $targets
     */
    protected function accountChanged(string $user, array $more, array $targets = []): void
    {
        $caller = $this->caller();
        $this->sockets->dispatch(['*', 'server-users', $caller['_id'], $user, ...$targets], [
            'etype' => 'user', 'userid' => $caller['_id'], 'username' => $caller['name'],
            'account' => self::safeUser($this->state->users[$user]), 'action' => 'accountchange',
        ] + $more + ['domain' => $this->socket->domain]);
    }

    protected function membershipChanged(string $user): void
    {
        $name = $this->state->users[$user]['name'];
        $this->sockets->resubscribe($user);
        $this->accountChanged($user, ['msgid' => 78, 'msgArgs' => [$name], 'msg' => "Device group membership changed: $name"]);
    }

    /**
     * @param array<string, mixed> $more
     * @param list<string>         $targets besides everybody in the group
     */
    protected function groupChanged(string $mesh, array $more, array $targets): void
    {
        $row = $this->state->meshes[$mesh];
        $this->sockets->dispatch(['*', $mesh, ...$targets], $more + [
            'etype' => 'mesh', 'userid' => $this->socket->user, 'username' => $this->caller()['name'], 'meshid' => $mesh,
            'name' => $row['name'], 'mtype' => $row['mtype'], 'action' => 'meshchange', 'links' => (object) $row['links'],
            'domain' => $this->socket->domain,
        ] + array_intersect_key($row, ['desc' => 0]));
    }
}
