--TEST--
Every odd frame and answer: what RFC 6455 and MeshCentral allow is taken, everything else is an error that says so
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows(), device('ours1', OUR_GROUP, 'pc', true));
$isSuspended = static function () use ($server): string {
    $user = $server->state()['users']['user//whmcs-41'];
    return ($user['siteadmin'] & 32 ? 'locked' : 'open') . (($user['links'] ?? []) === [] ? '' : ', a member');
};
$faults = array_filter($server->messageFaults(), static fn (array $fault): bool => !$fault['opening']);
foreach (array_column($faults, 'fault') as $fault) {
    $time = ['provision' => ['timeout_ms' => $fault === 'drip' ? 10_000 : 900]];
    $params = params($server, $time + stored_service());
    $more = $fault === 'endless' ? ['bytes' => 80_000_000] : [];
    $server->seed(service_rows(['siteadmin' => 64]));
    $server->messageFault($fault, at: 1, action: 'users', more: $more);
    echo "$fault: ", ending('status', $params), "\n";
    $server->clearFaults();
    $server->messageFault($fault, at: 1, action: 'addmeshuser', more: $more);
    echo '    ', ending('suspend', $params), ' (', $isSuspended(), ")\n";
    $server->clearFaults();
}
?>
--EXPECT--
