--TEST--
comet_create: what Comet refuses is a failure, and what this call made is taken back
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$before = $server->stateText();

echo "--- a storage template that is not there\n";
call('create', params($server, ['configoption2' => 'template-gone']));
asked($server);
untouched($server, $before);

echo "--- a template whose storage cannot be reached: nothing is taken back, the next call goes on\n";
$server->seed(['templates' => ['template-broken' => ['description' => 'Broken', 'failure' => 'the cloud refuses the credentials']]]);
$thrown = call('create', params($server, ['configoption2' => 'template-broken']));
asked($server);
shown($server, 'kunde41');
call('create', params($server));
asked($server);
shown($server, 'kunde41');
comet_terminate(params($server, stored_service()));
$server->clearLog();

echo "--- the profile is refused\n";
refuse($server, 'set-user-profile-hash', 400, 'invalid profile');
call('create', params($server));
asked($server);
shown($server, 'kunde41');

echo "--- the account is refused\n";
refuse($server, 'add-user', 400, 'too many accounts');
call('create', params($server));
asked($server);
shown($server, 'kunde41');
?>
--EXPECT--
