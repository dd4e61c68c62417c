--TEST--
A service whose stored administrator is another's: a marker of another service counts more than he does
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(domain_rows('marke.example', ['whmcs-99'], 'admin-k3x9p-7'));
$before = $server->stateText();
foreach (['create', 'suspend', 'terminate', 'change_package'] as $operation) {
    call($operation, params($server, ['domain' => 'marke.example'] + stored_service()));
}
untouched($server, $before);

echo "the name that an administrator is to get proves nothing: he may choose that of a stranger's\n";
$params = params($server, ['domain' => 'ohne-marke.example', 'username' => 'zweiter-admin']);
call('change_username', $params);
untouched($server, $before);
?>
--EXPECT--
create: ConflictException: mailcow: read domain: the domain marke.example is not this service's: it carries the marker whmcs-99. Nothing was changed. If it is to belong to this service, adopt it by hand
suspend: ConflictException: mailcow: read domain: the domain marke.example is not this service's: it carries the marker whmcs-99. Nothing was changed. If it is to belong to this service, adopt it by hand
terminate: ConflictException: mailcow: read domain: the domain marke.example is not this service's: it carries the marker whmcs-99. Nothing was changed. If it is to belong to this service, adopt it by hand
change_package: ConflictException: mailcow: read domain: the domain marke.example is not this service's: it carries the marker whmcs-99. Nothing was changed. If it is to belong to this service, adopt it by hand
the server is untouched
the name that an administrator is to get proves nothing: he may choose that of a stranger's
change_username: ConflictException: mailcow: read domain: the domain ohne-marke.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
the server is untouched
