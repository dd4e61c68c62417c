--TEST--
mailcow_suspend: a domain that is over its limits can be suspended; its limits are raised to what is in use
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$boxes = ['a' => 3000, 'b' => 3000, 'c' => 100];
$columns = ['mailboxes' => 1, 'quota' => 4000, 'maxquota' => 2000, 'aliases' => 0];
$server = server_with(domain_rows('kunde.example', ['whmcs-41'], 'admin-k3x9p-7', $boxes, columns: $columns), [
    'alias' => [['address' => 'x@kunde.example', 'goto' => 'a@kunde.example', 'domain' => 'kunde.example']],
]);
$params = params($server, stored_service());
call('suspend', $params);
asked($server);
shown($server, 'kunde.example');
call('unsuspend', $params);

echo "each limit alone\n";
$one = [
    'mailboxes' => [['a' => 10, 'b' => 10], ['mailboxes' => 1]],
    'sum of quotas' => [['a' => 3000, 'b' => 3000], ['quota' => 4000, 'maxquota' => 4000]],
    'largest mailbox' => [['a' => 3000], ['maxquota' => 2000]],
];
$number = 100;
foreach ($one as $name => [$boxes, $columns]) {
    $number++;
    $server->seed(domain_rows("fall$number.example", ["whmcs-$number"], null, $boxes, columns: $columns));
    echo "$name: ";
    call('suspend', params($server, ['serviceid' => $number, 'domain' => "fall$number.example"]));
    shown($server, "fall$number.example");
}

echo "to let it in again is no reason to raise anything\n";
$server->seed(domain_rows('voll.example', ['whmcs-99'], null, ['a' => 10, 'b' => 10], columns: ['mailboxes' => 1, 'active' => 0]));
call('unsuspend', params($server, ['serviceid' => 99, 'domain' => 'voll.example']));
shown($server, 'voll.example');
?>
--EXPECT--
suspend: {"state":"suspended","changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"active":"0"}}
  3 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"0"}}
  4 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"active":"0","quota":6100,"maxquota":6100,"mailboxes":3,"aliases":1}}
  5 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"0"}}
  kunde.example: {"active":0,"aliases":1,"defquota":1024,"mailboxes":3,"maxquota":6100,"quota":6100}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 0/0, mailboxes 3, DKIM key there, rate limit none
unsuspend: {"state":"active","changed":true}
each limit alone
mailboxes: suspend: {"state":"suspended","changed":true}
  fall101.example: {"active":0,"aliases":20,"defquota":1024,"mailboxes":2,"maxquota":10240,"quota":10240}
    tags ["whmcs-101"], mailboxes 2, DKIM key there, rate limit none
sum of quotas: suspend: {"state":"suspended","changed":true}
  fall102.example: {"active":0,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":6000,"quota":6000}
    tags ["whmcs-102"], mailboxes 2, DKIM key there, rate limit none
largest mailbox: suspend: {"state":"suspended","changed":true}
  fall103.example: {"active":0,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-103"], mailboxes 1, DKIM key there, rate limit none
to let it in again is no reason to raise anything
unsuspend: LimitException: mailcow: edit domain: the domain has 2 mailboxes, more than the package allows: delete some first
    code: mailboxes_in_use
  voll.example: {"active":0,"aliases":20,"defquota":1024,"mailboxes":1,"maxquota":10240,"quota":10240}
    tags ["whmcs-99"], mailboxes 2, DKIM key there, rate limit none
