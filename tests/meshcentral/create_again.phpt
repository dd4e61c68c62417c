--TEST--
meshcentral_create: what a create that failed left is completed by the next one, with what was stored
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with();
foreach (['adduser', 'createmesh', 'addmeshuser'] as $action) {
    foreach (['drop', 'drop_applied'] as $fault) {
        foreach ([true, false] as $is_stored) {
            $server->reset();
            $server->seed(foreign_rows());
            $foreign = foreign_part($server);
            $server->messageFault($fault, action: $action);
            $params = params($server);
            printf("%s at every %s, then a create with %s\n", $fault, $action, $is_stored ? 'what was stored' : 'nothing stored');
            try {
                $made = meshcentral_create($params);
                echo "  made all the same: $made[state]\n";
            } catch (\Provision\Exception $thrown) {
                echo '  ', $thrown->outcomeUnknown ? 'outcome unknown, ' : '', unsteady_out(text($thrown->partial)), "\n";
                $made = $thrown->partial;
            }
            $server->clearFaults();
            $made = meshcentral_create($is_stored ? stored($params, $made) : $params) + ($is_stored ? $made : []);
            $rows = json_encode($server->state(normal: true));
            printf("  %s, %d account, %d group", $made['state'], substr_count($rows, '"realname":"whmcs:41 '), substr_count($rows, '"desc":"whmcs:41"') - 1);
            $pass = $server->state()['users']["user//$made[username]"]['pass'];
            echo ', password ', $pass === $made['password'] ? 'known' : 'LOST', "\n";
            if (foreign_part($server) !== $foreign) {
                echo "  SOMETHING FOREIGN WAS CHANGED\n";
            }
        }
    }
}
?>
--EXPECT--
drop at every adduser, then a create with what was stored
  []
  created, 1 account, 1 group, password known
drop at every adduser, then a create with nothing stored
  []
  created, 1 account, 1 group, password known
drop_applied at every adduser, then a create with what was stored
  made all the same: created
  unchanged, 1 account, 1 group, password known
drop_applied at every adduser, then a create with nothing stored
  made all the same: created
  resumed, 1 account, 1 group, password known
drop at every createmesh, then a create with what was stored
  {"username":"whmcs-41","password":"<22 characters>"}
  resumed, 1 account, 1 group, password known
drop at every createmesh, then a create with nothing stored
  {"username":"whmcs-41","password":"<22 characters>"}
  resumed, 1 account, 1 group, password known
drop_applied at every createmesh, then a create with what was stored
  made all the same: created
  unchanged, 1 account, 1 group, password known
drop_applied at every createmesh, then a create with nothing stored
  made all the same: created
  resumed, 1 account, 1 group, password known
drop at every addmeshuser, then a create with what was stored
  {"username":"whmcs-41","password":"<22 characters>","mesh_id":"mesh//NEW"}
  resumed, 1 account, 1 group, password known
drop at every addmeshuser, then a create with nothing stored
  {"username":"whmcs-41","password":"<22 characters>","mesh_id":"mesh//NEW"}
  resumed, 1 account, 1 group, password known
drop_applied at every addmeshuser, then a create with what was stored
  made all the same: created
  unchanged, 1 account, 1 group, password known
drop_applied at every addmeshuser, then a create with nothing stored
  made all the same: created
  resumed, 1 account, 1 group, password known
