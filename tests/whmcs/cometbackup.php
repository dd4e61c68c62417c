<?php

/**
 * The module cometbackup through a service's life: the table that ModuleRun walks. Its steps stand in cometbackup/, by
 * subject; a step named "fault N" shows that fault N of the published module (docs/upgrading-cometbackup.md) is gone.
 *
 * The server also holds an account that is no business of the service; after every life it must be as it was.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Comet;
use WhmcsHost\Life;

require_once __DIR__ . '/cometbackup/Comet.php';

return [
    'server' => 'comet.php',
    'record' => ['username' => Comet::ADMIN, 'password' => Comet::ADMIN_PASSWORD],
    'options' => [1 => 'POLICY-1', 2 => 'TEMPLATE-1', 5 => '3', 6 => '100', 7 => '50'],
    'arrange' => static function (Life $life): void {
        $life->product->merge(['users' => [
            'foreign' => ['password' => 'Foreign-Passw0rd', 'profile' => ['AccountName' => 'somebody else\'s']],
        ]]);
    },
    'steps' => array_merge(
        require __DIR__ . '/cometbackup/settings.php',
        require __DIR__ . '/cometbackup/life.php',
        require __DIR__ . '/cometbackup/figures.php',
        require __DIR__ . '/cometbackup/end.php',
        require __DIR__ . '/cometbackup/fields.php',
        require __DIR__ . '/cometbackup/others.php',
        require __DIR__ . '/cometbackup/lost.php',
    ),
    'pages' => (require __DIR__ . '/cometbackup/pages.php'),
    'web' => (require __DIR__ . '/cometbackup/web.php'),
];
