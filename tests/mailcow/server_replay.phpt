--TEST--
the mailcow test server answers the recorded exchanges of the real server
--FILE--
<?php

/*
 * Replayed in their order, because later answers depend on earlier changes. Status, content type and body must be equal,
 * after these replacements in both bodies, and no others:
 *   times of day ("2026-11-21 07:37:24")            TIME   the clock differs
 *   public keys, in "pubkey" and behind "p="        KEY    random
 *   tokens of single sign-on ("3F0F46-EC9E52-…")    TOKEN  random
 * The recorded exchange auth_ip came from an address that is not allowed: the replay says so in X-Forwarded-For.
 */

declare(strict_types=1);

require __DIR__ . '/../server/server.inc';

function normalised(string $body): string
{
    return preg_replace(
        ['/"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"/', '~MII[A-Za-z0-9+/\\\\]+={0,2}~', '/"([0-9A-F]{6}-){4}[0-9A-F]{6}"/'],
        ['"TIME"', 'KEY', '"TOKEN"'],
        $body,
    );
}

/** @return array{status: int, content_type: string, response: string} */
function exchange(string $url, array $recorded): array
{
    $headers = ['Content-Type: application/json', 'Connection: close'];
    if ($recorded['key'] !== null) {
        $headers[] = "X-API-Key: $recorded[key]";
    }
    if ($recorded['name'] === 'auth_ip') {
        $headers[] = 'X-Forwarded-For: 203.0.113.9';
    }
    $request = $recorded['request'];
    $context = stream_context_create(['http' => [
        'method' => $recorded['method'],
        'header' => $headers,
        'content' => match (true) {
            $request === null => '',
            is_string($request) => $request,
            default => json_encode($request),
        },
        'ignore_errors' => true,
        'protocol_version' => 1.1,
    ]]);
    $body = (string) file_get_contents($url . $recorded['path'], false, $context);
    preg_match('~^HTTP/1.1 (\d+) ~', $http_response_header[0], $status);
    $type = preg_grep('/^Content-Type:/i', $http_response_header);
    return [
        'status' => (int) $status[1],
        'content_type' => trim(substr((string) reset($type), strlen('Content-Type:'))),
        'response' => $body,
    ];
}

$server = Provision\TestServer\TestServer::start('mailcow');
$equal = 0;
$lines = file(__DIR__ . '/../server/mailcow-replies.jsonl', FILE_IGNORE_NEW_LINES);
foreach ($lines as $line) {
    $recorded = json_decode($line, true);
    $answer = exchange($server->url(), $recorded);
    $wanted = array_intersect_key($recorded, $answer);
    [$answer['response'], $wanted['response']] = array_map('normalised', [$answer['response'], $wanted['response']]);
    ksort($answer);
    ksort($wanted);
    if ($answer === $wanted) {
        $equal++;
    } else {
        printf("%s\nwanted %s\ngot    %s\n", $recorded['name'], json_encode($wanted), json_encode($answer));
    }
}
printf("%d of %d exchanges match\n", $equal, count($lines));
?>
--EXPECT--
80 of 80 exchanges match
