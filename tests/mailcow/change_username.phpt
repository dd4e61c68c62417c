--TEST--
mailcow_change_username: the administrator is renamed, in lower case, and keeps his password
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());
call('change_username', ['username' => 'Neuer.Name_1'] + $params);
asked($server);
shown($server, 'kunde.example');
var_dump($server->state()['admin']['neuer.name_1']['password']);

echo "again, whether it was stored or not\n";
$server->clearLog();
call('change_username', ['username' => 'neuer.name_1'] + $params);
$renamed = ['customfields' => ['mailcow_admin_username' => 'neuer.name_1']];
call('change_username', changed($params, ['username' => 'NEUER.NAME_1'] + $renamed));
asked($server);

echo "a name that is taken, by an administrator, by mailcow itself; and names that are none\n";
$params = changed($params, ['customfields' => ['mailcow_admin_username' => 'neuer.name_1']]);
$before = $server->stateText();
foreach (['fremd-admin', 'admin', 'mit leerzeichen', 'post@fremd.example', 'ümlaut', '', str_repeat('x', 256)] as $name) {
    call('change_username', ['username' => $name] + $params);
}
untouched($server, $before);
asked($server);

echo "the answer is lost\n";
$server->fault('close_applied', 2);
call('change_username', ['username' => 'dritter'] + $params);
asked($server);
echo "it never arrived\n";
$server->fault('close', 2);
call('change_username', changed($params, ['username' => 'vierter', 'customfields' => ['mailcow_admin_username' => 'dritter']]));
asked($server);
shown($server, 'kunde.example');

echo "who is to be renamed?\n";
call('change_username', changed($params, ['username' => 'fuenfter', 'customfields' => ['mailcow_admin_username' => 'unbekannt']]));
call('change_username', changed($params, ['username' => 'fuenfter', 'customfields' => null]));
?>
--EXPECT--
change_username: {"username":"neuer.name_1","mailcow_admin_username":"neuer.name_1","changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"username_new":"neuer.name_1"}}
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator neuer.name_1 active 1/1, mailboxes 0, DKIM key there, rate limit none
string(12) "Old-Passw0rd"
again, whether it was stored or not
change_username: {"username":"neuer.name_1","mailcow_admin_username":"neuer.name_1","changed":false}
change_username: {"username":"neuer.name_1","mailcow_admin_username":"neuer.name_1","changed":false}
  1 GET /api/v1/get/domain/kunde.example
  2 GET /api/v1/get/domain/kunde.example
a name that is taken, by an administrator, by mailcow itself; and names that are none
change_username: ConflictException: mailcow: rename administrator: the administrator's name fremd-admin is taken or not allowed in mailcow
    code: username_invalid
change_username: ConflictException: mailcow: prepare: the name admin belongs to mailcow itself
change_username: ConfigurationException: mailcow: prepare: username may hold only letters, digits, '.', '_' and '-'
change_username: ConfigurationException: mailcow: prepare: username may hold only letters, digits, '.', '_' and '-'
change_username: ConfigurationException: mailcow: prepare: username may hold only letters, digits, '.', '_' and '-'
change_username: ConfigurationException: mailcow: prepare: username is missing or empty: the administrator's new name
change_username: ConfigurationException: mailcow: read parameters: username must have from 0 to 255 bytes
the server is untouched
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain-admin {"items":["neuer.name_1"],"attr":{"username_new":"fremd-admin"}}
the answer is lost
change_username: {"username":"dritter","mailcow_admin_username":"dritter","changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain-admin {"items":["neuer.name_1"],"attr":{"username_new":"dritter"}}
  3 GET /api/v1/get/domain/kunde.example
it never arrived
change_username: {"username":"vierter","mailcow_admin_username":"vierter","changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain-admin {"items":["dritter"],"attr":{"username_new":"vierter"}}
  3 GET /api/v1/get/domain/kunde.example
  4 POST /api/v1/edit/domain-admin {"items":["dritter"],"attr":{"username_new":"vierter"}}
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator vierter active 1/1, mailboxes 0, DKIM key there, rate limit none
who is to be renamed?
change_username: NotFoundException: mailcow: read domain: none of the administrators of kunde.example is this service's: enter his present name in the field mailcow_admin_username
change_username: NotFoundException: mailcow: read domain: none of the administrators of kunde.example is this service's: enter his present name in the field mailcow_admin_username
