--TEST--
A deletion of which a part fails is not a success; what is gone already is
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$boxes = ['a' => 10, 'b' => 10, 'c' => 10];
$entry = static fn (string $type, string ...$msg): array => ['type' => $type, 'log' => [], 'msg' => $msg];
$removed = static fn (string $name): array => $entry('success', 'mailbox_removed', "$name@kunde.example");
$answers = [
    'two of three' => [$removed('a'), $removed('b')],
    'four of three' => [$removed('a'), $removed('b'), $removed('c'), $removed('c')],
    'the middle one is refused' => [$removed('a'), $entry('danger', 'redis_error'), $removed('c')],
    'the last one is refused' => [$removed('a'), $removed('b'), $entry('danger', 'mysql_error')],
];
foreach ($answers as $name => $answer) {
    $server = server_with(domain_rows('kunde.example', ['whmcs-41'], 'admin-k3x9p-7', $boxes));
    $params = params($server, stored_service());
    echo "$name\n";
    $server->control('POST', 'script', ['path' => '*/delete/mailbox', 'body' => json_encode($answer)]);
    call('terminate', $params);
    shown($server, 'kunde.example');
    call('terminate', $params);
    shown($server, 'kunde.example');
    $server->stop();
}
?>
--EXPECT--
two of three
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":3,"resources":0,"dkim_key":false}}
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
terminate: {"state":"terminated","changed":false,"removed":[]}
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
four of three
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":3,"resources":0,"dkim_key":false}}
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
terminate: {"state":"terminated","changed":false,"removed":[]}
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
the middle one is refused
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":3,"resources":0,"dkim_key":false}}
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
terminate: {"state":"terminated","changed":false,"removed":[]}
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
the last one is refused
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":3,"resources":0,"dkim_key":false}}
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
terminate: {"state":"terminated","changed":false,"removed":[]}
  kunde.example: absent
    tags [], mailboxes 0, DKIM key there, rate limit none
