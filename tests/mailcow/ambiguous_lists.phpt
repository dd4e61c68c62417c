--TEST--
A list of the server that is broken anywhere gives no figures at all
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$good = file_get_contents($server->url() . '/api/v1/get/domain/all', false, stream_context_create([
    'http' => ['header' => 'X-API-Key: ' . API_KEY],
]));
$answers = [
    'cut' => substr($good, 0, -100),
    'without its end' => substr(rtrim($good), 0, -1),
    'something behind it' => "$good x",
    'a text among the domains' => preg_replace('/\}\s*\]\s*$/', '}, "domain"]', $good),
    'a domain without a name' => str_replace('"domain_name": "kunde.example"', '"name": "kunde.example"', $good),
    'an object' => '{"type":"error","msg":"something"}',
    'a key twice' => str_replace('"domain_name"', '"active": 1, "domain_name"', $good),
    'invalid UTF-8' => str_replace('"description": "kunde', "\"description\": \"\xc3\x28", $good),
    'nothing' => '', 'null' => 'null', 'HTML' => '<!DOCTYPE html>',
    'an object that is empty' => '{}', 'a list that is empty' => '[]',
];
foreach ($answers as $name => $body) {
    $server->control('POST', 'script', ['path' => '*/get/domain/all', 'body_base64' => base64_encode($body)]);
    $server->control('POST', 'script', ['path' => '*/get/domain/all', 'body_base64' => base64_encode($body)]);
    echo "$name\n  ";
    call('usage', params($server));
    echo '  ';
    call('list_accounts', params($server));
}
?>
--EXPECT--
cut
  usage: ProtocolException: mailcow: list domains: the list cannot be read, after 3 elements: the answer ends inside it
  list_accounts: ProtocolException: mailcow: list domains: the list cannot be read, after 3 elements: the answer ends inside it
without its end
  usage: ProtocolException: mailcow: list domains: the list cannot be read, after 4 elements: the answer ends inside it
  list_accounts: ProtocolException: mailcow: list domains: the list cannot be read, after 4 elements: the answer ends inside it
something behind it
  usage: ProtocolException: mailcow: list domains: the list cannot be read, after 4 elements: there is text after its end
  list_accounts: ProtocolException: mailcow: list domains: the list cannot be read, after 4 elements: there is text after its end
a text among the domains
  usage: ProtocolException: mailcow: list domains: mailcow sent something that is no domain
  list_accounts: ProtocolException: mailcow: list domains: mailcow sent something that is no domain
a domain without a name
  usage: ProtocolException: mailcow: list domains: the answer lacks "domain_name"
  list_accounts: ProtocolException: mailcow: list domains: the answer lacks "domain_name"
an object
  usage: ProtocolException: mailcow: list domains: mailcow sent an object where a list is due
  list_accounts: ProtocolException: mailcow: list domains: mailcow sent an object where a list is due
a key twice
  usage: ProtocolException: mailcow: list domains: the JSON text names a member twice in one object
  list_accounts: ProtocolException: mailcow: list domains: the JSON text names a member twice in one object
invalid UTF-8
  usage: ProtocolException: mailcow: list domains: this is not usable JSON: invalid UTF-8 in a string, at byte 345
  list_accounts: ProtocolException: mailcow: list domains: this is not usable JSON: invalid UTF-8 in a string, at byte 345
nothing
  usage: ProtocolException: mailcow: list domains: the list cannot be read, after 0 elements: the answer is empty
  list_accounts: ProtocolException: mailcow: list domains: the list cannot be read, after 0 elements: the answer is empty
null
  usage: ProtocolException: mailcow: list domains: the list cannot be read, after 0 elements: the answer is neither a list nor an object
  list_accounts: ProtocolException: mailcow: list domains: the list cannot be read, after 0 elements: the answer is neither a list nor an object
HTML
  usage: ProtocolException: mailcow: list domains: the list cannot be read, after 0 elements: the answer is neither a list nor an object
  list_accounts: ProtocolException: mailcow: list domains: the list cannot be read, after 0 elements: the answer is neither a list nor an object
an object that is empty
  usage: []
  list_accounts: []
a list that is empty
  usage: []
  list_accounts: []
