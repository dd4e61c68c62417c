<?php

/**
 * Chromium with a person before it: pages are opened, buttons pressed, windows looked at, through chromedriver (W3C
 * WebDriver). Browser.php is for pages that nobody touches.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class WebDriver
{
    private const FLAGS = [
        '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
        '--force-color-profile=srgb', '--window-size=1200,900',
    ];
    /** Of the person before the browser: far from any server's. */
    public const TIME_ZONE = 'Pacific/Auckland';
    private const STARTS_WITHIN_S = 20.0;
    private const APPEARS_WITHIN_S = 15.0;
    private const TIMEOUT_S = 60;
    private const PAUSE_US = 20000;
    private const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

    /** @var resource */
    private $process;
    private string $session = '';

    /** @param string $folder an empty folder: the browser's profile is in it, and stays there when it has ended */
    private function __construct(private string $folder, private string $address, $process)
    {
        $this->process = $process;
        // also when the test dies: PHP would wait for the child for ever
        register_shutdown_function($this->stop(...));
    }

    /** Null where there is no chromedriver or no Chromium. */
    public static function find(string $folder): ?self
    {
        $driver = self::program('chromedriver');
        if ($driver === null || self::program('chromium') === null) {
            return null;
        }
        $streams = [['file', '/dev/null', 'r'], ['file', "$folder/output", 'w'], ['file', "$folder/errors", 'w']];
        $process = proc_open([$driver, '--port=0'], $streams, $pipes, null, ['TZ' => self::TIME_ZONE] + getenv());
        $end = hrtime(true) + (int) (self::STARTS_WITHIN_S * 1e9);
        while ($process !== false && hrtime(true) < $end) {
            if (preg_match('/started successfully on port (\d+)/', (string) file_get_contents("$folder/output"), $m) === 1) {
                return new self($folder, "http://127.0.0.1:$m[1]", $process);
            }
            usleep(self::PAUSE_US);
        }
        throw new \RuntimeException('chromedriver did not start: ' . file_get_contents("$folder/errors"));
    }

    /** A browser with an empty profile, which blocks windows that nobody asked for, as browsers do. */
    public function begin(): void
    {
        $this->end();
        $options = [
            'binary' => self::program('chromium'),
            'args' => [...self::FLAGS, '--user-data-dir=' . $this->profile()],
            'excludeSwitches' => ['disable-popup-blocking'],
        ];
        $answer = $this->ask('POST', '/session', ['capabilities' => ['alwaysMatch' => [
            // the servers of the tests have certificates of a CA that no browser knows
            'acceptInsecureCerts' => true,
            'goog:chromeOptions' => $options,
        ]]]);
        $this->session = "/session/$answer[sessionId]";
    }

    public function end(): void
    {
        if ($this->session !== '') {
            $this->ask('DELETE', $this->session);
            $this->session = '';
        }
    }

    public function open(string $url): void
    {
        $this->ask('POST', "$this->session/url", ['url' => $url]);
    }

    public function url(): string
    {
        return $this->ask('GET', "$this->session/url");
    }

    /** Presses the element as a person does, when it is there and can be seen. */
    public function click(string $selector): void
    {
        $element = $this->waitFor("$selector to press", fn (): ?string => $this->visible($selector));
        $this->ask('POST', "$this->session/element/$element/click", new \stdClass());
    }

    /** The text that can be seen of the element, once it is not empty. */
    public function text(string $selector): string
    {
        return $this->waitFor("text in $selector", function () use ($selector): ?string {
            $element = $this->visible($selector);
            return $element === null ? null : ($this->ask('GET', "$this->session/element/$element/text") ?: null);
        });
    }

    /** @return string[] handles of all windows */
    public function windows(): array
    {
        return $this->ask('GET', "$this->session/window/handles");
    }

    public function window(): string
    {
        return $this->ask('GET', "$this->session/window");
    }

    public function switchTo(string $window): void
    {
        $this->ask('POST', "$this->session/window", ['handle' => $window]);
    }

    public function close(): void
    {
        $this->ask('DELETE', "$this->session/window");
    }

    /** The window beside the named ones, once there is one. */
    public function otherWindow(string ...$known): string
    {
        return $this->waitFor('another window', function () use ($known): ?string {
            return array_values(array_diff($this->windows(), $known))[0] ?? null;
        });
    }

    /** What a script returns that runs in the page. */
    public function run(string $script, mixed ...$arguments): mixed
    {
        return $this->ask('POST', "$this->session/execute/sync", ['script' => $script, 'args' => $arguments]);
    }

    /** Waits until the script returns something true, and gives it. */
    public function until(string $what, string $script): mixed
    {
        return $this->waitFor($what, fn (): mixed => $this->run("return $script;") ?: null);
    }

    /** @return string[] every URL that the browser's history holds; ends the browser, which writes it then */
    public function history(): array
    {
        $this->end();
        $database = new \PDO('sqlite:' . $this->profile() . '/Default/History');
        return $database->query('SELECT url FROM urls')->fetchAll(\PDO::FETCH_COLUMN);
    }

    /** Everything that the ended browser left on the disk, as text. */
    public function leftovers(): string
    {
        $text = '';
        $walk = new \RecursiveIteratorIterator(
            new \RecursiveDirectoryIterator($this->profile(), \FilesystemIterator::SKIP_DOTS)
        );
        foreach ($walk as $file) {
            $text .= $file->isFile() ? file_get_contents($file->getPathname()) : '';
        }
        return $text;
    }

    public function picture(string $file): void
    {
        file_put_contents($file, base64_decode($this->ask('GET', "$this->session/screenshot")));
    }

    private function stop(): void
    {
        try {
            $this->end();
        } finally {
            proc_terminate($this->process);
            proc_close($this->process);
        }
    }

    private function profile(): string
    {
        return "$this->folder/profile";
    }

    private function visible(string $selector): ?string
    {
        $found = $this->ask('POST', "$this->session/elements", ['using' => 'css selector', 'value' => $selector]);
        foreach (array_column($found, self::ELEMENT) as $element) {
            if ($this->ask('GET', "$this->session/element/$element/displayed")) {
                return $element;
            }
        }
        return null;
    }

    private function waitFor(string $what, callable $look): mixed
    {
        $end = hrtime(true) + (int) (self::APPEARS_WITHIN_S * 1e9);
        do {
            $seen = $look();
            if ($seen !== null) {
                return $seen;
            }
            usleep(self::PAUSE_US);
        } while (hrtime(true) < $end);
        throw new \RuntimeException("the browser never showed: $what");
    }

    private function ask(string $method, string $path, array|object|null $arguments = null): mixed
    {
        // PHP's own http stream reads to the end of a connection that chromedriver leaves open
        $handle = curl_init($this->address . $path);
        curl_setopt_array($handle, [
            CURLOPT_CUSTOMREQUEST => $method, CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => self::TIMEOUT_S,
            CURLOPT_HTTPHEADER => ['Content-Type: application/json'], CURLOPT_PROXY => '',
        ]);
        if ($method === 'POST') {
            curl_setopt($handle, CURLOPT_POSTFIELDS, json_encode($arguments, JSON_THROW_ON_ERROR));
        }
        $answer = json_decode((string) curl_exec($handle), true);
        if (!is_array($answer) || isset($answer['value']['error'])) {
            $said = $answer['value']['message'] ?? curl_error($handle);
            throw new \RuntimeException("chromedriver, $method $path: $said");
        }
        return $answer['value'];
    }

    private static function program(string $name): ?string
    {
        foreach (explode(':', (string) getenv('PATH')) as $place) {
            if (is_executable("$place/$name")) {
                return "$place/$name";
            }
        }
        return null;
    }
}
