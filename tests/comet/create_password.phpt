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
bool(true)
bool(true)
bool(true)
bool(true)
int(22)
bool(true)
create: LimitException: Comet: prepare: the password must have at least 8 characters
create: LimitException: Comet: prepare: the password must have at least 8 characters
create: ConfigurationException: Comet: read parameters: customfields[Password] must be valid UTF-8 without control characters
create: {"username":"acht-zeichen","password":"<12 characters>","state":"created","limits":{"devices":3,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_bytes":107374182400,"vault_bytes":0}}
  1 admin/add-user StoreRecoveryCode=1 TargetPassword=ääää7890 TargetUser=acht-zeichen
  2 admin/get-user-profile-and-hash TargetUser=acht-zeichen
  3 admin/set-user-profile-hash ProfileData=<profile> RequireHash=<hash> TargetUser=acht-zeichen
