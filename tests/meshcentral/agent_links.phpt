--TEST--
meshcentral_agent_links: invitation, installers, shell lines; none while suspended
--EXTENSIONS--
provision
openssl
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());
$show = static function (array $links): void {
    $links['invite_url'] = preg_replace('/c=[^&]{40,}/', 'c=COOKIE', $links['invite_url']);
    $links['invite_expires'] -= time() + $links['invite_hours'] * 3600;
    $links['invite_expires'] = abs($links['invite_expires']) <= 60;
    foreach ($links as $name => $value) {
        if ($name === 'installers') {
            array_map(static fn (array $one): int => print '  ' . text($one) . "\n", $value);
        } else {
            echo "$name: ", text($value), "\n";
        }
    }
};
$show($links = meshcentral_agent_links($params));
told($server);
echo 'shown in a record: ', text(str_contains(json_encode(provision_last_exchanges(), JSON_UNESCAPED_SLASHES), substr(strrchr($links['invite_url'], '='), 1))), "\n";
$get = static fn (string $url): string => (string) file_get_contents($url);
$server->clearLog();
echo "the invitation opens\n";
echo text(str_contains($get($links['invite_url']), 'Kunde')), "\n";
foreach ($links['installers'] as $installer) {
    echo $installer['platform'], ' ', text($get($installer['url']) !== ''), "\n";
}

echo "an address of its own, a domain, hours\n";
$show(meshcentral_agent_links(\changed($params, ['configoption12' => 'https://fern.example:8443/kunden', 'configoption7' => '24'])));
call('agent_links', \changed($params, ['configoption7' => '0']));
$server->seed(['settings' => ['trusted_certificate' => true]]);
echo text(meshcentral_agent_links($params)['certificate_trusted']), "\n";
echo "suspended, absent\n";
call('suspend', $params);
call('agent_links', $params);
call('agent_links', params($server, ['serviceid' => 77]));
?>
--EXPECT--
mesh_id: "mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"
group: "Kunde & Söhne"
invite_url: "http://127.0.0.1:PORT/agentinvite?c=COOKIE"
invite_hours: 168
invite_expires: true
  {"platform":"windows-x64","name":"Windows, 64 bit","url":"http://127.0.0.1:PORT/meshagents?id=4&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"}
  {"platform":"windows-x86","name":"Windows, 32 bit","url":"http://127.0.0.1:PORT/meshagents?id=3&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"}
  {"platform":"windows-arm64","name":"Windows on ARM, 64 bit","url":"http://127.0.0.1:PORT/meshagents?id=43&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"}
  {"platform":"linux","name":"Linux, 64 bit","url":"http://127.0.0.1:PORT/meshagents?meshinstall=6&id=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}
  {"platform":"macos","name":"macOS","url":"http://127.0.0.1:PORT/meshosxagent?id=10005&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}
linux_command: "wget -O ./meshinstall.sh 'http://127.0.0.1:PORT/meshagents?script=1' && chmod 755 ./meshinstall.sh && sudo -E ./meshinstall.sh 'http://127.0.0.1:PORT' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'"
linux_uninstall_command: "sudo -E ./meshinstall.sh uninstall 'http://127.0.0.1:PORT' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'"
certificate_trusted: false
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"createInviteLink","meshid":"mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m","expire":168,"flags":0,"responseid":"ID","tag":"ID"}
shown in a record: false
the invitation opens
true
windows-x64 true
windows-x86 true
windows-arm64 true
linux true
macos true
an address of its own, a domain, hours
mesh_id: "mesh//OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"
group: "Kunde & Söhne"
invite_url: "https://fern.example:8443/kunden/agentinvite?c=COOKIE"
invite_hours: 24
invite_expires: true
  {"platform":"windows-x64","name":"Windows, 64 bit","url":"https://fern.example:8443/kunden/meshagents?id=4&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"}
  {"platform":"windows-x86","name":"Windows, 32 bit","url":"https://fern.example:8443/kunden/meshagents?id=3&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"}
  {"platform":"windows-arm64","name":"Windows on ARM, 64 bit","url":"https://fern.example:8443/kunden/meshagents?id=43&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m&installflags=0"}
  {"platform":"linux","name":"Linux, 64 bit","url":"https://fern.example:8443/kunden/meshagents?meshinstall=6&id=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}
  {"platform":"macos","name":"macOS","url":"https://fern.example:8443/kunden/meshosxagent?id=10005&meshid=OUR0aB3%40cD4%24eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m"}
linux_command: "wget -O ./meshinstall.sh 'https://fern.example:8443/kunden/meshagents?script=1' && chmod 755 ./meshinstall.sh && sudo -E ./meshinstall.sh 'https://fern.example:8443/kunden' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'"
linux_uninstall_command: "sudo -E ./meshinstall.sh uninstall 'https://fern.example:8443/kunden' 'OUR0aB3@cD4$eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD7eF8gH9iJ0kL1m'"
certificate_trusted: false
agent_links: ConfigurationException: MeshCentral: read parameters: configoption7 must be from 1 to 99999 hours
true
suspended, absent
suspend: {"state":"suspended","changed":true}
agent_links: PermissionException: MeshCentral: list accounts: the service is suspended: no device can be added until it is unsuspended
agent_links: NotFoundException: MeshCentral: list accounts: MeshCentral has no device group of this service: create it first
