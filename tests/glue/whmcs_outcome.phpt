--TEST--
provision_whmcs_outcome() tells result, exchanges and secrets of a call, and nothing of another's
--EXTENSIONS--
provision
--INI--
pcre.jit=0
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/../server/server.inc';

$show = static function (string $title, array $outcome): void {
    echo "-- $title\n", $outcome['result'], "\n", strtok($outcome['request'], "\n"), "\n",
        preg_replace('/\d+ ms/', 'N ms', (string) strtok($outcome['response'], "\n")), "\n";
};

$show('nothing was called yet', provision_whmcs_outcome([]));
var_dump(provision_whmcs_outcome([])['secrets'], provision_last_exchanges());

$server = Provision\TestServer\TestServer::start();
$params = $server->params(['domain' => 'a.test', 'serviceid' => 41, 'userid' => 7, 'configoption1' => '1000',
    'configoption2' => '5', 'configoption3' => '5', 'password' => 'pass<word>&"\'/ü', 'serverpassword' => '']);

$created = mailcow_create($params);
$outcome = provision_whmcs_outcome($created);
$show('a result', $outcome);
echo array_is_list($outcome['secrets']) && !in_array('', $outcome['secrets'], true) ? "a list without empty texts\n" : "odd list\n";
foreach ([$created['password'], 'RW-KEY', 'pass<word>&"\'/ü', rawurlencode('pass<word>&"\'/ü'), htmlspecialchars('pass<word>&"\'/ü'),
    base64_encode('RW-KEY'), trim(json_encode('pass<word>&"\'/ü'), '"')] as $n => $secret) {
    if (!in_array($secret, $outcome['secrets'], true)) {
        echo "form $n is not hidden\n";
    }
}
foreach ($outcome['secrets'] as $secret) {
    if (str_contains($outcome['request'] . $outcome['response'] . $outcome['result'], $secret)) {
        echo "shown all the same\n";
    }
}
foreach (provision_last_exchanges() as $exchange) {
    echo implode(' ', array_map(get_debug_type(...), $exchange)), ' ', $exchange['step'], ' ', $exchange['method'], ' ',
        parse_url($exchange['url'], PHP_URL_PATH), ' ', $exchange['status'], ' ', $exchange['attempt'], ' ',
        $exchange['failure'] === '' && $exchange['ms'] >= 0 ? 'whole' : 'not whole', "\n";
}

$thrown = static function (callable $call): Throwable {
    try {
        $call();
    } catch (Throwable $e) {
        return $e;
    }
};
$conflict = $thrown(static fn () => mailcow_suspend(['serviceid' => 42] + $params));
$show('an exception of ours', provision_whmcs_outcome($conflict));
$show('the same after another call: its message alone', (static function () use ($params, $conflict): array {
    mailcow_status($params);
    return provision_whmcs_outcome($conflict);
})());
$show('one that a module made itself', provision_whmcs_outcome(new Provision\LimitException('no more than 5')));
$show('one without a message', provision_whmcs_outcome(new Provision\LimitException()));

mailcow_status($params);
$show('a foreign one after a call that was not told of yet', provision_whmcs_outcome(new LogicException('the module broke')));
$show('another, from before its own call', provision_whmcs_outcome(new LogicException('the next service')));
$show('a TypeError of ours', provision_whmcs_outcome($thrown(static fn () => mailcow_create('text'))));
$show('secrets, lines and length in a foreign message', provision_whmcs_outcome(
    new Exception("failed for pass<word>&\"'/ü\n" . str_repeat('x', 10000) . 'RW-KEY')
));
$anonymous = provision_whmcs_outcome(new class ('x') extends Exception {
})['result'];
echo $anonymous === 'Exception@anonymous: x' ? "an anonymous class without its path\n" : "$anonymous\n";
echo strlen(provision_whmcs_outcome(new Exception(str_repeat('x', 100000)))['result']) < 300 ? "a huge one is short\n" : "long\n";
echo provision_whmcs_outcome(new Exception())['result'], "\n";
foreach ([null, 'success', 1, new stdClass()] as $wrong) {
    echo $thrown(static fn () => provision_whmcs_outcome($wrong))->getMessage(), "\n";
}
?>
--EXPECTF--
-- nothing was called yet
success


array(0) {
}
array(0) {
}
-- a result
success
[add domain] POST http://127.0.0.1:%d/api/v1/add/domain
[add domain] HTTP 200, N ms
a list without empty texts
string string string int int int string string string add domain POST /api/v1/add/domain 200 1 whole
string string string int int int string string string add administrator POST /api/v1/add/domain-admin 200 1 whole
-- an exception of ours
mailcow: read domain: the domain a.test is not this service's: it carries the marker whmcs-41. Nothing was changed. If it is to belong to this service, adopt it by hand
[read domain] GET http://127.0.0.1:%d/api/v1/get/domain/a.test
[read domain] HTTP 200, N ms
-- the same after another call: its message alone
mailcow: read domain: the domain a.test is not this service's: it carries the marker whmcs-41. Nothing was changed. If it is to belong to this service, adopt it by hand


-- one that a module made itself
no more than 5


-- one without a message
Provision\LimitException


-- a foreign one after a call that was not told of yet
LogicException: the module broke
[read domain] GET http://127.0.0.1:%d/api/v1/get/domain/a.test
[read domain] HTTP 200, N ms
-- another, from before its own call
LogicException: the next service


-- a TypeError of ours
TypeError: mailcow_create(): Argument #1 ($params) must be of type array, string given


-- secrets, lines and length in a foreign message
Exception: failed for ********?%r(x{150,190})%r


an anonymous class without its path
a huge one is short
Exception
provision_whmcs_outcome(): Argument #1 ($outcome) must be of type Throwable|array, null given
provision_whmcs_outcome(): Argument #1 ($outcome) must be of type Throwable|array, string given
provision_whmcs_outcome(): Argument #1 ($outcome) must be of type Throwable|array, int given
provision_whmcs_outcome(): Argument #1 ($outcome) must be of type Throwable|array, stdClass given
