--TEST--
meshcentral_create: a lost answer is settled by reading; repeats make no second account or group
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with();
$lost = ['drop', 'drop_applied', 'reset_applied', 'close_applied', 'cut', 'not_json', 'half_json'];
foreach (['adduser', 'createmesh', 'addmeshuser'] as $action) {
    foreach ($lost as $fault) {
        $server->reset();
        $server->seed(foreign_rows());
        $foreign = foreign_part($server);
        $server->messageFault($fault, at: 1, action: $action);
        $params = params($server);
        for ($tries = 1; $tries < 4; $tries++) {
            try {
                $made = meshcentral_create($params);
                break;
            } catch (\Provision\Exception $thrown) {
                echo '  ', describe($thrown), "\n";
                $params = stored($params, $thrown->partial);
            }
        }
        $state = $server->state();
        $users = array_filter($state['users'], static fn (array $row): bool => preg_match('/^whmcs:41\b/', $row['realname'] ?? '') === 1);
        $groups = array_filter($state['meshes'], static fn (array $row): bool => preg_match('/^whmcs:41\b/', $row['desc']) === 1 && !isset($row['deleted']));
        unset($groups[HIDDEN_GROUP]);
        $account = current($users);
        printf(
            "%s at %s: %s, try %d; %d account, %d group, rights %d, password %s; again %s\n",
            $fault,
            $action,
            $made['state'],
            $tries,
            count($users),
            count($groups),
            $account['links'][$made['mesh_id']]['rights'],
            $account['pass'] === stored($params, $made)['password'] ? 'known' : 'LOST',
            meshcentral_create(stored($params, $made))['state'],
        );
        if (foreign_part($server) !== $foreign) {
            echo "  SOMETHING FOREIGN WAS CHANGED\n";
        }
    }
}
?>
--EXPECT--
drop at adduser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
drop_applied at adduser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
reset_applied at adduser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
close_applied at adduser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
cut at adduser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
not_json at adduser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
half_json at adduser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
drop at createmesh: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
drop_applied at createmesh: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
reset_applied at createmesh: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
close_applied at createmesh: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
cut at createmesh: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
not_json at createmesh: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
half_json at createmesh: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
drop at addmeshuser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
drop_applied at addmeshuser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
reset_applied at addmeshuser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
close_applied at addmeshuser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
cut at addmeshuser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
not_json at addmeshuser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
half_json at addmeshuser: created, try 1; 1 account, 1 group, rights 2015484, password known; again unchanged
