--TEST--
comet_policies, comet_storage_providers, comet_installers: rows; a refused login is an error, not two entries
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(['policies' => ['p2' => ['Description' => "Zweite <b>\"&'"]], 'templates' => ['t2' => ['description' => 'Ärger & Söhne']]]);
foreach (['policies', 'storage_providers'] as $operation) {
    call($operation, params($server));
    call($operation, params($server, ['serverpassword' => 'wrong']));
}
$rows = comet_installers(params($server));
echo count($rows) > 10 ? 'many' : 'few', ' platforms, one of them: ', text($rows[0]), "\n";
asked($server);
?>
--EXPECT--
