--TEST--
mailcow_status: one service as mailcow has it now
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(domain_rows('kunde.example', ['whmcs-41'], 'admin-k3x9p-7', ['a' => 100, 'b' => 200]), [
    'quota2' => ['a@kunde.example' => ['bytes' => 5_000_000, 'messages' => 12], 'b@kunde.example' => ['bytes' => 7, 'messages' => 1]],
    'alias' => [['address' => 'x@kunde.example', 'goto' => 'a@kunde.example', 'domain' => 'kunde.example']],
    'rate_limit' => ['kunde.example' => ['value' => '100 / 1h']],
    'admin' => ['kollege' => []],
    'domain_admins' => [['username' => 'kollege', 'domain' => 'kunde.example']],
]);
$params = params($server, stored_service());
$before = $server->stateText();
echo steady(json_encode(mailcow_status($params), JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES)), "\n";
asked($server);
untouched($server, $before);
mailcow_suspend($params);
echo mailcow_status($params)['state'], "\n";
$server->clearLog();
call('status', ['domain' => 'niemandes.example'] + $params);
call('status', ['domain' => 'fremd.example'] + $params);
call('status', ['domain' => 'zweitname.example'] + $params);
asked($server);
?>
--EXPECT--
{
    "state": "active",
    "domain": "kunde.example",
    "domain_unicode": "kunde.example",
    "created": "YYYY-MM-DD hh:mm:ss",
    "limits": {
        "quota_bytes": 10737418240,
        "max_mailbox_quota_bytes": 10737418240,
        "default_mailbox_quota_bytes": 1073741824,
        "max_mailboxes": 10,
        "max_aliases": 20,
        "rate_limit": "100/h"
    },
    "usage": {
        "mailboxes": 2,
        "aliases": 1,
        "disk_bytes": 5000007,
        "assigned_quota_bytes": 314572800,
        "messages": 13
    },
    "administrators": [
        "admin-xxxxx-7",
        "kollege"
    ]
}
  1 GET /api/v1/get/domain/kunde.example
the server is untouched
suspended
status: {"state":"absent","domain":"niemandes.example","domain_unicode":"niemandes.example"}
status: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
status: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
  1 GET /api/v1/get/domain/niemandes.example
  2 GET /api/v1/get/domain/fremd.example
  3 GET /api/v1/get/domain/zweitname.example
