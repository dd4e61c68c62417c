<?php

/**
 * Takes pictures of the mailcow module's pages, as they come from the module and the mailcow test server.
 *
 * usage: [PROVISION_EXTENSION=/path/provision.so] php tests/whmcs/screenshot.php [FOLDER]
 * FOLDER is docs/images unless given.
 * needs: what run.php needs; chromium, libjs-bootstrap4, libjs-bootstrap, fonts-lato.      exit: 0, 1.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

// libraries of the distribution may be older than its PHP
error_reporting(E_ALL & ~E_DEPRECATED);
require __DIR__ . '/host/autoload.php';

$target = $argv[1] ?? dirname(__DIR__, 2) . '/docs/images';
$workshop = new Workshop();
$browser = Browser::find($workshop->folder('browser'));
if ($browser === null || !(is_dir($target) || mkdir($target, 0777, true))) {
    fwrite(STDERR, "screenshot: needs chromium and a folder to write into\n");
    exit(1);
}
$life = (new ModuleRun($workshop, new Suite(), require __DIR__ . '/mailcow.php'))->life('mailcow');

/** A domain with some life in it: mailboxes with mail, aliases. */
$fill = static function (Life $life, string $domain, int $mailboxes, int $bytes, int $aliases): void {
    $boxes = array_map(static fn (int $n): string => "box$n@$domain", range(1, $mailboxes));
    $life->product->merge([
        'mailbox' => array_fill_keys($boxes, ['quota' => 1073741824]),
        'quota2' => array_fill_keys($boxes, ['bytes' => intdiv($bytes, $mailboxes), 'messages' => 2400]),
        'alias' => array_map(
            static fn (int $n): array => ['address' => "alias$n@$domain", 'goto' => $boxes[0], 'domain' => $domain],
            range(1, $aliases)
        ),
    ]);
};
$area = static fn (array $more = []): string => $life->call(['call' => 'ClientArea', 'area' => 'client'] + $more)->page;

$life->order('example.com');
$life->call(['call' => 'CreateAccount']);
$fill($life, 'example.com', 4, 3435973837, 12);
$browser->picture(Frame::client($area()), "$target/mailcow-client-area.png", 1200, 1330);
$browser->picture(Frame::client($area(), 'six'), "$target/mailcow-client-area-six.png", 1200, 1000);
$browser->picture(Frame::client($area()), "$target/mailcow-client-area-phone.png", 480, 1010);
$fields = $life->call(['call' => 'AdminServicesTabFields'])->result;
$buttons = $life->call(['call' => 'AdminCustomButtonArray', 'arguments' => 'none'])->result;
$browser->picture(Frame::staff($fields, $buttons), "$target/mailcow-service-page.png", 1200, 690);

$kept = json_decode($life->stored()['fields']['mailcow_last_figures'], true);
$kept['time'] -= 3 * 3600;
State::setField($life->productId, $life->service, 'mailcow_last_figures', json_encode($kept));
$browser->picture(
    Frame::client($area(['changes' => ['serverport' => '9']])),
    "$target/mailcow-client-area-stale.png",
    1200,
    690
);

$life->order('example.net');
$life->call(['call' => 'CreateAccount']);
$fill($life, 'example.net', 9, 10500000000, 34);
$life->call(['call' => 'SuspendAccount']);
$browser->picture(Frame::client($area()), "$target/mailcow-client-area-suspended.png", 1200, 690);
foreach (glob("$target/mailcow-*.png") ?: [] as $file) {
    echo $file, "\n";
}
