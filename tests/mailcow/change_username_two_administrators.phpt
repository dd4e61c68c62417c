--TEST--
mailcow_change_username: another administrator of the domain with the wanted name is not taken for the renamed one
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows(), [
    'admin' => ['kollege' => ['password' => 'Kollegen-Passw0rd']],
    'domain_admins' => [['username' => 'kollege', 'domain' => 'kunde.example']],
    'da_acl' => ['kollege' => []],
]);
$before = $server->stateText();
call('change_username', ['username' => 'kollege'] + params($server, stored_service()));
asked($server);
untouched($server, $before);
?>
--EXPECT--
change_username: ConflictException: mailcow: rename administrator: the administrator's name kollege is taken or not allowed in mailcow
    code: username_invalid
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"username_new":"kollege"}}
the server is untouched
