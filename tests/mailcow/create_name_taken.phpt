--TEST--
mailcow_create: a drawn administrator's name that is taken is replaced by another, three times at most
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$taken = '[{"type":"danger","log":["domain_admin","add",{}],"msg":["object_exists","admin-abcde-7"]}]';
$script = static fn (array $line): string => $server->control('POST', 'script', $line);

echo "twice taken\n";
$script(['path' => '*/add/domain-admin', 'body' => $taken]);
$script(['path' => '*/add/domain-admin', 'body' => $taken]);
call('create', params($server));
$names = [];
foreach ($server->log() as $entry) {
    $body = json_decode($entry['body'], true);
    if (isset($body['username'])) {
        $names[] = $body['username'];
    }
}
var_dump(count($names), count(array_unique($names)));
asked($server);
shown($server, 'kunde.example');

echo "always taken: the new domain and its new key are taken back\n";
$before = $server->stateText();
foreach ([1, 2, 3] as $time) {
    $script(['path' => '*/add/domain-admin', 'body' => $taken]);
}
call('create', params($server, ['serviceid' => 42, 'domain' => 'andere.example']));
asked($server);
untouched($server, $before);

echo "taken by our own first request, whose answer came late\n";
$script(['path' => '*/add/domain-admin', 'apply' => true, 'body' => $taken]);
call('create', params($server, ['serviceid' => 43, 'domain' => 'spaet.example']));
asked($server);
shown($server, 'spaet.example');
?>
--EXPECT--
twice taken
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
int(3)
int(3)
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  3 GET /api/v1/get/domain/kunde.example
  4 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  5 GET /api/v1/get/domain/kunde.example
  6 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
always taken: the new domain and its new key are taken back
create: ConflictException: mailcow: add administrator: the name admin-xxxxx-7 is taken in mailcow
    code: object_exists
  1 POST /api/v1/add/domain {"tags":["whmcs-42"],"domain":"andere.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["andere.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  3 GET /api/v1/get/domain/andere.example
  4 POST /api/v1/add/domain-admin {"domains":["andere.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  5 GET /api/v1/get/domain/andere.example
  6 POST /api/v1/add/domain-admin {"domains":["andere.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  7 GET /api/v1/get/domain/andere.example
  8 POST /api/v1/delete/dkim ["andere.example"]
  9 POST /api/v1/delete/domain ["andere.example"]
the server is untouched
taken by our own first request, whose answer came late
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"spaet.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-43"],"domain":"spaet.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["spaet.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  3 GET /api/v1/get/domain/spaet.example
  spaet.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-43"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
