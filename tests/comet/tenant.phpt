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
call('create', params($server, $tenant + ['customfields' => ['Username' => 'fremd']]));
echo text(comet_test_connection(params($server, $tenant))['organization']), "\n";
?>
--EXPECT--
