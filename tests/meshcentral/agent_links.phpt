--TEST--
meshcentral_agent_links: invitation and installers lead to this service's group, with the address that clients use
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

use Provision\TestServer\TestServer;

$server = TestServer::start('meshcentral', tls: 'good');
$server->seed(\together(foreign_rows(), service_rows()));
$params = params($server, stored_service());
$server->clearLog();
$links = call('agent_links', $params);
told($server);

$get = static function (string $url) use ($server): string {
    $context = stream_context_create(['ssl' => ['cafile' => $server->caFile], 'http' => ['ignore_errors' => true]]);
    $body = file_get_contents($url, false, $context);
    return explode(' ', $http_response_header[0])[1] . ' ' . trim(preg_replace('/\s+/', ' ', strip_tags($body)));
};
echo "-- every one of them works\n";
foreach (array_column($links['installers'], 'url') as $url) {
    echo $get($url), "\n";
}
echo $get($links['invite_url']), "\n";
preg_match("~'(https://[^']+script=1[^']*)'~", $links['linux_command'], $match);
echo $get($match[1]), "\n";
echo 'it lasts ', round(($links['invite_expires'] - time()) / 3600), " hours\n";

echo "-- another life, the address for clients, a server domain, a key in the URL\n";
$server->seed(['domains' => ['filiale' => ['url_key' => 'Schluessel-5']], 'users' => ['user/filiale/dienst' => ['pass' => MANAGER_PASSWORD, 'siteadmin' => 2]]]);
call('agent_links', ['configoption7' => '1', 'configoption12' => 'https://fern.example.com'] + $params);
call('agent_links', ['configoption12' => 'https://fern.example.com:8443/filiale'] + $params);
// the same service in the other domain
$server->seed(json_decode(str_replace('//', '/filiale/', json_encode(service_rows(), JSON_UNESCAPED_SLASHES)), true));
$links = call('agent_links', ['configoption4' => 'filiale', 'configoption5' => 'Schluessel-5'] + params($server, ['username' => 'whmcs-41']));
echo $get($links['invite_url']), "\n", $get($links['installers'][0]['url']), "\n";
foreach (['0', '100000', '-1', 'x'] as $hours) {
    call('agent_links', ['configoption7' => $hours] + $params);
}
foreach (['http://fern.example.com', 'fern.example.com', 'https://user:pw@fern.example.com', 'https://fern.example.com/a/b', 'javascript:alert(1)'] as $url) {
    call('agent_links', ['configoption12' => $url] + $params);
}
echo "-- absent, another's, suspended\n";
call('agent_links', params($server, ['serviceid' => 99]));
call('agent_links', params($server, ['customfields' => ['mesh_id' => FOREIGN_GROUP]]));
$server->seed(account('whmcs-41', ['siteadmin' => 96, 'realname' => 'whmcs:41']));
$server->clearLog();
call('agent_links', $params);
told($server);
?>
--EXPECT--
agent_links: {"mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","invite_url":"https://127.0.0.1:PORT/agentinvite?c=COOKIE","invite_hours":168,"invite_expires":TIME,"installers":[{"platform":"windows-x64","name":"Windows, 64 bit","url":"https://127.0.0.1:PORT/meshagents?id=4&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-x86","name":"Windows, 32 bit","url":"https://127.0.0.1:PORT/meshagents?id=3&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-arm64","name":"Windows on ARM, 64 bit","url":"https://127.0.0.1:PORT/meshagents?id=43&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"linux","name":"Linux, 64 bit","url":"https://127.0.0.1:PORT/meshagents?meshinstall=6&id=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"},{"platform":"macos","name":"macOS","url":"https://127.0.0.1:PORT/meshosxagent?id=10005&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}],"linux_command":"wget -O ./meshinstall.sh 'https://127.0.0.1:PORT/meshagents?script=1' && chmod 755 ./meshinstall.sh && sudo -E ./meshinstall.sh 'https://127.0.0.1:PORT' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","linux_uninstall_command":"sudo -E ./meshinstall.sh uninstall 'https://127.0.0.1:PORT' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","certificate_trusted":false}
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"createInviteLink","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","expire":168,"flags":0,"responseid":"ID","tag":"ID"}
-- every one of them works
200 agent 4 for mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m
200 agent 3 for mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m
200 agent 43 for mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m
200 installer for mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m
200 PK installer for mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m
200 Agent Installation Kunde &amp; Söhne Windows
200 #!/bin/sh # installs the agent of a test server
it lasts 168 hours
-- another life, the address for clients, a server domain, a key in the URL
agent_links: {"mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","invite_url":"https://fern.example.com/agentinvite?c=COOKIE","invite_hours":1,"invite_expires":TIME,"installers":[{"platform":"windows-x64","name":"Windows, 64 bit","url":"https://fern.example.com/meshagents?id=4&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-x86","name":"Windows, 32 bit","url":"https://fern.example.com/meshagents?id=3&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-arm64","name":"Windows on ARM, 64 bit","url":"https://fern.example.com/meshagents?id=43&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"linux","name":"Linux, 64 bit","url":"https://fern.example.com/meshagents?meshinstall=6&id=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"},{"platform":"macos","name":"macOS","url":"https://fern.example.com/meshosxagent?id=10005&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}],"linux_command":"wget -O ./meshinstall.sh 'https://fern.example.com/meshagents?script=1' && chmod 755 ./meshinstall.sh && sudo -E ./meshinstall.sh 'https://fern.example.com' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","linux_uninstall_command":"sudo -E ./meshinstall.sh uninstall 'https://fern.example.com' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","certificate_trusted":false}
agent_links: {"mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","invite_url":"https://fern.example.com:8443/filiale/agentinvite?c=COOKIE","invite_hours":168,"invite_expires":TIME,"installers":[{"platform":"windows-x64","name":"Windows, 64 bit","url":"https://fern.example.com:8443/filiale/meshagents?id=4&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-x86","name":"Windows, 32 bit","url":"https://fern.example.com:8443/filiale/meshagents?id=3&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-arm64","name":"Windows on ARM, 64 bit","url":"https://fern.example.com:8443/filiale/meshagents?id=43&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"linux","name":"Linux, 64 bit","url":"https://fern.example.com:8443/filiale/meshagents?meshinstall=6&id=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"},{"platform":"macos","name":"macOS","url":"https://fern.example.com:8443/filiale/meshosxagent?id=10005&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}],"linux_command":"wget -O ./meshinstall.sh 'https://fern.example.com:8443/filiale/meshagents?script=1' && chmod 755 ./meshinstall.sh && sudo -E ./meshinstall.sh 'https://fern.example.com:8443/filiale' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","linux_uninstall_command":"sudo -E ./meshinstall.sh uninstall 'https://fern.example.com:8443/filiale' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","certificate_trusted":false}
agent_links: {"mesh_id":"mesh/filiale/OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","invite_url":"https://127.0.0.1:PORT/filiale/agentinvite?c=COOKIE&key=Schluessel-5","invite_hours":168,"invite_expires":TIME,"installers":[{"platform":"windows-x64","name":"Windows, 64 bit","url":"https://127.0.0.1:PORT/filiale/meshagents?id=4&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-x86","name":"Windows, 32 bit","url":"https://127.0.0.1:PORT/filiale/meshagents?id=3&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-arm64","name":"Windows on ARM, 64 bit","url":"https://127.0.0.1:PORT/filiale/meshagents?id=43&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"linux","name":"Linux, 64 bit","url":"https://127.0.0.1:PORT/filiale/meshagents?meshinstall=6&id=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"},{"platform":"macos","name":"macOS","url":"https://127.0.0.1:PORT/filiale/meshosxagent?id=10005&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}],"linux_command":"wget -O ./meshinstall.sh 'https://127.0.0.1:PORT/filiale/meshagents?script=1' && chmod 755 ./meshinstall.sh && sudo -E ./meshinstall.sh 'https://127.0.0.1:PORT/filiale' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","linux_uninstall_command":"sudo -E ./meshinstall.sh uninstall 'https://127.0.0.1:PORT/filiale' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","certificate_trusted":false}
200 Agent Installation Kunde &amp; Söhne Windows
200 agent 4 for mesh/filiale/OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m
agent_links: ConfigurationException: MeshCentral: read parameters: configoption7 must be from 1 to 99999 hours
agent_links: ConfigurationException: MeshCentral: read parameters: configoption7 must be from 1 to 99999 hours
agent_links: ConfigurationException: MeshCentral: read parameters: configoption7 must be from 1 to 99999 hours
agent_links: ConfigurationException: MeshCentral: read parameters: configoption7 must be a whole number
agent_links: ConfigurationException: MeshCentral: prepare: the address for clients (configoption12) must begin with https://: logins and agents go there
agent_links: {"mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","invite_url":"https://fern.example.com/agentinvite?c=COOKIE","invite_hours":168,"invite_expires":TIME,"installers":[{"platform":"windows-x64","name":"Windows, 64 bit","url":"https://fern.example.com/meshagents?id=4&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-x86","name":"Windows, 32 bit","url":"https://fern.example.com/meshagents?id=3&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-arm64","name":"Windows on ARM, 64 bit","url":"https://fern.example.com/meshagents?id=43&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"linux","name":"Linux, 64 bit","url":"https://fern.example.com/meshagents?meshinstall=6&id=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"},{"platform":"macos","name":"macOS","url":"https://fern.example.com/meshosxagent?id=10005&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}],"linux_command":"wget -O ./meshinstall.sh 'https://fern.example.com/meshagents?script=1' && chmod 755 ./meshinstall.sh && sudo -E ./meshinstall.sh 'https://fern.example.com' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","linux_uninstall_command":"sudo -E ./meshinstall.sh uninstall 'https://fern.example.com' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","certificate_trusted":false}
agent_links: ConfigurationException: MeshCentral: prepare: the address for clients (configoption12) must be of the form https://host[:port][/domain]
agent_links: ConfigurationException: MeshCentral: prepare: the address for clients (configoption12) must be of the form https://host[:port][/domain]
agent_links: ConfigurationException: MeshCentral: prepare: the address for clients (configoption12) must be of the form https://host[:port][/domain]
-- absent, another's, suspended
agent_links: NotFoundException: MeshCentral: list accounts: MeshCentral has no device group of this service: create it first
agent_links: {"mesh_id":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","group":"Kunde & Söhne","invite_url":"https://127.0.0.1:PORT/agentinvite?c=COOKIE","invite_hours":168,"invite_expires":TIME,"installers":[{"platform":"windows-x64","name":"Windows, 64 bit","url":"https://127.0.0.1:PORT/meshagents?id=4&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-x86","name":"Windows, 32 bit","url":"https://127.0.0.1:PORT/meshagents?id=3&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"windows-arm64","name":"Windows on ARM, 64 bit","url":"https://127.0.0.1:PORT/meshagents?id=43&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"},{"platform":"linux","name":"Linux, 64 bit","url":"https://127.0.0.1:PORT/meshagents?meshinstall=6&id=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"},{"platform":"macos","name":"macOS","url":"https://127.0.0.1:PORT/meshosxagent?id=10005&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}],"linux_command":"wget -O ./meshinstall.sh 'https://127.0.0.1:PORT/meshagents?script=1' && chmod 755 ./meshinstall.sh && sudo -E ./meshinstall.sh 'https://127.0.0.1:PORT' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","linux_uninstall_command":"sudo -E ./meshinstall.sh uninstall 'https://127.0.0.1:PORT' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'","certificate_trusted":false}
agent_links: PermissionException: MeshCentral: list accounts: the service is suspended: no device can be added until it is unsuspended
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
