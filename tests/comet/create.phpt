--TEST--
comet_create: account, vault, marker, policy group and quotas in four requests
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$foreign = foreign_part($server);
$made = call('create', params($server));
asked($server);
shown($server, 'kunde41');
warnings($server);

echo "again, with what the module stored\n";
call('create', stored(params($server), $made));
asked($server);

echo "again, with nothing stored\n";
call('create', params($server));
asked($server);

echo "password change at the first login, reports by e-mail, no policy group, no vault, no quota\n";
call('create', params($server, [
    'serviceid' => 42, 'configoption1' => '', 'configoption2' => '', 'configoption3' => 'on', 'configoption11' => 'on',
    'configoptions' => null, 'customfields' => ['Username' => 'zweiter'],
]));
asked($server);
shown($server, 'zweiter');
$profile = $server->state()['users']['zweiter']['profile'];
echo text([$profile['RequirePasswordChange'], $profile['Emails'], $profile['SendEmailReports']]), "\n";
foreign_untouched($server, $foreign);
?>
--EXPECT--
