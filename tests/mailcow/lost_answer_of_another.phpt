--TEST--
A lost answer and then somebody else's domain of that name: a conflict, nothing is taken over
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$others = domain_rows('kunde.example', ['whmcs-99'], 'jemand');
$server->control('POST', 'script', ['path' => '*/add/domain', 'body' => '', 'then' => $others]);
call('create', params($server));
asked($server);
shown($server, 'kunde.example');
?>
--EXPECT--
create: ConflictException: mailcow: read domain: the domain kunde.example is not this service's: it carries the marker whmcs-99. Nothing was changed. If it is to belong to this service, adopt it by hand
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/kunde.example
  3 GET /api/v1/get/domain/kunde.example
  kunde.example: {"active":1,"aliases":20,"defquota":1024,"mailboxes":10,"maxquota":10240,"quota":10240}
    tags ["whmcs-99"], administrator jemand active 1/1, mailboxes 0, DKIM key there, rate limit none
