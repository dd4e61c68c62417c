--TEST--
meshcentral_test_connection: domains, the URL key, the clock, and addresses that are not MeshCentral
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with();
$server->seed(['domains' => ['kunden' => [], '' => ['url_key' => 'zutritt&7']]]);
$ask = static function (string $name, array $changes) use ($server): void {
    echo "$name\n";
    try {
        $result = meshcentral_test_connection(params($server, $changes));
        echo '  ', text(array_intersect_key($result, ['domain' => 0, 'account' => 0, 'credential' => 0])), "\n";
    } catch (\Provision\Exception $thrown) {
        echo '  ', describe($thrown), "\n";
    }
    told($server);
};
$ask('the URL key is missing', []);
$ask('the URL key is wrong', ['configoption5' => 'zutritt&8']);
$ask('the URL key', ['configoption5' => 'zutritt&7']);
$server->seed(['users' => ['user/kunden/dienst' => ['siteadmin' => 2, 'pass' => MANAGER_PASSWORD]]]);
$ask('a domain', ['configoption4' => 'kunden']);
$ask('a domain in the URL', ['configoption1' => $server->url() . '/kunden']);
$ask('an unknown domain', ['configoption4' => 'keine']);
$ask('a path that is none', ['configoption1' => $server->url() . '/kunden/weiter']);
?>
--EXPECT--
the URL key is missing
  ConfigurationException: MeshCentral: log in: this MeshCentral domain wants a key in every address (its setting LoginKey): enter it as URL key
    code: nokey
  GET /control.ashx x-meshauth
the URL key is wrong
  ConfigurationException: MeshCentral: log in: this MeshCentral domain wants a key in every address (its setting LoginKey): enter it as URL key
    code: nokey
  GET /control.ashx?key=… x-meshauth
the URL key
  {"domain":"","account":"dienst","credential":"account"}
  GET /control.ashx?key=… x-meshauth
  1 {"action":"ping","responseid":"ID","tag":"ID"}
a domain
  {"domain":"kunden","account":"dienst","credential":"account"}
  GET /kunden/control.ashx x-meshauth
  1 {"action":"ping","responseid":"ID","tag":"ID"}
a domain in the URL
  {"domain":"kunden","account":"dienst","credential":"account"}
  GET /kunden/control.ashx x-meshauth
  1 {"action":"ping","responseid":"ID","tag":"ID"}
an unknown domain
  ProtocolException: MeshCentral: log in: the server closed the WebSocket without a word: this address is not MeshCentral's control channel; check the address and the server domain
  GET /keine/control.ashx x-meshauth
a path that is none
  ConfigurationException: MeshCentral: prepare: the server's address must be of the form https://host, with a port and one folder behind it if need be
