--TEST--
mailcow_sso: the address is the server's own, with the port only where it is not the usual one
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());
foreach (['127.0.0.1', 'localhost', "http://127.0.0.1:$server->port", "LOCALHOST:$server->port"] as $host) {
    $url = mailcow_sso(['serverhostname' => $host] + $params)['url'];
    echo preg_replace(["/:$server->port\\b/", '/=.*/'], [':PORT', '=TOKEN'], $url), "\n";
}
?>
--EXPECT--
http://127.0.0.1:PORT/domainadmin/?sso_token=TOKEN
http://localhost:PORT/domainadmin/?sso_token=TOKEN
http://127.0.0.1:PORT/domainadmin/?sso_token=TOKEN
http://localhost:PORT/domainadmin/?sso_token=TOKEN
