--TEST--
provision_whmcs_outcome: request and answer of a call, fit for WHMCS' module log
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$result = mailcow_create(params($server));
$outcome = provision_whmcs_outcome($result);
$log = "$outcome[result]\n$outcome[request]\n\n" . preg_replace('/\d+ ms/', 'N ms', $outcome['response']);
echo preg_replace(array_keys(UNSTEADY), UNSTEADY, $log), "\n\n";
echo 'the new password is among the secrets: ';
var_dump(in_array($result['password'], $outcome['secrets'], true));
echo 'no secret is empty: ';
var_dump(!in_array('', $outcome['secrets'], true));
try {
    mailcow_suspend(params($server, ['domain' => 'fremd.example']));
} catch (\Provision\Exception $thrown) {
    $outcome = provision_whmcs_outcome($thrown);
    echo $outcome['result'], "\n", steady($outcome['request']), "\n";
}
foreach (provision_last_exchanges() as $row) {
    $row['ms'] = is_int($row['ms']) && $row['ms'] >= 0 ? 'some' : 'WRONG';
    $row['response'] = strlen($row['response']) > 100 ? 'the answer' : $row['response'];
    echo text($row), "\n";
}
?>
--EXPECT--
success
[add domain] POST http://127.0.0.1:PORT/api/v1/add/domain
{"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}

[add administrator] POST http://127.0.0.1:PORT/api/v1/add/domain-admin
{"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"********","password2":"********","active":"1"}

[add domain] HTTP 200, N ms
[{"type":"success","log":["dkim","add",{"key_size":2048,"dkim_selector":"dkim","domains":"kunde.example"}],"msg":["dkim_added","kunde.example"]},{"type":"success","log":["mailbox","add","domain",{"tags":["whmcs-41"],"domain":"kunde.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1},null],"msg":["domain_added","kunde.example"]}]

[add administrator] HTTP 200, N ms
[{"type":"success","log":["domain_admin","add",{"domains":["kunde.example"],"username":"admin-xxxxx-7","password":"*","password2":"*","active":"1"}],"msg":["domain_admin_added","admin-xxxxx-7"]}]

the new password is among the secrets: bool(true)
no secret is empty: bool(true)
mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
[read domain] GET http://127.0.0.1:PORT/api/v1/get/domain/fremd.example

{"step":"read domain","method":"GET","url":"http://127.0.0.1:PORT/api/v1/get/domain/fremd.example","status":200,"ms":"some","attempt":1,"request":"","response":"the answer","failure":""}
