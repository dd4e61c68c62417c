--TEST--
comet: lists and maps of a whole server: an error object in their place is an error, never two entries
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$params = params($server);
$bodies = ['{"Status":403,"Message":"Unauthorised"}', '{"Status":500,"Message":"out of order"}', '{"Message":"x","Status":400}', '[]', 'null', '{', '{"a":1}', '{"Status":{"AccountName":"x"},"Message":{"AccountName":"y"}}', '{"a":{},"a":{}}', '{}'];
foreach ($bodies as $body) {
    echo "$body\n";
    foreach (['usage' => 'list-users-full', 'list_accounts' => 'list-users-full', 'policies' => 'policies/list'] as $operation => $path) {
        answer($server, $path, $body);
        echo '  ';
        call($operation, $params);
    }
}
?>
--EXPECT--
