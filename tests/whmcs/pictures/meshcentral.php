<?php

/**
 * Pictures of the MeshCentral module's pages.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

/** An office with six computers. */
$office = static function (Life $life): void {
    $computers = [
        'Reception' => ['Microsoft Windows 11 Pro - 24H2/26100', true], 'Workshop' => ['Microsoft Windows 10 Pro - 22H2/19045', true],
        'File server' => ['Debian GNU/Linux 12 (bookworm)', true], 'Laptop of Anna' => ['macOS 15.1', false],
        'Till' => ['Microsoft Windows 10 IoT Enterprise', false], 'Backup' => ['Ubuntu 24.04.1 LTS', true],
    ];
    $group = $life->stored()['fields']['mesh_id'];
    foreach ($computers as $name => [$system, $online]) {
        $times = $online ? [] : ['lastconnect' => (time() - 90000 - 3600 * strlen($name)) * 1000];
        Mesh::addDevice($life, "$life->service-" . md5($name), $group, $name, $online, ['osdesc' => $system] + $times);
    }
};

return static function (Life $life, Browser $browser, string $target) use ($office): void {
    $area = static fn (array $more = []): string => $life->call(['call' => 'ClientArea', 'area' => 'client'] + $more)->page;
    $address = ['configoption12' => 'https://mesh.example.com'];
    $package = ['changes' => ['configoption10' => '10'] + $address];
    $life->product->merge(['settings' => ['trusted_certificate' => true]]);
    Mesh::enter($life, Mesh::RECORD);
    $life->order('');
    $life->call(['call' => 'CreateAccount']);
    $office($life);
    $browser->picture(Frame::client($area($package)), "$target/meshcentral-client-area.png", 1200, 1220);
    $browser->picture(Frame::client($area($package), 'six'), "$target/meshcentral-client-area-six.png", 1200, 1200);
    $browser->picture(Frame::client($area($package)), "$target/meshcentral-client-area-phone.png", 480, 1470);
    $browser->picture(Frame::client($area(['changes' => $address])), "$target/meshcentral-client-area-over.png", 1200, 1290);
    $fields = $life->call(['call' => 'AdminServicesTabFields'] + $package)->result;
    $buttons = $life->call(['call' => 'AdminCustomButtonArray', 'arguments' => 'none'])->result;
    $browser->picture(Frame::staff($fields, $buttons), "$target/meshcentral-service-page.png", 1200, 860);

    $kept = Mesh::kept($life);
    $kept['time'] -= 3 * 3600;
    State::setField($life->productId, $life->service, Mesh::FIGURES, json_encode($kept));
    $stale = $area(['changes' => ['serverport' => '9', 'configoption10' => '10'] + $address]);
    $browser->picture(Frame::client($stale), "$target/meshcentral-client-area-stale.png", 1200, 1280);

    $life->call(['call' => 'SuspendAccount']);
    $browser->picture(Frame::client($area($package)), "$target/meshcentral-client-area-suspended.png", 1200, 880);
};
