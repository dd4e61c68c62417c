<?php

/**
 * Times one way of suspending services against a bundled test server. A suspend of mailcow reads the domain, then edits the
 * domain and its administrator (three requests, the second and third do not depend on each other); one of MeshCentral opens
 * a WebSocket, logs in, and says five messages (two, two that do not depend on each other, and one).
 *
 *   php -d extension=provision suspend.php WAY COUNT CAFILE PORT
 *
 * WAY: mailcow-fresh (a handle of ext-curl for each request, as small modules do it), mailcow-reused (one handle of ext-curl
 * for all), mailcow (mailcow_suspend and mailcow_unsuspend in turn), meshcentral (the same of MeshCentral, for a service that
 * is made first). Prints one line of JSON: milliseconds and CPU milliseconds a suspend. Run by run.php, which starts the
 * server; it asserts nothing about speed.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Bench;

const ADMIN = 'admin-bench-7';

function cpuMs(): float
{
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e3
        + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) / 1e3;
}

/** One request of a module that speaks HTTP by itself. */
function curlRequest(?\CurlHandle $kept, string $base, string $caFile, string $path, ?array $body): array
{
    $handle = $kept ?? curl_init();
    curl_setopt_array($handle, [
        CURLOPT_URL => "$base/api/v1/$path",
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_CAINFO => $caFile,
        CURLOPT_HTTPHEADER => ['X-API-Key: RW-KEY', 'Content-Type: application/json', 'Expect:'],
        CURLOPT_HTTPGET => true,
    ]);
    if ($body !== null) {
        curl_setopt($handle, CURLOPT_POSTFIELDS, json_encode($body));
    }
    $answer = curl_exec($handle);
    if ($answer === false) {
        throw new \RuntimeException(curl_error($handle));
    }
    return json_decode($answer, true, 64, JSON_THROW_ON_ERROR);
}

function curlSuspend(?\CurlHandle $kept, string $base, string $caFile, bool $active): void
{
    $attr = ['active' => $active ? '1' : '0'];
    curlRequest($kept, $base, $caFile, 'get/domain/a.test', null);
    curlRequest($kept, $base, $caFile, 'edit/domain', ['items' => ['a.test'], 'attr' => $attr]);
    $answer = curlRequest($kept, $base, $caFile, 'edit/domain-admin', ['items' => [ADMIN], 'attr' => $attr]);
    if ($answer[0]['type'] !== 'success') {
        throw new \RuntimeException(json_encode($answer));
    }
}

/** @return array<string, mixed> */
function nativeParams(string $product, string $caFile, int $port): array
{
    $params = [
        'serverhostname' => '127.0.0.1',
        'serverport' => (string) $port,
        'serversecure' => true,
        'serviceid' => 41,
        'provision' => ['ca_file' => $caFile],
    ];
    if ($product === 'mailcow') {
        return $params + [
            'serveraccesshash' => 'RW-KEY', 'domain' => 'a.test', 'customfields' => ['mailcow_admin_username' => ADMIN],
        ];
    }
    $params += ['serverusername' => 'admin', 'serverpassword' => 'Admin-Passw0rd'];
    $made = meshcentral_create($params);
    return $params + ['username' => $made['username'], 'customfields' => ['mesh_id' => $made['mesh_id']]];
}

[, $way, $count, $caFile, $port] = $argv;
$base = "https://127.0.0.1:$port";
$kept = $way === 'mailcow-reused' ? curl_init() : null;
$params = in_array($way, ['mailcow', 'meshcentral'], true) ? nativeParams($way, $caFile, (int) $port) : null;
$cpu = cpuMs();
$start = hrtime(true);
for ($i = 0; $i < (int) $count; $i++) {
    $active = $i % 2 === 1;
    $params !== null ? ($way . ($active ? '_unsuspend' : '_suspend'))($params) : curlSuspend($kept, $base, $caFile, $active);
}
echo json_encode([
    'way' => $way,
    'suspends' => (int) $count,
    'ms' => round((hrtime(true) - $start) / 1e6 / $count, 2),
    'cpu_ms' => round((cpuMs() - $cpu) / $count, 2),
]), "\n";
