--TEST--
comet: with provision.installation the marker holds it; another installation's service 41 is another's
--EXTENSIONS--
provision
--INI--
provision.installation=eu2
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
call('suspend', params($server, stored_service()));
$made = comet_create(params($server, ['customfields' => ['Username' => 'kunde41b']]));
echo $server->state()['users']['kunde41b']['profile']['AccountName'], "\n";
call('suspend', params($server, ['username' => 'kunde41b', 'customfields' => ['Username' => '']]));
?>
--EXPECT--
suspend: ConflictException: Comet: read profile: the account kunde41 is not this service's: it carries the marker whmcs:41. Nothing was changed. If it is to belong to this service, adopt it by hand
whmcs:eu2:41 Kunde & Söhne
suspend: {"state":"suspended","changed":true}
