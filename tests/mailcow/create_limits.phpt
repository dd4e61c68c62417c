--TEST--
mailcow_create: every limit reaches mailcow as the package says, down to no alias at all and a plan below the usual mailbox quota
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$number = 0;
$cases = [
    'no alias, no mailbox' => ['configoptions' => ['Max Alias' => '0', 'Max Caselle' => 0]],
    'smaller than 1024 MiB' => ['configoptions' => ['Quota Totale Dominio' => '512']],
    'largest mailbox' => ['configoption4' => '2048'],
    'largest mailbox below the default quota' => ['configoption4' => '300'],
    'largest mailbox above the total' => ['configoption4' => '99999'],
    'rate limit' => ['configoptions' => ['Rate Limit' => '100/h']],
    'no rate limit' => ['configoption5' => '0'],
    'no DKIM key' => ['configoption6' => '0'],
    'DKIM key of 1024 bit' => ['configoption6' => 1024],
    'DKIM key of 4096 bit' => ['configoption6' => ' 4096 '],
    'SOGo restarts' => ['configoption8' => 'on'],
];
foreach ($cases as $name => $changes) {
    echo "$name\n";
    $before = count($server->log());
    $domain = 'fall' . ++$number . '.example';
    $result = mailcow_create(params($server, ['serviceid' => 100 + $number, 'domain' => $domain] + $changes));
    echo '  ', $server->log()[$before]['body'], "\n  ", text($result['limits']), "\n";
    shown($server, $domain);
    $length = strlen($server->state()['dkim'][$domain]['pubkey'] ?? '');
    echo '    key of ', ['0' => 'no', '216' => '1024', '392' => '2048', '736' => '4096'][$length] ?? $length, " bit\n";
}

echo "SOGo does not restart: the domain stands all the same\n";
$server->seed(['settings' => ['sogo_restart_error' => 'container is gone']]);
call('create', params($server, ['serviceid' => 99, 'domain' => 'sogo.example', 'configoption8' => true]));

echo "refused before any request\n";
$server->clearLog();
$wrong = ['configoption6' => '2000', 'configoption5' => '100 an hour', 'configoption4' => '-1', 'configoption1' => '1.5'];
foreach ($wrong as $key => $value) {
    $changes = [$key => $value, 'configoption1' => $wrong[$key] === '1.5' ? '1.5' : '5000', 'domain' => 'nie.example'];
    call('create', params($server, $changes + ['configoptions' => ['Quota Totale Dominio' => null]]));
}
asked($server);
?>
--EXPECT--
no alias, no mailbox
  {"tags":["whmcs-101"],"domain":"fall1.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":0,"aliases":0,"active":1}
  {"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":0,"max_aliases":0}
  fall1.example: {"active":1,"aliases":0,"defquota":1024,"mailboxes":0,"maxquota":10240,"quota":10240}
    tags ["whmcs-101"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
    key of 2048 bit
smaller than 1024 MiB
  {"tags":["whmcs-102"],"domain":"fall2.example","quota":512,"maxquota":512,"defquota":512,"mailboxes":10,"aliases":20,"active":1}
  {"quota_bytes":536870912,"max_mailbox_quota_bytes":536870912,"max_mailboxes":10,"max_aliases":20}
  fall2.example: {"active":1,"aliases":20,"defquota":512,"mailboxes":10,"maxquota":512,"quota":512}
    tags ["whmcs-102"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
    key of 2048 bit
largest mailbox
  {"tags":["whmcs-103"],"domain":"fall3.example","quota":10240,"maxquota":2048,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  {"quota_bytes":10737418240,"max_mailbox_quota_bytes":2147483648,"max_mailboxes":10,"max_aliases":20}
  fall3.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":2048,"quota":10240}
    tags ["whmcs-103"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
    key of 2048 bit
largest mailbox below the default quota
  {"tags":["whmcs-104"],"domain":"fall4.example","quota":10240,"maxquota":300,"defquota":300,"mailboxes":10,"aliases":20,"active":1}
  {"quota_bytes":10737418240,"max_mailbox_quota_bytes":314572800,"max_mailboxes":10,"max_aliases":20}
  fall4.example: {"active":1,"aliases":20,"defquota":300,"mailboxes":10,"maxquota":300,"quota":10240}
    tags ["whmcs-104"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
    key of 2048 bit
largest mailbox above the total
  {"tags":["whmcs-105"],"domain":"fall5.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  {"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}
  fall5.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-105"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
    key of 2048 bit
rate limit
  {"tags":["whmcs-106"],"domain":"fall6.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1,"rl_value":"100","rl_frame":"h"}
  {"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20,"rate_limit":"100/h"}
  fall6.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-106"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit 100 / 1h
    key of 2048 bit
no rate limit
  {"tags":["whmcs-107"],"domain":"fall7.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1,"rl_value":0}
  {"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20,"rate_limit":""}
  fall7.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-107"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
    key of 2048 bit
no DKIM key
  {"tags":["whmcs-108"],"domain":"fall8.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1,"key_size":0}
  {"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}
  fall8.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-108"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key none, rate limit none
    key of no bit
DKIM key of 1024 bit
  {"tags":["whmcs-109"],"domain":"fall9.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1,"key_size":1024}
  {"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}
  fall9.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-109"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
    key of 1024 bit
DKIM key of 4096 bit
  {"tags":["whmcs-110"],"domain":"fall10.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1,"key_size":4096}
  {"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}
  fall10.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-110"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
    key of 4096 bit
SOGo restarts
  {"tags":["whmcs-111"],"domain":"fall11.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1,"restart_sogo":1}
  {"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}
  fall11.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-111"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
    key of 2048 bit
SOGo does not restart: the domain stands all the same
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"sogo.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
refused before any request
create: ConfigurationException: mailcow: prepare: the DKIM key size must be 0, 1024, 2048 or 4096
create: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
create: ConfigurationException: mailcow: read parameters: configoption4 must be from 1 to 4294967296 MiB
create: ConfigurationException: mailcow: read parameters: configoption1 must be a whole number
