--TEST--
provision.installation: it stands in the marker, so that two WHMCS on one server do not take each other's domains
--EXTENSIONS--
provision
--INI--
provision.installation=haus1
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(
    domain_rows('anderes.example', ['whmcs-41']),
    domain_rows('haus2.example', ['whmcs-haus2-41'], 'admin-k3x9p-7'),
);
mailcow_create(params($server));
shown($server, 'kunde.example', []);
$server->clearLog();
call('create', stored(params($server), ['mailcow_admin_username' => 'unbekannt']));
$before = $server->stateText();
foreach (['anderes.example', 'haus2.example'] as $domain) {
    foreach (['create', 'suspend', 'terminate'] as $operation) {
        call($operation, params($server, ['domain' => $domain] + stored_service()));
    }
}
untouched($server, $before);
call('terminate', params($server));
?>
--EXPECT--
  kunde.example: []
    tags ["whmcs-haus1-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"resumed","domain":"kunde.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
create: ConflictException: mailcow: read domain: the domain anderes.example is not this service's: it carries the marker whmcs-41. Nothing was changed. If it is to belong to this service, adopt it by hand
suspend: ConflictException: mailcow: read domain: the domain anderes.example is not this service's: it carries the marker whmcs-41. Nothing was changed. If it is to belong to this service, adopt it by hand
terminate: ConflictException: mailcow: read domain: the domain anderes.example is not this service's: it carries the marker whmcs-41. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: read domain: the domain haus2.example is not this service's: it carries the marker whmcs-haus2-41. Nothing was changed. If it is to belong to this service, adopt it by hand
suspend: ConflictException: mailcow: read domain: the domain haus2.example is not this service's: it carries the marker whmcs-haus2-41. Nothing was changed. If it is to belong to this service, adopt it by hand
terminate: ConflictException: mailcow: read domain: the domain haus2.example is not this service's: it carries the marker whmcs-haus2-41. Nothing was changed. If it is to belong to this service, adopt it by hand
the server is untouched
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":0,"resources":0,"dkim_key":false}}
