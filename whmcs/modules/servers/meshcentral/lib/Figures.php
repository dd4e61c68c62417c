<?php

/**
 * One service as MeshCentral sees it now, or, when MeshCentral does not answer, as it was when it last did.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class Figures
{
    /** Of what is kept: a module that keeps it in another form counts on, and takes the old for nothing. */
    private const VERSION = 1;
    /** How many devices are kept for later: the most that the property has room for. */
    private const KEPT_DEVICES = [Devices::SHOWN, 100, 30, 0];

    /**
     * @param array $status as meshcentral_status gives it; empty when nothing is known
     * @param ?array $devices those that pages show; null when they are not known
     * @param array $links ways to add a device, as AgentLinks keeps them; empty when there are none
     * @param int $time when they were read, Unix seconds
     * @param string $failure why they are not of now; empty when they are
     */
    private function __construct(
        public readonly array $status,
        public readonly ?array $devices,
        public readonly array $links,
        public readonly int $time,
        public readonly string $failure
    ) {
    }

    /** @param bool $withLinks the page shows how a device is added: at times one more question to the server */
    public static function read(array $params, bool $withLinks): self
    {
        $page = new PageTime();
        $kept = self::kept($params);
        $links = (array) ($kept['links'] ?? []);
        $status = $page->ask('meshcentral_status', $params);
        if (!$status->succeeded()) {
            // A clear "not yours" or "not there" outdates what was kept; silence does not.
            return $status->isVerdict()
                ? new self([], null, [], 0, $status->message)
                : self::ofKept($kept, $links, $status->message);
        }
        $isThere = $status->data['state'] !== 'absent';
        $devices = $isThere ? Devices::read($page, $params) : null;
        if ($withLinks && $status->data['state'] === 'active' && $status->data['missing'] === []) {
            $links = AgentLinks::read($page, $params, $status->data['mesh_id'], $links);
        }
        $now = new self($status->data, $devices, $isThere ? $links : [], time(), '');
        $now->keep($params);
        return $now;
    }

    /** A command has changed the state: what is kept must not go on showing ways in, or the lack of them. */
    public static function settle(array $params, array $data): void
    {
        $kept = self::kept($params);
        if (isset($data['state'], $kept['status']['state'])) {
            $kept['status']['state'] = $data['state'];
            KeptFigures::keep($params, $kept);
        }
    }

    public function isCurrent(): bool
    {
        return $this->failure === '';
    }

    private static function kept(array $params): array
    {
        $kept = KeptFigures::last($params);
        return ($kept['version'] ?? 0) === self::VERSION ? $kept : [];
    }

    private static function ofKept(array $kept, array $links, string $failure): self
    {
        $devices = isset($kept['devices']) ? array_filter((array) $kept['devices'], 'is_array') : null;
        return new self((array) ($kept['status'] ?? []), $devices, $links, (int) ($kept['time'] ?? 0), $failure);
    }

    private function keep(array $params): void
    {
        foreach (self::KEPT_DEVICES as $rows) {
            $devices = $this->devices === null ? null : array_slice($this->devices, 0, $rows);
            $figures = ['version' => self::VERSION, 'time' => $this->time, 'status' => $this->status];
            if (KeptFigures::keep($params, $figures + ['devices' => $devices, 'links' => $this->links])) {
                return;
            }
        }
    }
}
