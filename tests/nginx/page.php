<?php

/**
 * The page that the PHP-FPM worker of run.sh serves: one call of a native, and which process made it.
 *
 * Reads the call's parameters from the JSON file that the server's PARAMS variable names.
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

$params = json_decode((string) file_get_contents($_SERVER['PARAMS']), true, 16, JSON_THROW_ON_ERROR);
header('Content-Type: application/json');
echo json_encode(['pid' => getmypid(), 'version' => mailcow_test_connection($params)['version']], JSON_THROW_ON_ERROR);
