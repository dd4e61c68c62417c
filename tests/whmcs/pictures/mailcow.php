<?php

/**
 * Pictures of the mailcow module's pages.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

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

return static function (Life $life, Browser $browser, string $target) use ($fill): void {
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
};
