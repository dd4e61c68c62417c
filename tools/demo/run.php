<?php

/**
 * The demonstration: a WHMCS module through the life of a service, against the product's bundled test server.
 *
 * usage: php -d extension=provision -d provision.servers_file=FOLDER/servers.ini run.php PRODUCT FOLDER CERTIFICATES
 *   PRODUCT        mailcow, comet or meshcentral
 *   FOLDER         an empty one, made by tools/demo.sh
 *   CERTIFICATES   those of tools/mkca.sh
 * needs: the extension, Debian's php-illuminate-database and smarty4.   exit: 0 all as it must be, 1 something differs.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

// Illuminate and Smarty of Debian 12 are older than PHP 8.2; their deprecations are not the module's
error_reporting(E_ALL & ~E_DEPRECATED);

$root = dirname(__DIR__, 2);
spl_autoload_register(static function (string $class): void {
    if (str_starts_with($class, __NAMESPACE__ . '\\')) {
        require __DIR__ . '/' . substr($class, strlen(__NAMESPACE__) + 1) . '.php';
    }
});
require $root . '/tests/whmcs/host/autoload.php';
require $root . '/tests/server/mesh_client.inc';
require __DIR__ . '/whmcs.php';

const PRODUCTS = [
    'mailcow' => ['mailcow', 'mailcow', ProductServer::class, MailLife::class, MailWording::class],
    'comet' => ['cometbackup', 'Comet', ProductServer::class, BackupLife::class, BackupWording::class],
    'meshcentral' => ['meshcentral', 'MeshCentral', SocketServer::class, RemoteLife::class, RemoteWording::class],
];

[, $product, $folder, $certificates] = $argv;
[$module, $label, $servers, $life, $wording] = PRODUCTS[$product];
$server = new $servers("$root/tests/server/$product.php", $certificates);
// what an operator writes for a server with a certificate of his own authority
file_put_contents("$folder/servers.ini", "[localhost:{$server->port()}]\nca_file = $certificates/ca.pem\n");

$report = new Report(new $wording());
$checks = new Checks();
$report->title(sprintf(
    'provision %s on PHP %s: the WHMCS module "%s" through the life of a service',
    phpversion('provision'),
    PHP_VERSION,
    $module
));
$report->paragraph(
    "WHMCS is played by a stand-in in this one process, $label by the bundled test server over TLS. \"asked\" and"
    . ' "answered" are the extension\'s own record of each exchange, in which secrets stand as asterisks; every check'
    . " compares with the tables of $label's server or of WHMCS."
);
$billing = new Billing("$root/whmcs/modules/servers/$module", $folder);
try {
    $summary = (new $life($billing, $server, $report, $checks, "$folder/servers.ini"))->live();
} finally {
    $server->stop();
}
$report->line();
$report->title('What must be true');
$report->checks($checks->all());
$report->line();
$total = count($checks->all());
$report->line(sprintf('%s. %d of %d checks hold.', $summary, $total - $checks->failures(), $total));
exit($checks->failures() === 0 ? 0 : 1);
