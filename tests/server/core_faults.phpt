--TEST--
test server core: every fault, what the client sees of it and whether the product handled the request
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/server.inc';
require __DIR__ . '/core_faults.inc';

use Provision\TestServer\TestServer;

use function Provision\TestServer\ask;
use function Provision\TestServer\connect;
use function Provision\TestServer\inShort;

$server = TestServer::start('echo');
$options = ['drip' => ['interval_ms' => 1], 'huge' => ['bytes' => 1_500_000]];

foreach ($server->faults() as $name) {
    $server->reset();
    $server->fault($name, at: 1, more: $options[$name] ?? []);
    // only what is silent by intent is waited for briefly
    $answer = ask($server, str_starts_with($name, 'hang') ? 50 : 30_000);
    printf("%-15s handled %d  %s\n", $name, $server->state()['handled'], inShort($answer));
}

echo "-- the n-th, by path, by method, the other way round, all until cleared\n";
$server->reset();
$server->fault('empty', at: 3);
$server->fault('http_503', path: '/none');
$server->fault('http_500', more: ['method' => 'DELETE']);
echo json_encode(json_decode($server->control('GET', 'fault'))), "\n";
for ($i = 1; $i <= 4; $i++) {
    echo strlen(explode("\r\n\r\n", ask($server, 30_000))[1]), ' ';
}
$server->fault('http_503', more: ['applied' => true]);
echo inShort(ask($server, 30_000)), ' handled ', $server->state()['handled'], "\n";
$server->clearFaults();
echo strtok(ask($server, 30_000), "\r"), "\n";
try {
    $server->fault('nonsense');
} catch (RuntimeException $refused) {
    echo preg_replace('/\s+/', ' ', $refused->getMessage()), "\n";
}

echo "-- refuse at 2: the first is answered with 'close', then the port is shut, also for those connected before\n";
$server->reset();
$idle = connect($server);
$server->fault('refuse', at: 2);
$socket = connect($server);
fwrite($socket, "GET /1 HTTP/1.1\r\n\r\n");
echo preg_match('/^Connection: .*/m', stream_get_contents($socket), $match), " $match[0]\n";
var_dump(stream_get_contents($idle));
echo ask($server, 1000), ' ', ask($server, 1000), "\n";
$server->clearFaults();
echo strtok(ask($server, 30_000), "\r"), "\n";

echo "-- close_keepalive: a promise not kept\n";
$server->fault('close_keepalive');
$socket = connect($server);
fwrite($socket, "GET /1 HTTP/1.1\r\n\r\n");
echo preg_match('/^Connection: .*/m', stream_get_contents($socket), $match), " $match[0]\n";

echo "-- the log tells what struck\n";
foreach ($server->log() as $entry) {
    echo $entry['path'], ' ', $entry['fault'] ?? 'none', ' ', $entry['applied'] ? 'applied' : 'not applied', "\n";
}
?>
--EXPECT--
refuse          handled 0  refused
http_401        handled 0  HTTP/1.1 401 Unauthorized, Content-Length: 152 | <html>\x0d\x0a<head><title>401 Unauthorized</title></head>\x0d\x0a<body>… 152 bytes
http_403        handled 0  HTTP/1.1 403 Forbidden, Content-Length: 146 | <html>\x0d\x0a<head><title>403 Forbidden</title></head>\x0d\x0a<body>\x0d\x0a<… 146 bytes
http_413        handled 0  HTTP/1.1 413 Request Entity Too Large, Content-Length: 176 | <html>\x0d\x0a<head><title>413 Request Entity Too Large</title></h… 176 bytes
http_429        handled 0  HTTP/1.1 429 Too Many Requests, Content-Length: 162 | <html>\x0d\x0a<head><title>429 Too Many Requests</title></head>\x0d\x0a<… 162 bytes
http_500        handled 0  HTTP/1.1 500 Internal Server Error, Content-Length: 170 | <html>\x0d\x0a<head><title>500 Internal Server Error</title></head… 170 bytes
http_502        handled 0  HTTP/1.1 502 Bad Gateway, Content-Length: 150 | <html>\x0d\x0a<head><title>502 Bad Gateway</title></head>\x0d\x0a<body>\x0d… 150 bytes
http_503        handled 0  HTTP/1.1 503 Service Temporarily Unavailable, Content-Length: 190 | <html>\x0d\x0a<head><title>503 Service Temporarily Unavailable</ti… 190 bytes
hang            handled 0  (silence)
hang_applied    handled 1  (silence)
close           handled 0  
close_applied   handled 1  
reset           handled 0  (reset)
reset_applied   handled 1  (reset)
truncated       handled 1  HTTP/1.1 200 OK, Content-Length: 108 | {"name":"POST \/x","le
not_json        handled 0  HTTP/1.1 200 OK, Content-Length: 23 | upstream is warming up\x0a
html_login      handled 0  HTTP/1.1 200 OK, Content-Length: 203 | <!DOCTYPE html>\x0a<html lang="en"><head><title>Log in</title><… 203 bytes
empty           handled 0  HTTP/1.1 200 OK, Content-Length: 0 | 
empty_applied   handled 1  HTTP/1.1 200 OK, Content-Length: 0 | 
drip            handled 1  HTTP/1.1 200 OK, Content-Length: 44 | {"name":"POST \/x","length":4,"body":"body"}
huge            handled 0  HTTP/1.1 200 OK | ["begin","xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… 1505865 bytes
gzip_bomb       handled 0  HTTP/1.1 200 OK, Content-Encoding: gzip, Content-Length: 845336 | \x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xffSJ\x1c\x05\xa3`\x14\x8c\x82Q0\x0aF\xc1(\x18\x05\xa3`\x14\x8c\x82Q0\x0aF\xc1(\x18\x05\xa3`\x14\x8c\x82Q0\x0aF\xc1(\x18\x05\xa3`\x14\x8c\x82Q0… 845336 bytes
redirect        handled 0  HTTP/1.1 302 Found, Location: https://elsewhere.invalid/, Content-Length: 0 | 
deep_json       handled 0  HTTP/1.1 200 OK, Content-Length: 200000 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[… 200000 bytes
duplicate_keys  handled 1  HTTP/1.1 200 OK, Content-Length: 63 | {"name":"duplicate","name":"POST \/x","length":4,"body":"body"}
invalid_utf8    handled 1  HTTP/1.1 200 OK, Content-Length: 47 | {"name":"\xc3(\xffPOST \/x","length":4,"body":"body"}
nul_in_string   handled 1  HTTP/1.1 200 OK, Content-Length: 50 | {"name":"\u0000POST \/x","length":4,"body":"body"}
not_http        handled 0  SSH-2.0-OpenSSH_9.2p1
broken_chunk    handled 1  HTTP/1.1 200 OK, Transfer-Encoding: chunked | 16\x0d\x0a{"name":"POST \/x","le\x0d\x0azz\x0d\x0angth":4,"body":"body"}\x0d\x0a
negative_length handled 1  HTTP/1.1 200 OK, Content-Length: -1 | {"name":"POST \/x","length":4,"body":"body"}
close_keepalive handled 1  HTTP/1.1 200 OK, Content-Length: 44 | {"name":"POST \/x","length":4,"body":"body"}
-- the n-th, by path, by method, the other way round, all until cleared
[{"applied":false,"at":3,"fault":"empty"},{"applied":false,"fault":"http_503","path":"\/none"},{"applied":false,"fault":"http_500","method":"DELETE"}]
44 44 0 44 HTTP/1.1 503 Service Temporarily Unavailable, Content-Length: 190 | <html>\x0d\x0a<head><title>503 Service Temporarily Unavailable</ti… 190 bytes handled 4
HTTP/1.1 200 OK
POST /_control/fault: { "error": "no such fault: {\"fault\":\"nonsense\"}" } 
-- refuse at 2: the first is answered with 'close', then the port is shut, also for those connected before
1 Connection: close
string(0) ""
refused refused
HTTP/1.1 200 OK
-- close_keepalive: a promise not kept
1 Connection: keep-alive
-- the log tells what struck
/1 none applied
/x none applied
/1 close_keepalive applied
