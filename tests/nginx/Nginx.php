<?php

/**
 * One nginx for the checks of extension.php: TLS with and without HTTP/2 in front of a test server, and a plain port in
 * front of PHP-FPM. It inherits its listening sockets, so that the kernel chooses the ports and nobody can take them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Test\Nginx;

use RuntimeException;

final class Nginx
{
    private const SECONDS = 20;

    public readonly int $http2Port;
    public readonly int $http1Port;
    public readonly int $pagePort;
    /** @var resource */
    private $process;

    /**
     * @param string $directory    for its files; holds good.pem and good.key
     * @param string $upstream     host:port of the test server
     * @param string $fpmSocket    path of PHP-FPM's socket
     * @param string $parameters   file that page.php reads
     */
    public function __construct(
        private readonly string $directory,
        string $upstream,
        string $fpmSocket,
        string $parameters,
    ) {
        $sockets = [];
        $ports = [];
        for ($i = 0; $i < 3; $i++) {
            $socket = stream_socket_server('tcp://127.0.0.1:0', $code, $message);
            if ($socket === false) {
                throw new RuntimeException("no listening socket: $message");
            }
            stream_set_blocking($socket, false);
            $sockets[3 + $i] = $socket;
            $ports[] = (int) substr((string) strrchr((string) stream_socket_get_name($socket, false), ':'), 1);
        }
        [$this->http2Port, $this->http1Port, $this->pagePort] = $ports;
        file_put_contents("$directory/nginx.conf", $this->configuration($upstream, $fpmSocket, $parameters));
        $process = proc_open(
            ['nginx', '-p', $directory, '-e', "$directory/error.log", '-c', "$directory/nginx.conf"],
            $sockets,
            $pipes,
            null,
            ['NGINX' => implode('', array_map(static fn (int $fd): string => "$fd;", array_keys($sockets)))] + getenv(),
        );
        if ($process === false) {
            throw new RuntimeException('nginx does not start');
        }
        $this->process = $process;
    }

    /**
     * Waits until so many requests of the upstream were logged, then gives them and empties the log.
     *
     * @return list<array{connection: int, number: int, protocol: string, begin: float, end: float, target: string}>
     */
    public function takeLog(int $requests): array
    {
        $until = microtime(true) + self::SECONDS;
        do {
            $lines = array_filter(explode("\n", (string) @file_get_contents("$this->directory/access.log")));
        } while (count($lines) < $requests && microtime(true) < $until && usleep(5000) === null);
        file_put_contents("$this->directory/access.log", '');
        return array_map(self::parse(...), array_values($lines));
    }

    public function stop(): void
    {
        proc_terminate($this->process); // nginx's fast end: the worker goes along
        proc_close($this->process);
    }

    /** @return array{connection: int, number: int, protocol: string, begin: float, end: float, target: string} */
    private static function parse(string $line): array
    {
        [$connection, $number, $protocol, $end, $seconds, $target] = explode(' ', $line, 6);
        return [
            'connection' => (int) $connection,
            'number' => (int) $number,
            'protocol' => $protocol,
            'begin' => round((float) $end - (float) $seconds, 3),
            'end' => (float) $end,
            'target' => $target,
        ];
    }

    private function configuration(string $upstream, string $fpmSocket, string $parameters): string
    {
        $user = posix_geteuid() === 0 ? 'user root;' : '';
        $tls = "ssl_certificate $this->directory/good.pem; ssl_certificate_key $this->directory/good.key;";
        $proxy = 'location / { proxy_pass http://upstream; proxy_http_version 1.1; proxy_set_header Connection ""; }';
        $page = __DIR__ . '/page.php';
        $temporary = '';
        foreach (['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'] as $kind) {
            $temporary .= "{$kind}_temp_path $this->directory/$kind;\n";
        }
        return <<<END
            daemon off; worker_processes 1; $user
            pid $this->directory/nginx.pid;
            events { worker_connections 64; }
            http {
                $temporary
                log_format c '\$connection \$connection_requests \$server_protocol \$msec \$request_time \$request_uri';
                access_log $this->directory/access.log c;
                ssl_protocols TLSv1.2 TLSv1.3;
                upstream upstream { server $upstream; keepalive 8; }
                server { listen 127.0.0.1:$this->http2Port ssl http2; $tls $proxy }
                server { listen 127.0.0.1:$this->http1Port ssl; $tls $proxy }
                server {
                    listen 127.0.0.1:$this->pagePort;
                    access_log off;
                    location / {
                        fastcgi_pass unix:$fpmSocket;
                        fastcgi_param SCRIPT_FILENAME $page;
                        fastcgi_param REQUEST_METHOD \$request_method;
                        fastcgi_param PARAMS $parameters;
                    }
                }
            }
            END;
    }
}
