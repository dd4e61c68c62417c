<?php

/**
 * The stand-in's web site as a test holds it: WHMCS's pages, with the module in its place.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Site
{
    private const TIMEOUT_S = 60;

    /** Of WHMCS itself: http://127.0.0.1:PORT/ */
    public readonly string $address;
    private WebServer $server;
    private string $cookie = '';

    /**
     * @param string $folder an empty folder for the site
     * @param string[] $php options of the PHP command
     */
    public function __construct(public readonly string $folder, array $php, string $module, string $state)
    {
        foreach (['compile', 'reports', 'sessions'] as $name) {
            mkdir("$folder/$name");
        }
        self::copy(__DIR__ . '/site', "$folder/site");
        self::copy($module, "$folder/site/modules/servers/" . basename($module));
        $settings = ['session.save_path' => "$folder/sessions", 'output_buffering' => '4096', 'memory_limit' => '48M'];
        foreach ($settings as $name => $value) {
            array_push($php, '-d', "$name=$value");
        }
        $this->server = new WebServer("$folder/site", "$folder/log", $php, [
            'WHMCS_HOST' => __DIR__,
            'WHMCS_STATE' => $state,
            'WHMCS_WORK' => $folder,
            'WHMCS_MODULE' => basename($module),
        ]);
        $this->address = $this->server->address;
        State::configure('SystemURL', $this->address);
    }

    /** Every URL that was asked for, with method and status. */
    public function log(): string
    {
        return $this->server->log();
    }

    /** @return string[] what requests did against the contract since the last call */
    public function violations(): array
    {
        $all = [];
        foreach (glob("$this->folder/reports/*") ?: [] as $file) {
            $all = array_merge($all, (array) json_decode((string) file_get_contents($file), true));
            unlink($file);
        }
        return array_values(array_unique($all));
    }

    /**
     * One request without a browser; the session is kept from request to request, redirects are not followed.
     *
     * @return array{status: int, headers: array<string, string>, body: string} names of headers in lower case
     */
    public function get(string $path): array
    {
        $context = stream_context_create(['http' => [
            'header' => $this->cookie === '' ? '' : "Cookie: $this->cookie\r\n",
            'timeout' => self::TIMEOUT_S, 'ignore_errors' => true, 'follow_location' => 0,
        ]]);
        $body = (string) file_get_contents($this->address . $path, false, $context);
        $headers = [];
        foreach ($http_response_header as $line) {
            [$name, $value] = explode(':', $line, 2) + [1 => ''];
            $headers[strtolower($name)] = trim($value);
        }
        $this->cookie = explode(';', $headers['set-cookie'] ?? $this->cookie, 2)[0];
        return ['status' => (int) explode(' ', $http_response_header[0])[1], 'headers' => $headers, 'body' => $body];
    }

    private static function copy(string $from, string $to): void
    {
        mkdir($to, 0777, true);
        foreach (array_diff(scandir($from) ?: [], ['.', '..']) as $name) {
            is_dir("$from/$name") ? self::copy("$from/$name", "$to/$name") : copy("$from/$name", "$to/$name");
        }
    }
}
