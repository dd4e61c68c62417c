--TEST--
mailcow_change_package: a package below what is in use is a LimitException that says what to do, and changes nothing
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$boxes = ['a' => 3000, 'b' => 3000, 'c' => 100];
$server = server_with(domain_rows('kunde.example', ['whmcs-41'], 'admin-k3x9p-7', $boxes), [
    'alias' => [
        ['address' => 'x@kunde.example', 'goto' => 'a@kunde.example', 'domain' => 'kunde.example'],
        ['address' => 'y@kunde.example', 'goto' => 'a@kunde.example', 'domain' => 'kunde.example'],
    ],
]);
$before = $server->stateText();
$params = params($server, stored_service());
$packages = [
    ['configoptions' => ['Max Caselle' => '2']],
    ['configoptions' => ['Max Alias' => '1']],
    ['configoptions' => ['Max Alias' => '0']],
    ['configoptions' => ['Quota Totale Dominio' => '5000']],
    ['configoption4' => '2000'],
];
foreach ($packages as $package) {
    call('change_package', changed($params, $package));
}
untouched($server, $before);
call('change_package', changed($params, ['domain' => 'nie.example']));
?>
--EXPECT--
change_package: LimitException: mailcow: edit domain: the domain has 3 mailboxes, more than the package allows: delete some first
    code: mailboxes_in_use
change_package: LimitException: mailcow: edit domain: the domain has 2 aliases, more than the package allows: delete some first
    code: aliases_in_use
change_package: LimitException: mailcow: edit domain: the domain has 2 aliases, more than the package allows: delete some first
    code: aliases_in_use
change_package: LimitException: mailcow: edit domain: the mailboxes' quotas add up to 6100 MiB, more than the package's total quota: lower them first
    code: domain_quota_m_in_use
change_package: LimitException: mailcow: edit domain: a mailbox has a quota of 3000 MiB, more than the package's largest mailbox quota: lower it first
    code: max_quota_in_use
the server is untouched
change_package: NotFoundException: mailcow: read domain: mailcow has no domain nie.example: create the service first
