--TEST--
comet_create: the chosen password, the service's, or one that is made; too short ones are refused before any request
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$small = ['configoption1' => '', 'configoption2' => ''];
$password = static fn (string $name): string => $server->state()['users'][$name]['password'];

$made = comet_create(params($server, $small + ['customfields' => ['Username' => 'feld', 'Password' => 'from the field: ß"&<>+/%']]));
var_dump($made['password'] === 'from the field: ß"&<>+/%', $password('feld') === $made['password']);
$made = comet_create(params($server, $small + ['serviceid' => 42, 'customfields' => ['Username' => 'dienst']]));
var_dump($made['password'] === SERVICE_PASSWORD, $password('dienst') === $made['password']);
$made = comet_create(params($server, $small + ['serviceid' => 43, 'password' => '', 'customfields' => ['Username' => 'gemacht']]));
var_dump(strlen($made['password']), $password('gemacht') === $made['password']);
$server->clearLog();

foreach (['short7!', 'ääääää7', ''] as $bad) {
    call('create', params($server, ['password' => $bad, 'customfields' => ['Password' => $bad === '' ? "line\nfeed-inside" : '']]));
}
call('create', params($server, ['customfields' => ['Username' => 'acht-zeichen'], 'password' => 'ääää7890'] + $small + ['serviceid' => 44]));
asked($server);
?>
--EXPECT--
