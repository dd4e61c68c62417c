<?php

/**
 * The module's pages in a browser, with hostile text in all that mailcow says.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Frame;
use WhmcsHost\HostilePages;
use WhmcsHost\Life;
use WhmcsHost\State;

return static function (Life $life, HostilePages $pages): void {
    $life->order('pages.example');
    $life->call(['call' => 'CreateAccount']);
    $area = ['call' => 'ClientArea', 'area' => 'client'];
    $page = $life->call($area)->page;
    $records = json_decode($life->stored()['fields']['mailcow_last_figures'], true)['dns'];
    $shown = array_merge(
        ...array_map(static fn (array $record): array => [$record['name'], $record['value']], $records)
    );
    $pages->copies('mailcow', $page, $shown);

    $life->product->merge([
        'dkim' => ['pages.example' => ['pubkey' => HostilePages::TEXT]],
        'domain_admins' => [['username' => HostilePages::TEXT, 'domain' => 'pages.example']],
    ]);
    $page = $life->call($area)->page;
    $pages->isHarmless('client area with a hostile DKIM key', Frame::client($page));
    $fields = $life->call(['call' => 'AdminServicesTabFields'])->result;
    $pages->isHarmless('service page of staff with a hostile administrator', Frame::staff($fields, []));

    $figures = json_decode($life->stored()['fields']['mailcow_last_figures'], true);
    array_walk_recursive($figures, static function (mixed &$leaf): void {
        $leaf = is_string($leaf) ? HostilePages::TEXT : $leaf;
    });
    State::setField($life->productId, $life->service, 'mailcow_last_figures', json_encode($figures));
    $dead = ['changes' => ['serverport' => '9', 'username' => HostilePages::TEXT]];
    $pages->isHarmless('client area with hostile last figures', Frame::client($life->call($area + $dead)->page));
    $fields = $life->call(['call' => 'AdminServicesTabFields'] + $dead)->result;
    $pages->isHarmless('service page of staff with hostile last figures', Frame::staff($fields, []));
};
