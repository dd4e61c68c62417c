--TEST--
A service whose order names another customer's domain: every operation ends in a conflict, and sends no write
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$before = $server->stateText();
$operations = ['create', 'suspend', 'unsuspend', 'change_package', 'change_password', 'change_username', 'status', 'sso', 'terminate'];
foreach (['fremd.example', 'ohne-marke.example', 'zweitname.example'] as $domain) {
    // what a customer can type or WHMCS has stored of his own service proves nothing here
    $params = params($server, [
        'domain' => $domain, 'password' => SERVICE_PASSWORD, 'username' => 'admin-k3x9p-7', 'configoption7' => 'on',
        'customfields' => ['mailcow_admin_username' => 'admin-k3x9p-7'],
    ]);
    foreach ($operations as $operation) {
        call($operation, ($operation === 'change_username' ? ['username' => 'neu'] : []) + $params);
    }
}
$writes = array_filter($server->requests(), static fn (string $line): bool => !str_starts_with($line, 'GET '));
echo implode("\n", array_unique($writes)), "\n";
untouched($server, $before);
?>
