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
foreach ([1, 3, 4, 5] as $times) {
    $server->control('POST', 'edit-profile', ['user' => 'kunde41', 'times' => $times]);
    echo "--- $times times\n";
    call($times % 2 === 1 ? 'suspend' : 'unsuspend', $params);
    asked($server);
}
$server->control('POST', 'edit-profile', ['user' => 'kunde41', 'times' => 0]);
echo "--- what the others wrote is there\n";
warnings($server);

echo "--- a refusal while nobody changed it\n";
refuse($server, 'set-user-profile-hash', 400, 'quota too small');
call('change_package', \changed($params, ['configoptions' => ['number_of_devices' => 9]]));
asked($server);
?>
--EXPECT--
