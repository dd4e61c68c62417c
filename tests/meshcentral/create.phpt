--TEST--
meshcentral_create: one connection, two lists, then account, group and membership; marked from the first moment
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with();
$before = $server->stateText();
$foreign = foreign_part($server);
$server->clearLog();
$result = call('create', params($server));
told($server);
shown($server);
foreign_untouched($server, $foreign);

$state = $server->state();
echo 'the password is the one the server has: ';
var_dump($state['users']['user//whmcs-41']['pass'] === $result['password']);
echo 'lower case, upper case, digits and signs in it, no look-alikes, no sign at an end: ';
$form = '/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[-_.+:=])[A-Za-z2-9][A-HJ-NP-Za-km-z2-9\-_.+:=]{20}[A-Za-z2-9]$/D';
var_dump(preg_match($form, $result['password']) === 1);
echo 'the id is the one the server has: ';
var_dump(isset($state['meshes'][$result['mesh_id']]));

echo "-- again, with what was stored: the password is tried, and kept\n";
$params = stored(params($server), $result);
call('create', $params);
told($server);

echo "-- nothing stored: a new password\n";
$again = call('create', params($server));
told($server);
var_dump($again['password'] !== $result['password'], $server->state()['users']['user//whmcs-41']['pass'] === $again['password']);
shown($server);

echo "-- names: of a person, hostile, with an address that the server does not take, with a prefix\n";
foreach (
    [
        ['serviceid' => 42, 'clientsdetails' => ['companyname' => '']],
        ['serviceid' => 43, 'clientsdetails' => ['companyname' => "<script>alert('x')</script>\u{202e}\"\\", 'firstname' => "A\tB", 'email' => 'keine adresse']],
        ['serviceid' => 44, 'clientsdetails' => ['companyname' => str_repeat('ü', 200), 'firstname' => '', 'lastname' => '']],
        ['serviceid' => 45, 'configoption11' => 'kunde.', 'username' => ''],
        ['serviceid' => 46, 'username' => 'Mein.Name'],
        ['serviceid' => 47, 'username' => 'fremd'],
        ['serviceid' => 48, 'clientsdetails' => null],
    ] as $changes
) {
    call('create', params($server, $changes));
    told($server);
}
foreign_untouched($server, $foreign);
?>
--EXPECT--
