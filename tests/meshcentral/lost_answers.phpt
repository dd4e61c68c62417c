--TEST--
meshcentral: every write whose answer is lost is settled by reading
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$lost = ['drop', 'drop_applied', 'reset_applied', 'close_applied', 'cut', 'not_json', 'half_json'];
$writes = [
    'suspend' => ['edituser', 'addmeshuser'],
    'unsuspend' => ['addmeshuser', 'edituser'],
    'change_package' => ['addmeshuser'],
    'terminate' => ['deleteuser', 'deletemesh'],
];
$server = server_with();
foreach ($writes as $operation => $actions) {
    foreach ($actions as $action) {
        foreach ($lost as $fault) {
            $server->reset();
            $server->seed(foreign_rows(), service_rows(['quota' => 5]));
            $params = params($server, stored_service());
            if ($operation === 'unsuspend') {
                meshcentral_suspend($params);
            }
            $foreign = foreign_part($server);
            $server->messageFault($fault, at: 1, action: $action);
            $params = \changed($params, ['configoptions' => ['Rights' => $operation === 'change_package' ? 'view' : 'full']]);
            try {
                $result = "meshcentral_$operation"($params);
                $ending = $result['state'] ?? 'changed ' . text($result['changed']);
            } catch (\Provision\Exception $thrown) {
                $ending = describe($thrown);
            }
            $state = $server->state();
            $account = $state['users']['user//whmcs-41'] ?? null;
            printf(
                "%s, %s at %s: %s; site rights %s, quota %s, rights %s, group %s\n",
                $operation,
                $fault,
                $action,
                $ending,
                $account['siteadmin'] ?? 'none',
                $account['quota'] ?? 'none',
                $account['links'][OUR_GROUP]['rights'] ?? 'none',
                isset($state['meshes'][OUR_GROUP]['deleted']) ? 'deleted' : 'there',
            );
            if (foreign_part($server) !== $foreign) {
                echo "  SOMETHING FOREIGN WAS CHANGED\n";
            }
        }
    }
}
?>
--EXPECT--
suspend, drop at edituser: suspended; site rights 96, quota 5, rights none, group there
suspend, drop_applied at edituser: suspended; site rights 96, quota 5, rights none, group there
suspend, reset_applied at edituser: suspended; site rights 96, quota 5, rights none, group there
suspend, close_applied at edituser: suspended; site rights 96, quota 5, rights none, group there
suspend, cut at edituser: suspended; site rights 96, quota 5, rights none, group there
suspend, not_json at edituser: suspended; site rights 96, quota 5, rights none, group there
suspend, half_json at edituser: suspended; site rights 96, quota 5, rights none, group there
suspend, drop at addmeshuser: suspended; site rights 96, quota 5, rights none, group there
suspend, drop_applied at addmeshuser: suspended; site rights 96, quota 5, rights none, group there
suspend, reset_applied at addmeshuser: suspended; site rights 96, quota 5, rights none, group there
suspend, close_applied at addmeshuser: suspended; site rights 96, quota 5, rights none, group there
suspend, cut at addmeshuser: suspended; site rights 96, quota 5, rights none, group there
suspend, not_json at addmeshuser: suspended; site rights 96, quota 5, rights none, group there
suspend, half_json at addmeshuser: suspended; site rights 96, quota 5, rights none, group there
unsuspend, drop at addmeshuser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, drop_applied at addmeshuser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, reset_applied at addmeshuser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, close_applied at addmeshuser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, cut at addmeshuser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, not_json at addmeshuser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, half_json at addmeshuser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, drop at edituser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, drop_applied at edituser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, reset_applied at edituser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, close_applied at edituser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, cut at edituser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, not_json at edituser: active; site rights 64, quota 5, rights 2015484, group there
unsuspend, half_json at edituser: active; site rights 64, quota 5, rights 2015484, group there
change_package, drop at addmeshuser: changed true; site rights 64, quota 5, rights 1052424, group there
change_package, drop_applied at addmeshuser: changed true; site rights 64, quota 5, rights 1052424, group there
change_package, reset_applied at addmeshuser: changed true; site rights 64, quota 5, rights 1052424, group there
change_package, close_applied at addmeshuser: changed true; site rights 64, quota 5, rights 1052424, group there
change_package, cut at addmeshuser: changed true; site rights 64, quota 5, rights 1052424, group there
change_package, not_json at addmeshuser: changed true; site rights 64, quota 5, rights 1052424, group there
change_package, half_json at addmeshuser: changed true; site rights 64, quota 5, rights 1052424, group there
terminate, drop at deleteuser: terminated; site rights none, quota none, rights none, group deleted
terminate, drop_applied at deleteuser: terminated; site rights none, quota none, rights none, group deleted
terminate, reset_applied at deleteuser: terminated; site rights none, quota none, rights none, group deleted
terminate, close_applied at deleteuser: terminated; site rights none, quota none, rights none, group deleted
terminate, cut at deleteuser: terminated; site rights none, quota none, rights none, group deleted
terminate, not_json at deleteuser: terminated; site rights none, quota none, rights none, group deleted
terminate, half_json at deleteuser: terminated; site rights none, quota none, rights none, group deleted
terminate, drop at deletemesh: terminated; site rights none, quota none, rights none, group deleted
terminate, drop_applied at deletemesh: terminated; site rights none, quota none, rights none, group deleted
terminate, reset_applied at deletemesh: terminated; site rights none, quota none, rights none, group deleted
terminate, close_applied at deletemesh: terminated; site rights none, quota none, rights none, group deleted
terminate, cut at deletemesh: terminated; site rights none, quota none, rights none, group deleted
terminate, not_json at deletemesh: terminated; site rights none, quota none, rights none, group deleted
terminate, half_json at deletemesh: terminated; site rights none, quota none, rights none, group deleted
