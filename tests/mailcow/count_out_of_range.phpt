--TEST--
Bug: a count beyond its bounds, of a field that has no unit, ended the process instead of naming the key
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
call('create', params($server, ['configoptions' => ['Max Caselle' => '99999999999']]));
call('create', params($server, ['configoptions' => ['Max Alias' => -1]]));
call('create', params($server, ['configoptions' => ['Quota Totale Dominio' => 0]]));
asked($server);
?>
--EXPECT--
create: ConfigurationException: mailcow: read parameters: configoptions[Max Caselle] must be from 0 to 1000000
create: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be from 0 to 1000000
create: ConfigurationException: mailcow: read parameters: configoptions[Quota Totale Dominio] must be from 1 to 4294967296 MiB
