--TEST--
meshcentral_create: a name that somebody else has; the account of an earlier life
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(account('whmcs-41', ['realname' => 'Frueher da']), account('whmcs-42', ['realname' => 'whmcs:420 Anders']));
$foreign = foreign_part($server);
$taken = static fn (): string => text(array_map(
    static fn (array $user): array => array_diff_key($user, ['creation' => 0, 'passchange' => 0]),
    array_intersect_key($server->state()['users'], ['user//whmcs-41' => 0, 'user//whmcs-42' => 0]),
));
$before = $taken();
call('create', params($server));
call('create', params($server, ['serviceid' => 42]));
call('create', params($server, ['serviceid' => 43, 'customfields' => ['username' => 'fremd']]));
echo $taken() === $before ? "the others' accounts are as they were\n" : 'CHANGED ' . $taken() . "\n";
echo '  ', text($server->state(true)['users']['user//whmcs-43']['links']), "\n";
foreign_untouched($server, $foreign);
?>
--EXPECT--
create: ConflictException: MeshCentral: list accounts: the account whmcs-41 exists and is not this service's. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: MeshCentral: list accounts: the account whmcs-42 exists and is not this service's. Nothing was changed. If it is to belong to this service, adopt it by hand
create: {"state":"created","username":"whmcs-43","password":"<22 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
the others' accounts are as they were
  {"mesh//made for whmcs:43":{"rights":2015484}}
nothing foreign is touched
