--TEST--
comet: lists and maps of a whole server: an error object in their place is an error, never two entries
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with();
$params = params($server);
$bodies = ['{"Status":403,"Message":"Unauthorised"}', '{"Status":500,"Message":"out of order"}', '{"Message":"x","Status":400}', '[]', 'null', '{', '{"a":1}', '{"Status":{"AccountName":"x"},"Message":{"AccountName":"y"}}', '{"a":{},"a":{}}', '{}'];
foreach ($bodies as $body) {
    echo "$body\n";
    foreach (['usage' => 'list-users-full', 'list_accounts' => 'list-users-full', 'policies' => 'policies/list'] as $operation => $path) {
        answer($server, $path, $body);
        echo '  ';
        call($operation, $params);
    }
}
?>
--EXPECT--
{"Status":403,"Message":"Unauthorised"}
  usage: AuthenticationException: Comet: list accounts: Comet refuses the admin account (Unauthorised): check user name and password in the server's record, its second factor, its IP allow-list, and whether it may do this
    code: 403
  list_accounts: AuthenticationException: Comet: list accounts: Comet refuses the admin account (Unauthorised): check user name and password in the server's record, its second factor, its IP allow-list, and whether it may do this
    code: 403
  policies: AuthenticationException: Comet: list policy groups: Comet refuses the admin account (Unauthorised): check user name and password in the server's record, its second factor, its IP allow-list, and whether it may do this
    code: 403
{"Status":500,"Message":"out of order"}
  usage: RemoteException: Comet: list accounts: Comet answers with error 500: out of order
    code: 500
    retryable
  list_accounts: RemoteException: Comet: list accounts: Comet answers with error 500: out of order
    code: 500
    retryable
  policies: RemoteException: Comet: list policy groups: Comet answers with error 500: out of order
    code: 500
    retryable
{"Message":"x","Status":400}
  usage: ProtocolException: Comet: list accounts: the list of accounts holds something that is no account
  list_accounts: ProtocolException: Comet: list accounts: the list of accounts holds something that is no account
  policies: RemoteException: Comet: list policy groups: Comet answers with error 400: 
    code: 400
[]
  usage: ProtocolException: Comet: list accounts: the list cannot be read, after 0 elements: the answer is no object
  list_accounts: ProtocolException: Comet: list accounts: the list cannot be read, after 0 elements: the answer is no object
  policies: ProtocolException: Comet: list policy groups: the list cannot be read, after 0 elements: the answer is no object
null
  usage: ProtocolException: Comet: list accounts: the list cannot be read, after 0 elements: the answer is no object
  list_accounts: ProtocolException: Comet: list accounts: the list cannot be read, after 0 elements: the answer is no object
  policies: ProtocolException: Comet: list policy groups: the list cannot be read, after 0 elements: the answer is no object
{
  usage: ProtocolException: Comet: list accounts: the list cannot be read, after 0 elements: the answer ends inside it
  list_accounts: ProtocolException: Comet: list accounts: the list cannot be read, after 0 elements: the answer ends inside it
  policies: ProtocolException: Comet: list policy groups: the list cannot be read, after 0 elements: the answer ends inside it
{"a":1}
  usage: ProtocolException: Comet: list accounts: the list of accounts holds something that is no account
  list_accounts: ProtocolException: Comet: list accounts: the list of accounts holds something that is no account
  policies: ProtocolException: Comet: list policy groups: the list holds something that is no name
{"Status":{"AccountName":"x"},"Message":{"AccountName":"y"}}
  usage: {"Status":{"devices":0,"protected_items":0,"protected_bytes":0,"vault_bytes":0,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_quota_bytes":0,"vault_quota_bytes":0,"device_limit":0},"Message":{"devices":0,"protected_items":0,"protected_bytes":0,"vault_bytes":0,"microsoft_365_accounts":0,"hyperv_guests":0,"vmware_guests":0,"protected_quota_bytes":0,"vault_quota_bytes":0,"device_limit":0}}
  list_accounts: [{"email":"","username":"Status","domain":"","uniqueIdentifier":"Status","product":"","primaryip":"","created":"","status":"Active"},{"email":"","username":"Message","domain":"","uniqueIdentifier":"Message","product":"","primaryip":"","created":"","status":"Active"}]
  policies: ProtocolException: Comet: list policy groups: the list holds something that is no name
{"a":{},"a":{}}
  usage: ProtocolException: Comet: list accounts: the list of accounts names one account twice
  list_accounts: [{"email":"","username":"a","domain":"","uniqueIdentifier":"a","product":"","primaryip":"","created":"","status":"Active"},{"email":"","username":"a","domain":"","uniqueIdentifier":"a","product":"","primaryip":"","created":"","status":"Active"}]
  policies: ProtocolException: Comet: list policy groups: the list holds something that is no name
{}
  usage: []
  list_accounts: []
  policies: []
