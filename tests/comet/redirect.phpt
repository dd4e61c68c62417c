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
test_connection: ProtocolException: Comet: read version: the server redirects (HTTP 302), and redirects are never followed: enter Comet's own host name and port
    http: 302
suspend: ProtocolException: Comet: read profile: the server redirects (HTTP 302), and redirects are never followed: enter Comet's own host name and port
    http: 302
usage: ProtocolException: Comet: list accounts: the server redirects (HTTP 302), and redirects are never followed: enter Comet's own host name and port
    http: 302
policies: ProtocolException: Comet: list policy groups: the server redirects (HTTP 302), and redirects are never followed: enter Comet's own host name and port
    http: 302
download_installer: ProtocolException: Comet: download installer: the server redirects (HTTP 302), and redirects are never followed: enter Comet's own host name and port
    http: 302
0 requests came elsewhere
