--TEST--
comet: an answer that is not whole, not JSON, or not what was asked for is a failure that says what came
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
$params = params($server, stored_service());
$faults = ['not_json', 'html_login', 'empty', 'truncated', 'deep_json', 'duplicate_keys', 'invalid_utf8', 'nul_in_string', 'not_http', 'http_500', 'http_404', 'http_401', 'http_413'];
foreach (array_intersect($faults, $server->faults()) as $fault) {
    $server->fault($fault, path: 'get-user-profile-and-hash');
    call('suspend', $params);
    $server->clearFaults();
}
shown($server, 'kunde41');
$bodies = ['[]', 'null', '"text"', '7', '{}', '{"Status":200,"Message":"OK"}', '{"Status":200,"Message":"OK","ProfileHash":"h","Profile":[]}',
    '{"Status":200,"Message":"OK","ProfileHash":"","Profile":{"Username":"kunde41"}}', '{"Status":200,"Message":"OK","ProfileHash":"h","Profile":{"Username":"another"}}',
    '{"Status":200,"Message":"OK","ProfileHash":"h","Profile":{"Username":"kunde41","AccountName":"whmcs:41","IsSuspended":"no"}}'];
foreach ($bodies as $body) {
    answer($server, 'get-user-profile-and-hash', $body);
    echo "$body\n  ";
    call('suspend', $params);
}
?>
--EXPECT--
