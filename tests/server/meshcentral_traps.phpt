--TEST--
the MeshCentral test server plays the real server's traps
--EXTENSIONS--
openssl
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/server.inc';
require __DIR__ . '/mesh_client.inc';

use Provision\TestServer\MeshClient;
use Provision\TestServer\TestServer;

$server = TestServer::start('meshcentral');
$base = "ws://$server->host:$server->port";
$server->seed(['users' => ['user//service' => ['pass' => 's', 'siteadmin' => 2]]]);
$admin = MeshClient::password($base, 'admin', 'Admin-Passw0rd');
$service = MeshClient::password($base, 'service', 's');

/** The answer's verdict, or all of it, as the server wrote it but for what it drew. */
function ask(MeshClient $mesh, string $action, array $more = []): string
{
    $answer = $mesh->ask(['action' => $action] + $more);
    $text = isset($answer['result']) ? $answer['result'] : json_encode($answer, JSON_UNESCAPED_SLASHES);
    $more = array_intersect_key($answer, ['msgid' => 0, 'success' => 0, 'failed' => 0]);
    return $text . ($more === [] ? '' : ' ' . json_encode($more)) . "\n";
}

/** Says what is told, and whether anything came before the answer to a ping. */
function tell(MeshClient $mesh, string $action, array $more = []): string
{
    $mesh->settle();
    $mesh->others = [];
    $mesh->tell(['action' => $action, 'responseid' => 'r', 'tag' => 't'] + $more);
    $mesh->settle();
    $heard = array_map(static fn (array $m): string => $m['action'] === 'event' ? 'event ' . $m['event']['action'] : $m['action'], $mesh->others);
    return ($heard === [] ? 'nothing' : implode(', ', $heard)) . "\n";
}

function user(string $id): array
{
    global $server;
    return $server->state()['users'][$id];
}

echo "-- accounts: names, rights that a manager may not give, an answer that never comes\n";
$new = ['username' => 'whmcs-41', 'pass' => 'Kw7-xEr', 'siteadmin' => 64];
echo ask($service, 'adduser', $new), ask($service, 'adduser', ['username' => 'WHMCS-41'] + $new);
echo ask($service, 'adduser', ['username' => 'b', 'siteadmin' => 1024] + $new), ask($service, 'adduser', ['username' => 'b', 'siteadmin' => '64'] + $new);
echo ask($admin, 'adduser', ['username' => 'b', 'siteadmin' => 1024] + $new);
echo tell($service, 'adduser', ['username' => 'c', 'consent' => 0] + $new), isset($server->state()['users']['user//c']) ? 'there' : 'not there', "\n";

echo "-- edituser: quota lost when left out, rights not taken over, yet ok\n";
echo ask($service, 'edituser', ['id' => 'user//whmcs-41', 'quota' => 1000]), user('user//whmcs-41')['quota'], "\n";
echo ask($service, 'edituser', ['id' => 'user//whmcs-41', 'siteadmin' => 96]), json_encode(user('user//whmcs-41')['quota'] ?? null), "\n";
echo ask($service, 'edituser', ['id' => 'user//whmcs-41', 'siteadmin' => 96 | 1024]), user('user//whmcs-41')['siteadmin'], "\n";
echo ask($service, 'edituser', ['id' => 'user//admin', 'siteadmin' => 0]), ask($service, 'edituser', ['id' => 'user//nobody']);
echo ask($admin, 'edituser', ['id' => 'user//admin', 'siteadmin' => 0]), user('user//admin')['siteadmin'], "\n";

echo "-- changeuserpass: never an answer, an event when it worked\n";
$change = ['userid' => 'user//whmcs-41', 'pass' => 'New-Passw0rd', 'removeMultiFactor' => false];
echo tell($service, 'changeuserpass', ['userid' => 'whmcs-41'] + $change);
echo tell($service, 'changeuserpass', array_diff_key($change, ['removeMultiFactor' => 0]));
echo tell($service, 'changeuserpass', ['userid' => 'user//nobody'] + $change);
echo tell($service, 'changeuserpass', $change), user('user//whmcs-41')['pass'], "\n";
$server->seed(['settings' => ['password_requirements' => ['min' => 30]]]);
echo tell($service, 'changeuserpass', $change);

echo "-- groups: names are not unique, members by name and by id, the verdict stands in success\n";
echo ask($service, 'createmesh', ['meshname' => 'Gruppe', 'meshtype' => 2, 'desc' => 'whmcs:41']);
$group = array_key_first($server->state()['meshes']);
echo strlen($group), ' ', preg_match('~^mesh//[A-Za-z0-9@$]{64}$~', $group), "\n";
echo ask($service, 'addmeshuser', ['meshid' => $group, 'usernames' => ['nobody'], 'meshadmin' => 8]);
echo ask($service, 'addmeshuser', ['meshid' => $group, 'userids' => ['user//nobody'], 'meshadmin' => 8]);
echo ask($service, 'addmeshuser', ['meshid' => $group, 'usernames' => ['service'], 'meshadmin' => 8]);
echo 'a member who never had a group: ', tell($service, 'addmeshuser', ['meshid' => $group, 'usernames' => ['whmcs-41'], 'meshadmin' => 0, 'remove' => true]);
echo ask($service, 'addmeshuser', ['meshid' => $group, 'usernames' => ['WHMCS-41'], 'meshadmin' => 2015484]);
echo ask($service, 'addmeshuser', ['meshid' => $group, 'usernames' => ['whmcs-41'], 'meshadmin' => 0, 'remove' => true]);
echo ask($service, 'addmeshuser', ['meshid' => $group, 'usernames' => ['whmcs-41'], 'meshadmin' => 0, 'remove' => true]);
echo ask($service, 'addmeshuser', ['meshid' => $group, 'usernames' => ['whmcs-41'], 'meshadmin' => 2015484]);
echo ask($service, 'createmesh', ['meshname' => 'Gruppe', 'meshtype' => 2]), ask($service, 'deletemesh', ['meshname' => 'Gruppe']);

echo "-- lists: by tag alone, {} for what is empty; who sees what\n";
foreach (['nodes', 'lastconnects', 'meshes', 'users'] as $action) {
    $server->clearLog();
    $admin->ask(['action' => $action, 'meshid' => null]);
    echo substr(preg_replace('/ask-\d+/', 'ID', $server->messages()[1]['text']), 0, 60), "\n";
}
$client = MeshClient::cookie($base, MeshClient::loginCookie($server->state()['settings']['login_key'], ['u' => 'user//whmcs-41', 'a' => 3]));
echo count($client->ask(['action' => 'meshes'])['meshes']), ' group, ', ask($client, 'users'), ask($client, 'nodes', ['meshid' => 'mesh//of-others']);

echo "-- a client with our rights cannot take the group away\n";
echo ask($client, 'deletemesh', ['meshid' => $group]), ask($client, 'removemeshuser', ['meshid' => $group, 'userid' => 'user//service']);
echo tell($client, 'editmesh', ['meshid' => $group, 'meshname' => 'Mine']), ask($client, 'createmesh', ['meshname' => 'Mine', 'meshtype' => 2]);

echo "-- a lock closes his sockets; his cookie still opens new ones\n";
ask($service, 'edituser', ['id' => 'user//whmcs-41', 'siteadmin' => 64]);
$server->control('POST', 'agent-arrives', ['_id' => 'node//n1', 'meshid' => $group, 'name' => 'pc']);
ask($service, 'edituser', ['id' => 'user//whmcs-41', 'siteadmin' => 96]);
while ($client->receive() !== null) {
}
echo $client->socket->ending, "\n";
$cookie = MeshClient::loginCookie($server->state()['settings']['login_key'], ['u' => 'user//whmcs-41', 'a' => 3]);
$client = MeshClient::cookie($base, $cookie);
echo count($client->ask(['action' => 'meshes'])['meshes']), " group\n";
echo ask($service, 'removemeshuser', ['meshid' => $group, 'userid' => 'user//whmcs-41']), count($client->ask(['action' => 'meshes'])['meshes']), " groups\n";
echo ask($service, 'removemeshuser', ['meshid' => $group, 'userid' => 'user//whmcs-41']);

echo "-- devices: offline means no conn\n";
$device = static fn (): array => array_intersect_key($service->ask(['action' => 'nodes'])['nodes'][$group][0], ['name' => 0, 'conn' => 0, 'pwr' => 0]);
echo json_encode($device()), ' ';
$server->control('POST', 'agent-leaves', ['_id' => 'node//n1']);
echo json_encode($device()), "\n";

echo "-- a group that is deleted before its members comes back with its agent, and with the memberships of who has the name\n";
ask($service, 'addmeshuser', ['meshid' => $group, 'usernames' => ['whmcs-41'], 'meshadmin' => 2015484]);
echo ask($service, 'deletemesh', ['meshid' => $group]), ask($service, 'deletemesh', ['meshid' => $group]), ask($service, 'deletemesh', ['meshid' => 'mesh//unknown']);
echo ask($service, 'deleteuser', ['userid' => 'user//whmcs-41']), ask($service, 'deleteuser', ['userid' => 'user//whmcs-41']);
$server->seed(['settings' => ['password_requirements' => []]]);
ask($service, 'adduser', $new);
$server->control('POST', 'agent-arrives', ['_id' => 'node//n1', 'meshid' => $group]);
echo json_encode(array_values(user('user//whmcs-41')['links'])), "\n";

echo "-- in the right order it does not\n";
echo ask($service, 'deleteuser', ['userid' => 'user//whmcs-41']), ask($service, 'deletemesh', ['meshid' => $group]);
ask($service, 'adduser', $new);
$server->control('POST', 'agent-arrives', ['_id' => 'node//n1', 'meshid' => $group]);
echo json_encode(user('user//whmcs-41')['links'] ?? null), ' ', count($service->ask(['action' => 'meshes'])['meshes']), " groups of the service account\n";

echo "-- pages, where the domain wants them: the place is kept from message to message\n";
$server->seed(['domains' => ['pages' => ['max_device_view' => 2, 'username_is_email' => true]], 'users' => ['user/pages/admin' => ['pass' => 'p', 'siteadmin' => 4294967295]]]);
$pager = MeshClient::password("$base/pages", 'admin', 'p');
$paged = $pager->ask(['action' => 'createmesh', 'meshname' => 'Paged', 'meshtype' => 2])['meshid'];
$page = static function (array $more) use ($pager): string {
    $answer = $pager->ask(['action' => 'nodes'] + $more);
    return implode(' ', array_column(array_merge(...array_values($answer['nodes'])), 'name')) . ' '
        . json_encode(array_intersect_key($answer, ['skip' => 0, 'limit' => 0, 'totalcount' => 0])) . "\n";
};
foreach (['a', 'b', 'c', 'd', 'e'] as $name) {
    echo in_array($name, ['b', 'c'], true) ? $page([]) : '';
    $server->control('POST', 'agent-arrives', ['_id' => "node/pages/$name", 'meshid' => $paged, 'name' => $name]);
}
echo $page([]), $page(['skip' => 2]), $page([]), $page(['skip' => 4]), $page(['skip' => 0, 'limit' => 1]), $page(['limit' => 100]);
echo ask($pager, 'adduser', ['username' => 'name', 'email' => 'A@example.com', 'pass' => 'x']), isset($server->state()['users']['user/pages/a@example.com']) ? 'by address' : 'by name', "\n";

echo "-- an agent that is uninstalled leaves\n";
echo tell($service, 'uninstallagent', ['nodeids' => ['node//n1']]), json_encode($server->state()['nodes']['node//n1']['uninstalled']), "\n";
?>
--EXPECT--
-- accounts: names, rights that a manager may not give, an answer that never comes
ok
User already exists {"msgid":7}
Invalid site permissions {"msgid":6}
Invalid site permissions {"msgid":6}
ok
nothing
not there
-- edituser: quota lost when left out, rights not taken over, yet ok
ok
1000
ok
null
ok
96
Permission denied
User does not exists
ok
4294967295
-- changeuserpass: never an answer, an event when it worked
nothing
nothing
nothing
event accountchange
New-Passw0rd
nothing
-- groups: names are not unique, members by name and by id, the verdict stands in success
ok
70 1
Nothing done {"success":0,"failed":0}
Unknown user nobody {"success":0,"failed":1}
Can't change self, Nothing done {"success":0,"failed":0}
a member who never had a group: nothing
Added user whmcs-41 {"success":1,"failed":0}
Removed user whmcs-41 {"success":1,"failed":0}
Removed user whmcs-41 {"success":1,"failed":0}
Added user whmcs-41 {"success":1,"failed":0}
ok
Duplicate device groups found
-- lists: by tag alone, {} for what is empty; who sees what
{"action":"nodes","responseid":"ID","nodes":{},"tag":"ID"}
{"action":"lastconnects","lastconnects":{},"tag":"ID"}
{"action":"meshes","meshes":[],"tag":"ID"}
{"action":"users","users":[{"_id":"user//admin","name":"admi
1 group, Access denied
Invalid group id
-- a client with our rights cannot take the group away
Access denied
Permission denied
nothing
Permission denied
-- a lock closes his sockets; his cookie still opens new ones
close 1005
1 group
ok
0 groups
User not in group
-- devices: offline means no conn
{"conn":1,"pwr":1,"name":"pc"} {"name":"pc"}
-- a group that is deleted before its members comes back with its agent, and with the memberships of who has the name
ok
Access denied
Unknown device group
ok
User does not exists
[{"rights":2015484}]
-- in the right order it does not
ok
ok
null 2 groups of the service account
-- pages, where the domain wants them: the place is kept from message to message
a {"skip":0,"limit":2}
a b {"skip":0,"limit":2,"totalcount":2}
a b {"skip":0,"limit":2,"totalcount":5}
c d {"skip":2,"limit":2,"totalcount":5}
c d {"skip":2,"limit":2,"totalcount":5}
e {"skip":4,"limit":2,"totalcount":5}
a {"skip":0,"limit":1,"totalcount":5}
a b {"skip":0,"limit":2,"totalcount":5}
ok
by address
-- an agent that is uninstalled leaves
nothing
true
