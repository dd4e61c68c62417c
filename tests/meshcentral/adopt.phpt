--TEST--
meshcentral: a group without a marker is ours by its stored number; others only on the operator's word
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$rows = static fn (string $desc, string $realname): array => \together(
    account('altkunde', ['realname' => $realname]),
    group(OUR_GROUP, 'Alt', $desc, ['altkunde' => FULL]),
);
$server = server_with();
$try = static function (string $name, array $state, array $changes) use ($server): void {
    echo "$name\n";
    $server->reset();
    $server->seed(foreign_rows(), $state);
    $foreign = foreign_part($server);
    call('suspend', params($server, $changes));
    shown($server, 'altkunde');
    foreign_untouched($server, $foreign);
};
$stored = ['username' => 'altkunde', 'customfields' => ['mesh_id' => OUR_GROUP]];
$adopts = ['provision' => ['adopt' => true]];
$try('both by what is stored', $rows('Rechner', 'Altkunde'), $stored);
$try('the name alone is stored', $rows('Rechner', 'Altkunde'), ['username' => 'altkunde']);
$try('the group alone is stored', $rows('Rechner', 'whmcs:41 Altkunde'), ['customfields' => ['mesh_id' => OUR_GROUP]]);
$try('the group carries another marker', $rows('whmcs:99 Rechner', 'Altkunde'), $stored);
$try('the same, adopted', $rows('whmcs:99 Rechner', 'Altkunde'), $stored + $adopts);
$try('the account carries another marker, adopted', $rows('Rechner', 'whmcs:99 Altkunde'), $stored + $adopts);
?>
--EXPECT--
both by what is stored
suspend: {"state":"suspended","changed":true}
  altkunde: {"links":[],"realname":"whmcs:41 Altkunde","siteadmin":96}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Alt" "whmcs:41 Rechner" {"user//dienst":4294967295}
nothing foreign is touched
the name alone is stored
suspend: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service (an account of its name is there, and nothing proves that it is this service's): create it first
  altkunde: {"links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"realname":"Altkunde","siteadmin":64}
nothing foreign is touched
the group alone is stored
suspend: {"state":"suspended","changed":true}
  altkunde: {"links":[],"realname":"whmcs:41 Altkunde","siteadmin":96}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Alt" "whmcs:41 Rechner" {"user//dienst":4294967295}
nothing foreign is touched
the group carries another marker
suspend: ConflictException: MeshCentral: list accounts: the device group mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m is not this service's: it carries the marker whmcs:99. Nothing was changed. If it is to belong to this service, adopt it by hand
  altkunde: {"links":{"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m":{"rights":2015484}},"realname":"Altkunde","siteadmin":64}
nothing foreign is touched
the same, adopted
suspend: {"state":"suspended","changed":true}
  altkunde: {"links":[],"realname":"whmcs:41 Altkunde","siteadmin":96}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Alt" "whmcs:41 Rechner" {"user//dienst":4294967295}
nothing foreign is touched
the account carries another marker, adopted
suspend: {"state":"suspended","changed":true}
  altkunde: {"links":[],"realname":"whmcs:41 Altkunde","siteadmin":96}
  mesh//OUR0aB3@cD4$eF5gH6iJ7kL8 "Alt" "whmcs:41 Rechner" {"user//dienst":4294967295}
nothing foreign is touched
