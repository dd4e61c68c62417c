--TEST--
the mailcow test server plays the real server's traps, beyond the recorded exchanges
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/server.inc';

use Provision\TestServer\TestServer;

$server = TestServer::start('mailcow');

/**
 * One call, in short: the status unless it is 200, then 'type code argument' of each entry, or the body.
 *
 * @param list<string> $headers beside the key and the content type
 * @param list<string>|null $head the answer's
 */
function call(
    string $method,
    string $path,
    mixed $body = null,
    string $key = 'RW-KEY',
    array $headers = [],
    ?array &$head = null,
): string {
    global $server;
    $hasType = preg_grep('/^content-type/i', $headers) !== [];
    $context = stream_context_create(['http' => [
        'method' => $method,
        'header' => [
            ...$headers,
            ...($key === '' ? [] : ["X-API-Key: $key"]),
            ...($hasType ? [] : ['Content-Type: application/json']),
            'Connection: close',
        ],
        'content' => $body === null || is_string($body) ? (string) $body : json_encode($body),
        'ignore_errors' => true,
        'follow_location' => 0,
        'protocol_version' => 1.1,
    ]]);
    $text = file_get_contents($server->url() . "/api/v1/$path", false, $context);
    $head = $http_response_header;
    $status = explode(' ', $head[0])[1];
    $json = json_decode($text, true);
    if (is_array($json) && isset($json[0]['log'])) {
        $text = implode(' + ', array_map(
            static fn (array $e): string => "$e[type] " . (is_array($e['msg']) ? json_encode($e['msg']) : $e['msg']),
            $json,
        ));
    }
    return ($status === '200' ? '' : "$status ") . ($text === '' ? '(empty body)' : $text);
}

function post(string $path, mixed $body): string
{
    return call('POST', $path, $body);
}

function edit(string $what, string $item, array $attr): string
{
    return post("edit/$what", ['items' => [$item], 'attr' => $attr]);
}

/** Members of what get/ answers. */
function get(string $path, string ...$members): string
{
    $json = json_decode(call('GET', $path), true);
    return json_encode(array_map(static fn (string $name): mixed => $json[$name] ?? null, $members));
}

/** @return list<string> */
function addresses(string $path): array
{
    return array_column(json_decode(call('GET', $path), true), 'username');
}

function say(string $what, string $answer): void
{
    echo "$what: $answer\n";
}

$password = ['password' => 'Str0ng-Pass_1', 'password2' => 'Str0ng-Pass_1'];
$small = ['key_size' => 0, 'defquota' => 100, 'maxquota' => 1000, 'quota' => 1000];

echo "== wire\n";
say('JSON without its content type', call('POST', 'add/domain', ['domain' => 'x.test'], headers: ['Content-Type: text/plain']));
say('form', call('POST', 'add/domain', http_build_query(['attr' => '{"domain":"form.test","key_size":0}']), headers: [
    'Content-Type: application/x-www-form-urlencoded',
]));
say('browser', call('GET', 'get/status/version', headers: ['Sec-Fetch-Dest: document']));
say('PUT', call('PUT', 'add/domain', ['domain' => 'x.test']));
say('POST to get', post('get/domain/all', []));
say('objects in deletes', post('delete/domain', ['items' => ['a.test']]) . ', ' . post('delete/dkim', ['items' => ['a.test']])
    . ', ' . post('delete/mailbox', ['items' => ['a@a.test']]));
say('scalar in a delete', post('delete/domain', '"form.test"'));
say('without a key', call('POST', 'add/domain', ['domain' => 'x.test'], '') . ', '
    . call('POST', 'edit/domain', ['items' => [], 'attr' => []], '') . ', ' . call('GET', 'get/nosuch', key: ''));
say('key in another case, with rubbish', call('GET', 'get/status/version', key: 'rw_-k!ey'));
say('write probe', post('edit/domain', '{"items":[],"attr":{}}') . ', '
    . call('POST', 'edit/domain', '{"items":[],"attr":{}}', 'RO-KEY'));
say('a route that is not played', call('GET', 'get/logs/api'));

echo "== addresses\n";
$server->seed(['settings' => ['allow_from' => ['10.0.0.0/8', '2001:db8::/32']]]);
foreach (['10.9.8.7', '11.0.0.1', '2001:db8:1::2', '2001:db9::1'] as $address) {
    say($address, call('GET', 'get/status/version', headers: ["X-Forwarded-For: $address"]));
}
$server->seed(['settings' => ['client_address' => '10.1.1.1']]);
say('played', call('GET', 'get/status/version'));
$server->reset();

echo "== limits\n";
say('defaults', post('add/domain', ['domain' => ' A.test ']));
say('get in capitals', get('get/domain/A.TEST', 'domain_name', 'max_num_aliases_for_domain', 'max_quota_for_domain', 'domain_admins'));
say('small', post('add/domain', ['domain' => 'b.test', 'aliases' => 0, 'mailboxes' => 0] + $small));
say('are', get('get/domain/b.test', 'aliases_left', 'mboxes_left', 'def_quota_for_mbox', 'quota_used_in_domain', 'bytes_total'));
say('nought', post('add/domain', ['domain' => 'c.test', 'defquota' => 0] + $small)
    . ', ' . post('add/domain', ['domain' => 'c.test', 'defquota' => -1, 'maxquota' => 0] + $small));
foreach ([['aliases' => 5], ['aliases' => 0], ['quota' => 0], ['maxquota' => 0], ['aliases' => '00'], ['aliases' => 'x']] as $attr) {
    say(json_encode($attr), edit('domain', 'b.test', $attr) . ' '
        . get('get/domain/b.test', 'max_num_aliases_for_domain', 'max_quota_for_domain', 'max_quota_for_mbox'));
}
say('fraction', edit('domain', 'b.test', ['quota' => '2000.6']) . ' ' . get('get/domain/b.test', 'max_quota_for_domain'));
say('rate limit in an edit', edit('domain', 'b.test', ['rl_value' => '5', 'rl_frame' => 'h']) . ' ' . call('GET', 'get/rl-domain/b.test'));
say('too large for the column', edit('domain', 'b.test', ['aliases' => '99999999999']));
say('description', post('add/domain', ['domain' => 'c.test', 'description' => str_repeat('ä', 256)])
    . ', ' . post('add/domain', ['domain' => 'c.test', 'description' => str_repeat('ä', 255)] + $small));
say('not a string, missing, dot, label', post('add/domain', ['domain' => ['c.test']]) . ', ' . post('add/domain', ['x' => 1])
    . ', ' . post('add/domain', ['domain' => 'd.test.']) . ', ' . post('add/domain', ['domain' => 'single'] + $small));

echo "== over its limits, a domain cannot even be suspended\n";
post('add/mailbox', ['local_part' => 'u', 'domain' => 'a.test', 'quota' => 100] + $password);
$server->seed(['domain' => ['a.test' => ['mailboxes' => 0]]]);
say('suspend', edit('domain', 'a.test', ['active' => 0]));
$server->seed(['domain' => ['a.test' => ['mailboxes' => 10]]]);

echo "== tags\n";
say('add', post('add/domain', ['domain' => 't.test', 'tags' => ['whmcs-11', 'shop']] + $small));
say('the same again', edit('domain', 't.test', ['quota' => 3000, 'tags' => ['Shop']]) . ' '
    . get('get/domain/t.test', 'max_quota_for_domain', 'tags'));
say('substring', implode(' ', array_column(json_decode(call('GET', 'get/domain/all?tags=whmcs-1,nothing'), true), 'domain_name')));
say('one off', post('delete/domain/tag/t.test', ['shop']) . ' ' . get('get/domain/t.test', 'tags'));
say('twice in one add', post('add/domain', ['domain' => 't2.test', 'tags' => ['x', 'x']] + $small) . ' ' . get('get/domain/t2.test', 'tags'));
say('too many', post('add/domain', ['domain' => 't3.test', 'tags' => array_map(strval(...), range(1, 28))] + $small));

echo "== alias domains\n";
say('add', post('add/alias-domain', ['alias_domain' => 'alias.test', 'target_domain' => 't.test', 'active' => 1]));
say('get gives the target', get('get/domain/alias.test', 'domain_name'));
say('edit changes nothing', edit('domain', 'alias.test', ['active' => 0]) . ' ' . get('get/domain/t.test', 'active'));
say('delete removes nothing', post('delete/domain', ['alias.test']) . ' ' . get('get/alias-domain/alias.test', 'target_domain'));
say('taken', post('add/domain', ['domain' => 'alias.test']));

echo "== the whole server for a name that is none\n";
post('add/domain', ['domain' => 'größe.test'] + $small);
foreach (['a.test', 'b.test', 'nope.test', 'gr%C3%B6%C3%9Fe.test', 'xn--grsse-kua.test', ''] as $name) {
    say("'$name'", implode(' ', addresses("get/mailbox/reduced/$name")));
}
say('path parts are decoded twice', post('add/mailbox', ['local_part' => 'x+y', 'domain' => 'a.test', 'quota' => 1] + $password)
    . ' ' . get('get/mailbox/x%2By@a.test', 'username') . get('get/mailbox/x%252By@a.test', 'username'));

echo "== administrators\n";
say('left out, active is nought', post('add/domain-admin', ['username' => ' Multi ', 'domains' => 'a.test'] + $password) . ' '
    . get('get/domain-admin/multi', 'active', 'selected_domains'));
say('another spelling', edit('domain-admin', 'MULTI', ['active' => 1]));
say('new name as it is typed', edit('domain-admin', 'multi', ['username_new' => 'New.Name']) . ' ' . get('get/domain-admin/new.name', 'username'));
say('new name and bad password', edit('domain-admin', 'New.Name', ['username_new' => 'half', 'password' => 'abc', 'password2' => 'abc']));
say('which was half done', edit('domain-admin', 'half', $password));
$state = $server->state();
say('rows', json_encode([array_keys($state['admin']), array_column($state['domain_admins'], 'username'), array_keys($state['da_acl'])]));
say('no domain', post('add/domain-admin', ['username' => 'g', 'domains' => []] + $password));
say('domain that is none', post('add/domain-admin', ['username' => 'g', 'domains' => ''] + $password));
say('leaves a ghost', post('add/domain-admin', ['username' => 'g', 'domains' => 'a.test'] + $password));
say('Unicode domain', post('add/domain-admin', ['username' => 'uni', 'domains' => 'größe.test', 'active' => 1] + $password) . ' '
    . get('get/domain-admin/uni', 'active', 'selected_domains'));
say('lost with the first edit', edit('domain-admin', 'uni', ['active' => 0]) . ', ' . edit('domain-admin', 'uni', ['active' => 0]));
say('name of another administrator', post('add/domain-admin', ['username' => 'admin', 'domains' => 'a.test'] + $password));
post('add/domain-admin', ['username' => 'plain', 'domains' => 'a.test', 'password' => '{PLAIN}x', 'password2' => '{PLAIN}x']);
say('taken for a hash', json_encode($server->state()['admin']['plain']['verbatim']));
$server->seed(['settings' => ['password_policy' => ['numbers' => '1', 'lowerupper' => '1']]]);
foreach (['abcdef', 'abcdef1', 'Abcdef1'] as $word) {
    say("policy, $word", edit('domain-admin', 'plain', ['password' => $word, 'password2' => $word]));
}

echo "== deletes\n";
$server->seed([
    'tfa' => ['two' => []], 'admin' => ['two' => ['password' => 'x'], 'one' => ['password' => 'x']],
    'domain_admins' => [
        ['username' => 'one', 'domain' => 'b.test'], ['username' => 'two', 'domain' => 'b.test'],
        ['username' => 'one', 'domain' => 'c.test'],
    ],
    'da_acl' => ['one' => [], 'two' => []],
]);
say('resource', post('add/resource', ['description' => 'Room 1', 'domain' => 'b.test', 'kind' => 'location']));
say('is no mailbox', json_encode(addresses('get/mailbox/all/b.test')) . ' ' . get('get/mailbox/Room1@b.test', 'domain', 'percent_in_use'));
say('is in the way', post('delete/domain', ['b.test']));
say('by the wrong call', post('delete/mailbox', ['Room1@b.test']));
post('add/dkim', ['domains' => 'b.test', 'dkim_selector' => 'dkim', 'key_size' => 2048]);
$server->seed(['settings' => ['maildir_cleanup_error' => 'no such container']]);
say('warning first', post('delete/domain', ['b.test']));
$state = $server->state();
say('left', json_encode([array_keys($state['admin']), array_keys($state['tfa']), array_keys($state['dkim'])]));
say('never there, no name', post('delete/domain', ['never.test']) . ', ' . post('delete/domain', ['bad_name']));
say('key of an earlier life', post('add/domain', ['domain' => 'b.test']));
say('resource call on a mailbox', post('delete/resource', ['u@a.test']) . ' '
    . json_encode(isset($server->state()['quota2']['u@a.test'])) . ' '
    . post('add/mailbox', ['local_part' => 'u', 'domain' => 'a.test', 'quota' => 1] + $password));

echo "== sessions\n";
call('POST', 'edit/domain', ['items' => ['c.test'], 'attr' => ['description' => str_repeat('x', 256)]], head: $head);
preg_match('/MCSESSID=\w+/', implode($head), $cookie);
say('a kept cookie tells the error', call('POST', 'delete/domain', [], headers: ["Cookie: $cookie[0]"]));
say('once', call('POST', 'delete/domain', [], headers: ["Cookie: $cookie[0]"]));
say('and opens without a key', call('GET', 'get/status/version', key: '', headers: ["Cookie: $cookie[0]"]));

echo "== single sign-on\n";
function logIn(int $later = 0): string
{
    global $server, $token;
    $server->seed(['settings' => ['clock_offset' => $later]]);
    $context = stream_context_create(['http' => ['follow_location' => 0]]);
    file_get_contents($server->url() . "/domainadmin/?sso_token=$token", false, $context);
    return implode(preg_grep('/^Location/', $http_response_header)) ?: 'login page';
}
foreach (['good' => [0, 0], 'late' => [31]] as $case => $attempts) {
    $server->seed(['settings' => ['clock_offset' => 0], 'admin' => ['one' => ['active' => 1]]]);
    $token = json_decode(post('add/sso/domain-admin', ['username' => 'one']), true)['token'];
    say($case, implode(', ', array_map('logIn', $attempts)));
}
$server->seed(['settings' => ['clock_offset' => 0], 'admin' => ['one' => ['active' => 0]]]);
$token = json_decode(post('add/sso/domain-admin', ['username' => 'one']), true)['token'];
say('suspended', logIn());

echo "== broken parts\n";
$server->seed(['settings' => ['backend_down' => 'Redis']]);
say('page', strip_tags(call('GET', 'get/status/version')));
$server->seed(['settings' => ['backend_down' => null, 'sogo_restart_error' => 'down']]);
say('SOGo', post('add/domain', ['domain' => 's.test', 'restart_sogo' => 1] + $small));

echo "== states\n";
$state = $server->state();
$text = $server->stateText(normal: true);
$server->reset();
echo $server->stateText(normal: true) === $text ? 'equal' : 'different', ' ';
$server->load($state);
echo $server->stateText(normal: true) === $text ? 'equal' : 'different', "\n";
preg_match_all('/\d{4}-\d\d-\d\d|MII[A-Za-z]|Str0ng/', $text, $leaks);
echo count($leaks[0]), " values that differ from run to run\n";
$server->control('POST', 'populate', ['domains' => 10_000, 'tag' => 'whmcs-%d']);
$all = json_decode(call('GET', 'get/domain/all'), true);
$one = array_column($all, null, 'domain_name')['d09998.populated.test'];
echo count($all) - count($state['domain']), " domains, one: $one[bytes_total] $one[mboxes_in_domain] $one[domain_admins] ", $one['tags'][0], "\n";
?>
--EXPECT--
== wire
JSON without its content type: {"type":"error","msg":"Cannot find attributes in post data"}
form: success ["domain_added","form.test"]
browser: 403 (empty body)
PUT: 405 {"type":"error","msg":"only POST method is allowed"}
POST to get: 405 {"type":"error","msg":"only GET method is allowed"}
objects in deletes: (empty body), (empty body), danger access_denied
scalar in a delete: success ["domain_removed","form.test"]
without a key: danger access_denied, 403 {"type":"error","msg":"API read\/write access denied"}, (empty body)
key in another case, with rubbish: {"version":"2026-08"}
write probe: {"type":"success","msg":"Task completed"}, 403 {"type":"error","msg":"API read\/write access denied"}
a route that is not played: 501 {"type":"error","msg":"the test server does not play get\/logs"}
== addresses
10.9.8.7: {"version":"2026-08"}
11.0.0.1: 401 {"type":"error","msg":"api access denied for ip 11.0.0.1"}
2001:db8:1::2: {"version":"2026-08"}
2001:db9::1: 401 {"type":"error","msg":"api access denied for ip 2001:db9::1"}
played: {"version":"2026-08"}
== limits
defaults: success ["dkim_added","a.test"] + success ["domain_added","a.test"]
get in capitals: ["a.test",400,10737418240,"-"]
small: success ["domain_added","b.test"]
are: [0,0,104857600,"0",0]
nought: danger defquota_empty, danger maxquota_empty
{"aliases":5}: success ["domain_modified","b.test"] [5,1048576000,1048576000]
{"aliases":0}: success ["domain_modified","b.test"] [5,1048576000,1048576000]
{"quota":0}: success ["domain_modified","b.test"] [5,1048576000,1048576000]
{"maxquota":0}: success ["domain_modified","b.test"] [5,1048576000,1048576000]
{"aliases":"00"}: success ["domain_modified","b.test"] [0,1048576000,1048576000]
{"aliases":"x"}: (empty body) [0,1048576000,1048576000]
fraction: success ["domain_modified","b.test"] [2098200576]
rate limit in an edit: success ["domain_modified","b.test"] {}
too large for the column: (empty body)
description: (empty body), success ["domain_added","c.test"]
not a string, missing, dot, label: (empty body), danger domain_invalid, danger domain_invalid, success ["domain_added","single"]
== over its limits, a domain cannot even be suspended
suspend: danger ["mailboxes_in_use",1]
== tags
add: success ["domain_added","t.test"]
the same again: (empty body) [3145728000,["shop","whmcs-11"]]
substring: t.test
one off: success ["domain_modified","t.test"] [["whmcs-11"]]
twice in one add: (empty body) [["x"]]
too many: warning ["tag_limit_exceeded","limit 25"] + success ["domain_added","t3.test"]
== alias domains
add: success ["aliasd_added","alias.test"]
get gives the target: ["t.test"]
edit changes nothing: success ["domain_modified","alias.test"] [1]
delete removes nothing: success ["domain_removed","alias.test"] ["t.test"]
taken: danger ["domain_exists","alias.test"]
== the whole server for a name that is none
'a.test': u@a.test
'b.test': 
'nope.test': u@a.test
'gr%C3%B6%C3%9Fe.test': u@a.test
'xn--grsse-kua.test': 
'': u@a.test
path parts are decoded twice: success ["rl_saved","x+y@a.test"] + success ["mailbox_added","x+y@a.test"] [null]["x+y@a.test"]
== administrators
left out, active is nought: success ["domain_admin_added","multi"] [0,["a.test"]]
another spelling: danger ["username_invalid","multi"]
new name as it is typed: success ["domain_admin_modified","multi"] ["New.Name"]
new name and bad password: danger password_complexity
which was half done: success ["domain_admin_modified","half"]
rows: [["admin","new.name"],["half"],["half"]]
no domain: danger domain_invalid
domain that is none: danger ["domain_invalid",""] + success ["domain_admin_added","g"]
leaves a ghost: (empty body)
Unicode domain: success ["domain_admin_added","uni"] [1,null]
lost with the first edit: success ["domain_admin_modified","uni"], danger access_denied
name of another administrator: danger ["object_exists","admin"]
taken for a hash: true
policy, abcdef: danger password_complexity
policy, abcdef1: danger password_complexity
policy, Abcdef1: success ["domain_admin_modified","plain"]
== deletes
resource: success ["resource_added","Room1@b.test"]
is no mailbox: [] [null,"- "]
is in the way: danger ["domain_not_empty","b.test"]
by the wrong call: warning Could not move maildir to garbage collector: variables local_part and/or domain empty + success ["mailbox_removed","Room1@b.test"]
warning first: warning Could not move mail storage to garbage collector: no such container + success ["domain_removed","b.test"]
left: [["admin","g","one","plain"],["two"],["a.test","b.test"]]
never there, no name: warning Could not move mail storage to garbage collector: no such container + success ["domain_removed","never.test"], danger domain_invalid
key of an earlier life: success domain_add_dkim_available + success ["domain_added","b.test"]
resource call on a mailbox: success ["resource_removed","u@a.test"] true danger ["is_alias","u@a.test"]
== sessions
a kept cookie tells the error: danger ["mysql_error",{"errorInfo":["22001",1406,"Data too long for column 'description' at row 1"]}]
once: {"type":"success","msg":"Task completed"}
and opens without a key: {"version":"2026-08"}
== single sign-on
good: Location: /domainadmin/mailbox, login page
late: login page
suspended: login page
== broken parts
page: 500 Connection to Redis failed.The following error was reported:Connection refused

SOGo: warning domain_added_sogo_failed
== states
different equal
0 values that differ from run to run
10000 domains, one: 19996000 2 admin-09998 whmcs-9998
