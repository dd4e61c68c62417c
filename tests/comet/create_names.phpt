--TEST--
comet_create: which name an account gets: chosen, stored, or made of the client; a plus in an e-mail address is no obstacle
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$nobody = ['customfields' => ['Username' => ''], 'username' => '', 'configoption1' => '', 'configoption2' => ''];
$cases = [
    'custom field' => ['customfields' => ['Username' => 'Chosen.Name-1@x_y'], 'username' => 'stored'],
    'user name' => ['customfields' => null, 'username' => 'stored-name'],
    'placeholder of the published module' => ['username' => '[Using custom field]'],
    'e-mail with plus' => ['clientsdetails' => ['email' => "jana+backup'x@fremd.example"]],
    'short e-mail' => ['clientsdetails' => ['email' => 'a@b']],
    'first name' => ['clientsdetails' => ['email' => '', 'firstname' => 'Änne']],
    'nothing at all' => ['clientsdetails' => ['email' => '', 'firstname' => '']],
];
$service = 100;
foreach ($cases as $case => $changes) {
    $made = comet_create(params($server, \changed($nobody, $changes) + ['serviceid' => ++$service]));
    echo "$case: ", text([$made['username'], $made['state']]), "\n";
}
$server->clearLog();

echo "names that Comet does not take, before any request\n";
foreach (['mit leerzeichen', 'jänner', 'a/b', str_repeat('x', 256)] as $name) {
    call('create', params($server, ['customfields' => ['Username' => $name]]));
}
asked($server);
?>
--EXPECT--
custom field: ["Chosen.Name-1@x_y","created"]
user name: ["kunde41","created"]
placeholder of the published module: ["kunde@fremd.example","created"]
e-mail with plus: ["jana_backup_x@fremd.example","created"]
short e-mail: ["a@b_105","created"]
first name: ["__nne_106","created"]
nothing at all: ["user_107","created"]
names that Comet does not take, before any request
create: LimitException: Comet: prepare: the user name must have from 1 to 255 letters (a to z, without accents), digits, _ . @ and - alone
create: LimitException: Comet: prepare: the user name must have from 1 to 255 letters (a to z, without accents), digits, _ . @ and - alone
create: LimitException: Comet: prepare: the user name must have from 1 to 255 letters (a to z, without accents), digits, _ . @ and - alone
create: ConfigurationException: Comet: read parameters: customfields[Username] must have from 1 to 255 bytes
