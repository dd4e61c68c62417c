<?php

/**
 * Runs the WHMCS modules in a stand-in for WHMCS (host/) against the products' test servers (tests/server), over TLS.
 *
 * usage: [PROVISION_EXTENSION=/path/provision.so] php tests/whmcs/run.php
 * First the stand-in itself is proven: it must refuse the modules of broken/cases.php. Then each module, by its table
 * (mailcow.php …), is inspected, called with nothing, called without the extension, taken through a service's life, and
 * its pages are shown to a browser with hostile text in them.
 * needs: the extension, loaded or named by PROVISION_EXTENSION; openssl; Debian's php-curl, php-intl, php-mbstring,
 *        php-sqlite3, php-illuminate-database, smarty4; for what happens in a browser chromium and chromium-driver
 *        (without them those parts are skipped).
 * exit:  0 all passed, 1 otherwise. The last line is 'N passed, N failed', with ', N skipped' where a part could not
 *        run.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

// libraries of the distribution may be older than its PHP
error_reporting(E_ALL & ~E_DEPRECATED);
require __DIR__ . '/host/autoload.php';

$missing = array_filter(
    ['curl', 'intl', 'mbstring', 'openssl', 'pdo_sqlite', 'tokenizer'],
    static fn ($x) => !extension_loaded($x)
);
if ($missing !== []) {
    fwrite(STDERR, 'run.php: this PHP lacks ' . implode(', ', $missing) . "\n");
    exit(1);
}
$workshop = new Workshop();
$suite = new Suite();

$suite->section('The stand-in refuses what breaks WHMCS\'s contract');
$proof = new Host($workshop->folder('proof'), $workshop->phpWithout());
$logo = dirname(__DIR__, 2) . '/whmcs/modules/servers/mailcow/logo.png';
(new Cases($proof, $workshop->path('broken'), $logo))->run(require __DIR__ . '/broken/cases.php', $suite);
$suite->equal(
    'natives that WHMCS would call are told',
    ['mailcow_renew', 'MAILCOW_MetaData'],
    Contract::answering(['mailcow_renew', 'mailcow_create', 'mailcow_list_accounts', 'MAILCOW_MetaData'], 'mailcow')
);

foreach (['mailcow', 'cometbackup', 'meshcentral'] as $name) {
    (new ModuleRun($workshop, $suite, require __DIR__ . "/$name.php"))->run($name);
}
exit($suite->end());
