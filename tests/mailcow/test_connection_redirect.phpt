--TEST--
A redirect is not followed: the key never reaches the place that it names
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$elsewhere = server_with();
$server = server_with();
$server->fault('redirect', more: ['location' => $elsewhere->url() . '/api/v1/get/status/version']);
call('test_connection', params($server));
call('create', params($server));
asked($server);
echo count($elsewhere->log()), " requests arrived elsewhere\n";
?>
--EXPECT--
test_connection: ProtocolException: mailcow: read version: the server redirects (HTTP 302), and redirects are never followed: enter mailcow's own host name and port
    http: 302
create: ProtocolException: mailcow: add domain: the server redirects (HTTP 302), and redirects are never followed: enter mailcow's own host name and port; reading back failed too (the server redirects (HTTP 302), and redirects are never followed: enter mailcow's own host name and port); it is not known whether this step took effect: make the same call again, it finds out
    http: 302
    retryable
    outcome unknown
  1 GET /api/v1/get/status/version
  2 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  3 GET /api/v1/get/domain/kunde.example
0 requests arrived elsewhere
