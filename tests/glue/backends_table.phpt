--TEST--
provision_backends() shows each input with type, unit, bounds and places
--EXTENSIONS--
provision
--FILE--
<?php

declare(strict_types=1);

$mailcow = provision_backends()['mailcow'];
echo $mailcow['label'], ': ', implode(', ', array_keys($mailcow['operations'])), "\n";

$create = $mailcow['operations']['create'];
echo json_encode(array_diff_key($create, ['inputs' => 0]), JSON_UNESCAPED_SLASHES), "\n";
foreach (['quota', 'api_key', 'server_host', 'timeout', 'restart_sogo'] as $name) {
    $input = $create['inputs'][$name];
    unset($input['help']);
    echo $name, ' ', json_encode($input), "\n";
}
foreach ($mailcow['operations'] as $name => $operation) {
    $flags = array_keys(array_filter(['writes' => $operation['writes'], 'server only' => $operation['server_only'],
        'asks anyway' => $operation['asks_anyway']]));
    echo $name, ': ', implode(', ', $flags), "\n";
}
?>
--EXPECT--
mailcow: test_connection, create, suspend, unsuspend, terminate, change_password, change_package, change_username, status, usage, list_accounts, sso, dns_records
{"function":"mailcow_create","writes":true,"server_only":false,"asks_anyway":false,"min_timeout_ms":0,"returns":"state, domain, username, password, mailcow_admin_username, limits"}
quota {"type":"int","unit":"MiB","min":1,"max":4294967296,"needed":true,"secret":false,"places":[["configoptions","Quota Totale Dominio"],["configoptions","Total Quota"],["configoptions","Domain Quota"],["configoption1"]]}
api_key {"type":"text","unit":"","min":0,"max":256,"needed":true,"secret":true,"places":[["serveraccesshash"],["serverpassword"]]}
server_host {"type":"text","unit":"","min":1,"max":512,"needed":true,"secret":false,"places":[["serverhostname"],["serverip"]]}
timeout {"type":"int","unit":"ms","min":1,"max":3600000,"needed":false,"secret":false,"places":[["provision","timeout_ms"]]}
restart_sogo {"type":"bool","unit":"","min":0,"max":0,"needed":false,"secret":false,"places":[["configoption8"]]}
test_connection: server only, asks anyway
create: writes
suspend: writes
unsuspend: writes
terminate: writes
change_password: writes
change_package: writes
change_username: writes
status: 
usage: server only
list_accounts: server only
sso: 
dns_records: 
