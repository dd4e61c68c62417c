--TEST--
mailcow_create: a domain that exists and is not proven this service's is a conflict, and nothing is touched
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(
    domain_rows('leer.example'),
    domain_rows('nummer4.example', ['whmcs-4']),
    domain_rows('nummer411.example', ['whmcs-411', 'vip']),
    domain_rows('gross.example', ['WHMCS-41']),
    domain_rows('laenger.example', ['whmcs-41-alt']),
    domain_rows('anderes-haus.example', ['whmcs-haus2-41']),
    domain_rows('beide.example', ['whmcs-41', 'whmcs-99'], 'admin-aaaaa-9'),
    domain_rows('admin.example', [], 'admin-k3x9p-7'),
    domain_rows('xn--stdte-hra.example', ['whmcs-99']),
);
$before = $server->stateText();
$domains = [
    'leer.example', 'nummer4.example', 'nummer411.example', 'gross.example', 'laenger.example', 'anderes-haus.example',
    'beide.example', 'zweitname.example', 'FREMD.example', 'mail.example.test', 'städte.example',
    // one that has the form of our administrators proves nothing, as nobody stored him
    'admin.example',
];
foreach ($domains as $domain) {
    call('create', params($server, ['domain' => $domain]));
}
untouched($server, $before);
echo "requests for the last one:\n";
$server->clearLog();
call('create', params($server, ['domain' => 'admin.example']));
asked($server);
?>
--EXPECT--
create: ConflictException: mailcow: read domain: the domain leer.example is not this service's: it carries no marker. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: read domain: the domain nummer4.example is not this service's: it carries the marker whmcs-4. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: read domain: the domain nummer411.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: read domain: the domain gross.example is not this service's: it carries the marker WHMCS-41. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: read domain: the domain laenger.example is not this service's: it carries the marker whmcs-41-alt. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: read domain: the domain anderes-haus.example is not this service's: it carries the marker whmcs-haus2-41. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: read domain: the domain beide.example carries the marker of another service as well: remove the wrong one in mailcow
create: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
create: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: add domain: the domain is the mail server's own host name
    code: domain_cannot_match_hostname
create: ConflictException: mailcow: read domain: the domain xn--stdte-hra.example is not this service's: it carries the marker whmcs-99. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: read domain: the domain admin.example is not this service's: it carries no marker. Nothing was changed. If it is to belong to this service, adopt it by hand
the server is untouched
requests for the last one:
create: ConflictException: mailcow: read domain: the domain admin.example is not this service's: it carries no marker. Nothing was changed. If it is to belong to this service, adopt it by hand
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"admin.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 GET /api/v1/get/domain/admin.example
