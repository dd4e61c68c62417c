--TEST--
meshcentral: no credential in a record, a message or a dump, in no spelling
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows(), device('d1', OUR_GROUP, 'eins', true));
$server->seed(['domains' => ['' => ['url_key' => 'zutritt&7"+']]]);
$params = params_with_key($server, \changed(stored_service(), ['configoption5' => 'zutritt&7"+']));
$secrets = [MANAGER_PASSWORD, TOKEN_PASSWORD, LOGIN_KEY, SERVICE_PASSWORD, 'Neu+pass/w0rd&"<ö>', 'zutritt&7"+', 'falsch+1/&"'];
$look = static function (string $operation, \Throwable|array $outcome) use ($secrets): void {
    $report = array_diff_key(provision_whmcs_outcome($outcome), ['secrets' => 0]);
    $text = json_encode([provision_last_exchanges(), $report], JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    if ($outcome instanceof \Throwable) {
        ob_start();
        var_dump($outcome);
        $text .= $outcome . ob_get_clean();
    } else {
        $secrets[] = $outcome['password'] ?? MANAGER_PASSWORD;
        foreach (['url', 'invite_url'] as $name) {
            preg_match('/[?&](?:login|c)=([^&]+)/', $outcome[$name] ?? '', $match);
            array_push($secrets, ...array_map(urldecode(...), array_slice($match, 1)));
        }
    }
    foreach ($secrets as $secret) {
        $forms = [
            $secret, rawurlencode($secret), urlencode($secret), trim(json_encode($secret), '"'), base64_encode($secret),
            trim(json_encode(trim(json_encode($secret, JSON_UNESCAPED_UNICODE), '"')), '"'), htmlspecialchars($secret, ENT_QUOTES),
        ];
        foreach ($forms as $form) {
            if (str_contains($text, $form)) {
                echo "$operation shows $form\n";
            }
        }
    }
    if (preg_match('/(?:auth|key|login)=(?!\*{8})[^&"\s]+/', $text, $match) === 1) {
        echo "$operation shows $match[0]\n";
    }
    echo $outcome instanceof \Throwable ? "$operation failed\n" : "$operation done\n";
};
$try = static function (string $name, string $operation, #[\SensitiveParameter] array $params) use ($look): void {
    try {
        $look($name, "meshcentral_$operation"($params));
    } catch (\Provision\Exception $thrown) {
        $look($name, $thrown);
    }
};
$calls = [
    'test_connection' => [], 'suspend' => [], 'unsuspend' => [], 'change_package' => ['configoptions' => ['Rights' => 'view']],
    'status' => [], 'devices' => [], 'sso' => [], 'agent_links' => [], 'change_password' => ['password' => 'Neu+pass/w0rd&"<ö>'],
    'usage' => [], 'list_accounts' => [], 'terminate' => [], 'create' => [],
];
foreach ($calls as $operation => $changes) {
    $try($operation, $operation, \changed($params, $changes));
}
$by_key = ['serverpassword' => '', 'serverusername' => MANAGER];
$try('login key', 'status', \changed($params, $by_key));
$try('login token', 'status', \changed($params, ['serverusername' => TOKEN_USER, 'serverpassword' => TOKEN_PASSWORD]));
$wrong = ['serverpassword' => 'falsch+1/&"', 'configoption5' => 'falsch+1/&"', 'configoption2' => str_repeat('0123456789abcdef', 10)];
foreach ($wrong as $key => $value) {
    $try("wrong $key", 'suspend', \changed($params, [$key => $value]));
}
$server->messageFault('not_json');
$try('no JSON', 'create', \changed($params, ['serviceid' => 45, 'username' => '', 'customfields' => ['mesh_id' => '']]));
$server->clearFaults();
$made = meshcentral_create(\changed($params, ['serviceid' => 46, 'username' => '', 'customfields' => ['mesh_id' => '']]));
var_dump($made['password'] !== '');
$requests = implode("\n", array_column(provision_last_exchanges(), 'request'));
echo preg_match('/"username":"[^"]+","pass":"[^"]+"/', $requests, $match) === 1 ? $match[0] : 'no record', "\n";
echo parse_url(provision_last_exchanges()[0]['url'], PHP_URL_QUERY), "\n";
?>
--EXPECT--
test_connection done
suspend done
unsuspend done
change_package done
status done
devices done
sso done
agent_links done
change_password done
usage done
list_accounts done
terminate done
create done
login key done
login token done
wrong serverpassword failed
wrong configoption5 failed
wrong configoption2 failed
no JSON failed
bool(true)
"username":"whmcs-46","pass":"********"
key=********
