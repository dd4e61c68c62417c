--TEST--
comet_suspend, comet_unsuspend: two requests, one where it is so already
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
$foreign = foreign_part($server);
$params = params($server, stored_service());
foreach (['suspend', 'suspend', 'unsuspend', 'unsuspend'] as $operation) {
    call($operation, $params);
    asked($server);
    shown($server, 'kunde41');
}
warnings($server);

echo "an account that is not there\n";
call('suspend', params($server, ['username' => 'niemand', 'customfields' => ['Username' => '']]));
asked($server);
echo "no name at all\n";
call('suspend', params($server, ['username' => '', 'customfields' => ['Username' => '']]));
call('suspend', params($server, ['username' => 'a b', 'customfields' => ['Username' => '']]));
asked($server);
foreign_untouched($server, $foreign);
?>
--EXPECT--
