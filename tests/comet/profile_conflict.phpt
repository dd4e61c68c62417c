--TEST--
comet: a profile that somebody else changed in between is read again, five times at most; a refusal of another kind is told
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
$params = params($server, stored_service());
foreach ([1, 4, 5] as $number => $times) {
    $server->control('POST', 'edit-profile', ['user' => 'kunde41', 'times' => $times]);
    echo "--- $times times\n";
    call($number % 2 === 0 ? 'suspend' : 'unsuspend', $params);
    asked($server);
}
$server->control('POST', 'edit-profile', ['user' => 'kunde41', 'times' => 0]);
warnings($server);
echo 'what the others wrote is there: ', count($server->state()['users']['kunde41']['profile']['Emails']), " addresses\n";

echo "--- a refusal while nobody changed it\n";
refuse($server, 'set-user-profile-hash', 400, 'quota too small');
call('change_package', \changed($params, ['configoptions' => ['number_of_devices' => 9]]));
asked($server);
?>
--EXPECT--
--- 1 times
suspend: {"state":"suspended","changed":true}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
--- 4 times
unsuspend: {"state":"active","changed":true}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  5 admin/get-user-profile-and-hash TargetUser=kunde41
  6 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  7 admin/get-user-profile-and-hash TargetUser=kunde41
  8 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  9 admin/get-user-profile-and-hash TargetUser=kunde41
  10 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
--- 5 times
suspend: ConflictException: Comet: write profile: Comet answers with error 409: The profile was changed by somebody else; somebody else kept changing the profile, 5 attempts were made
    code: 409
    retryable
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
  4 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  5 admin/get-user-profile-and-hash TargetUser=kunde41
  6 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  7 admin/get-user-profile-and-hash TargetUser=kunde41
  8 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  9 admin/get-user-profile-and-hash TargetUser=kunde41
  10 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
no member of a profile was lost
what the others wrote is there: 10 addresses
--- a refusal while nobody changed it
change_package: RemoteException: Comet: write profile: Comet answers with error 400: quota too small
    code: 400
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  3 admin/get-user-profile-and-hash TargetUser=kunde41
