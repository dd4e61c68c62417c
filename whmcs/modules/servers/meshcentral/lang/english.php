<?php

/**
 * Texts of the client area in English. %s stands for a value.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

return [
    'language_tag' => 'en',
    'decimal_point' => '.',
    'thousands_separator' => ',',
    'date_format' => 'Y-m-d H:i',
    'account' => 'Your user name in MeshCentral',
    'state_active' => 'Active',
    'state_suspended' => 'Suspended',
    'state_incomplete' => 'Incomplete',
    'state_absent' => 'Not set up',
    'state_unknown' => 'Unknown',
    'notice_suspended' => 'This service is suspended: your devices cannot be reached through it.',
    'notice_absent' => 'This service is not set up yet.',
    'notice_incomplete' => 'A part of this service is missing. Please contact support.',
    'notice_unknown' => 'The server cannot be asked at the moment. Please try again in a few minutes.',
    'notice_stale' => 'The server does not answer at the moment. These are the last known figures, from %s.',
    'not_now' => 'This is not possible at the moment. Please try again in a few minutes, or contact support.',
    'password_length' => 'The password must have %s to %s characters.',
    'log_in' => 'Log in to MeshCentral',
    'devices' => 'Devices',
    'of_them_online' => '%s online',
    'of' => '%s of %s',
    'unlimited' => 'unlimited',
    'over_limit' => 'There are more devices than your package includes. Please remove some, or choose a larger '
        . 'package.',
    'just_now' => 'just now',
    'minute_ago' => '1 minute ago',
    'minutes_ago' => '%s minutes ago',
    'hour_ago' => '1 hour ago',
    'hours_ago' => '%s hours ago',
    'day_ago' => '1 day ago',
    'days_ago' => '%s days ago',
    'no_devices' => 'No device yet. Install the agent on the computer that you want to reach.',
    'devices_unknown' => 'The list of devices cannot be shown at the moment.',
    'more_devices' => '%s more are not listed here. All of them are in MeshCentral.',
    'unnamed' => 'Device without a name',
    'online' => 'Online',
    'offline' => 'Offline',
    'last_seen' => 'last seen %s',
    'show_more' => 'Show more',
    'add_device' => 'Add a device',
    'platform_windows-x64' => 'Windows',
    'platform_windows-x86' => 'Windows, 32 bit',
    'platform_windows-arm64' => 'Windows on ARM',
    'platform_linux' => 'Linux, 64 bit',
    'platform_macos' => 'macOS',
    'certificate' => 'Your browser will warn of this server\'s certificate, which is not signed by a public authority.',
    'invitation' => 'Invitation',
    'invitation_intro' => 'Send this link to the person at the computer. Whoever has it can add devices.',
    'invitation_until' => 'Valid until',
    'linux' => 'On Linux, in a shell',
    'linux_intro' => 'Downloads the agent\'s installer and starts it as root.',
    'linux_uninstall' => 'Uninstall the agent there',
    'copy' => 'Copy',
    'open' => 'Open',
    'copied' => 'Copied',
];
