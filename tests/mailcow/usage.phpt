--TEST--
mailcow_usage: every domain of the server in one request, with the server keys alone
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows(), [
    'quota2' => ['post@fremd.example' => ['bytes' => 5_000_000_000, 'messages' => 12]],
]);
$params = $server->params(['serveraccesshash' => API_KEY]);
foreach (mailcow_usage($params) as $domain => $figures) {
    echo "$domain ", text($figures), "\n";
}
asked($server);

echo "a server without a domain\n";
$server->reset();
$server->seed(['settings' => ['rw_key' => API_KEY]]);
var_dump(mailcow_usage($params), mailcow_list_accounts($params));

echo "a read-only key will do\n";
call('usage', ['serveraccesshash' => 'RO-KEY'] + $params);
?>
--EXPECT--
fremd.example {"mailboxes":2,"aliases":1,"disk_bytes":5000000000,"assigned_quota_bytes":1610612736,"messages":12,"quota_bytes":10737418240}
kunde.example {"mailboxes":0,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":0,"messages":0,"quota_bytes":10737418240}
ohne-marke.example {"mailboxes":1,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":2147483648,"messages":0,"quota_bytes":10737418240}
xn--fremd-kva.example {"mailboxes":1,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":104857600,"messages":0,"quota_bytes":10737418240}
  1 GET /api/v1/get/domain/all
a server without a domain
array(0) {
}
array(0) {
}
a read-only key will do
usage: []
