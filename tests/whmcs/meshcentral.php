<?php

/**
 * The module meshcentral through a service's life: the table that ModuleRun walks. Its steps stand in meshcentral/, by
 * subject. Two ways of entering a server are taken through the same life: a login token in the server's record, and
 * address and login key in the product with a record that is blank.
 *
 * The server also holds accounts, groups and devices that are no business of any service; they must stay as they are.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Mesh;

require_once __DIR__ . '/meshcentral/Mesh.php';

$life = require __DIR__ . '/meshcentral/life.php';

return [
    'server' => 'meshcentral.php',
    'record' => ['username' => Mesh::TOKEN_USER, 'password' => Mesh::TOKEN_PASSWORD, 'accesshash' => Mesh::LOGIN_KEY],
    'options' => [3 => 'full', 10 => '3'],
    'arrange' => Mesh::arrange(...),
    'steps' => array_merge(
        require __DIR__ . '/meshcentral/connection.php',
        $life(Mesh::RECORD),
        $life(Mesh::PRODUCT),
        require __DIR__ . '/meshcentral/options.php',
        require __DIR__ . '/meshcentral/login.php',
        require __DIR__ . '/meshcentral/staff.php',
        require __DIR__ . '/meshcentral/servers.php',
        require __DIR__ . '/meshcentral/area.php',
        require __DIR__ . '/meshcentral/others.php',
        require __DIR__ . '/meshcentral/lost.php',
    ),
    'pages' => (require __DIR__ . '/meshcentral/pages.php'),
    'web' => (require __DIR__ . '/meshcentral/web.php'),
];
