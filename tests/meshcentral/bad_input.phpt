--TEST--
Addresses, names and ids that cannot be: refused before anything is sent, or never taken for a service's
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with(service_rows());
$foreign = foreign_part($server);
$try = static function (string $operation, array $changes) use ($server): void {
    $server->clearLog();
    $ending = strtok(ending($operation, params($server, $changes)), "\n");
    $value = json_encode(end($changes), JSON_UNESCAPED_SLASHES);
    $value = strlen($value) > 80 ? substr($value, 0, 40) . '… (' . strlen($value) . ')' : $value;
    echo "  $value ", count($server->log()), ": $ending\n";
};

echo "ServerURL\n";
$urls = [
    '127.0.0.1:1', 'https://', 'https:///pfad', 'ftp://127.0.0.1', 'https://127.0.0.1/a/b', 'https://127.0.0.1/a?b',
    'https://127.0.0.1/#a', 'https://benutzer:kennwort@127.0.0.1', 'https://127.0.0.1:99999', 'https://127.0.0.1:0',
    'https://127.0.0.1:443x', 'https://[::1', 'https://127.0 .0.1', "https://127.0.0.1\r\nX: y", 'https://127.0.0.1/%2e%2e',
    'https://127.0.0.1/..', 'javascript:alert(1)', 'https://' . str_repeat('a', 600), 'https://127..0.0.1', 'HTTPS://127.0.0.1:1',
];
foreach ($urls as $url) {
    $try('status', ['provision' => ['timeout_ms' => 300], 'configoption1' => $url]);
}
echo "credentials\n";
foreach (['~t:', '~t:x', '~t::', ':x', str_repeat('a', 159), str_repeat('A', 160) . "\n", str_repeat('a', 161), ' ' . LOGIN_KEY] as $key) {
    $try('status', ['serverusername' => '', 'serverpassword' => '', 'serveraccesshash' => $key]);
}
echo "the group's id\n";
foreach (['mesh//kurz', 'node//' . str_repeat('a', 64), 'mesh/filiale/' . str_repeat('a', 64), 'mesh//' . str_repeat('a', 200), "mesh//\u{202e}", '*', "' or 1=1", HIDDEN_GROUP] as $id) {
    $try('suspend', ['username' => '', 'serviceid' => 99, 'customfields' => ['mesh_id' => $id]]);
}
echo "the user name: of others, of the service account, none that MeshCentral takes\n";
foreach (['fremd', MANAGER, 'admin', '~t:x', 'a b', 'a/b', 'user//fremd', '../fremd', '"', "a\0b", str_repeat('a', 300)] as $name) {
    $try('terminate', ['serviceid' => 99, 'customfields' => ['mesh_id' => ''], 'username' => $name]);
}
echo "names that create makes\n";
foreach (['', 'a b', '~x', 'a/b', 'a,b', '"', 'GROSS-', str_repeat('a', 65), "a\u{202e}"] as $prefix) {
    $try('create', ['serviceid' => 50, 'configoption11' => $prefix]);
}
foreach (['', '0', '-1', 'abc', '1e3', '99999999999999999999', [41], 4.1, null] as $service) {
    $try('create', ['serviceid' => $service]);
}
foreign_untouched($server, $foreign);
?>
--EXPECT--
