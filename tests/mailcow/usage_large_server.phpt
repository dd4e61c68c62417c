--TEST--
mailcow_usage, mailcow_list_accounts: 10,000 domains in one request each; the ceiling of an answer counts for an element, not for the list
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$server->control('POST', 'populate', ['domains' => 10_000, 'mailboxes' => 0]);
$params = params($server);

ini_set('provision.max_response_bytes', '65536');
$usage = mailcow_usage($params);
echo count($usage), " domains\n";
foreach (['d00001.populated.test', 'd00002.populated.test', 'd09999.populated.test', 'fremd.example'] as $domain) {
    echo $domain, ' ', text($usage[$domain]), "\n";
}
$rows = mailcow_list_accounts($params);
echo count($rows), " accounts, each once: ", count(array_unique(array_column($rows, 'uniqueIdentifier'))), "\n";
asked($server);

echo "the list has a ceiling of its own\n";
ini_set('provision.max_list_bytes', '1M');
call('usage', $params);
call('list_accounts', $params);
ini_set('provision.max_list_bytes', '64M');
echo count(mailcow_usage($params)), " domains\n";
?>
--EXPECT--
10003 domains
d00001.populated.test {"mailboxes":1,"aliases":0,"disk_bytes":1000,"assigned_quota_bytes":1048576,"messages":1,"quota_bytes":10737418240}
d00002.populated.test {"mailboxes":2,"aliases":0,"disk_bytes":4000,"assigned_quota_bytes":2097152,"messages":4,"quota_bytes":10737418240}
d09999.populated.test {"mailboxes":0,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":0,"messages":0,"quota_bytes":10737418240}
fremd.example {"mailboxes":2,"aliases":1,"disk_bytes":0,"assigned_quota_bytes":1610612736,"messages":0,"quota_bytes":10737418240}
10003 accounts, each once: 10003
  1 GET /api/v1/get/domain/all
  2 GET /api/v1/get/domain/all
the list has a ceiling of its own
usage: ProtocolException: mailcow: list domains: the answer of http://127.0.0.1:PORT is longer than the ceiling of 1048576 bytes
list_accounts: ProtocolException: mailcow: list domains: the answer of http://127.0.0.1:PORT is longer than the ceiling of 1048576 bytes
10003 domains
