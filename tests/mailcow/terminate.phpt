--TEST--
mailcow_terminate: mailboxes, resources and domain go, and with it an administrator who has no other; requests by what there is
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());

echo "an empty domain\n";
call('terminate', $params);
asked($server);
shown($server, 'kunde.example');

echo "again\n";
call('terminate', $params);
asked($server);

echo "with mailboxes\n";
$boxes = ['post' => 100, 'info' => 100, 'chef' => 100];
$server->seed(domain_rows('boxen.example', ['whmcs-41'], 'admin-k3x9p-7', $boxes));
call('terminate', ['domain' => 'boxen.example'] + $params);
asked($server);
shown($server, 'boxen.example');

echo "with mailboxes and a resource\n";
$server->seed(domain_rows('saal.example', ['whmcs-41'], 'admin-k3x9p-7', $boxes, ['saal', 'beamer']));
call('terminate', ['domain' => 'saal.example'] + $params);
asked($server);
shown($server, 'saal.example');

echo "with a resource alone\n";
$server->seed(domain_rows('raum.example', ['whmcs-41'], null, [], ['raum']));
call('terminate', ['domain' => 'raum.example'] + $params);
asked($server);
shown($server, 'raum.example');

echo "with its DKIM key\n";
$server->seed(domain_rows('dkim.example', ['whmcs-41'], 'admin-k3x9p-7'));
call('terminate', ['domain' => 'dkim.example', 'configoption7' => 'yes'] + $params);
asked($server);
shown($server, 'dkim.example');

echo "an administrator of another domain too stays\n";
$server->seed(together(domain_rows('zwei.example', ['whmcs-41'], 'fremd-admin'), ['admin' => ['fremd-admin' => []]]));
call('terminate', ['domain' => 'zwei.example'] + $params);
var_dump(isset($server->state()['admin']['fremd-admin']), isset($server->state()['admin']['admin-k3x9p-7']));

echo "mailcow cannot move the mail away: a warning, and no failure\n";
$server->seed(domain_rows('muell.example', ['whmcs-41'], null, ['a' => 1]));
$server->seed(['settings' => ['maildir_cleanup_error' => 'no space left']]);
call('terminate', ['domain' => 'muell.example'] + $params);
shown($server, 'muell.example');
?>
