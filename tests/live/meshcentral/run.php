<?php

/**
 * The live suite: the natives meshcentral_* against MeshCentral itself, with a real agent, on loopback. First the imitation
 * that the other tests use is held to the real server; then a service lives its life with each kind of credential.
 *
 * usage: php -n -d extension=/path/provision.so run.php [--server=DIR]
 *   --server   where install.sh installed MeshCentral; default: below ${PROVISION_CACHE:-/var/tmp/provision-cache},
 *              installed when it is not there
 * Without the extension only the imitation is judged.
 * needs: node 20 or newer and npm; openssl in PHP.
 * exit:  0 all passed, 1 otherwise, 2 usage, 77 skipped: the line before says why. The last line is 'N passed, N failed',
 *        with ', N skipped' where a part could not run.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

use WhmcsHost\Suite;

require __DIR__ . '/autoload.php';
require dirname(__DIR__, 2) . '/whmcs/host/Suite.php';

/** The folder with the real server; ends the suite when this machine cannot have it. */
function installed(string $folder): string
{
    if ($folder === '') {
        $folder = (getenv('PROVISION_CACHE') ?: '/var/tmp/provision-cache') . '/meshcentral';
        passthru(escapeshellarg(__DIR__ . '/install.sh') . ' ' . escapeshellarg($folder), $status);
        if ($status !== 0) {
            exit($status);
        }
    }
    return $folder;
}

if ($argc > 2 || ($argc === 2 && preg_match('/^--server=(.+)$/D', $argv[1], $option) !== 1)) {
    fwrite(STDERR, "usage: php -n -d extension=/path/provision.so run.php [--server=DIR]\n");
    exit(2);
}
$installed = installed($option[1] ?? '');
$workplace = new Workplace();
$suite = new Suite();
$server = new RealServer($installed, $workplace->folder('server'));
$workplace->atEnd($server->stop(...));
printf("MeshCentral %s on %s\n", $server->version, $server->url());

$suite->section('The imitation says what the real server says');
$conformance = new Conformance($suite, $server);
$conformance->compare();
$conformance->compareDevices($workplace->folder('first-agent'));
if (!extension_loaded('provision')) {
    $suite->skip('the natives', 'provision is not loaded');
    exit($suite->end());
}
foreach ((new Credentials($server))->all() as $number => [$title, $owner, $domain, $access]) {
    $suite->section("A service's life, by $title");
    (new Life($suite, $server, new Service($server, $number, $access), $number, $owner, $domain))->live();
}
$suite->section('What the customer sees');
$access = (new Credentials($server))->recommended();
(new Customer($suite, $server, new Service($server, 61, $access), $workplace->folder('agent')))->live();
exit($suite->end());
