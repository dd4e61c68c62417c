--TEST--
meshcentral: a group or an account that is not proven ours is never written to, whatever the order says
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$claimed = 'mesh//CLM0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m';
$server = server_with(
    account('schlau', ['realname' => 'whmcs:77 Schlau']),
    group($claimed, 'Schlau', 'whmcs:41 behauptet', ['schlau' => 4_294_967_295], ['creatorid' => 'user//schlau']),
);
$before = $server->stateText();
$writes = ['create', 'suspend', 'unsuspend', 'terminate', 'change_password', 'change_package', 'agent_links'];
$reads = ['status', 'devices', 'sso'];
$cases = [
    'a group with the marker of another service' => ['customfields' => ['mesh_id' => FOREIGN_GROUP]],
    'both of another service' => ['username' => 'fremd', 'customfields' => ['mesh_id' => FOREIGN_GROUP]],
    'a group with our marker that somebody else made' => [],
];
foreach ($cases as $name => $changes) {
    echo "$name\n";
    $results = [];
    foreach ([...$writes, ...$reads] as $operation) {
        try {
            "meshcentral_$operation"(params_with_key($server, ['password' => SERVICE_PASSWORD] + $changes));
            $result = 'WORKED';
        } catch (\Provision\Exception $thrown) {
            $result = describe($thrown);
        }
        $results[$result][] = $operation;
    }
    foreach ($results as $result => $operations) {
        echo '  ', implode(', ', $operations), ": $result\n";
    }
}
untouched($server, $before);
told_writes($server);

echo "accounts of another service, without a marker, and an administrator's, that bear the name of the order\n";
foreach (['fremd', 'ohne-marke', 'betreiber2'] as $name) {
    foreach (array_diff([...$writes, ...$reads], ['create']) as $operation) {
        try {
            $result = "meshcentral_$operation"(params_with_key($server, [
                'serviceid' => 78, 'username' => $name, 'password' => SERVICE_PASSWORD,
            ]));
            echo "$name, $operation: ", text($result), "\n";
        } catch (\Provision\NotFoundException | \Provision\ConflictException) {
            continue;
        }
    }
}
untouched($server, $before);
told_writes($server);

echo "an administrator's account is no client's, even with the marker\n";
$server->reset();
$server->seed(foreign_rows(), service_rows(['siteadmin' => 2]));
$before = $server->stateText();
foreach ([...$writes, ...$reads] as $operation) {
    if (!in_array($operation, ['agent_links', 'status', 'devices'], true)) {
        call($operation, params_with_key($server, \changed(stored_service(), ['password' => SERVICE_PASSWORD])));
    }
}
untouched($server, $before);
?>
--EXPECT--
a group with the marker of another service
  create, suspend, unsuspend, terminate, change_password, change_package, agent_links, status, devices, sso: ConflictException: MeshCentral: list accounts: the device group mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
both of another service
  create, suspend, unsuspend, terminate, change_password, change_package, agent_links, status, devices, sso: ConflictException: MeshCentral: list accounts: the device group mesh//FRE0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
a group with our marker that somebody else made
  create, suspend, unsuspend, terminate, change_password, change_package, agent_links, status, devices, sso: ConflictException: MeshCentral: list accounts: the device group mesh//CLM0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: another account made it, and its id is not the one that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
the server is untouched
nothing was written
accounts of another service, without a marker, and an administrator's, that bear the name of the order
fremd, terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
fremd, status: {"state":"absent","username":"","mesh_id":""}
ohne-marke, terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
ohne-marke, status: {"state":"absent","username":"","mesh_id":""}
betreiber2, terminate: {"state":"terminated","changed":false,"removed":{"user":false,"group":false,"devices":0,"agents":0}}
betreiber2, status: {"state":"absent","username":"","mesh_id":""}
the server is untouched
nothing was written
an administrator's account is no client's, even with the marker
create: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it cannot be a client's
suspend: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it is not treated as a client's
unsuspend: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it is not treated as a client's
terminate: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it is not deleted
change_password: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it is not treated as a client's
change_package: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it is not treated as a client's
sso: ConflictException: MeshCentral: list accounts: the account whmcs-41 manages users or the whole server: it is not treated as a client's
the server is untouched
