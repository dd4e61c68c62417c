<?php

/**
 * The module mailcow through a service's life: the table that ModuleRun walks. Its steps stand in mailcow/, by subject.
 *
 * The server also holds domains that are no business of the service; after every life they must be as they were.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Life;
use WhmcsHost\Mailcow;

require_once __DIR__ . '/mailcow/Mailcow.php';

return [
    'server' => 'mailcow.php',
    'record' => ['accesshash' => Mailcow::KEY, 'password' => 'not-used-by-mailcow'],
    'options' => [1 => '10240', '10', '50', '', '', '1024', '', '', 'mail.example.org', ''],
    'arrange' => static function (Life $life): void {
        $life->product->merge([
            'settings' => ['rw_key' => Mailcow::KEY],
            'domain' => ['foreign.example' => ['description' => 'somebody else\'s']],
            'mailbox' => ['info@foreign.example' => ['quota' => 1073741824]],
            'admin' => ['foreign-admin' => ['password' => 'Foreign-Passw0rd']],
            'domain_admins' => [['username' => 'foreign-admin', 'domain' => 'foreign.example']],
            'da_acl' => ['foreign-admin' => []],
        ]);
    },
    'steps' => array_merge(
        require __DIR__ . '/mailcow/life.php',
        require __DIR__ . '/mailcow/figures.php',
        require __DIR__ . '/mailcow/end.php',
        require __DIR__ . '/mailcow/others.php',
        require __DIR__ . '/mailcow/lost.php',
        require __DIR__ . '/mailcow/orders.php',
    ),
    'pages' => (require __DIR__ . '/mailcow/pages.php'),
];
