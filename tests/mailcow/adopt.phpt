--TEST--
provision.adopt: on the operator's word another's domain becomes this service's, and is no longer the other's
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(
    domain_rows('fremder.example', ['whmcs-99', 'vip'], 'jemand'),
    domain_rows('niemandes.example', [], 'jemand'),
);
$foreign = foreign_part($server);
$adopt = static fn (string $domain): array => params($server, ['domain' => $domain, 'provision' => ['adopt' => true]]);

echo "reading changes nothing\n";
$before = $server->stateText();
call('status', $adopt('fremder.example'));
untouched($server, $before);
$server->clearLog();

echo "the first write does\n";
call('change_package', $adopt('fremder.example'));
asked($server);
shown($server, 'fremder.example');
call('suspend', params($server, ['domain' => 'fremder.example']));
$other = params($server, ['domain' => 'fremder.example', 'serviceid' => 99, 'username' => 'jemand']);
call('suspend', $other);

echo "create adopts too, and gives the service an administrator of its own\n";
$server->clearLog();
call('create', $adopt('niemandes.example'));
asked($server);
shown($server, 'niemandes.example');

echo "an alias domain cannot be adopted\n";
call('create', $adopt('zweitname.example'));
foreach (['ja', 2, [], 1.0] as $wrong) {
    call('create', params($server, ['domain' => 'fremd.example', 'provision' => ['adopt' => $wrong]]));
}
foreign_untouched($server, $foreign);
?>
--EXPECT--
reading changes nothing
status: ConflictException: mailcow: read domain: the domain fremder.example is not this service's: it carries the marker whmcs-99. Nothing was changed. If it is to belong to this service, adopt it by hand
the server is untouched
the first write does
change_package: {"changed":false,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 GET /api/v1/get/domain/fremder.example
  2 POST /api/v1/edit/domain {"items":["fremder.example"],"attr":{"tags":["whmcs-41"]}}
  3 POST /api/v1/delete/domain/tag/fremder.example ["whmcs-99"]
  fremder.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["vip","whmcs-41"], administrator jemand active 1/1, mailboxes 0, DKIM key there, rate limit none
suspend: {"state":"suspended","changed":true}
suspend: ConflictException: mailcow: read domain: the domain fremder.example is not this service's: it carries the marker whmcs-41. Nothing was changed. If it is to belong to this service, adopt it by hand
create adopts too, and gives the service an administrator of its own
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"niemandes.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"niemandes.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/niemandes.example
  3 POST /api/v1/edit/domain {"items":["niemandes.example"],"attr":{"tags":["whmcs-41"]}}
  4 POST /api/v1/add/domain-admin {"domains":["niemandes.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
  niemandes.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-41"], administrator jemand active 1/1, administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
an alias domain cannot be adopted
create: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
create: ConfigurationException: mailcow: read parameters: provision[adopt] must be a yes or no (true, 1, on, yes; false, 0, off, no)
create: ConfigurationException: mailcow: read parameters: provision[adopt] must be a yes or no (true, 1, on, yes; false, 0, off, no)
create: ConfigurationException: mailcow: read parameters: provision[adopt] must be yes or no, array given
create: ConfigurationException: mailcow: read parameters: provision[adopt] must be yes or no, float given
nothing foreign is touched
