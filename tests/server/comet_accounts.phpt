--TEST--
Comet test server: accounts are made, read, given passwords, relieved of devices and deleted
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

$server = TestServer::start('comet');
$add = static fn (string $name, string $password = 'long enough', array $more = []): string
    => about($server, $name, 'add-user', ['TargetPassword' => $password] + $more);

echo "-- names: letters, digits and _ . @ -, at most 255, case counts, each once\n";
foreach (['anna', 'Anna', 'anna', 'a+b@x.test', 'a b', 'ä', str_repeat('x', 255), str_repeat('x', 256), '', '123456'] as $name) {
    say(strlen($name) > 20 ? strlen($name) . ' letters' : "'$name'", $add($name));
}
$server->seed(['settings' => ['username_min' => 6]]);
say('five letters', $add('short'));

echo "-- passwords: at least 8 characters, no line breaks, anything else\n";
foreach (['1234567', '12345678', 'ääääääää', "new\nline at all", '+/=& %41"<>'] as $number => $password) {
    say(json_encode($password, JSON_UNESCAPED_UNICODE), $add("passwd$number", $password));
}
say('none', $add('passwd9', ''));
say('login', user($server, 'passwd4', '+/=& %41"<>'));
say('flags', $add('flagged', more: ['StoreRecoveryCode' => 'yes']));

echo "-- a new account's profile: empty maps are {}, empty lists [], zero times and codes are absent\n";
$add('fresh1', more: ['RequirePasswordChange' => 1]);
$text = about($server, 'fresh1', 'get-user-profile');
echo preg_replace(['/"Policy":\{.*?\},"PasswordFormat"/', '/"(PasswordHash|CreationGUID)":"[^"]+"/', '/("CreateTime":)\d+/'], [
    '"Policy":{...},"PasswordFormat"', '"$1":"..."', '$1...',
], $text), "\n";
say('hash', about($server, 'fresh1', 'get-user-profile-hash'));
say('and hash', about($server, 'fresh1', 'get-user-profile-and-hash'));
$hash = profile($server, 'fresh1')->ProfileHash;
var_dump(strpbrk($hash, '+') !== false && strpbrk($hash, '/') !== false && str_ends_with($hash, '='));

echo "-- a password is set with a recovery code or with the old one\n";
$reset = static fn (string $name, string $new, string $old = ''): string
    => about($server, $name, 'reset-user-password', ['NewPassword' => $new] + ($old === '' ? [] : ['OldPassword' => $old]));
say('no code', $reset('fresh1', 'the second one'));
say('wrong old one', $reset('fresh1', 'the second one', 'not it at all'));
say('old one', $reset('fresh1', 'the second one', 'long enough'));
$code = profile($server, 'fresh1')->Profile->PasswordRecovery;
say('code', $reset('fresh1', 'the third one'));
var_dump($code !== profile($server, 'fresh1')->Profile->PasswordRecovery);
say('short', $reset('fresh1', 'short'));
say('old login', user($server, 'fresh1', 'the second one'));
say('login', user($server, 'fresh1', 'the third one'));
$add('stored1', more: ['StoreRecoveryCode' => 1]);
say('stored code', $reset('stored1', 'the second one'));
say('nobody', $reset('nobody', 'the second one'));

echo "-- a device goes with its Protected Items, their rules and its connections\n";
$server->control('POST', 'agent', ['user' => 'fresh1', 'device' => 'D1', 'sources' => ['S1' => []], 'online' => true]);
$server->control('POST', 'agent', ['user' => 'fresh1', 'device' => 'D2', 'sources' => ['S2' => []], 'online' => true]);
$server->seed(['users' => ['fresh1' => ['profile' => ['BackupRules' => ['R1' => ['Source' => 'S1'], 'R2' => ['Source' => 'S2']]]]]]);
echo count(get_object_vars(json_decode(call($server, 'admin/dispatcher/list-active')))), " connected\n";
echo call($server, 'admin/dispatcher/list-active', ['UserNameFilter' => 'anna']), "\n";
say('unknown', about($server, 'fresh1', 'revoke-device', ['TargetDevice' => 'D9']));
say('revoke', about($server, 'fresh1', 'revoke-device', ['TargetDevice' => 'D1']));
foreach (['Devices', 'Sources', 'BackupRules'] as $map) {
    echo $map, ' ', implode(',', array_keys(get_object_vars(profile($server, 'fresh1')->Profile->$map))), "\n";
}
echo count(get_object_vars(json_decode(call($server, 'admin/dispatcher/list-active')))), " connected\n";

echo "-- a second factor can be taken away\n";
$server->seed(['users' => ['fresh1' => ['profile' => ['TOTPKey' => 'GEZDGNBVGY3TQOJQ', 'AllowPasswordLogin' => false]]]]);
say('login', user($server, 'fresh1', 'the third one'));
say('disable', about($server, 'fresh1', 'disable-user-totp'));
say('login', user($server, 'fresh1', 'the third one'));

echo "-- delete: sessions, jobs and connections go, the bucket stays\n";
about($server, 'fresh1', 'request-storage-vault', ['StorageProvider' => 'TEMPLATE-1']);
$server->control('POST', 'agent', ['user' => 'fresh1', 'device' => 'D2', 'jobs' => [[], []]]);
$server->control('POST', 'agent', ['user' => 'stored1', 'jobs' => [[]]]);
say('bad config', about($server, 'fresh1', 'delete-user', ['UninstallConfig' => '{"UninstallFlag":"yes"}']));
say('delete', about($server, 'fresh1', 'delete-user', ['UninstallConfig' => '{"UninstallFlag":true}']));
say('again', about($server, 'fresh1', 'delete-user'));
$server->seed(['settings' => ['unknown_user_status' => 500]]);
say('old server', about($server, 'fresh1', 'delete-user'));
$state = $server->state();
echo count($state['jobs']), ' job, ', count($state['buckets']), ' bucket, ', count($state['connections']), " connections\n";
echo implode(' ', array_unique(array_column($state['sessions'], 'username'))), "\n";
?>
--EXPECT--
-- names: letters, digits and _ . @ -, at most 255, case counts, each once
'anna': OK
'Anna': OK
'anna': 400 The user already exists
'a+b@x.test': 400 Invalid user name
'a b': 400 Invalid user name
'ä': 400 Invalid user name
255 letters: OK
256 letters: 400 Invalid user name
'': 400 Missing parameter TargetUser
'123456': OK
five letters: 400 Invalid user name
-- passwords: at least 8 characters, no line breaks, anything else
"1234567": 400 The password is too short or has line breaks
"12345678": OK
"ääääääää": OK
"new\nline at all": 400 The password is too short or has line breaks
"+\/=& %41\"<>": OK
none: 400 Missing parameter TargetPassword
login: OK + SessionKey, SessionType
flags: 400 Invalid parameter StoreRecoveryCode
-- a new account's profile: empty maps are {}, empty lists [], zero times and codes are absent
{"Username":"fresh1","AccountName":"","LocalTimezone":"UTC","LanguageCode":"en_US","GroupID":"","Emails":[],"OverrideEmailSettings":{},"SendEmailReports":false,"Destinations":{},"SupportsDeviceAssociations":true,"Sources":{},"BackupRules":{},"Devices":{},"IsSuspended":false,"AllProtectedItemsQuotaEnabled":false,"AllProtectedItemsQuotaBytes":0,"MaximumDevices":0,"QuotaOffice365ProtectedAccounts":0,"QuotaHyperVGuests":0,"QuotaVMwareGuests":0,"PolicyID":"","Policy":{...},"PasswordFormat":5,"PasswordHash":"...","AllowPasswordLogin":true,"AllowPasswordAndTOTPLogin":false,"TOTPKeyEncryptionFormat":0,"TOTPKey":"","RequirePasswordChange":true,"CreateTime":...,"CreationGUID":"...","ServerConfig":{},"AutoStorageTemplateGUID":"","LinuxHomedirSandbox":false}
hash: OK + ProfileHash
and hash: OK + ProfileHash, Profile
bool(true)
-- a password is set with a recovery code or with the old one
no code: 400 There is no recovery code, and the old password does not fit
wrong old one: 400 There is no recovery code, and the old password does not fit
old one: OK
code: OK
bool(true)
short: 400 The password is too short or has line breaks
old login: 403 Unauthorised
login: OK + SessionKey, SessionType
stored code: OK
nobody: 400 User not found
-- a device goes with its Protected Items, their rules and its connections
2 connected
{}
unknown: 400 ERR_UNKNOWN_DEVICE
revoke: OK
Devices D2
Sources S2
BackupRules R2
1 connected
-- a second factor can be taken away
login: 403 ERR_TOTP_REQUIRED
disable: OK
login: OK + SessionKey, SessionType
-- delete: sessions, jobs and connections go, the bucket stays
bad config: 400 The parameter UninstallConfig is not valid JSON: string where UninstallFlag is bool
delete: OK
again: 400 User not found
old server: 500 User not found
1 job, 1 bucket, 0 connections
passwd4
