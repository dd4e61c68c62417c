--TEST--
Addresses, names and ids that cannot be: refused before anything is sent, or never taken for a service's
--EXTENSIONS--
provision
--INI--
provision.dead_server_ms=0
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
    '127.0.0.1:1', 'HTTPS://127.0.0.1:1', 'https://', 'https:///pfad', 'ftp://127.0.0.1', 'https://127.0.0.1/a/b', 'https://127.0.0.1/a?b',
    'https://127.0.0.1/#a', 'https://benutzer:kennwort@127.0.0.1', 'https://127.0.0.1:99999', 'https://127.0.0.1:0',
    'https://127.0.0.1:443x', 'https://[::1', 'https://127.0 .0.1', "https://127.0.0.1\r\nX: y", 'https://127.0.0.1/%2e%2e',
    'https://127.0.0.1/..', 'javascript:alert(1)', 'https://' . str_repeat('a', 600), 'https://127..0.0.1',
];
foreach ($urls as $url) {
    $try('status', ['provision' => ['timeout_ms' => 20_000], 'configoption1' => $url]);
}
echo "credentials\n";
foreach (['~t:', '~t:x', '~t::', ':x', str_repeat('a', 159), str_repeat('A', 160) . "\n", str_repeat('a', 161), ' ' . LOGIN_KEY] as $key) {
    $try('status', ['serverusername' => MANAGER, 'serverpassword' => '', 'serveraccesshash' => $key]);
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
foreach (['', 'a b', '~x', 'a/b', 'a,b', '"', 'GROSS-', str_repeat('a', 65), "a\u{202e}", "\u{2067}a", "a\u{200f}", "a\n"] as $prefix) {
    $try('create', ['serviceid' => 50, 'configoption11' => $prefix]);
}
foreach (['', '0', '-1', 'abc', '1e3', '99999999999999999999', [41], 4.1, null] as $service) {
    $try('create', ['serviceid' => $service]);
}
foreign_untouched($server, $foreign);
?>
--EXPECT--
ServerURL
  "127.0.0.1:1" 0: ConnectionException: MeshCentral: log in: https://127.0.0.1:PORT refused the connection: check that the service runs there and that the port is right
  "HTTPS://127.0.0.1:1" 0: ConnectionException: MeshCentral: log in: https://127.0.0.1:PORT refused the connection: check that the service runs there and that the port is right
  "https://" 0: ConfigurationException: MeshCentral: prepare: the server's host name is not a valid name or address: labels of letters, digits and inner hyphens, at most 63 characters each, with dots between
  "https:///pfad" 0: ConfigurationException: MeshCentral: prepare: the server's host name is not a valid name or address: labels of letters, digits and inner hyphens, at most 63 characters each, with dots between
  "ftp://127.0.0.1" 0: ConfigurationException: MeshCentral: prepare: the server's host name begins with another scheme than https://: leave the scheme out, or make it agree with the server's setting "secure"
  "https://127.0.0.1/a/b" 0: ConfigurationException: MeshCentral: prepare: the server's address must be of the form https://host, with a port and one folder behind it if need be
  "https://127.0.0.1/a?b" 0: ConfigurationException: MeshCentral: prepare: the server's address must be of the form https://host, with a port and one folder behind it if need be
  "https://127.0.0.1/#a" 0: ConfigurationException: MeshCentral: prepare: the server's address must be of the form https://host, with a port and one folder behind it if need be
  "https://benutzer:kennwort@127.0.0.1" 0: ConfigurationException: MeshCentral: prepare: the server's host name must be a host name, with a port if need be, without user, path or query
  "https://127.0.0.1:99999" 0: ConfigurationException: MeshCentral: prepare: the port in the server's host name is not a number from 1 to 65535
  "https://127.0.0.1:0" 0: ConfigurationException: MeshCentral: prepare: the port in the server's host name is not a number from 1 to 65535
  "https://127.0.0.1:443x" 0: ConfigurationException: MeshCentral: prepare: the port in the server's host name is not a number from 1 to 65535
  "https://[::1" 0: ConfigurationException: MeshCentral: prepare: the server's IPv6 address is not of the form [address] or [address]:port
  "https://127.0 .0.1" 0: ConfigurationException: MeshCentral: prepare: the server's host name must not hold blanks or control characters
  "https://127.0.0.1\r\nX: y" 0: ConfigurationException: MeshCentral: read parameters: configoption1 must be valid UTF-8 without control characters
  "https://127.0.0.1/%2e%2e" 0: ConfigurationException: MeshCentral: prepare: the server's address must be of the form https://host, with a port and one folder behind it if need be
  "https://127.0.0.1/.." 0: ConfigurationException: MeshCentral: prepare: the server's address must be of the form https://host, with a port and one folder behind it if need be
  "javascript:alert(1)" 0: ConfigurationException: MeshCentral: prepare: the port in the server's host name is not a number from 1 to 65535
  "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (610) 0: ConfigurationException: MeshCentral: read parameters: configoption1 must have from 0 to 512 bytes
  "https://127..0.0.1" 0: ConfigurationException: MeshCentral: prepare: the server's host name is not a valid name or address: labels of letters, digits and inner hyphens, at most 63 characters each, with dots between
credentials
  "~t:" 0: ConfigurationException: MeshCentral: prepare: serveraccesshash must be the server's login key (160 hex digits, printed by "node meshcentral --logintokenkey") or a login token as ~t:user:password
  "~t:x" 0: ConfigurationException: MeshCentral: prepare: serveraccesshash must be the server's login key (160 hex digits, printed by "node meshcentral --logintokenkey") or a login token as ~t:user:password
  "~t::" 0: ConfigurationException: MeshCentral: prepare: the login token is not of the form ~t:user:password
  ":x" 0: ConfigurationException: MeshCentral: prepare: serveraccesshash must be the server's login key (160 hex digits, printed by "node meshcentral --logintokenkey") or a login token as ~t:user:password
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (161) 0: ConfigurationException: MeshCentral: prepare: serveraccesshash must be the server's login key (160 hex digits, printed by "node meshcentral --logintokenkey") or a login token as ~t:user:password
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA… (164) 2: AuthenticationException: MeshCentral: log in: MeshCentral refuses the login key: it is not this server's (or not of this server domain), or there is no account dienst for it to act as, or the server's CookieEncoding is another one
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (163) 0: ConfigurationException: MeshCentral: prepare: serveraccesshash must be the server's login key (160 hex digits, printed by "node meshcentral --logintokenkey") or a login token as ~t:user:password
  " 11a7e9f2c4d8b6035e7f91a2b3c4d5e6f70819… (163) 1: active
the group's id
  {"mesh_id":"mesh//kurz"} 1: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
  {"mesh_id":"node//aaaaaaaaaaaaaaaaaaaaaa… (84) 1: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
  {"mesh_id":"mesh/filiale/aaaaaaaaaaaaaaa… (91) 1: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
  {"mesh_id":"mesh//aaaaaaaaaaaaaaaaaaaaaa… (220) 0: ConfigurationException: MeshCentral: read parameters: customfields[mesh_id] must have from 0 to 134 bytes
  {"mesh_id":"mesh//\u202e"} 1: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
  {"mesh_id":"*"} 1: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
  {"mesh_id":"' or 1=1"} 1: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
  {"mesh_id":"mesh//HID0aB3@cD4$eF5gH6iJ7k… (84) 1: NotFoundException: MeshCentral: list accounts: MeshCentral has neither a device group nor an account of this service: create it first
the user name: of others, of the service account, none that MeshCentral takes
  "fremd" 1: terminated, as it was
  "dienst" 1: terminated, as it was
  "admin" 1: terminated, as it was
  "~t:x" 1: terminated, as it was
  "a b" 1: terminated, as it was
  "a/b" 1: terminated, as it was
  "user//fremd" 1: terminated, as it was
  "../fremd" 1: terminated, as it was
  "\"" 1: terminated, as it was
  "a\u0000b" 0: ConfigurationException: MeshCentral: read parameters: username must be valid UTF-8 without control characters
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa… (302) 0: ConfigurationException: MeshCentral: read parameters: username must have from 0 to 256 bytes
names that create makes
  "" 1: created
  "a b" 0: ConfigurationException: MeshCentral: prepare: the prefix of user names must not begin with ~ or hold blanks, quotes, commas or slashes
  "~x" 0: ConfigurationException: MeshCentral: prepare: the prefix of user names must not begin with ~ or hold blanks, quotes, commas or slashes
  "a/b" 0: ConfigurationException: MeshCentral: prepare: the prefix of user names must not begin with ~ or hold blanks, quotes, commas or slashes
  "a,b" 0: ConfigurationException: MeshCentral: prepare: the prefix of user names must not begin with ~ or hold blanks, quotes, commas or slashes
  "\"" 0: ConfigurationException: MeshCentral: prepare: the prefix of user names must not begin with ~ or hold blanks, quotes, commas or slashes
  "GROSS-" 1: resumed
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" 0: ConfigurationException: MeshCentral: read parameters: configoption11 must have from 0 to 64 bytes
  "a\u202e" 0: ConfigurationException: MeshCentral: read parameters: configoption11 must be text without characters that turn its direction
  "\u2067a" 0: ConfigurationException: MeshCentral: read parameters: configoption11 must be text without characters that turn its direction
  "a\u200f" 0: ConfigurationException: MeshCentral: read parameters: configoption11 must be text without characters that turn its direction
  "a\n" 0: ConfigurationException: MeshCentral: read parameters: configoption11 must be valid UTF-8 without control characters
  "" 0: ConfigurationException: MeshCentral: prepare: serviceid is missing or empty: the service's number; part of the marker that proves what is ours
  "0" 0: ConfigurationException: MeshCentral: read parameters: serviceid must be from 1 to 9223372036854775807
  "-1" 0: ConfigurationException: MeshCentral: read parameters: serviceid must be from 1 to 9223372036854775807
  "abc" 0: ConfigurationException: MeshCentral: read parameters: serviceid must be a whole number
  "1e3" 0: ConfigurationException: MeshCentral: read parameters: serviceid must be a whole number
  "99999999999999999999" 0: ConfigurationException: MeshCentral: read parameters: serviceid must be a whole number
  [41] 0: ConfigurationException: MeshCentral: read parameters: serviceid must be a whole number, array given
  4.1 0: ConfigurationException: MeshCentral: read parameters: serviceid must be a whole number, float given
  null 0: ConfigurationException: MeshCentral: prepare: serviceid is missing or empty: the service's number; part of the marker that proves what is ours
nothing foreign is touched
