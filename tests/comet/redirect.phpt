--TEST--
comet: redirects are never followed: the password goes nowhere else
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$elsewhere = server_with();
$server = server_with(service_account());
$server->fault('redirect', more: ['location' => $elsewhere->url() . '/api/v1/admin/meta/version']);
foreach (['test_connection', 'suspend', 'usage', 'policies', 'download_installer'] as $operation) {
    call($operation, params($server, stored_service() + ['provision' => ['platform' => 1]]));
}
echo count($elsewhere->log()), " requests came elsewhere\n";
?>
--EXPECT--
