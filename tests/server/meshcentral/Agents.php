<?php

/**
 * The agents' side: a device comes online in its group, and leaves. An agent brings a deleted group back, and with it the
 * memberships of every account that has one of the names in the group's links by then.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class Agents
{
    public function __construct(private readonly State $state, private readonly Sockets $sockets)
    {
    }

    /** @param array<string, mixed> $device at least _id and meshid; other columns as the table of nodes has them */
    public function arrive(array $device): void
    {
        $mesh = $device['meshid'];
        if (!isset($this->state->meshes[$mesh])) {
            throw new \InvalidArgumentException("no such group: $mesh");
        }
        if (isset($this->state->meshes[$mesh]['deleted'])) {
            $this->undelete($mesh);
        }
        $isNew = !isset($this->state->nodes[$device['_id']]);
        $this->state->addNode([
            'conn' => 1, 'pwr' => 1, 'agct' => $this->state->milliseconds(), 'lastconnect' => $this->state->milliseconds(),
        ] + $device + ($this->state->nodes[$device['_id']] ?? []));
        $node = $this->state->nodes[$device['_id']];
        $domain = ['domain' => $node['domain']];
        if ($isNew) {
            $this->sockets->dispatch(['*', $mesh, $node['_id']], [
                'etype' => 'node', 'action' => 'addnode', 'msgid' => 57,
                'node' => array_diff_key($node, ['conn' => 0, 'pwr' => 0, 'agct' => 0, 'lastconnect' => 0]),
                'msg' => "Added device $node[name] to device group {$this->state->meshes[$mesh]['name']}",
            ] + $domain);
        }
        $this->connectivity($node, 1);
    }

    public function leave(string $id): void
    {
        $node = $this->state->nodes[$id] ?? throw new \InvalidArgumentException("no such device: $id");
        unset($node['conn'], $node['pwr'], $node['agct']);
        $this->state->nodes[$id] = ['lastconnect' => $this->state->milliseconds()] + $node;
        $this->connectivity($node, 0);
    }

    private function undelete(string $mesh): void
    {
        $row = &$this->state->meshes[$mesh];
        $targets = ['*', $mesh];
        foreach ($row['links'] as $user => $link) {
            if (isset($this->state->users[$user]) && !isset($this->state->users[$user]['links'][$mesh])) {
                $this->state->users[$user]['links'][$mesh] = ['rights' => $link['rights']];
                $targets[] = $user;
            }
        }
        $this->sockets->dispatch($targets, [
            'etype' => 'mesh', 'meshid' => $mesh, 'name' => $row['name'], 'mtype' => $row['mtype'],
            'action' => 'createmesh', 'links' => (object) $row['links'], 'msgid' => 56, 'msgArgs' => [$mesh],
            'msg' => "Device group undeleted: $mesh", 'domain' => $row['domain'],
        ] + array_intersect_key($row, ['desc' => 0]));
        unset($row['deleted']);
    }

    /** @param array<string, mixed> $node */
    private function connectivity(array $node, int $conn): void
    {
        $this->sockets->dispatch(['*', $node['meshid'], $node['_id']], [
            'action' => 'nodeconnect', 'meshid' => $node['meshid'], 'nodeid' => $node['_id'], 'domain' => $node['domain'],
            'conn' => $conn, 'pwr' => $conn, 'ct' => $this->state->milliseconds(), 'nolog' => 1, 'nopeers' => 1,
        ]);
    }
}
