--TEST--
mailcow_list_accounts: rows as WHMCS' server sync wants them, in one request
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows(['active' => 0, 'created' => '2024-02-29 12:34:56']));
foreach (mailcow_list_accounts($server->params(['serveraccesshash' => API_KEY])) as $row) {
    echo text($row), "\n";
}
asked($server);
?>
--EXPECT--
{"email":"","username":"fremd-admin","domain":"fremd.example","uniqueIdentifier":"fremd.example","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}
{"email":"","username":"admin-xxxxx-7","domain":"kunde.example","uniqueIdentifier":"kunde.example","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Suspended"}
{"email":"","username":"zweiter-admin","domain":"ohne-marke.example","uniqueIdentifier":"ohne-marke.example","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}
{"email":"","username":"","domain":"xn--fremd-kva.example","uniqueIdentifier":"xn--fremd-kva.example","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}
  1 GET /api/v1/get/domain/all
