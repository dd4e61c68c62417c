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
--EXPECT--
create: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
suspend: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
unsuspend: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
change_package: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
change_password: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
change_username: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
status: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
sso: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
terminate: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: read domain: the domain ohne-marke.example is not this service's: it carries no marker. Nothing was changed. If it is to belong to this service, adopt it by hand
suspend: ConflictException: mailcow: read domain: the domain ohne-marke.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
unsuspend: ConflictException: mailcow: read domain: the domain ohne-marke.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
change_package: ConflictException: mailcow: read domain: the domain ohne-marke.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
change_password: ConflictException: mailcow: read domain: the domain ohne-marke.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
change_username: ConflictException: mailcow: read domain: the domain ohne-marke.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
status: ConflictException: mailcow: read domain: the domain ohne-marke.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
sso: ConflictException: mailcow: read domain: the domain ohne-marke.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
terminate: ConflictException: mailcow: read domain: the domain ohne-marke.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
create: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
suspend: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
unsuspend: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
change_package: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
change_password: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
change_username: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
status: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
sso: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
terminate: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
POST /api/v1/add/domain
the server is untouched
