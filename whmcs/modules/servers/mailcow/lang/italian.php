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
    'decimal_point' => ',',
    'thousands_separator' => '.',
    'title' => 'E-mail',
    'domain' => 'Dominio',
    'administrator' => 'Amministratore',
    'state' => 'Stato',
    'state_active' => 'Attivo',
    'state_suspended' => 'Sospeso',
    'state_absent' => 'Non configurato',
    'state_unknown' => 'Sconosciuto',
    'notice_suspended' => 'Questo servizio è sospeso: le caselle non ricevono e non inviano posta.',
    'notice_absent' => 'Questo dominio non è ancora configurato sul server di posta.',
    'notice_unknown' => 'Al momento non è possibile interrogare il server di posta. Riprova tra qualche minuto.',
    'notice_stale' => 'In questo momento il server di posta non risponde. Questi sono gli ultimi dati '
        . 'conosciuti, di %s.',
    'not_now' => 'In questo momento l\'operazione non è possibile. Riprova tra qualche minuto o '
        . 'contatta l\'assistenza.',
    'log_in' => 'Accedi all\'amministrazione della posta',
    'usage' => 'Utilizzo',
    'storage' => 'Spazio utilizzato',
    'assigned' => 'Spazio assegnato alle caselle',
    'mailboxes' => 'Caselle',
    'aliases' => 'Alias',
    'of' => '%s di %s',
    'just_now' => 'adesso',
    'minute_ago' => '1 minuto fa',
    'minutes_ago' => '%s minuti fa',
    'hour_ago' => '1 ora fa',
    'hours_ago' => '%s ore fa',
    'day_ago' => '1 giorno fa',
    'days_ago' => '%s giorni fa',
    'dns_title' => 'Record DNS',
    'dns_intro' => 'Aggiungi questi record dove è gestito il DNS del tuo dominio: così la posta '
        . 'arriva e i tuoi messaggi sono riconosciuti come autentici.',
    'dns_name' => 'Nome',
    'dns_priority' => 'priorità',
    'dns_value' => 'Valore',
    'copy' => 'Copia',
    'copied' => 'Copiato',
    'purpose_mx' => 'Posta in arrivo',
    'purpose_spf' => 'Mittenti autorizzati (SPF)',
    'purpose_dkim' => 'Firma (DKIM)',
    'purpose_setup' => 'Configurazione dei programmi di posta',
    'purpose_dmarc' => 'Regole (DMARC)',
];
