<?php

/**
 * Pictures of the Comet Backup module's pages.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

use WHMCS\Module\Server\Cometbackup\SignOnPage;

/** An office with three computers, two weeks of backups behind it. */
$office = static function (Life $life): void {
    $username = $life->stored()['username'];
    $now = time();
    $gb = Comet::GB;
    $computers = [
        'DEVICE-1' => ['Reception', 'windows', 'Windows 11 Pro', 'Documents', 84 * $gb],
        'DEVICE-2' => ['File server', 'linux', 'Debian GNU/Linux 12', 'Shared folders', 214 * $gb],
        'DEVICE-3' => ['MacBook of Anna', 'darwin', 'macOS 15', 'Pictures', 61 * $gb],
    ];
    $number = 0;
    foreach ($computers as $device => [$name, $system, $distribution, $item, $size]) {
        $jobs = [];
        foreach (range(0, 12) as $day) {
            $start = $now - 86400 * $day - 3600 * (5 + 3 * $number);
            $states = [0 => 5000, 3 => 7001, 6 => $number === 2 ? 7002 : 5000, 9 => $number === 1 ? 7004 : 5000];
            $jobs[] = [
                'Status' => $states[$day] ?? 5000,
                'StartTime' => $start,
                'EndTime' => $start + 421 + 97 * $day + 1300 * $number,
                'TotalSize' => $size - $day * 104857600,
                'UploadSize' => 268435456 + 77000000 * (($day * 7 + $number) % 9),
            ];
        }
        if ($number === 1) {
            $jobs[] = ['Status' => 6001, 'StartTime' => $now - 1500, 'EndTime' => 0, 'TotalSize' => 0, 'UploadSize' => 0];
        }
        $source = 'SOURCE-' . ++$number;
        $life->product->control('POST', 'agent', [
            'user' => $username, 'device' => $device, 'name' => $name, 'os' => $system, 'stored' => 187 * $gb,
            'sources' => [$source => ['description' => $item, 'size' => $size]],
            'jobs' => array_map(static fn (array $job): array => $job + ['SourceGUID' => $source], $jobs),
        ]);
        $life->product->merge(['users' => [$username => ['profile' => ['Devices' => [
            $device => ['PlatformVersion' => ['Distribution' => $distribution]],
        ]]]]]);
    }
};

return static function (Life $life, Browser $browser, string $target) use ($office): void {
    $area = static fn (array $more = []): string => $life->call(['call' => 'ClientArea', 'area' => 'client'] + $more)->page;
    $package = ['configoption5' => '5', 'configoption6' => '400', 'configoption7' => '200'];

    $life->order('');
    $life->call(['call' => 'CreateAccount', 'changes' => $package]);
    $office($life);
    $browser->picture(Frame::client($area()), "$target/comet-client-area.png", 1200, 1990);
    $browser->picture(Frame::client($area(), 'six'), "$target/comet-client-area-six.png", 1200, 1990);
    $browser->picture(Frame::client($area()), "$target/comet-client-area-phone.png", 480, 1400);
    $fields = $life->call(['call' => 'AdminServicesTabFields'])->result;
    $buttons = $life->call(['call' => 'AdminCustomButtonArray', 'arguments' => 'none'])->result;
    $browser->picture(Frame::staff($fields, $buttons), "$target/comet-service-page.png", 1200, 780);

    $kept = json_decode($life->stored()['fields']['comet_last_figures'], true);
    $kept['time'] -= 3 * 3600;
    State::setField($life->productId, $life->service, 'comet_last_figures', json_encode($kept));
    $stale = $area(['changes' => ['serverport' => '9']]);
    $browser->picture(Frame::client($stale), "$target/comet-client-area-stale.png", 1200, 900);

    $life->call(['call' => 'SuspendAccount']);
    $browser->picture(Frame::client($area()), "$target/comet-client-area-suspended.png", 1200, 900);

    define('WHMCS', true);
    foreach (['Html', 'Language', 'SignOnPage'] as $class) {
        require_once dirname(__DIR__, 3) . "/whmcs/modules/servers/cometbackup/lib/$class.php";
    }
    $browser->picture(SignOnPage::html([
        'url' => 'https://backup.example.com/',
        'username' => 'anna',
        'session_key' => '',
        'message' => '',
        'expires_in' => 1,
        'back' => 'https://whmcs.example.com/', 'language' => 'english',
    ]), "$target/comet-sign-on.png", 1000, 420);
};
