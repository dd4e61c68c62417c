--TEST--
mailcow_create: one request makes the domain with its limits and our marker, a second one its administrator
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$before = $server->stateText();
$result = call('create', params($server));
asked($server);
shown($server, 'kunde.example');

$state = $server->state();
echo 'the password is the one the server has: ';
var_dump($state['admin'][$result['username']]['password'] === $result['password']);
echo 'lower case, upper case, digits and signs in it, no look-alikes, no sign at an end: ';
$form = '/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[-_.+:=])[A-Za-z2-9][A-HJ-NP-Za-km-z2-9\-_.+:=]{20}[A-Za-z2-9]$/D';
var_dump(preg_match($form, $result['password']) === 1);
echo "what is new on the server:\n", changes($before, $server->stateText());

// names and passwords are drawn anew each time
$others = [];
for ($i = 1; $i <= 20; $i++) {
    $other = mailcow_create(params($server, ['serviceid' => 1000 + $i, 'domain' => "nummer$i.example"]));
    $others[$other['username']] = $other['password'];
}
var_dump(count($others), count(array_unique($others)));
?>
--EXPECT--
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
the password is the one the server has: bool(true)
lower case, upper case, digits and signs in it, no look-alikes, no sign at an end: bool(true)
what is new on the server:
  + "admin-xxxxx-7": {
  + "username": "admin-xxxxx-7",
  + "admin-xxxxx-7": {
  + "username": "admin-xxxxx-7"
  + "kunde.example": {
  + "domain": "kunde.example",
  + "kunde.example": {
  + "description": "kunde.example",
  + "domain": "kunde.example",
  + "domain": "kunde.example",
  + "username": "admin-xxxxx-7"
  + "domain": "kunde.example",
  + "tag_name": "whmcs-41"
int(20)
int(20)
