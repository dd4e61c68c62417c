--TEST--
mailcow_terminate: a long list goes in several requests, and what a cut connection leaves goes in the next call
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$boxes = [];
for ($i = 1; $i <= 120; $i++) {
    $boxes["box$i"] = 10;
}
$server = server_with(domain_rows('kunde.example', ['whmcs-41'], 'admin-k3x9p-7', $boxes, columns: ['mailboxes' => 500]));
$foreign = foreign_part($server);
$begin = $server->state();
$params = params($server, stored_service());
call('terminate', $params);
foreach ($server->log() as $entry) {
    $names = json_decode($entry['body'], true) ?? [];
    echo "  $entry[method] $entry[path] ", count($names), "\n";
}
foreign_untouched($server, $foreign);

echo "the second of three answers is lost: listed again, and the rest deleted\n";
$server->load($begin);
$server->clearLog();
$server->fault('close_applied', 4);
call('terminate', $params);
foreach ($server->log() as $entry) {
    $names = json_decode($entry['body'], true) ?? [];
    echo "  $entry[method] $entry[path] ", count($names), "\n";
}

echo "mailcow refuses in the middle: what is gone is told, and the next call goes on\n";
$server->load($begin);
$server->clearFaults();
$server->fault('http_403', 4);
call('terminate', $params);
call('terminate', $params);
foreign_untouched($server, $foreign);
?>
--EXPECT--
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":120,"resources":0,"dkim_key":false}}
  GET /api/v1/get/domain/kunde.example 0
  GET /api/v1/get/mailbox/reduced/kunde.example 0
  POST /api/v1/delete/mailbox 50
  POST /api/v1/delete/mailbox 50
  POST /api/v1/delete/mailbox 20
  POST /api/v1/delete/domain 1
nothing foreign is touched
the second of three answers is lost: listed again, and the rest deleted
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":120,"resources":0,"dkim_key":false}}
  GET /api/v1/get/domain/kunde.example 0
  GET /api/v1/get/mailbox/reduced/kunde.example 0
  POST /api/v1/delete/mailbox 50
  POST /api/v1/delete/mailbox 50
  GET /api/v1/get/mailbox/reduced/kunde.example 0
  POST /api/v1/delete/mailbox 20
  POST /api/v1/delete/domain 1
mailcow refuses in the middle: what is gone is told, and the next call goes on
terminate: PermissionException: mailcow: delete mailboxes: the server refuses the call (HTTP 403), and not in mailcow's words: is something before it?; 50 of 120 mailboxes were removed
    http: 403
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":70,"resources":0,"dkim_key":false}}
nothing foreign is touched
