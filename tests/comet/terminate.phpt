--TEST--
comet_terminate: two requests; success where nothing is left; the software is uninstalled when the product says so
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account(['Devices' => ['d1' => device('PC'), 'd2' => device('Server')]]));
$foreign = foreign_part($server);
$params = params($server, stored_service());
call('terminate', $params);
asked($server);
shown($server, 'kunde41');
echo 'the bucket stays: ', text(isset($server->state()['buckets']['bucket-41'])), "\n";
call('terminate', $params);
asked($server);

echo "with the software\n";
$server->seed(service_account());
call('terminate', \changed($params, ['configoption12' => 'on']));
asked($server);

echo "a server of old says 500 for an unknown user\n";
$server->seed(['settings' => ['unknown_user_status' => 500]]);
call('terminate', $params);
asked($server);

echo "it went away between reading and deleting\n";
$server->seed(service_account());
refuse($server, 'delete-user', 400, 'no such user', applied: true);
call('terminate', $params);
asked($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
terminate: {"state":"terminated","changed":true,"removed":{"account":"kunde41","devices":2,"vaults":1}}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/delete-user TargetUser=kunde41
  kunde41: absent
the bucket stays: true
terminate: {"state":"terminated","changed":false,"removed":[]}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/list-users
with the software
terminate: {"state":"terminated","changed":true,"removed":{"account":"kunde41","devices":0,"vaults":1}}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/delete-user TargetUser=kunde41 UninstallConfig={"UninstallFlag":true,"RemoveConfigFile":true}
a server of old says 500 for an unknown user
terminate: {"state":"terminated","changed":false,"removed":[]}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/list-users
it went away between reading and deleting
terminate: {"state":"terminated","changed":true,"removed":{"account":"kunde41","devices":0,"vaults":1}}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/delete-user TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 admin/list-users
nothing foreign is touched
