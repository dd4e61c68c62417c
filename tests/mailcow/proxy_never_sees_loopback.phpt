--TEST--
Bug: plain HTTP is allowed to this host itself, and a configured proxy was then handed the API key in clear
--EXTENSIONS--
provision
--INI--
provision.proxy=http://127.0.0.1:1
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
call('test_connection', params($server));
asked($server);
?>
--EXPECT--
test_connection: {"version":"2026-08","access":"read-write"}
  1 GET /api/v1/get/status/version
  2 POST /api/v1/edit/domain {"items":[],"attr":{}}
