--TEST--
mailcow_change_password: two requests; what mailcow would refuse or mistake is told before or with the policy's words
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, ['password' => SERVICE_PASSWORD] + stored_service());
call('change_password', $params);
asked($server);
var_dump($server->state()['admin']['admin-k3x9p-7']['password'] === SERVICE_PASSWORD);

echo "nothing stored\n";
$nothing = ['username' => '', 'customfields' => ['mailcow_admin_username' => null]];
call('change_password', changed($params, ['password' => 'Anderes/"Wort"\\ü'] + $nothing));
var_dump($server->state()['admin']['admin-k3x9p-7']['password'] === 'Anderes/"Wort"\\ü');

echo "another spelling of the stored name\n";
call('change_password', changed($params, ['username' => 'ADMIN-K3X9P-7', 'customfields' => ['mailcow_admin_username' => '']]));
var_dump($server->state()['admin']['admin-k3x9p-7']['password'] === SERVICE_PASSWORD);

echo "72 bytes are the most that mailcow reads\n";
call('change_password', changed($params, ['password' => str_repeat('aB3-', 18)]));
$before = $server->stateText();
$server->clearLog();
call('change_password', changed($params, ['password' => str_repeat('aB3-', 18) . 'x']));
call('change_password', changed($params, ['password' => '{PLAIN}geheim-123']));
call('change_password', changed($params, ['password' => '']));
asked($server);

echo "the server's policy\n";
$server->seed(['settings' => ['password_policy' => [
    'length' => '12', 'chars' => '1', 'special_chars' => '1', 'lowerupper' => '1', 'numbers' => '1',
]]]);
call('change_password', changed($params, ['password' => 'kurz']));
asked($server);
$server->fault('http_500', path: 'passwordpolicy');
call('change_password', changed($params, ['password' => 'kurz']));
$server->clearFaults();
$server->seed(['settings' => ['password_policy' => [
    'length' => '6', 'chars' => '0', 'special_chars' => '0', 'lowerupper' => '0', 'numbers' => '0',
]]]);
untouched($server, $before);
var_dump($server->state()['admin']['admin-k3x9p-7']['password'] === str_repeat('aB3-', 18));

echo "no administrator of this service\n";
$server->seed(domain_rows('ohne.example', ['whmcs-42'], 'jemand'));
call('change_password', changed($params, ['serviceid' => 42, 'domain' => 'ohne.example']));
call('change_password', changed($params, ['domain' => 'nie.example']));
?>
--EXPECT--
change_password: {"changed":true}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"password":"<22 characters>","password2":"<22 characters>"}}
bool(true)
nothing stored
change_password: {"changed":true}
bool(true)
another spelling of the stored name
change_password: {"changed":true}
bool(true)
72 bytes are the most that mailcow reads
change_password: {"changed":true}
change_password: ConfigurationException: mailcow: read parameters: password must have from 4 to 72 bytes
change_password: LimitException: mailcow: prepare: the password must not begin with {: mailcow would take it for a ready-made hash
change_password: ConfigurationException: mailcow: prepare: password is missing or empty: the administrator's new password
the server's policy
change_password: LimitException: mailcow: set password: the password does not meet mailcow's password policy: it asks for at least 12 characters, letters, lower and upper case, digits, special characters
    code: password_complexity
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain-admin {"items":["admin-xxxxx-7"],"attr":{"password":"<4 characters>","password2":"<4 characters>"}}
  3 GET /api/v1/get/passwordpolicy
change_password: LimitException: mailcow: set password: the password does not meet mailcow's password policy
    code: password_complexity
the server is untouched
bool(true)
no administrator of this service
change_password: NotFoundException: mailcow: read domain: none of the administrators of ohne.example is this service's: enter his present name in the field mailcow_admin_username
change_password: NotFoundException: mailcow: read domain: mailcow has no domain nie.example: create the service first
