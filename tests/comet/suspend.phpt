--TEST--
comet_suspend, comet_unsuspend: two requests, one where it is so already
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
$foreign = foreign_part($server);
$params = params($server, stored_service());
foreach (['suspend', 'suspend', 'unsuspend', 'unsuspend'] as $operation) {
    call($operation, $params);
    asked($server);
    shown($server, 'kunde41');
}
warnings($server);

echo "an account that is not there\n";
call('suspend', params($server, ['username' => 'niemand', 'customfields' => ['Username' => '']]));
asked($server);
echo "no name at all\n";
call('suspend', params($server, ['username' => '', 'customfields' => ['Username' => '']]));
call('suspend', params($server, ['username' => 'a b', 'customfields' => ['Username' => '']]));
asked($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
suspend: {"state":"suspended","changed":true}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  kunde41: suspended "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
suspend: {"state":"suspended","changed":false}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  kunde41: suspended "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
unsuspend: {"state":"active","changed":true}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  2 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
unsuspend: {"state":"active","changed":false}
  1 admin/get-user-profile-and-hash TargetUser=kunde41
  kunde41: active "whmcs:41 Kunde & Söhne", policy policy-standard, 3 devices, protected 100 GB, microsoft 365 0, hyper-v 0, vmware 0, password WHMCS's
    vault: 50 GB
no member of a profile was lost
an account that is not there
suspend: NotFoundException: Comet: look for the account: Comet has no account niemand: create the service first
  1 admin/get-user-profile-and-hash TargetUser=niemand
  2 admin/list-users
no name at all
suspend: ConfigurationException: Comet: prepare: username or customfields[Username] is missing or empty: the account's name on Comet
suspend: ConfigurationException: Comet: prepare: username must hold letters, digits, _ . @ and - alone: it is no account's name on Comet
nothing foreign is touched
