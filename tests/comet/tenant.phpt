--TEST--
comet: an admin of the top level makes accounts inside a tenant; an admin of a tenant sees that tenant alone
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(
    ['admins' => ['mieter' => ['password' => 'tenant-admin-pw', 'organization' => 'org-1']]],
    ['organizations' => ['org-1' => ['name' => 'Mieter']]],
    ['policies' => ['policy-org' => ['Description' => 'Of the tenant', 'OrganizationID' => 'org-1']], 'templates' => ['template-org' => ['description' => 'Of the tenant', 'organization' => 'org-1']]],
);
$inside = ['configoption1' => 'policy-org', 'configoption2' => 'template-org', 'configoption4' => 'org-1'];
call('policies', params($server, $inside));
$made = comet_create(params($server, $inside));
echo text([$made['username'], $server->state()['users']['kunde41']['profile']['OrganizationID']]), "\n";
asked($server);
$tenant = ['serverusername' => 'mieter', 'serverpassword' => 'tenant-admin-pw', 'configoption1' => 'policy-org', 'configoption2' => 'template-org'];
call('policies', params($server, $tenant));
echo text(array_keys(comet_usage(params($server, $tenant)))), "\n";
call('suspend', params($server, $tenant + stored_service()));
echo "a name that somebody in another tenant has\n";
$server->clearLog();
$made = comet_create(params($server, ['serviceid' => 42, 'customfields' => ['Username' => 'fremd']] + $tenant));
echo text([$made['username'], $made['state']]), "\n";
asked($server);
echo text(comet_test_connection(params($server, $tenant))['organization']), "\n";
?>
--EXPECT--
policies: [{"id":"policy-org","name":"Of the tenant"}]
["kunde41","org-1"]
  1 admin/policies/list TargetOrganization=org-1
  2 admin/policies/list TargetOrganization=org-1
  3 admin/add-user StoreRecoveryCode=1 TargetOrganization=org-1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=kunde41
  4 admin/request-storage-vault StorageProvider=template-org TargetUser=kunde41
  5 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=kunde41
policies: [{"id":"policy-org","name":"Of the tenant"}]
["kunde41"]
suspend: {"state":"suspended","changed":true}
a name that somebody in another tenant has
["fremd_42","created"]
  1 admin/policies/list
  2 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=fremd
  3 admin/get-user-profile-and-hash TargetUser=fremd
  4 admin/list-users
  5 admin/add-user StoreRecoveryCode=1 TargetPassword=Kw7-xEr.4mNp_2vTz+9s:a TargetUser=fremd_42
  6 admin/request-storage-vault StorageProvider=template-org TargetUser=fremd_42
  7 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=fremd_42
"org-1"
