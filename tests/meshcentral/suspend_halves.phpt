--TEST--
meshcentral_suspend: what an earlier try left half done is completed, both ways
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with();
$state = static function (array $columns, array $members) use ($server): void {
    $server->reset();
    $server->seed(foreign_rows(), account('whmcs-41', $columns + ['realname' => 'whmcs:41 Kunde']));
    $server->seed(group(OUR_GROUP, 'Kunde', 'whmcs:41', $members));
    $server->clearLog();
};
$locked = ['siteadmin' => 64 | 32];
foreach (['locked, a member' => [$locked, ['whmcs-41' => FULL]], 'open, no member' => [[], []]] as $name => [$columns, $members]) {
    foreach (['suspend', 'unsuspend'] as $operation) {
        echo "$name\n";
        $state($columns, $members);
        call('status', params($server, stored_service()));
        call($operation, params($server, stored_service()));
        shown($server);
    }
}
echo "nothing there\n";
$server->reset();
$server->seed(foreign_rows());
foreach (['suspend', 'unsuspend'] as $operation) {
    call($operation, params($server, stored_service()));
}
echo "the account alone, the group alone\n";
$server->seed(account('whmcs-41', ['realname' => 'whmcs:41 Kunde']));
call('suspend', params($server, stored_service()));
$server->reset();
$server->seed(foreign_rows(), group(OUR_GROUP, 'Kunde', 'whmcs:41'));
call('suspend', params($server, stored_service()));
told_writes($server);
?>
--EXPECT--
locked, a member
status: {"state":"suspended","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde","created":1700000000,"rights":2015484,"site_rights":96,"last_login":null,"email":"","missing":[],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
suspend: {"state":"suspended","changed":true}
  whmcs-41: {"links":[],"realname":"whmcs:41 Kunde","siteadmin":96}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde" "whmcs:41" {"user//dienst":4294967295}
locked, a member
status: {"state":"suspended","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde","created":1700000000,"rights":2015484,"site_rights":96,"last_login":null,"email":"","missing":[],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
unsuspend: {"state":"active","changed":true}
  whmcs-41: {"links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"realname":"whmcs:41 Kunde","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
open, no member
status: {"state":"suspended","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde","created":1700000000,"rights":0,"site_rights":64,"last_login":null,"email":"","missing":[],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
suspend: {"state":"suspended","changed":true}
  whmcs-41: {"realname":"whmcs:41 Kunde","siteadmin":96}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde" "whmcs:41" {"user//dienst":4294967295}
open, no member
status: {"state":"suspended","username":"whmcs-41","mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde","created":1700000000,"rights":0,"site_rights":64,"last_login":null,"email":"","missing":[],"usage":{"devices":0,"online_devices":0},"device_limit":0,"over_limit":false}
unsuspend: {"state":"active","changed":true}
  whmcs-41: {"links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"realname":"whmcs:41 Kunde","siteadmin":64}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Kunde" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
nothing there
suspend: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
unsuspend: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
the account alone, the group alone
suspend: NotFoundException: MeshCentral: list accounts: the service's device group is gone from MeshCentral: create puts it right
suspend: NotFoundException: MeshCentral: list accounts: the service's account is gone from MeshCentral: create puts it right
nothing was written
