--TEST--
comet_usage, comet_list_accounts: every account of the server in one request
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account(['CreateTime' => 1_700_000_000, 'Emails' => ['kunde@fremd.example', 'zweite@fremd.example']]), account('Status', ''));
$server->seed(account('123', 'Zahl'));
foreach (comet_usage(params($server)) as $name => $row) {
    echo "$name: ", text($row), "\n";
}
asked($server);
foreach (comet_list_accounts(params($server)) as $row) {
    echo text($row), "\n";
}
asked($server);
?>
--EXPECT--
123: {"devices":0,"protected_items":0,"protected_bytes":0,"vault_bytes":0,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_quota_bytes":0,"vault_quota_bytes":0,"device_limit":0}
Status: {"devices":0,"protected_items":0,"protected_bytes":0,"vault_bytes":0,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_quota_bytes":0,"vault_quota_bytes":0,"device_limit":0}
fremd: {"devices":1,"protected_items":0,"protected_bytes":0,"vault_bytes":11811160064,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_quota_bytes":0,"vault_quota_bytes":0,"device_limit":0}
gesperrt: {"devices":0,"protected_items":0,"protected_bytes":0,"vault_bytes":0,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_quota_bytes":0,"vault_quota_bytes":0,"device_limit":0}
kunde41: {"devices":0,"protected_items":0,"protected_bytes":0,"vault_bytes":7516192768,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_quota_bytes":107374182400,"vault_quota_bytes":53687091200,"device_limit":3}
ohne-marke: {"devices":1,"protected_items":0,"protected_bytes":0,"vault_bytes":0,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_quota_bytes":0,"vault_quota_bytes":0,"device_limit":0}
  1 admin/list-users-full
{"email":"","username":"123","domain":"","uniqueIdentifier":"123","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}
{"email":"","username":"Status","domain":"","uniqueIdentifier":"Status","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}
{"email":"","username":"fremd","domain":"","uniqueIdentifier":"fremd","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}
{"email":"","username":"gesperrt","domain":"","uniqueIdentifier":"gesperrt","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Suspended"}
{"email":"kunde@fremd.example","username":"kunde41","domain":"","uniqueIdentifier":"kunde41","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}
{"email":"","username":"ohne-marke","domain":"","uniqueIdentifier":"ohne-marke","product":"","primaryip":"","created":"YYYY-MM-DD hh:mm:ss","status":"Active"}
  1 admin/list-users-full
