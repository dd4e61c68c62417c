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
