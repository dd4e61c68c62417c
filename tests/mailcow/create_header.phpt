--TEST--
mailcow_create: the API key stands in the X-API-Key header of each request and nowhere else; no cookie is sent back
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
mailcow_create(params($server));
mailcow_suspend(params($server));
foreach ($server->log() as $entry) {
    ksort($entry['headers']);
    $headers = array_diff_key($entry['headers'], ['host' => 0, 'content-length' => 0, 'accept-encoding' => 0, 'user-agent' => 0]);
    $headers['x-api-key'] = $headers['x-api-key'] === API_KEY ? 'the API key' : 'SOMETHING ELSE';
    echo "$entry[method] $entry[path] ", text($headers), "\n";
    $rest = array_diff_key($entry['headers'], ['x-api-key' => 0]);
    echo str_contains(json_encode([$entry['path'], $rest, $entry['body']]), API_KEY) ? "THE KEY STANDS ELSEWHERE TOO\n" : '';
}
?>
--EXPECT--
POST /api/v1/add/domain {"accept":"application/json","content-type":"application/json","x-api-key":"the API key"}
POST /api/v1/add/domain-admin {"accept":"application/json","content-type":"application/json","x-api-key":"the API key"}
GET /api/v1/get/domain/kunde.example {"accept":"application/json","content-type":"application/json","x-api-key":"the API key"}
POST /api/v1/edit/domain {"accept":"application/json","content-type":"application/json","x-api-key":"the API key"}
POST /api/v1/edit/domain-admin {"accept":"application/json","content-type":"application/json","x-api-key":"the API key"}
