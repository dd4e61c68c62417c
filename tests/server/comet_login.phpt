--TEST--
Comet test server: who is let in: second factor, sessions, address list, lock-out, and what a suspension ends
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/comet.inc';

use Provision\TestServer\TestServer;

use function Provision\TestServer\about;
use function Provision\TestServer\call;
use function Provision\TestServer\change;
use function Provision\TestServer\profile;
use function Provision\TestServer\say;
use function Provision\TestServer\user;

const SECRET = 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq';

$server = TestServer::start('comet');
$as = static fn (string $name, string $type, array $more): string
    => call($server, 'admin/list-users', ['Username' => $name, 'AuthType' => $type] + $more + ['Password' => "pass of $name"]);
$clock = static fn (int $time) => $server->seed(['settings' => ['clock_offset' => $time - time()]]);

echo "-- an administrator with a second factor; codes of RFC 6238, one step of tolerance\n";
$server->seed(['admins' => ['totp' => ['password' => 'pass of totp', 'totp' => SECRET], 'plain' => ['password' => 'pass of plain']]]);
$clock(1_111_111_109);
say('no code', $as('totp', 'Password', []));
say('no code, wrong password', $as('totp', 'Password', ['Password' => 'x']));
say('right code', $as('totp', 'PasswordTOTP', ['TOTP' => '081804']));
say('wrong code', $as('totp', 'PasswordTOTP', ['TOTP' => '081805']));
say('right code, wrong password', $as('totp', 'PasswordTOTP', ['TOTP' => '081804', 'Password' => 'x']));
foreach ([-60, -29, 30, 60] as $later) {
    // 1111111109 is the last second but one of its step
    $clock(1_111_111_080 + 5 + $later);
    say("$later seconds", $as('totp', 'PasswordTOTP', ['TOTP' => '081804']));
}
say('code without factor', $as('plain', 'PasswordTOTP', ['TOTP' => '081804']));
say('other type', $as('plain', 'PasswordWebAuthn', []));
say('nobody', $as('none', 'Password', []));

echo "-- a session's key does instead of the password, until it ends or is idle too long\n";
$start = json_decode(call($server, 'admin/account/session-start', ['SelfAddress' => 'https://comet.test/']));
echo "$start->SessionType ", preg_match('~^[\w+/]*\+[\w+/]*/[\w+/]*=$~', $start->SessionKey), "\n";
$session = ['SessionKey' => $start->SessionKey, 'Password' => ''];
say('key', $as('admin', 'SessionKey', $session));
say("another's key", $as('plain', 'SessionKey', $session));
say('bad address', call($server, 'admin/account/session-start', ['SelfAddress' => 'comet.test']));
$clock(1_111_111_085 + 1700);
say('still used', $as('admin', 'SessionKey', $session));
$clock(1_111_111_085 + 1700 + 1700);
say('used since', $as('admin', 'SessionKey', $session));
$clock(1_111_111_085 + 1700 + 1700 + 1900);
say('idle', $as('admin', 'SessionKey', $session));
say('no session', call($server, 'admin/account/session-revoke'));
$session['SessionKey'] = json_decode(call($server, 'admin/account/session-start'))->SessionKey;
say('revoke', call($server, 'admin/account/session-revoke', ['AuthType' => 'SessionKey'] + $session));
say('revoked', $as('admin', 'SessionKey', $session));

echo "-- addresses\n";
$server->seed(['admins' => ['plain' => ['ip_whitelist' => '^192\.0\.2\.']]]);
say('elsewhere', $as('plain', 'Password', []));
$server->seed(['settings' => ['client_address' => '192.0.2.9']]);
say('listed', $as('plain', 'Password', []));

echo "-- failures lock the address out, whoever tries; what was no guess does not count\n";
$server->seed(['settings' => ['lockout_failures' => 3, 'lockout_seconds' => 60]]);
$as('totp', 'Password', []);
foreach ([1, 2] as $_) {
    say('wrong', $as('plain', 'Password', ['Password' => 'x']));
}
say('right', $as('plain', 'Password', []));
foreach ([1, 2, 3] as $_) {
    user($server, 'nobody', 'x');
}
say('right, locked', $as('plain', 'Password', []));
$clock(1_111_111_085 + 5300 + 65);
say('later', $as('plain', 'Password', []));
$server->seed(['settings' => ['lockout_failures' => 0]]);

echo "-- end users\n";
$server->seed(['users' => ['anna' => ['password' => 'of anna: +/='], 'bert' => ['password' => 'of bert: +/=']]]);
say('wrong', user($server, 'anna', 'of anna:  /='));
say('an administrator', user($server, 'admin', 'C0met+admin/pass=w&rd%41 ü'));
$key = json_decode(user($server, 'anna', 'of anna: +/='))->SessionKey;
$asUser = ['AuthType' => 'SessionKey', 'SessionKey' => $key];
say('no session', user($server, 'anna', 'of anna: +/=', 'revoke'));
say("another's", user($server, 'bert', '', 'revoke', $asUser));
say('as admin', call($server, 'admin/list-users', ['Username' => 'anna', 'AuthType' => 'SessionKey', 'SessionKey' => $key]));
say('revoke', user($server, 'anna', '', 'revoke', $asUser));
say('again', user($server, 'anna', '', 'revoke', $asUser));
$server->seed(['users' => ['anna' => ['profile' => ['TOTPKey' => SECRET, 'AllowPasswordLogin' => false, 'AllowPasswordAndTOTPLogin' => true]]]]);
say('second factor', user($server, 'anna', 'of anna: +/='));
$server->seed(['users' => ['bert' => ['profile' => ['Policy' => ['PreventOpenWebUI' => true]]]]]);
say('not by policy', user($server, 'bert', 'of bert: +/='));

echo "-- a suspension ends sessions and connections, and lets nobody in; its end lets them in again\n";
$server->reset();
$server->seed(['users' => ['anna' => ['password' => 'of anna: +/='], 'bert' => ['password' => 'of bert: +/=']]]);
$server->control('POST', 'agent', ['user' => 'anna', 'online' => true]);
$server->control('POST', 'agent', ['user' => 'bert', 'online' => true]);
user($server, 'anna', 'of anna: +/=');
user($server, 'bert', 'of bert: +/=');
say('as anna', about($server, 'anna', 'account/session-start-as-user'));
$suspend = static fn (bool $on): string => change($server, 'anna', static function (stdClass $profile) use ($on): void {
    $profile->IsSuspended = $on;
});
say('suspend', $suspend(true));
$state = $server->state();
echo implode(' ', array_column($state['sessions'], 'username')), ', ', implode(' ', array_column($state['connections'], 'Username')), "\n";
$since = profile($server, 'anna')->Profile->LastSuspended;
var_dump(abs($since - time()) < 60);
say('login', user($server, 'anna', 'of anna: +/='));
say('wrong', user($server, 'anna', 'x'));
say('as anna', about($server, 'anna', 'account/session-start-as-user'));
$server->seed(['settings' => ['clock_offset' => 100]]);
$suspend(true);
var_dump($since === profile($server, 'anna')->Profile->LastSuspended);
say('unsuspend', $suspend(false));
var_dump(isset(profile($server, 'anna')->Profile->LastSuspended));
say('login', user($server, 'anna', 'of anna: +/='));
say('as nobody', about($server, 'nobody', 'account/session-start-as-user'));
?>
--EXPECT--
-- an administrator with a second factor; codes of RFC 6238, one step of tolerance
no code: 403 ERR_TOTP_REQUIRED
no code, wrong password: 403 Unauthorised
right code: []
wrong code: 403 Unauthorised
right code, wrong password: 403 Unauthorised
-60 seconds: 403 Unauthorised
-29 seconds: []
30 seconds: []
60 seconds: 403 Unauthorised
code without factor: 403 Unauthorised
other type: 403 Unauthorised
nobody: 403 Unauthorised
-- a session's key does instead of the password, until it ends or is idle too long
admin 1
key: []
another's key: 403 Unauthorised
bad address: 400 Invalid parameter SelfAddress
still used: []
used since: []
idle: 403 Unauthorised
no session: 400 There is no session
revoke: OK
revoked: 403 Unauthorised
-- addresses
elsewhere: 403 Unauthorised
listed: []
-- failures lock the address out, whoever tries; what was no guess does not count
wrong: 403 Unauthorised
wrong: 403 Unauthorised
right: []
right, locked: 403 Too many failed logins
later: []
-- end users
wrong: 403 Unauthorised
an administrator: 403 Unauthorised
no session: 400 There is no session
another's: 403 Unauthorised
as admin: 403 Unauthorised
revoke: OK
again: 403 Unauthorised
second factor: 403 ERR_TOTP_REQUIRED
not by policy: 403 Unauthorised
-- a suspension ends sessions and connections, and lets nobody in; its end lets them in again
as anna: OK + SessionKey, SessionType
suspend: OK + ProfileHash, Profile
bert, bert
bool(true)
login: 403 The account is suspended
wrong: 403 Unauthorised
as anna: 403 The account is suspended
bool(true)
unsuspend: OK + ProfileHash, Profile
bool(false)
login: OK + SessionKey, SessionType
as nobody: 400 User not found
