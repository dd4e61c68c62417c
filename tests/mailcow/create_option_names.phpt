--TEST--
mailcow_create: limits are found under their Italian and English names, in the module's options, and under the operator's own names
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$cases = [
    'Italian' => ['configoptions' => ['Quota Totale Dominio' => '2001', 'Max Caselle' => '2', 'Max Alias' => '3']],
    'English' => ['configoptions' => ['Total Quota' => '2002', 'Max Mailboxes' => '4', 'Max Aliases' => '5']],
    'another English name' => ['configoptions' => ['Domain Quota' => 2003, 'Max Mailboxes' => 6, 'Max Aliases' => 7]],
    'module options' => ['configoption1' => '2004', 'configoption2' => '8', 'configoption3' => '9', 'configoptions' => []],
    'a configurable option counts before the module option' => [
        'configoption1' => '9999', 'configoptions' => ['Total Quota' => '2005', 'Max Mailboxes' => '10', 'Max Aliases' => '11'],
    ],
    'an empty one does not count' => [
        'configoption1' => '2006', 'configoption2' => '12', 'configoption3' => '13',
        'configoptions' => ['Total Quota' => '', 'Quota Totale Dominio' => null, 'Max Aliases' => ''],
    ],
    "the operator's own names count first" => [
        'configoptions' => ['Speicher' => '2007', 'Postfächer' => '14', 'Aliasse' => '15', 'Total Quota' => '1', 'Max Alias' => '1'],
        'provision' => ['options' => ['quota' => 'Speicher', 'max_mailboxes' => 'Postfächer', 'max_aliases' => 'Aliasse']],
    ],
    'an own name that this service lacks' => [
        'configoptions' => ['Total Quota' => '2008', 'Max Mailboxes' => '16', 'Max Aliases' => '17'],
        'provision' => ['options' => ['quota' => 'Speicher']],
    ],
    'more own names' => [
        'configoptions' => ['Q' => '2009', 'M' => '18', 'A' => '19', 'Größte' => '700', 'Versand' => '5/m', 'Schlüssel' => '0'],
        'provision' => ['options' => [
            'quota' => 'Q', 'max_mailboxes' => 'M', 'max_aliases' => 'A', 'max_mailbox_quota' => 'Größte',
            'rate_limit' => 'Versand', 'dkim_key_size' => 'Schlüssel',
        ]],
    ],
];
$number = 0;
foreach ($cases as $name => $changes) {
    echo "$name\n";
    $params = params($server, ['serviceid' => 100 + ++$number, 'domain' => "fall$number.example"]);
    unset($params['configoptions']);
    mailcow_create($changes + ['provision' => $params['provision']] + $params);
    shown($server, "fall$number.example", ['quota', 'maxquota', 'mailboxes', 'aliases']);
}
?>
--EXPECT--
Italian
  fall1.example: {"aliases":3,"mailboxes":2,"maxquota":2001,"quota":2001}
    tags ["whmcs-101"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
English
  fall2.example: {"aliases":5,"mailboxes":4,"maxquota":2002,"quota":2002}
    tags ["whmcs-102"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
another English name
  fall3.example: {"aliases":7,"mailboxes":6,"maxquota":2003,"quota":2003}
    tags ["whmcs-103"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
module options
  fall4.example: {"aliases":9,"mailboxes":8,"maxquota":2004,"quota":2004}
    tags ["whmcs-104"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
a configurable option counts before the module option
  fall5.example: {"aliases":11,"mailboxes":10,"maxquota":2005,"quota":2005}
    tags ["whmcs-105"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
an empty one does not count
  fall6.example: {"aliases":13,"mailboxes":12,"maxquota":2006,"quota":2006}
    tags ["whmcs-106"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
the operator's own names count first
  fall7.example: {"aliases":15,"mailboxes":14,"maxquota":2007,"quota":2007}
    tags ["whmcs-107"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
an own name that this service lacks
  fall8.example: {"aliases":17,"mailboxes":16,"maxquota":2008,"quota":2008}
    tags ["whmcs-108"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
more own names
  fall9.example: {"aliases":19,"mailboxes":18,"maxquota":700,"quota":2009}
    tags ["whmcs-109"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key none, rate limit 5 / 1m
