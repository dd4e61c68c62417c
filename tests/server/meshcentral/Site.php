<?php

/**
 * What all control sockets share: the state, who else is connected, the log and the faults; and which class has the
 * command of which action.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class Site
{
    private const COMMANDS = [
        UserCommands::class => ['users', 'adduser', 'edituser', 'deleteuser', 'changeuserpass'],
        GroupCommands::class => [
            'meshes', 'createmesh', 'editmesh', 'deletemesh', 'addmeshuser', 'removemeshuser', 'createInviteLink',
        ],
        DeviceCommands::class => [
            'nodes', 'lastconnects', 'changedevice', 'changeDeviceMesh', 'removedevices', 'uninstallagent',
        ],
        TokenCommands::class => [
            'ping', 'pong', 'close', 'logincookie', 'loginTokens', 'createLoginToken', 'events', 'wssessioncount',
            'serverconsole',
        ],
    ];

    public readonly Sockets $sockets;
    public readonly MessageLog $log;
    public readonly MessageFaultPlan $faults;

    public function __construct(public readonly State $state)
    {
        $this->sockets = new Sockets($state);
        $this->log = new MessageLog();
        $this->faults = new MessageFaultPlan();
    }

    /** @param array<string, mixed> $command */
    public function run(ControlSocket $socket, array $command): void
    {
        foreach (self::COMMANDS as $class => $actions) {
            if (in_array($command['action'], $actions, true)) {
                (new $class($this->state, $this->sockets, $socket, $command))->{$command['action']}();
            }
        }
    }
}
