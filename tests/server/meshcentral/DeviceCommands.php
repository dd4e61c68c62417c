<?php

/**
 * Devices: nodes, lastconnects, changedevice, changeDeviceMesh, removedevices, uninstallagent.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class DeviceCommands extends Commands
{
    /** Columns that are shown to nobody. */
    private const HIDDEN = ['meshid' => 0, 'lastconnect' => 0];

    public function nodes(): void
    {
        $groups = $this->groupsMeant();
        if ($groups === null) {
            $this->result('Invalid group id');
            return;
        }
        $isMeant = fn (array $node): bool => isset($groups[$node['meshid']])
            && in_array($this->given('id'), [null, $node['_id']], true);
        $meant = array_filter($this->state->nodes, $isMeant);
        [$page, $figures] = $this->page($meant);
        $lists = [];
        foreach ($page as $node) {
            $lists[$node['meshid']][] = $this->shown($node);
        }
        $this->tagged(array_intersect_key($this->command, ['responseid' => 0]) + ['nodes' => (object) $lists] + $figures);
    }

    /**
     * Where the domain limits how many devices are seen at once: those of the page that was asked for, now or before.
     *
     * @param array<string, array<string, mixed>> $nodes
     * @return array{array<string, array<string, mixed>>, array<string, int>} and what the answer says of pages
     */
    private function page(array $nodes): array
    {
        $most = $this->state->domains[$this->socket->domain]['max_device_view'];
        if ($most === null) {
            return [$nodes, []];
        }
        $socket = $this->socket;
        $socket->deviceSkip = Input::isNumber($this->given('skip'), 0) ? $this->command['skip'] : $socket->deviceSkip;
        $socket->deviceLimit = Input::isNumber($this->given('limit'), 1) ? $this->command['limit'] : $socket->deviceLimit;
        $socket->deviceLimit = min($socket->deviceLimit, $most);
        $page = array_slice($nodes, $socket->deviceSkip, $socket->deviceLimit);
        // the sum is left out where all is seen at once
        $isAll = $socket->deviceSkip === 0 && count($nodes) < $socket->deviceLimit;
        $total = $isAll ? [] : ['totalcount' => count($nodes)];
        return [$page, ['skip' => $socket->deviceSkip, 'limit' => $socket->deviceLimit] + $total];
    }

    public function lastconnects(): void
    {
        $groups = $this->access->groups($this->socket->user);
        $ours = array_filter($this->state->nodes, static fn (array $node): bool => isset($groups[$node['meshid']]));
        // of the page, where there are pages
        $ours = array_slice($ours, $this->socket->deviceSkip, $this->socket->deviceLimit);
        $this->tagged(['lastconnects' => (object) array_map(static fn (array $node): int => $node['lastconnect'], $ours)]);
    }

    public function changedevice(): void
    {
        $id = Input::isText($this->given('nodeid'), 1, 1024) ? $this->id('node', $this->command['nodeid']) : '';
        if (!$this->isOfDomain($id)) {
            $this->result('Invalid nodeid');
            return;
        }
        if (!$this->may($id, Rights::GROUP_MANAGE_DEVICES)) {
            $this->result('Access Denied');
            return;
        }
        $node = &$this->state->nodes[$id];
        foreach (['icon' => 'is_int', 'name' => 'is_string', 'desc' => 'is_string', 'consent' => 'is_int'] as $member => $isRight) {
            if ($isRight($this->given($member))) {
                $node[$member] = $this->command[$member];
            }
        }
        if (is_array($this->given('tags'))) {
            $node['tags'] = array_values(array_unique(array_filter(array_map('trim', $this->command['tags']))));
        }
        $this->nodeEvent($node, 'changenode', ['node' => $this->shown($node), 'msg' => "Changed device $node[name]"]);
        $this->result('ok');
    }

    public function changeDeviceMesh(): void
    {
        $to = Input::isText($this->given('meshid'), 8, 134) ? $this->id('mesh', $this->command['meshid']) : null;
        $refused = match (true) {
            !Input::isTextList($this->given('nodeids'), 1, 256) => 'Invalid nodeids',
            $to === null => 'Invalid groupid',
            !isset($this->state->meshes[$to]) => 'Unknown device group',
            ($this->access->groupRights($this->socket->user, $to) & Rights::GROUP_MANAGE_DEVICES) === 0 => 'Permission denied',
            default => null,
        };
        if ($refused !== null) {
            $this->result($refused);
            return;
        }
        foreach ($this->command['nodeids'] as $given) {
            $id = $this->id('node', $given);
            $node = $this->access->node($this->socket->user, $id);
            $refused = match (true) {
                $node === null => 'Device not found',
                $node['meshid'] === $to => 'Device already in correct group',
                !$this->may($id, Rights::GROUP_MANAGE_DEVICES) => 'Permission denied',
                default => null,
            };
            if ($refused === null) {
                $this->state->nodes[$id]['meshid'] = $to;
                $this->nodeEvent($this->state->nodes[$id], 'nodemeshchange', ['newMeshId' => $to, 'oldMeshId' => $node['meshid']]);
            }
            $this->result($refused ?? 'ok');
        }
    }

    public function removedevices(): void
    {
        foreach ($this->nodeIds() as $given) {
            $id = is_string($given) ? $this->id('node', $given) : '';
            if (!$this->may($id, Rights::GROUP_UNINSTALL)) {
                $this->result('Denied');
                continue;
            }
            $node = $this->state->nodes[$id];
            unset($this->state->nodes[$id]);
            $this->nodeEvent($node, 'removenode', ['msgid' => 87, 'msg' => "Removed device $node[name]"]);
            $this->result('ok');
        }
    }

    /** Never answered. The agent leaves at once; its device stays listed, offline. */
    public function uninstallagent(): void
    {
        $agents = new Agents($this->state, $this->sockets);
        foreach ($this->nodeIds() as $id) {
            if (is_string($id) && $this->may($id, Rights::GROUP_UNINSTALL) && isset($this->state->nodes[$id]['conn'])) {
                $this->state->nodes[$id]['uninstalled'] = true;
                $agents->leave($id);
            }
        }
    }

    /** @return array<mixed> */
    private function nodeIds(): array
    {
        return is_array($this->given('nodeids')) ? $this->command['nodeids'] : [];
    }

    /** Groups as keys; null: what was asked for is not to be seen. @return array<string, mixed>|null */
    private function groupsMeant(): ?array
    {
        $groups = $this->access->groups($this->socket->user);
        $id = $this->given('meshid');
        if ($id === null && is_string($this->given('meshname'))) {
            $groups = array_filter($groups, fn (array $mesh): bool => $mesh['name'] === $this->command['meshname']);
            return count($groups) === 1 ? $groups : null;
        }
        if ($id === null) {
            return $groups;
        }
        $id = Input::isText($id, 0, 128) ? $this->id('mesh', $id) : '';
        return $this->access->sees($this->socket->user, $id) ? [$id => true] : null;
    }

    private function may(string $node, int $right): bool
    {
        $row = $this->access->node($this->socket->user, $node);
        return $row !== null && ($this->access->groupRights($this->socket->user, $row['meshid']) & $right) !== 0;
    }

    /** @param array<string, mixed> $node @return array<string, mixed> */
    private function shown(array $node): array
    {
        $shown = array_diff_key($node, self::HIDDEN, ['uninstalled' => 0]);
        return isset($shown['links']) ? ['links' => (object) $shown['links']] + $shown : $shown;
    }

    /** @param array<string, mixed> $node @param array<string, mixed> $more */
    private function nodeEvent(array $node, string $action, array $more): void
    {
        $this->sockets->dispatch(['*', $node['meshid'], $node['_id']], [
            'etype' => 'node', 'userid' => $this->socket->user, 'username' => $this->caller()['name'], 'action' => $action,
            'nodeid' => $node['_id'],
        ] + $more + ['domain' => $this->socket->domain]);
    }
}
