<?php

/**
 * The module's pages with hostile names in them: devices, Protected Items, vaults, account, policy group, and figures
 * that were kept from such a day.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

use WhmcsHost\Comet;
use WhmcsHost\Frame;
use WhmcsHost\HostilePages;
use WhmcsHost\Life;
use WhmcsHost\State;

return static function (Life $life, HostilePages $pages): void {
    $text = HostilePages::TEXT;
    $life->order('');
    $life->call(['call' => 'CreateAccount']);
    $username = $life->stored()['username'];
    $life->product->control('POST', 'agent', [
        'user' => $username, 'name' => $text, 'os' => $text, 'sources' => ['SOURCE-1' => ['description' => $text]],
        'jobs' => [['Status' => 5000]],
    ]);
    $profile = Comet::own($life);
    $vault = array_key_first($profile['Destinations']);
    $life->product->merge([
        'policies' => [$text => ['Description' => $text]],
        'users' => [$username => ['profile' => [
            'AccountName' => "$profile[AccountName] $text",
            'PolicyID' => $text,
            'Devices' => ['DEVICE-1' => ['ClientVersion' => $text, 'PlatformVersion' => ['Distribution' => $text]]],
            'Destinations' => [$vault => ['Description' => $text]],
        ]]],
    ]);
    $area = ['call' => 'ClientArea', 'area' => 'client'];
    $pages->isHarmless('client area with hostile names', Frame::client($life->call($area)->page));
    $fields = $life->call(['call' => 'AdminServicesTabFields'])->result;
    $pages->isHarmless('service page of staff with hostile names', Frame::staff($fields, []));
    foreach (['PolicyGroups', 'StorageProviders'] as $list) {
        $choices = $life->call(['call' => $list])->result;
        $pages->runsNothing("the list $list with hostile names", Frame::settings($choices));
    }
    $life->product->merge(['policies' => [$text => null]]);

    $figures = json_decode($life->stored()['fields']['comet_last_figures'], true);
    array_walk_recursive($figures, static function (mixed &$leaf) use ($text): void {
        $leaf = is_string($leaf) ? $text : $leaf;
    });
    State::setField($life->productId, $life->service, 'comet_last_figures', json_encode($figures));
    $dead = ['changes' => ['serverport' => '9']];
    $pages->isHarmless('client area with hostile last figures', Frame::client($life->call($area + $dead)->page));
    $named = ['changes' => ['username' => $text]];
    $pages->isHarmless('client area with a hostile name', Frame::client($life->call($area + $named)->page));
    $fields = $life->call(['call' => 'AdminServicesTabFields'] + $dead)->result;
    $pages->isHarmless('service page of staff with hostile last figures', Frame::staff($fields, []));
};
