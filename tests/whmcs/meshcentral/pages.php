<?php

/**
 * The module's pages with hostile names in them: devices and their systems, the group, the account's name, and figures
 * that were kept from such a day; and what the copy buttons copy.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Frame;
use WhmcsHost\HostilePages;
use WhmcsHost\Life;
use WhmcsHost\Mesh;
use WhmcsHost\State;

/** Longer names of devices are cut. */
const MESH_NAME = 120;

return static function (Life $life, HostilePages $pages): void {
    $text = HostilePages::TEXT;
    $area = ['call' => 'ClientArea', 'area' => 'client'];
    Mesh::enter($life, Mesh::RECORD);
    $life->order('');
    $life->call(['call' => 'CreateAccount']);
    $group = $life->stored()['fields']['mesh_id'];
    Mesh::addDevice($life, 'hostile', $group, $text, true, ['osdesc' => $text]);

    $page = $life->call($area)->page;
    $links = Mesh::kept($life);
    $shown = [];
    array_walk_recursive($links, static function (mixed $leaf, int|string $name) use (&$shown): void {
        if (in_array($name, ['invite_url', 'linux_command', 'linux_uninstall_command'], true)) {
            $shown[$name] = $leaf;
        }
    });
    $pages->copies('meshcentral', $page, array_values($shown));
    $pages->isHarmless('client area with hostile devices', Frame::client($page), MESH_NAME);

    $life->product->merge(['meshes' => [$group => ['name' => $text, 'desc' => "whmcs:$life->service $text"]]]);
    $fields = $life->call(['call' => 'AdminServicesTabFields'])->result;
    $pages->isHarmless('service page of staff with a hostile group', Frame::staff($fields, []));
    $pages->isHarmless('client area with a hostile group', Frame::client($life->call($area)->page), MESH_NAME);
    $link = $life->call(['call' => 'AdminLink', 'changes' => ['serverhostname' => $text]])->result;
    $pages->runsNothing('the link to a server with a hostile host name', Frame::staff(['Server' => $link], []));

    $kept = $figures = Mesh::kept($life);
    array_walk_recursive($figures, static function (mixed &$leaf) use ($text): void {
        $leaf = is_string($leaf) ? $text : $leaf;
    });
    State::setField($life->productId, $life->service, Mesh::FIGURES, json_encode($figures));
    $dead = ['changes' => ['serverport' => '9']];
    $pages->isHarmless('client area with hostile last figures', Frame::client($life->call($area + $dead)->page));
    $fields = $life->call(['call' => 'AdminServicesTabFields'] + $dead)->result;
    $pages->isHarmless('service page of staff with hostile last figures', Frame::staff($fields, []));
    $named = ['changes' => ['username' => $text, 'serverport' => '9']];
    $pages->isHarmless('client area with a hostile name', Frame::client($life->call($area + $named)->page));
    foreach (['javascript:alert(1)', 'data:text/html,x', '//elsewhere.example/x', 'ftp://x/'] as $url) {
        $bad = $kept;
        array_walk_recursive($bad, static function (mixed &$leaf, int|string $name) use ($url): void {
            $leaf = in_array($name, ['url', 'invite_url'], true) ? $url : $leaf;
        });
        State::setField($life->productId, $life->service, Mesh::FIGURES, json_encode($bad));
        $pages->leadsNowhere("client area with kept links to $url", $life->call($area + $dead)->page, $url);
    }
};
