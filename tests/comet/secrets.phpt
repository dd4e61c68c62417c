--TEST--
comet: no credential in a record, a message or a log, in no spelling
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(service_account(['Devices' => ['d' => device('PC')], 'PasswordHash' => 'hash-of-the-password', 'TOTPKey' => 'totp-key-of-the-user']), ['admins' => [ADMIN => ['password' => ADMIN_PASSWORD, 'totp' => TOTP_SECRET]]]);
$params = params($server, stored_service() + ['serveraccesshash' => TOTP_SECRET]);
$secrets = [ADMIN_PASSWORD, TOTP_SECRET, SERVICE_PASSWORD, 'a new password for it', 'hash-of-the-password', 'totp-key-of-the-user', 'recovery-code-of-41', 'key-of-bucket-41', 'sealed-bucket-41'];
$look = static function (string $operation, \Throwable|array $outcome) use ($secrets, $server): void {
    $outcomeReport = provision_whmcs_outcome($outcome);
    $seen = json_encode([provision_last_exchanges(), array_diff_key($outcomeReport, ['secrets' => 0])], JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    $text = $outcome instanceof \Throwable ? $outcome->getMessage() . $outcome->getTraceAsString() : '';
    foreach ($secrets as $secret) {
        foreach ([$secret, rawurlencode($secret), urlencode($secret), trim(json_encode($secret), '"'), base64_encode($secret), htmlspecialchars($secret, ENT_QUOTES)] as $form) {
            if (str_contains($seen . $text, $form)) {
                echo "$operation shows $form\n";
            }
        }
    }
    foreach (array_keys($server->state()['sessions']) as $key) {
        if (str_contains($seen, (string) $key)) {
            echo "$operation shows a session key\n";
        }
    }
    echo $outcome instanceof \Throwable ? "$operation failed\n" : "$operation done\n";
};
$calls = [
    'suspend' => [], 'unsuspend' => [], 'change_package' => ['configoptions' => ['number_of_devices' => 8]], 'status' => [], 'sso' => [], 'admin_sso' => [],
    'change_password' => ['password' => 'a new password for it'], 'usage' => [], 'terminate' => [], 'create' => ['customfields' => ['Password' => 'a new password for it']],
];
foreach ($calls as $operation => $changes) {
    try {
        $look($operation, "comet_$operation"(\changed($params, $changes)));
    } catch (\Throwable $thrown) {
        $look($operation, $thrown);
    }
}
foreach (['serverpassword' => 'wrong', 'serveraccesshash' => 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'] as $key => $wrong) {
    try {
        $look("suspend, wrong $key", comet_suspend(\changed($params, [$key => $wrong])));
    } catch (\Throwable $thrown) {
        $look("suspend, wrong $key", $thrown);
    }
}
echo provision_last_exchanges()[0]['request'], "\n";
?>
--EXPECT--
suspend done
unsuspend done
change_package done
status done
sso done
admin_sso done
change_password done
usage done
terminate done
create done
suspend, wrong serverpassword failed
suspend, wrong serveraccesshash failed
Username=provisioner&AuthType=PasswordTOTP&Password=********&TOTP=********&TargetUser=kunde41
