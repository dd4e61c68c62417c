<?php

/**
 * Texts of the client area in German. %s stands for a value.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

return [
    'decimal_point' => ',',
    'thousands_separator' => '.',
    'title' => 'E-Mail',
    'domain' => 'Domain',
    'administrator' => 'Administrator',
    'state' => 'Status',
    'state_active' => 'Aktiv',
    'state_suspended' => 'Gesperrt',
    'state_absent' => 'Nicht eingerichtet',
    'state_unknown' => 'Unbekannt',
    'notice_suspended' => 'Dieser Dienst ist gesperrt: Die Postfächer empfangen und senden keine Nachrichten.',
    'notice_absent' => 'Diese Domain ist auf dem Mailserver noch nicht eingerichtet.',
    'notice_unknown' => 'Der Mailserver kann im Moment nicht abgefragt werden. Bitte versuchen Sie es in '
        . 'einigen Minuten erneut.',
    'notice_stale' => 'Der Mailserver antwortet im Moment nicht. Dies ist der letzte bekannte Stand: %s.',
    'not_now' => 'Das ist im Moment nicht möglich. Bitte versuchen Sie es in einigen Minuten '
        . 'erneut oder wenden Sie sich an den Support.',
    'log_in' => 'Zur Mailverwaltung anmelden',
    'usage' => 'Nutzung',
    'storage' => 'Belegter Speicher',
    'assigned' => 'An Postfächer vergebener Speicher',
    'mailboxes' => 'Postfächer',
    'aliases' => 'Aliasse',
    'of' => '%s von %s',
    'just_now' => 'gerade eben',
    'minute_ago' => 'vor 1 Minute',
    'minutes_ago' => 'vor %s Minuten',
    'hour_ago' => 'vor 1 Stunde',
    'hours_ago' => 'vor %s Stunden',
    'day_ago' => 'vor 1 Tag',
    'days_ago' => 'vor %s Tagen',
    'dns_title' => 'DNS-Einträge',
    'dns_intro' => 'Tragen Sie diese Einträge dort ein, wo das DNS Ihrer Domain verwaltet wird, '
        . 'damit Nachrichten ankommen und Ihre Absender als echt gelten.',
    'dns_name' => 'Name',
    'dns_priority' => 'Priorität',
    'dns_value' => 'Wert',
    'copy' => 'Kopieren',
    'copied' => 'Kopiert',
    'purpose_mx' => 'Eingehende Nachrichten',
    'purpose_spf' => 'Erlaubte Absender (SPF)',
    'purpose_dkim' => 'Signatur (DKIM)',
    'purpose_setup' => 'Einrichtung von Mailprogrammen',
    'purpose_dmarc' => 'Richtlinie (DMARC)',
];
