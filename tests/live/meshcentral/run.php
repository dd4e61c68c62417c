<?php

/**
 * The live suite: the natives meshcentral_* and the WHMCS module meshcentral against MeshCentral itself, with a real agent,
 * on loopback. First the imitation that the other tests use is held to the real server; then a service lives its life with
 * each kind of credential, and by the module in WHMCS's stand-in, with a real browser.
 *
 * usage: PROVISION_EXTENSION=/path/provision.so php -d extension=/path/provision.so run.php [--server=DIR]
 *   --server   where install.sh installed MeshCentral; default: below ${PROVISION_CACHE:-/var/tmp/provision-cache},
 *              installed when it is not there
 * Without the extension only the imitation is judged. The module runs in PHP processes of its own, which load what
 * PROVISION_EXTENSION names; without it, or under php -n, the module is skipped.
 * needs: node 20 or newer and npm; openssl in PHP; for the module what tests/whmcs/run.php needs.
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

/** Ends the suite when php.ini has loaded another copy of the extension than the one that is to be judged. */
function refuseAnotherCopy(): void
{
    $file = realpath((string) getenv('PROVISION_EXTENSION'));
    if (extension_loaded('provision') && $file !== false && !str_contains((string) file_get_contents('/proc/self/maps'), $file)) {
        fwrite(STDERR, "run.php: the extension that is loaded is not $file\n");
        exit(1);
    }
}

if ($argc > 2 || ($argc === 2 && preg_match('/^--server=(.+)$/D', $argv[1], $option) !== 1)) {
    fwrite(STDERR, "usage: PROVISION_EXTENSION=/path/provision.so php -d extension=/path/provision.so run.php [--server=DIR]\n");
    exit(2);
}
refuseAnotherCopy();
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
$credentials = new Credentials($server);
foreach ($credentials->all() as $number => [$title, $owner, $domain, $access]) {
    $suite->section("A service's life, by $title");
    (new Life($suite, $server, new Service($server, $number, $access), $number, $owner, $domain))->live();
}
$suite->section('What the customer sees');
(new Customer($suite, $server, new Service($server, 61, $credentials->recommended()), $workplace->folder('agent')))->live();
$lacking = StandIn::lacks();
if ($lacking !== []) {
    $suite->section('The WHMCS module');
    $suite->skip('the WHMCS module', 'this machine lacks ' . implode(', ', $lacking));
    exit($suite->end());
}
$standIn = new StandIn($server);
foreach ($credentials->inWhmcs() as $name => [$title, $record, $settings]) {
    $suite->section("The WHMCS module, by $title");
    $order = new Order($suite, $standIn, $record, $settings, $credentials->secrets());
    (new ModuleLife($suite, $server, $standIn, $order, $workplace->folder("agent-$name")))->live();
}
exit($suite->end());
