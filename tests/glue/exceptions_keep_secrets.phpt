--TEST--
A generated password in an exception's partial is there to be stored, and in no trace, dump, cast or log
--EXTENSIONS--
provision
--INI--
zend.exception_ignore_args=0
zend.exception_string_param_max_len=1000
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/../server/server.inc';

$key = 'the-key-of-the-server';
$server = Provision\TestServer\TestServer::start();
$params = $server->params(['domain' => 'a.test', 'serviceid' => 41, 'userid' => 7, 'configoption1' => '1000',
    'configoption2' => '5', 'configoption3' => '5', 'serverpassword' => $key, 'password' => 'the-service-password']);
$server->fault('close_applied', path: 'add/domain-admin');
$server->fault('http_500', path: 'get/');
try {
    mailcow_create($params);
} catch (Provision\Exception $e) {
    $password = $e->partial['password'];
}
echo $e::class, ' ', $e->step, ' ', implode(', ', array_keys($e->partial)), ' ', strlen($password), "\n";

$dump = static function (callable $print): string {
    ob_start();
    $print();
    return ob_get_clean();
};
$outcome = provision_whmcs_outcome($e);
$views = [
    'string' => (string) $e,
    'trace' => $e->getTraceAsString(),
    'var_dump' => $dump(static fn () => var_dump($e)),
    'print_r' => print_r($e, true),
    'var_export' => var_export($e, true),
    'debug_zval_dump' => $dump(static fn () => debug_zval_dump($e)),
    'json' => json_encode($e),
    'array' => print_r((array) $e, true),
    'serialized trace' => print_r($e->getTrace(), true),
    'exchanges' => print_r(provision_last_exchanges(), true),
    'log' => $outcome['result'] . $outcome['request'] . $outcome['response'],
];
foreach ($views as $name => $text) {
    foreach ([$password, $key, 'the-service-password', $params['serveraccesshash']] as $secret) {
        foreach ([$secret, rawurlencode($secret), htmlspecialchars($secret), base64_encode($secret)] as $form) {
            if (str_contains($text, $form)) {
                echo "$name shows a secret: $text\n";
            }
        }
    }
    if (strlen($text) < 100 && $name !== 'trace') {
        echo "$name shows nothing: $text\n";
    }
}
foreach (['var_dump', 'json', 'array'] as $name) {
    echo $name, ' masks: ', substr_count($views[$name], '********') >= 3 ? 'yes' : $views[$name], "\n";
}
echo str_contains($views['trace'], 'mailcow_create(Object(SensitiveParameterValue))') ? "the argument is hidden\n" : $views['trace'];
echo in_array($password, $outcome['secrets'], true) ? "and the log is told to hide it\n" : "not among the secrets\n";
try {
    serialize($e);
} catch (Exception $refusal) {
    echo $refusal->getMessage(), "\n";
}
echo $e->partial['password'] === $password ? "it is still there\n" : "it is lost\n";
?>
--EXPECT--
Provision\ConnectionException add administrator username, password, mailcow_admin_username 22
var_dump masks: yes
json masks: yes
array masks: yes
the argument is hidden
and the log is told to hide it
Serialization of 'Provision\ConnectionException' is not allowed
it is still there
