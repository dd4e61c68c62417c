--TEST--
mailcow_sso: a one-time login of the service's administrator; not while it is suspended
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());
$result = call('sso', $params);
asked($server);

$visit = static function (string $url): string {
    $context = stream_context_create(['http' => ['follow_location' => 0, 'ignore_errors' => true]]);
    $page = file_get_contents($url, false, $context);
    $headers = preg_grep('/^(HTTP|Location)/', $http_response_header);
    return implode(', ', $headers) . ' ' . trim(strip_tags(strtr($page, "\n", ' ')));
};
echo 'first visit: ', $visit($result['url']), "\n";
echo 'second visit: ', $visit($result['url']), "\n";
var_dump(mailcow_sso($params)['url'] !== mailcow_sso($params)['url']);

echo "nothing stored\n";
call('sso', params($server));

echo "suspended\n";
mailcow_suspend($params);
$server->clearLog();
call('sso', $params);
asked($server);

echo "no administrator of this service; no domain\n";
$server->seed(domain_rows('ohne.example', ['whmcs-42'], 'jemand'));
call('sso', ['serviceid' => 42, 'domain' => 'ohne.example'] + $params);
call('sso', ['domain' => 'nie.example'] + $params);

echo "tokens that are none\n";
$server = server_with(service_rows());
$answers = [
    '{"token":""}', '{"token":7}', '{"token":["a"]}', '{"token":"' . str_repeat('A', 200) . '"}', '{}', '[]',
    '{"type":"success","msg":"Task completed"}', '[{"type":"danger","log":[],"msg":["object_doesnt_exist","admin-k3x9p-7"]}]',
];
foreach ($answers as $body) {
    // the call is repeated, as it may be
    foreach ([1, 2, 3] as $attempt) {
        $server->control('POST', 'script', ['path' => '*/add/sso/*', 'body' => $body]);
    }
    call('sso', params($server, stored_service()));
    $server->reset();
    $server->seed(together(foreign_rows(), service_rows()));
}
echo "a token that could break out of its place in the address\n";
$server->control('POST', 'script', ['path' => '*/add/sso/*', 'body' => '{"token":"a&b=c#d/../e f\"<"}']);
call('sso', params($server, stored_service()));
?>
--EXPECT--
sso: {"url":"http://127.0.0.1:PORT/domainadmin/?sso_token=TOKEN","expires_in":30,"username":"admin-xxxxx-7"}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/add/sso/domain-admin {"username":"admin-xxxxx-7"}
first visit: HTTP/1.1 302 Found, Location: /domainadmin/mailbox 
second visit: HTTP/1.1 200 OK mailcow UI Login
bool(true)
nothing stored
sso: {"url":"http://127.0.0.1:PORT/domainadmin/?sso_token=TOKEN","expires_in":30,"username":"admin-xxxxx-7"}
suspended
sso: PermissionException: mailcow: read domain: the service is suspended: there is no login until it is unsuspended
  1 GET /api/v1/get/domain/kunde.example
no administrator of this service; no domain
sso: NotFoundException: mailcow: read domain: none of the administrators of ohne.example is this service's: enter his present name in the field mailcow_admin_username
sso: NotFoundException: mailcow: read domain: mailcow has no domain nie.example: create the service first
tokens that are none
sso: ProtocolException: mailcow: issue login token: mailcow sent an unusable login token; it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
sso: ProtocolException: mailcow: issue login token: "token" in the answer is not a text; it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
sso: ProtocolException: mailcow: issue login token: "token" in the answer is not a text; it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
sso: ProtocolException: mailcow: issue login token: mailcow sent an unusable login token; it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
sso: ProtocolException: mailcow: issue login token: mailcow did nothing and said: ; it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
sso: ProtocolException: mailcow: issue login token: mailcow's answer does not say "token" as often as it should (0 of 1); it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
sso: ProtocolException: mailcow: issue login token: mailcow did nothing and said: Task completed; it is not known whether this step took effect: make the same call again, it finds out
    retryable
    outcome unknown
sso: NotFoundException: mailcow: issue login token: there is no admin-xxxxx-7 in mailcow
    code: object_doesnt_exist
a token that could break out of its place in the address
sso: {"url":"http://127.0.0.1:PORT/domainadmin/?sso_token=a%26b%3dc%23d%2f..%2fe%20f%22%3c","expires_in":30,"username":"admin-xxxxx-7"}
