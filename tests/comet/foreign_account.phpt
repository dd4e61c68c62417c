--TEST--
comet: an account that is not proven ours is never written to, whatever the order says
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account());
$foreign = foreign_part($server);
$before = $server->stateText();
$operations = ['suspend', 'unsuspend', 'terminate', 'change_password', 'change_package', 'status', 'jobs', 'sso'];
foreach (['fremd', 'ohne-marke', 'gesperrt'] as $name) {
    foreach ($operations as $operation) {
        call($operation, params($server, ['username' => $name, 'configoption12' => 'on', 'configoption13' => 'on']));
    }
    foreach (array_count_values($server->requests()) as $request => $count) {
        echo "  $request: $count\n";
    }
    $server->clearLog();
}
untouched($server, $before);

echo "markers are compared whole, names byte for byte\n";
$server->seed(\together(account('eins', 'whmcs:4 Eins'), account('zwei', 'whmcs:410'), account('drei', 'xwhmcs:41')));
foreach (['eins', 'zwei', 'drei', 'KUNDE41'] as $name) {
    call('suspend', params($server, ['username' => $name, 'password' => 'wrong-password']));
}
foreign_untouched($server, $foreign);
?>
--EXPECT--
suspend: ConflictException: Comet: read profile: the account fremd is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
unsuspend: ConflictException: Comet: read profile: the account fremd is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
terminate: ConflictException: Comet: read profile: the account fremd is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
change_password: ConflictException: Comet: read profile: the account fremd is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
change_package: ConflictException: Comet: read profile: the account fremd is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
status: ConflictException: Comet: read profile: the account fremd is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
jobs: ConflictException: Comet: read profile: the account fremd is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
sso: ConflictException: Comet: read profile: the account fremd is not this service's: it carries the marker whmcs:411. Nothing was changed. If it is to belong to this service, adopt it by hand
  POST /api/v1/admin/get-user-profile-and-hash: 8
suspend: ConflictException: Comet: try the service's password: the account ohne-marke is not this service's: it carries no marker, and the service's password does not open it. Nothing was changed. If it is to belong to this service, adopt it by hand
unsuspend: ConflictException: Comet: try the service's password: the account ohne-marke is not this service's: it carries no marker, and the service's password does not open it. Nothing was changed. If it is to belong to this service, adopt it by hand
terminate: ConflictException: Comet: try the service's password: the account ohne-marke is not this service's: it carries no marker, and the service's password does not open it. Nothing was changed. If it is to belong to this service, adopt it by hand
change_password: ConflictException: Comet: try the service's password: the account ohne-marke is not this service's: it carries no marker, and the service's password does not open it. Nothing was changed. If it is to belong to this service, adopt it by hand
change_package: ConflictException: Comet: try the service's password: the account ohne-marke is not this service's: it carries no marker, and the service's password does not open it. Nothing was changed. If it is to belong to this service, adopt it by hand
status: ConflictException: Comet: try the service's password: the account ohne-marke is not this service's: it carries no marker, and the service's password does not open it. Nothing was changed. If it is to belong to this service, adopt it by hand
jobs: ConflictException: Comet: try the service's password: the account ohne-marke is not this service's: it carries no marker, and the service's password does not open it. Nothing was changed. If it is to belong to this service, adopt it by hand
sso: ConflictException: Comet: try the service's password: the account ohne-marke is not this service's: it carries no marker, and the service's password does not open it. Nothing was changed. If it is to belong to this service, adopt it by hand
  POST /api/v1/admin/get-user-profile-and-hash: 8
  POST /api/v1/user/web/session/start: 8
suspend: ConflictException: Comet: try the service's password: the account gesperrt is not this service's: it carries no marker, and the service's password does not open it (it is suspended, so no password does). Nothing was changed. If it is to belong to this service, adopt it by hand
unsuspend: ConflictException: Comet: try the service's password: the account gesperrt is not this service's: it carries no marker, and the service's password does not open it (it is suspended, so no password does). Nothing was changed. If it is to belong to this service, adopt it by hand
terminate: ConflictException: Comet: try the service's password: the account gesperrt is not this service's: it carries no marker, and the service's password does not open it (it is suspended, so no password does). Nothing was changed. If it is to belong to this service, adopt it by hand
change_password: ConflictException: Comet: try the service's password: the account gesperrt is not this service's: it carries no marker, and the service's password does not open it (it is suspended, so no password does). Nothing was changed. If it is to belong to this service, adopt it by hand
change_package: ConflictException: Comet: try the service's password: the account gesperrt is not this service's: it carries no marker, and the service's password does not open it (it is suspended, so no password does). Nothing was changed. If it is to belong to this service, adopt it by hand
status: ConflictException: Comet: try the service's password: the account gesperrt is not this service's: it carries no marker, and the service's password does not open it (it is suspended, so no password does). Nothing was changed. If it is to belong to this service, adopt it by hand
jobs: ConflictException: Comet: try the service's password: the account gesperrt is not this service's: it carries no marker, and the service's password does not open it (it is suspended, so no password does). Nothing was changed. If it is to belong to this service, adopt it by hand
sso: ConflictException: Comet: try the service's password: the account gesperrt is not this service's: it carries no marker, and the service's password does not open it (it is suspended, so no password does). Nothing was changed. If it is to belong to this service, adopt it by hand
  POST /api/v1/admin/get-user-profile-and-hash: 8
  POST /api/v1/user/web/session/start: 8
the server is untouched
markers are compared whole, names byte for byte
suspend: ConflictException: Comet: read profile: the account eins is not this service's: it carries the marker whmcs:4. Nothing was changed. If it is to belong to this service, adopt it by hand
suspend: ConflictException: Comet: read profile: the account zwei is not this service's: it carries the marker whmcs:410. Nothing was changed. If it is to belong to this service, adopt it by hand
suspend: ConflictException: Comet: try the service's password: the account drei is not this service's: it carries no marker, and the service's password does not open it. Nothing was changed. If it is to belong to this service, adopt it by hand
suspend: NotFoundException: Comet: look for the account: Comet has no account KUNDE41: create the service first
nothing foreign is touched
