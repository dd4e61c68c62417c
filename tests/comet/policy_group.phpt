--TEST--
comet_create, comet_change_package: a policy group must be there, or is made once with its restrictions and never again
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();

echo "--- a group that is not there\n";
$before = $server->stateText();
call('create', params($server, ['configoption1' => 'policy-gone']));
asked($server);
untouched($server, $before);

echo "--- a group that the product was told to make\n";
$new = ['configoption1' => 'WHMCS_5fd0c2a1b3e4f.7'];
call('create', params($server, $new));
asked($server);
echo text($server->state()['policies']['WHMCS_5fd0c2a1b3e4f.7']['Policy']), "\n";
shown($server, 'kunde41');

echo "--- the operator changed it: it stays so\n";
$server->seed(['policies' => ['WHMCS_5fd0c2a1b3e4f.7' => ['Description' => 'Renamed by hand']]]);
call('create', params($server, $new + ['serviceid' => 42, 'customfields' => ['Username' => 'zweiter']]));
echo $server->state()['policies']['WHMCS_5fd0c2a1b3e4f.7']['Description'], "\n";
$server->clearLog();

echo "--- change_package to a product whose group nobody made yet\n";
call('change_package', params($server, stored_service() + ['configoption1' => 'WHMCS_other']));
asked($server);
shown($server, 'kunde41');

echo "--- to one whose group is gone\n";
call('change_package', params($server, stored_service() + ['configoption1' => 'policy-gone']));
asked($server);

echo "--- to one without a group: the account keeps its own\n";
call('change_package', params($server, ['configoption1' => ''] + stored_service()));
asked($server);
shown($server, 'kunde41');

echo "--- a refused group is a failure before any account is made\n";
refuse($server, 'policies/set', 400, 'not allowed');
call('create', params($server, ['serviceid' => 43, 'configoption1' => 'WHMCS_third', 'customfields' => ['Username' => 'dritter']]));
asked($server);
?>
--EXPECT--
