--TEST--
When nothing can be read back, the call says so and leaves what must be stored; the next one goes on from it
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$server->fault('close_applied', 2);
foreach (range(3, 9) as $at) {
    $server->fault('close', $at);
}
try {
    mailcow_create(params($server));
} catch (\Provision\Exception $thrown) {
    echo describe($thrown), "\n";
    ob_start();
    var_dump($thrown);
    print_r($thrown);
    var_export($thrown);
    echo $thrown;
    var_dump((array) $thrown);
    $dumps = ob_get_clean();
    echo 'the dumps show the password: ', str_contains($dumps, $thrown->partial['password']) ? 'YES' : 'no', "\n";
}
$server->clearFaults();
$server->clearLog();
shown($server, 'kunde.example');
$result = call('create', stored(params($server), $thrown->partial));
asked($server);
var_dump($result['username'] === $thrown->partial['username']);
var_dump($server->state()['admin'][$result['username']]['password'] === $thrown->partial['password']);

echo "the domain's own request: nothing to store yet\n";
foreach (range(1, 9) as $at) {
    $server->fault('close', $at);
}
call('create', params($server, ['serviceid' => 42, 'domain' => 'andere.example']));
?>
--EXPECT--
ConnectionException: mailcow: add administrator: the connection to http://127.0.0.1:PORT was lost before an answer came; reading back failed too (http://127.0.0.1:PORT closed the connection without an answer); it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
    partial: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7"}
the dumps show the password: no
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
create: {"username":"admin-xxxxx-7","mailcow_admin_username":"admin-xxxxx-7","state":"unchanged","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
bool(true)
bool(true)
the domain's own request: nothing to store yet
create: ConnectionException: mailcow: add domain: the connection to http://127.0.0.1:PORT was lost before an answer came; reading back failed too (http://127.0.0.1:PORT closed the connection without an answer); it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
