--TEST--
comet: one TLS handshake for the whole life of a service
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = \Provision\TestServer\TestServer::start('comet', tls: 'good');
$server->seed(foreign_rows());
$params = params($server);
$server->clearLog();
$made = comet_create($params);
$params = stored($params, $made);
comet_test_connection($params);
comet_suspend($params);
comet_unsuspend($params);
comet_change_package(\changed($params, ['configoptions' => ['number_of_devices' => 9]]));
comet_change_password($params);
comet_status(\changed($params, ['provision' => ['job_days' => 14]]));
comet_usage($params);
comet_list_accounts($params);
comet_sso($params);
comet_terminate($params);
$seen = $server->connections();
printf("%d requests, %d connection, %d TLS handshake\n", $seen['requests'], $seen['accepted'], $seen['handshakes']);
?>
--EXPECT--
22 requests, 1 connection, 1 TLS handshake
