--TEST--
Answers that do not end, that unpack to a thousandfold, or that nest without end are cut off at their ceilings
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

ini_set('provision.max_response_bytes', '65536');
ini_set('provision.max_list_bytes', '262144');
$server = server_with(service_rows());
$params = params($server, stored_service());
foreach (['huge', 'gzip_bomb', 'deep_json'] as $fault) {
    foreach (['status', 'usage'] as $operation) {
        echo "$fault: ";
        $server->fault($fault);
        $held = memory_get_peak_usage();
        call($operation, $params);
        echo memory_get_peak_usage() - $held < 1_000_000 ? '' : "IT TOOK MEMORY\n";
        $server->clearFaults();
    }
}
echo "the ceilings of all that is usual\n";
ini_restore('provision.max_response_bytes');
ini_restore('provision.max_list_bytes');
$server->fault('huge', more: ['bytes' => 8_000_000]);
call('status', $params);
$server->clearFaults();
call('status', $params) === null ? print "NOTHING\n" : print '';
?>
--EXPECT--
huge: status: ProtocolException: mailcow: read domain: the answer of http://127.0.0.1:PORT is longer than the ceiling of 65536 bytes
huge: usage: ProtocolException: mailcow: list domains: mailcow sent something that is no domain
gzip_bomb: status: ProtocolException: mailcow: read domain: the answer of http://127.0.0.1:PORT is longer than the ceiling of 65536 bytes
gzip_bomb: usage: ProtocolException: mailcow: list domains: the list cannot be read, after 0 elements: the answer is neither a list nor an object
deep_json: status: ProtocolException: mailcow: read domain: the answer of http://127.0.0.1:PORT is longer than the ceiling of 65536 bytes
deep_json: usage: ProtocolException: mailcow: list domains: the list cannot be read, after 0 elements: an element is nested too deeply
the ceilings of all that is usual
status: ProtocolException: mailcow: read domain: the answer of http://127.0.0.1:PORT is longer than the ceiling of 4194304 bytes
status: {"state":"active","domain":"kunde.example","domain_unicode":"kunde.example","created":"YYYY-MM-DD hh:mm:ss","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"default_mailbox_quota_bytes":1073741824,"max_mailboxes":10,"max_aliases":20,"rate_limit":""},"usage":{"mailboxes":0,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":0,"messages":0},"administrators":["admin-xxxxx-7"]}
