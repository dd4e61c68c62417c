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
    'decimal_point' => '.',
    'thousands_separator' => ',',
    'title' => 'E-mail',
    'domain' => 'Domain',
    'administrator' => 'Administrator',
    'state' => 'Status',
    'state_active' => 'Active',
    'state_suspended' => 'Suspended',
    'state_absent' => 'Not set up',
    'state_unknown' => 'Unknown',
    'notice_suspended' => 'This service is suspended: its mailboxes neither receive nor send mail.',
    'notice_absent' => 'This domain is not set up on the mail server yet.',
    'notice_unknown' => 'The mail server cannot be asked at the moment. Please try again in a few minutes.',
    'notice_stale' => 'The mail server does not answer at the moment. These are the last known figures, from %s.',
    'not_now' => 'This is not possible at the moment. Please try again in a few minutes, or contact support.',
    'log_in' => 'Log in to mail administration',
    'usage' => 'Usage',
    'storage' => 'Storage used',
    'assigned' => 'Storage given to mailboxes',
    'mailboxes' => 'Mailboxes',
    'aliases' => 'Aliases',
    'of' => '%s of %s',
    'just_now' => 'just now',
    'minute_ago' => '1 minute ago',
    'minutes_ago' => '%s minutes ago',
    'hour_ago' => '1 hour ago',
    'hours_ago' => '%s hours ago',
    'day_ago' => '1 day ago',
    'days_ago' => '%s days ago',
    'dns_title' => 'DNS records',
    'dns_intro' => 'Add these records where your domain\'s DNS is managed, so that mail reaches you '
        . 'and your messages are trusted.',
    'dns_name' => 'Name',
    'dns_priority' => 'priority',
    'dns_value' => 'Value',
    'copy' => 'Copy',
    'copied' => 'Copied',
    'purpose_mx' => 'Incoming mail',
    'purpose_spf' => 'Allowed senders (SPF)',
    'purpose_dkim' => 'Signature (DKIM)',
    'purpose_setup' => 'Set-up of mail programs',
    'purpose_dmarc' => 'Policy (DMARC)',
];
