--TEST--
comet: every write whose answer is lost is settled by reading; nothing is made twice
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$lost = ['close_applied', 'reset_applied', 'truncated', 'empty_applied', 'close', 'http_503'];
$writes = [
    'create' => ['add-user', 'request-storage-vault', 'set-user-profile-hash'],
    'suspend' => ['set-user-profile-hash'],
    'change_password' => ['reset-user-password'],
    'terminate' => ['delete-user'],
];
$server = server_with();
$foreign = foreign_part($server);
foreach ($writes as $operation => $paths) {
    foreach ($paths as $path) {
        foreach ($lost as $fault) {
            $server->reset();
            $server->seed(foreign_rows());
            if ($operation !== 'create') {
                $server->seed(service_account());
            }
            $server->fault($fault, at: 1, path: $path);
            $params = params($server, $operation === 'create' ? [] : stored_service());
            try {
                $result = "comet_$operation"($params);
                $word = $result['state'] ?? 'changed ' . text($result['changed']);
            } catch (\Provision\Exception $thrown) {
                $word = describe($thrown);
            }
            $state = $server->state();
            $vaults = count($state['users']['kunde41']['profile']['Destinations'] ?? []);
            printf("%s, %s at %s: %s; %d requests, %d vaults\n", $operation, $fault, $path, $word, count($server->log()), $vaults);
        }
    }
}
foreign_untouched($server, $foreign);
?>
--EXPECT--
