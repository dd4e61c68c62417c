--TEST--
A service of an older module, without a marker: its stored administrator proves it, and the first write to the domain adds the marker
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$operations = [
    'suspend' => [], 'unsuspend' => [], 'change_package' => ['configoptions' => ['Max Alias' => '50']],
    'change_password' => ['password' => SERVICE_PASSWORD], 'status' => [], 'sso' => [], 'create' => [],
    'change_username' => ['username' => 'neuer-name', 'customfields' => ['mailcow_admin_username' => 'alt.admin']], 'terminate' => [],
];
foreach ($operations as $operation => $changes) {
    $server = server_with(domain_rows('kunde.example', ['vip'], 'alt.admin', ['post' => 100]));
    $params = params($server, ['username' => 'alt.admin', 'customfields' => ['mailcow_admin_username' => 'Alt.Admin']]);
    call($operation, changed($params, $changes));
    asked($server);
    shown($server, 'kunde.example');
}
echo "stored as the service's username alone, of the form that only a module makes\n";
$server = server_with(domain_rows('kunde.example', [], 'admin-k3x9p-7'));
call('suspend', params($server, ['username' => 'admin-k3x9p-7']));
call('suspend', params($server, ['username' => 'admin-k3x9p-7']));
shown($server, 'kunde.example');
echo "a username that the billing host made up for the order proves nothing\n";
$server = server_with(domain_rows('kunde.example', [], 'kundeexa'));
foreach (['suspend', 'terminate', 'change_password', 'create'] as $operation) {
    call($operation, params($server, ['username' => 'kundeexa', 'password' => SERVICE_PASSWORD]));
}
shown($server, 'kunde.example');
?>
--EXPECT--
suspend: {"state":"suspended","changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"tags":["whmcs-41"]}}
  3 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"active":"0"}}
  4 POST /api/v1/edit/domain-admin {"items":["alt.admin"],"attr":{"active":"0"}}
  kunde.example: {"active":0,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["vip","whmcs-41"], administrator alt.admin active 0/0, mailboxes 1, DKIM key there, rate limit none
unsuspend: {"state":"active","changed":false}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"tags":["whmcs-41"]}}
  3 GET /api/v1/get/domain-admin/alt.admin
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["vip","whmcs-41"], administrator alt.admin active 1/1, mailboxes 1, DKIM key there, rate limit none
change_package: {"changed":true,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":50}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"tags":["whmcs-41"]}}
  3 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"quota":10240,"maxquota":10240,"mailboxes":10,"aliases":50}}
  kunde.example: {"active":1,"aliases":50,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["vip","whmcs-41"], administrator alt.admin active 1/1, mailboxes 1, DKIM key there, rate limit none
change_password: {"changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"tags":["whmcs-41"]}}
  3 POST /api/v1/edit/domain-admin {"items":["alt.admin"],"attr":{"password":"<22 characters>","password2":"<22 characters>"}}
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["vip","whmcs-41"], administrator alt.admin active 1/1, mailboxes 1, DKIM key there, rate limit none
status: {"state":"active","domain":"kunde.example","domain_unicode":"kunde.example","created":"YYYY-MM-DD hh:mm:ss","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"default_mailbox_quota_bytes":1073741824,"max_mailboxes":10,"max_aliases":20,"rate_limit":""},"usage":{"mailboxes":1,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":104857600,"messages":0},"administrators":["alt.admin"]}
  1 GET /api/v1/get/domain/kunde.example
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["vip"], administrator alt.admin active 1/1, mailboxes 1, DKIM key there, rate limit none
sso: {"url":"http://127.0.0.1:PORT/domainadmin/?sso_token=TOKEN","expires_in":30,"username":"alt.admin"}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/add/sso/domain-admin {"username":"alt.admin"}
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["vip"], administrator alt.admin active 1/1, mailboxes 1, DKIM key there, rate limit none
create: ConflictException: mailcow: read domain: the domain kunde.example is not this service's: it carries no marker. Nothing was changed. If it is to belong to this service, adopt it by hand
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["vip"], administrator alt.admin active 1/1, mailboxes 1, DKIM key there, rate limit none
change_username: {"username":"neuer-name","mailcow_admin_username":"neuer-name","changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"tags":["whmcs-41"]}}
  3 POST /api/v1/edit/domain-admin {"items":["alt.admin"],"attr":{"username_new":"neuer-name"}}
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["vip","whmcs-41"], administrator neuer-name active 1/1, mailboxes 1, DKIM key there, rate limit none
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":1,"resources":0,"dkim_key":false}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"tags":["whmcs-41"]}}
  3 GET /api/v1/get/mailbox/reduced/kunde.example
  4 POST /api/v1/delete/mailbox ["post@kunde.example"]
  5 POST /api/v1/delete/domain ["kunde.example"]
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
stored as the service's username alone, of the form that only a module makes
suspend: {"state":"suspended","changed":true}
suspend: {"state":"suspended","changed":false}
  kunde.example: {"active":0,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 0/0, mailboxes 0, DKIM key there, rate limit none
a username that the billing host made up for the order proves nothing
suspend: ConflictException: mailcow: read domain: the domain kunde.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
terminate: ConflictException: mailcow: read domain: the domain kunde.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
change_password: ConflictException: mailcow: read domain: the domain kunde.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: read domain: the domain kunde.example is not this service's: it carries no marker. Nothing was changed. If it is to belong to this service, adopt it by hand
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags [], administrator kundeexa active 1/1, mailboxes 0, DKIM key there, rate limit none
