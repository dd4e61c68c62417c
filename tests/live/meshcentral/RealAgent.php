<?php

/**
 * A real MeshCentral agent for this machine, downloaded from the server under test, in a folder of its own. It runs as
 * whoever runs the suite, and the server may command it: both are ours, on loopback, and end with the suite. Nothing is
 * installed. Its identity stands in the folder: started again, it is the same device.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

final class RealAgent
{
    /** The server's numbers of its Linux agents, by machine. */
    private const KINDS = ['x86_64' => 6, 'aarch64' => 26];

    private ?Program $program = null;

    /** @param string $group the group's id, whole */
    public function __construct(private readonly RealServer $server, private readonly string $folder, string $group)
    {
        $kind = self::KINDS[php_uname('m')] ?? throw new \RuntimeException('the server has no agent for ' . php_uname('m'));
        $part = rawurlencode(explode('/', $group, 3)[2]);
        $this->download("/meshagents?id=$kind", 'meshagent');
        $this->download("/meshsettings?id=$part", 'meshagent.msh');
        chmod("$folder/meshagent", 0755);
    }

    public static function isToBeHad(): bool
    {
        return isset(self::KINDS[php_uname('m')]);
    }

    public function start(): void
    {
        $this->program = new Program(["$this->folder/meshagent", 'run'], $this->folder, "$this->folder/agent.log");
    }

    public function stop(): void
    {
        $this->program?->stop();
        $this->program = null;
    }

    public function output(): string
    {
        return $this->program?->output() ?? '';
    }

    private function download(string $path, string $file): void
    {
        $page = $this->server->get($this->server->url() . $path);
        if ($page['status'] !== 200 || $page['body'] === '') {
            throw new \RuntimeException("the server does not give $path: $page[status]");
        }
        file_put_contents("$this->folder/$file", $page['body']);
    }
}
