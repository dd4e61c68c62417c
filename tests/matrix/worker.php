<?php

/**
 * worker.php: one worker of the matrix, started by run.php. Reads a cell a line from its standard input, plays it against a
 * test server of its own, and writes its verdict as one line. Ends when its input does.
 *
 * usage: php ... worker.php PRODUCT          needs: the extension, loaded by who starts it
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

require __DIR__ . '/autoload.php';

$product = require __DIR__ . "/$argv[1].php";
$trial = new Trial($product, new Servers($product));
while (($line = fgets(STDIN)) !== false) {
    echo $trial->play(Cell::from(json_decode($line, true, 8, JSON_THROW_ON_ERROR)))->line();
}
