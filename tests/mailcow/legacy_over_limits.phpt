--TEST--
A service without a marker that is over its limits can be suspended and terminated
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

foreach (['suspend', 'terminate'] as $operation) {
    $columns = ['mailboxes' => 1, 'quota' => 150, 'maxquota' => 100, 'defquota' => 50];
    $server = server_with(domain_rows('kunde.example', [], 'alt.admin', ['a' => 100, 'b' => 100], columns: $columns));
    $foreign = foreign_part($server);
    call($operation, params($server, ['customfields' => ['mailcow_admin_username' => 'alt.admin']]));
    asked($server);
    shown($server, 'kunde.example');
    foreign_untouched($server, $foreign);
}
?>
--EXPECT--
suspend: {"state":"suspended","changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"tags":["whmcs-41"]}}
  3 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"tags":["whmcs-41"],"quota":200,"maxquota":200,"mailboxes":2,"aliases":20}}
  4 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"active":"0"}}
  5 POST /api/v1/edit/domain-admin {"items":["alt.admin"],"attr":{"active":"0"}}
  kunde.example: {"active":0,"aliases":20,"defquota":50,"mailboxes":2,"maxquota":200,"quota":200}
    tags ["whmcs-41"], administrator alt.admin active 0/0, mailboxes 2, DKIM key there, rate limit none
nothing foreign is touched
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":2,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"tags":["whmcs-41"]}}
  3 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"tags":["whmcs-41"],"quota":200,"maxquota":200,"mailboxes":2,"aliases":20}}
  4 GET /api/v1/get/mailbox/reduced/kunde.example
  5 POST /api/v1/delete/mailbox ["a@kunde.example","b@kunde.example"]
  6 POST /api/v1/delete/domain ["kunde.example"]
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
nothing foreign is touched
