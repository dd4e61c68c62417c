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
    'language_tag' => 'de',
    'decimal_point' => ',',
    'thousands_separator' => '.',
    'date_format' => 'd.m.Y H:i',
    'account' => 'Ihr Benutzername in MeshCentral',
    'state_active' => 'Aktiv',
    'state_suspended' => 'Gesperrt',
    'state_incomplete' => 'Unvollständig',
    'state_absent' => 'Nicht eingerichtet',
    'state_unknown' => 'Unbekannt',
    'notice_suspended' => 'Dieser Dienst ist gesperrt: Ihre Geräte sind darüber nicht erreichbar.',
    'notice_absent' => 'Dieser Dienst ist noch nicht eingerichtet.',
    'notice_incomplete' => 'Ein Teil dieses Dienstes fehlt. Bitte wenden Sie sich an den Support.',
    'notice_unknown' => 'Der Server kann im Moment nicht abgefragt werden. Bitte versuchen Sie es in einigen '
        . 'Minuten erneut.',
    'notice_stale' => 'Der Server antwortet im Moment nicht. Dies ist der letzte bekannte Stand: %s.',
    'not_now' => 'Das ist im Moment nicht möglich. Bitte versuchen Sie es in einigen Minuten erneut oder '
        . 'wenden Sie sich an den Support.',
    'password_length' => 'Das Passwort muss %s bis %s Zeichen haben.',
    'log_in' => 'Bei MeshCentral anmelden',
    'devices' => 'Geräte',
    'of_them_online' => '%s online',
    'of' => '%s von %s',
    'unlimited' => 'unbegrenzt',
    'over_limit' => 'Es sind mehr Geräte, als Ihr Paket umfasst. Bitte entfernen Sie einige oder wählen Sie '
        . 'ein größeres Paket.',
    'just_now' => 'gerade eben',
    'minute_ago' => 'vor 1 Minute',
    'minutes_ago' => 'vor %s Minuten',
    'hour_ago' => 'vor 1 Stunde',
    'hours_ago' => 'vor %s Stunden',
    'day_ago' => 'vor 1 Tag',
    'days_ago' => 'vor %s Tagen',
    'no_devices' => 'Noch kein Gerät. Installieren Sie den Agenten auf dem Rechner, den Sie erreichen möchten.',
    'devices_unknown' => 'Die Liste der Geräte kann im Moment nicht gezeigt werden.',
    'more_devices' => '%s weitere sind hier nicht aufgeführt. Alle stehen in MeshCentral.',
    'unnamed' => 'Gerät ohne Namen',
    'online' => 'Online',
    'offline' => 'Offline',
    'last_seen' => 'zuletzt gesehen %s',
    'show_more' => 'Mehr anzeigen',
    'add_device' => 'Ein Gerät hinzufügen',
    'platform_windows-x64' => 'Windows',
    'platform_windows-x86' => 'Windows, 32 Bit',
    'platform_windows-arm64' => 'Windows auf ARM',
    'platform_linux' => 'Linux, 64 Bit',
    'platform_macos' => 'macOS',
    'certificate' => 'Ihr Browser wird vor dem Zertifikat dieses Servers warnen: Es ist von keiner '
        . 'öffentlichen Stelle beglaubigt.',
    'invitation' => 'Einladung',
    'invitation_intro' => 'Senden Sie diesen Link der Person am Rechner. Wer ihn hat, kann Geräte hinzufügen.',
    'invitation_until' => 'Gültig bis',
    'linux' => 'Unter Linux, in einer Shell',
    'linux_intro' => 'Lädt das Installationsprogramm des Agenten und startet es als root.',
    'linux_uninstall' => 'Den Agenten dort deinstallieren',
    'copy' => 'Kopieren',
    'open' => 'Öffnen',
    'copied' => 'Kopiert',
];
