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
foreach ($writes as $operation => $paths) {
    foreach ($paths as $path) {
        foreach ($lost as $fault) {
            $server->reset();
            $server->seed(foreign_rows());
            if ($operation !== 'create') {
                $server->seed(service_account());
            }
            $foreign = foreign_part($server);
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
            if (foreign_part($server) !== $foreign) {
                echo "  SOMETHING FOREIGN WAS CHANGED\n";
            }
        }
    }
}
?>
--EXPECT--
create, close_applied at add-user: resumed; 8 requests, 1 vaults
create, reset_applied at add-user: resumed; 8 requests, 1 vaults
create, truncated at add-user: resumed; 8 requests, 1 vaults
create, empty_applied at add-user: resumed; 8 requests, 1 vaults
create, close at add-user: created; 7 requests, 1 vaults
create, http_503 at add-user: created; 7 requests, 1 vaults
create, close_applied at request-storage-vault: created; 5 requests, 1 vaults
create, reset_applied at request-storage-vault: created; 5 requests, 1 vaults
create, truncated at request-storage-vault: created; 5 requests, 1 vaults
create, empty_applied at request-storage-vault: created; 5 requests, 1 vaults
create, close at request-storage-vault: created; 6 requests, 1 vaults
create, http_503 at request-storage-vault: created; 6 requests, 1 vaults
create, close_applied at set-user-profile-hash: created; 5 requests, 1 vaults
create, reset_applied at set-user-profile-hash: created; 5 requests, 1 vaults
create, truncated at set-user-profile-hash: created; 5 requests, 1 vaults
create, empty_applied at set-user-profile-hash: created; 5 requests, 1 vaults
create, close at set-user-profile-hash: created; 6 requests, 1 vaults
create, http_503 at set-user-profile-hash: created; 6 requests, 1 vaults
suspend, close_applied at set-user-profile-hash: suspended; 3 requests, 1 vaults
suspend, reset_applied at set-user-profile-hash: suspended; 3 requests, 1 vaults
suspend, truncated at set-user-profile-hash: suspended; 3 requests, 1 vaults
suspend, empty_applied at set-user-profile-hash: suspended; 3 requests, 1 vaults
suspend, close at set-user-profile-hash: suspended; 4 requests, 1 vaults
suspend, http_503 at set-user-profile-hash: suspended; 4 requests, 1 vaults
change_password, close_applied at reset-user-password: changed true; 4 requests, 1 vaults
change_password, reset_applied at reset-user-password: changed true; 4 requests, 1 vaults
change_password, truncated at reset-user-password: changed true; 4 requests, 1 vaults
change_password, empty_applied at reset-user-password: changed true; 4 requests, 1 vaults
change_password, close at reset-user-password: changed true; 4 requests, 1 vaults
change_password, http_503 at reset-user-password: changed true; 4 requests, 1 vaults
terminate, close_applied at delete-user: terminated; 4 requests, 0 vaults
terminate, reset_applied at delete-user: terminated; 4 requests, 0 vaults
terminate, truncated at delete-user: terminated; 4 requests, 0 vaults
terminate, empty_applied at delete-user: terminated; 4 requests, 0 vaults
terminate, close at delete-user: terminated; 4 requests, 0 vaults
terminate, http_503 at delete-user: terminated; 4 requests, 0 vaults
