--TEST--
meshcentral: every refusal of a login is told as what it is, and nothing else is tried
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows());
$closes = [
    ['noauth', 'noauth'], ['noauth', 'noauth-1'], ['noauth', 'noauth-2d'], ['noauth', 'nokey'], ['noauth', 'tokenrequired'],
    ['notools', 'notools'], ['emailvalidation', 'emailvalidationrequired'], ['banned', 'noauth'], ['stopped', 'Session count exceed'],
];
foreach ($closes as [$cause, $message]) {
    $server->seed(['settings' => ['close' => ['cause' => $cause, 'msg' => $message]]]);
    $server->clearLog();
    echo "$cause, $message\n  ";
    call('suspend', params($server, stored_service()));
    echo '  ', implode(', ', $server->requests()), "\n";
}
$server->seed(['settings' => ['close' => null]]);
echo "an account with a second factor, a locked one, one that is gone\n";
$server->seed(account('zweifach', ['siteadmin' => 2, 'pass' => 'of-the-second', 'otpsecret' => 'GEZDGNBVGY3TQOJQ']));
$server->seed(account('gesperrt', ['siteadmin' => 34, 'pass' => 'of-the-locked']));
foreach (['zweifach' => 'of-the-second', 'gesperrt' => 'of-the-locked', 'niemand' => 'of-the-nobody'] as $name => $password) {
    call('status', params($server, stored_service() + ['serverusername' => $name, 'serverpassword' => $password]));
}
$server->seed(['settings' => ['origin' => true]]);
echo meshcentral_status(params($server, stored_service()))['state'], "\n";
?>
--EXPECT--
noauth, noauth
  suspend: AuthenticationException: MeshCentral: log in: MeshCentral refuses the user name and password: wrong, expired or removed, or the account is locked
    code: noauth
  GET /control.ashx
noauth, noauth-1
  suspend: ConfigurationException: MeshCentral: log in: MeshCentral knows no such server domain, or does not allow this host's address
    code: noauth-1
  GET /control.ashx
noauth, noauth-2d
  suspend: AuthenticationException: MeshCentral: log in: MeshCentral refuses the user name and password: wrong, expired or removed, or the account is locked
    code: noauth-2d
  GET /control.ashx
noauth, nokey
  suspend: ConfigurationException: MeshCentral: log in: this MeshCentral domain wants a key in every address (its setting LoginKey): enter it as URL key
    code: nokey
  GET /control.ashx
noauth, tokenrequired
  suspend: AuthenticationException: MeshCentral: log in: the account has a second factor: make a login token (My Account, Login Tokens), which needs none
    code: tokenrequired
  GET /control.ashx
notools, notools
  suspend: ConfigurationException: MeshCentral: log in: the account has the site right "no tools" (128), which shuts out programs: take it away
    code: notools
  GET /control.ashx
emailvalidation, emailvalidationrequired
  suspend: ConfigurationException: MeshCentral: log in: the account's e-mail address must be verified first
    code: emailvalidationrequired
  GET /control.ashx
banned, noauth
  suspend: AuthenticationException: MeshCentral: log in: MeshCentral has banned this host's address after wrong logins: try again later
    code: noauth
    retryable
  GET /control.ashx
stopped, Session count exceed
  suspend: LimitException: MeshCentral: log in: MeshCentral allows no more sessions now: try again later (Session count exceed)
    code: Session count exceed
    retryable
  GET /control.ashx
an account with a second factor, a locked one, one that is gone
status: AuthenticationException: MeshCentral: log in: the account has a second factor: make a login token (My Account, Login Tokens), which needs none
    code: tokenrequired
status: AuthenticationException: MeshCentral: log in: MeshCentral refuses the user name and password: wrong, expired or removed, or the account is locked
    code: noauth-2d
status: AuthenticationException: MeshCentral: log in: MeshCentral refuses the user name and password: wrong, expired or removed, or the account is locked
    code: noauth-2d
active
