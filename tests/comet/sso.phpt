--TEST--
comet_sso, comet_admin_sso: session keys for the page's body; nothing while the service is suspended
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
$params = params($server, stored_service());
foreach (['sso', 'admin_sso'] as $operation) {
    $login = "comet_$operation"($params);
    $key = $login['session_key'];
    echo text(['session_key' => strlen($key) > 20] + $login), "\n";
    $session = $server->state()['sessions'][$key];
    echo text([$session['type'], $session['username']]), "\n";
    var_dump(str_contains(json_encode(provision_last_exchanges()), $key));
    asked($server);
}
comet_suspend($params);
$server->clearLog();
call('sso', $params);
asked($server);
call('admin_sso', params($server, ['serverpassword' => 'wrong']));
?>
--EXPECT--
