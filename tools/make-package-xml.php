<?php

/**
 * make-package-xml.php: writes the list of files into package.xml; nothing else of it is touched.
 *
 * usage: php tools/make-package-xml.php
 * needs: git. To be run whenever a file that ships comes or goes; tools/check-package.php says when it was forgotten.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

require __DIR__ . '/package-contents.php';

$root = dirname(__DIR__);
$xml = package_xml_with((string) file_get_contents("$root/package.xml"), package_contents($root));
if ($xml === null || file_put_contents("$root/package.xml", $xml) === false) {
    fwrite(STDERR, "make-package-xml: package.xml has no <contents>, or cannot be written\n");
    exit(1);
}
