--TEST--
mailcow_suspend, mailcow_unsuspend: domain and administrator, both; three requests, two where it is so already
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());
foreach (['suspend', 'suspend', 'unsuspend', 'unsuspend'] as $operation) {
    call($operation, $params);
    asked($server);
    shown($server, 'kunde.example');
}

echo "nothing stored: the administrator that create drew is found\n";
call('suspend', params($server));
asked($server);
shown($server, 'kunde.example');

echo "only the administrator is still active\n";
$server->seed(['admin' => ['admin-k3x9p-7' => ['active' => 1]]]);
$state = $server->state();
foreach ($state['domain_admins'] as $number => $row) {
    $state['domain_admins'][$number]['active'] = 1;
}
$server->load($state);
call('suspend', $params);
asked($server);
shown($server, 'kunde.example');

echo "no administrator at all\n";
$server->seed(domain_rows('ohne.example', ['whmcs-42']));
call('suspend', params($server, ['serviceid' => 42, 'domain' => 'ohne.example']));
asked($server);
shown($server, 'ohne.example');

echo "no such domain\n";
call('suspend', params($server, ['domain' => 'nie.example']));
call('unsuspend', params($server, ['domain' => 'nie.example']));
asked($server);
?>
--EXPECT--
suspend: {"state":"suspended","changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"active":"0"}}
  3 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"0"}}
  kunde.example: {"active":0,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 0/0, mailboxes 0, DKIM key there, rate limit none
suspend: {"state":"suspended","changed":false}
  1 GET /api/v1/get/domain/kunde.example
  2 GET /api/v1/get/domain-admin/admin-xxxxx-7
  kunde.example: {"active":0,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 0/0, mailboxes 0, DKIM key there, rate limit none
unsuspend: {"state":"active","changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"active":"1"}}
  3 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"1"}}
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
unsuspend: {"state":"active","changed":false}
  1 GET /api/v1/get/domain/kunde.example
  2 GET /api/v1/get/domain-admin/admin-xxxxx-7
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
nothing stored: the administrator that create drew is found
suspend: {"state":"suspended","changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"active":"0"}}
  3 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"0"}}
  kunde.example: {"active":0,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 0/0, mailboxes 0, DKIM key there, rate limit none
only the administrator is still active
suspend: {"state":"suspended","changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 GET /api/v1/get/domain-admin/admin-xxxxx-7
  3 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"active":"0"}}
  kunde.example: {"active":0,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 0/0, mailboxes 0, DKIM key there, rate limit none
no administrator at all
suspend: {"state":"suspended","changed":true}
  1 GET /api/v1/get/domain/ohne.example
  2 POST /api/v1/edit/domain {"items":["ohne.example"],"attr":{"active":"0"}}
  ohne.example: {"active":0,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-42"], mailboxes 0, DKIM key there, rate limit none
no such domain
suspend: NotFoundException: mailcow: read domain: mailcow has no domain nie.example: create the service first
unsuspend: NotFoundException: mailcow: read domain: mailcow has no domain nie.example: create the service first
  1 GET /api/v1/get/domain/nie.example
  2 GET /api/v1/get/domain/nie.example
