--TEST--
One connection, and with TLS one handshake, serves a service's whole life
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

foreach ([null, 'good'] as $tls) {
    $server = \Provision\TestServer\TestServer::start('mailcow', $tls);
    $server->seed(foreign_rows());
    $server->clearLog();
    $params = params($server, ['password' => SERVICE_PASSWORD]);
    mailcow_test_connection($params);
    $params = ['password' => SERVICE_PASSWORD] + stored($params, mailcow_create($params));
    mailcow_status($params);
    mailcow_change_package(changed($params, ['configoptions' => ['Max Alias' => '0', 'Rate Limit' => '5/m']]));
    mailcow_change_password($params);
    mailcow_sso($params);
    mailcow_suspend($params);
    mailcow_unsuspend($params);
    mailcow_usage($params);
    mailcow_list_accounts($params);
    mailcow_dns_records(['configoption9' => 'mail.example.test'] + $params);
    mailcow_terminate($params);
    mailcow_terminate($params);
    $traffic = $server->connections();
    echo "$traffic[requests] requests, $traffic[accepted] connection, $traffic[handshakes] handshake\n";
}
?>
--EXPECT--
24 requests, 1 connection, 0 handshake
24 requests, 1 connection, 1 handshake
