<?php

/**
 * Texts of the client area in Italian. %s stands for a value.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

return [
    'language_tag' => 'it',
    'decimal_point' => ',',
    'thousands_separator' => '.',
    'date_format' => 'd/m/Y H:i',
    'account' => 'Il tuo nome utente in MeshCentral',
    'state_active' => 'Attivo',
    'state_suspended' => 'Sospeso',
    'state_incomplete' => 'Incompleto',
    'state_absent' => 'Non configurato',
    'state_unknown' => 'Sconosciuto',
    'notice_suspended' => 'Questo servizio è sospeso: i tuoi dispositivi non sono raggiungibili.',
    'notice_absent' => 'Questo servizio non è ancora configurato.',
    'notice_incomplete' => 'Una parte di questo servizio manca. Contatta l\'assistenza.',
    'notice_unknown' => 'Al momento non è possibile interrogare il server. Riprova tra qualche minuto.',
    'notice_stale' => 'In questo momento il server non risponde. Questi sono gli ultimi dati conosciuti, di %s.',
    'not_now' => 'In questo momento l\'operazione non è possibile. Riprova tra qualche minuto o contatta '
        . 'l\'assistenza.',
    'password_length' => 'La password deve avere da %s a %s caratteri.',
    'log_in' => 'Accedi a MeshCentral',
    'devices' => 'Dispositivi',
    'of_them_online' => '%s online',
    'of' => '%s di %s',
    'unlimited' => 'illimitato',
    'over_limit' => 'I dispositivi sono più di quelli inclusi nel tuo pacchetto. Rimuovine alcuni o scegli un '
        . 'pacchetto più grande.',
    'just_now' => 'adesso',
    'minute_ago' => '1 minuto fa',
    'minutes_ago' => '%s minuti fa',
    'hour_ago' => '1 ora fa',
    'hours_ago' => '%s ore fa',
    'day_ago' => '1 giorno fa',
    'days_ago' => '%s giorni fa',
    'no_devices' => 'Ancora nessun dispositivo. Installa l\'agente sul computer che vuoi raggiungere.',
    'devices_unknown' => 'Al momento non è possibile mostrare l\'elenco dei dispositivi.',
    'more_devices' => 'Altri %s non sono elencati qui. Tutti si trovano in MeshCentral.',
    'unnamed' => 'Dispositivo senza nome',
    'online' => 'Online',
    'offline' => 'Offline',
    'last_seen' => 'visto l\'ultima volta %s',
    'show_more' => 'Mostra altro',
    'add_device' => 'Aggiungi un dispositivo',
    'platform_windows-x64' => 'Windows',
    'platform_windows-x86' => 'Windows, 32 bit',
    'platform_windows-arm64' => 'Windows su ARM',
    'platform_linux' => 'Linux, 64 bit',
    'platform_macos' => 'macOS',
    'certificate' => 'Il browser mostrerà un avviso sul certificato di questo server, che non è firmato da '
        . 'un\'autorità pubblica.',
    'invitation' => 'Invito',
    'invitation_intro' => 'Invia questo link alla persona al computer. Chi lo possiede può aggiungere dispositivi.',
    'invitation_until' => 'Valido fino al',
    'linux' => 'Su Linux, in una shell',
    'linux_intro' => 'Scarica il programma di installazione dell\'agente e lo avvia come root.',
    'linux_uninstall' => 'Disinstallare l\'agente',
    'copy' => 'Copia',
    'open' => 'Apri',
    'copied' => 'Copiato',
];
