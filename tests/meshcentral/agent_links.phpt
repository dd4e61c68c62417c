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
$domain = ['configoption4' => 'filiale', 'configoption5' => 'Schluessel-5', 'customfields' => ['mesh_id' => '']] + params($server);
call('create', $domain);
$links = call('agent_links', ['username' => 'whmcs-41'] + $domain);
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
