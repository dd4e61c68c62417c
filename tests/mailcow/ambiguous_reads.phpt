--TEST--
A domain that mailcow describes in another way than it does is no domain of anybody, and nothing is written
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$good = json_decode(file_get_contents($server->url() . '/api/v1/get/domain/kunde.example', false, stream_context_create([
    'http' => ['header' => 'X-API-Key: ' . API_KEY],
])), true);
$server->clearLog();
$answers = [
    'a list' => [$good],
    'no name' => array_diff_key($good, ['domain_name' => 0]),
    'an empty name' => ['domain_name' => ''] + $good,
    'another name' => ['domain_name' => 'fremd.example'] + $good,
    'the name in upper case' => ['domain_name' => 'KUNDE.example'] + $good,
    'the name is a number' => ['domain_name' => 41] + $good,
    'the name is too long' => ['domain_name' => str_repeat('a.', 200) . 'example'] + $good,
    'no state' => array_diff_key($good, ['active' => 0]),
    'a state that is none' => ['active' => 'yes'] + $good,
    'a figure below nought' => ['bytes_total' => -1] + $good,
    'a fraction' => ['max_quota_for_domain' => 1.5] + $good,
    'a figure with a unit' => ['quota_used_in_domain' => '10 MB'] + $good,
    'a figure beyond 64 bits' => ['quota_used_in_domain' => '99999999999999999999'] + $good,
    'no figure' => ['mboxes_in_domain' => null] + $good,
    'tags as text' => ['tags' => 'whmcs-41'] + $good,
    'tags with something else in them' => ['tags' => [41, null, ['whmcs-41']]] + $good,
    'no tags' => array_diff_key($good, ['tags' => 0]),
    'an error' => ['type' => 'error', 'msg' => 'something'],
    'an error as an entry' => [['type' => 'danger', 'log' => [], 'msg' => 'access_denied']],
];
$params = params($server, ['password' => SERVICE_PASSWORD]);
foreach ($answers as $name => $answer) {
    $server->control('POST', 'script', ['path' => '*/get/domain/*', 'body' => json_encode($answer)]);
    echo "$name\n  ";
    call('terminate', $params);
}
asked_writes($server);
echo "figures as text are mailcow's own way\n";
$body = json_encode(['active' => '0', 'mboxes_in_domain' => '0'] + $good);
$server->control('POST', 'script', ['path' => '*/get/domain/*', 'body' => $body]);
echo mailcow_status($params)['state'], "\n";
?>
--EXPECT--
a list
  terminate: ProtocolException: mailcow: read domain: mailcow sent something that is no domain
no name
  terminate: ProtocolException: mailcow: read domain: the answer lacks "domain_name"
an empty name
  terminate: ProtocolException: mailcow: read domain: mailcow sent a domain without a usable name
another name
  terminate: ConflictException: mailcow: read domain: kunde.example is an alias of the domain fremd.example in mailcow, not a domain of its own
the name in upper case
  terminate: ConflictException: mailcow: read domain: kunde.example is an alias of the domain KUNDE.example in mailcow, not a domain of its own
the name is a number
  terminate: ProtocolException: mailcow: read domain: "domain_name" in the answer is not a text
the name is too long
  terminate: ProtocolException: mailcow: read domain: mailcow sent a domain without a usable name
no state
  terminate: ProtocolException: mailcow: read domain: the answer lacks "active"
a state that is none
  terminate: ProtocolException: mailcow: read domain: "active" in the answer is not a whole number
a figure below nought
  terminate: ProtocolException: mailcow: read domain: mailcow's figure "bytes_total" is below 0
a fraction
  terminate: ProtocolException: mailcow: read domain: "max_quota_for_domain" in the answer is not a whole number
a figure with a unit
  terminate: ProtocolException: mailcow: read domain: "quota_used_in_domain" in the answer is not a whole number
a figure beyond 64 bits
  terminate: ProtocolException: mailcow: read domain: "quota_used_in_domain" in the answer is not a whole number
no figure
  terminate: ProtocolException: mailcow: read domain: "mboxes_in_domain" in the answer is not a whole number
tags as text
  terminate: ProtocolException: mailcow: read domain: mailcow sent tags that are no list
tags with something else in them
  terminate: ProtocolException: mailcow: read domain: mailcow sent a tag that is no text
no tags
  terminate: ConflictException: mailcow: read domain: the domain kunde.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
an error
  terminate: RemoteException: mailcow: read domain: mailcow refused: something
an error as an entry
  terminate: ProtocolException: mailcow: read domain: mailcow sent something that is no domain
nothing was written
figures as text are mailcow's own way
suspended
