<?php

/**
 * Chromium without a window: what a page becomes when it runs, and pictures of it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Browser
{
    private const FLAGS = [
        '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
        '--hide-scrollbars', '--force-color-profile=srgb',
    ];
    private const LIMIT_S = 90.0;
    /** Timers of the page run this far; it costs no real time. */
    private const VIRTUAL_MS = 3000;

    private int $pages = 0;

    private function __construct(private string $binary, private string $folder)
    {
    }

    /** Null where there is no Chromium. */
    public static function find(string $folder): ?self
    {
        foreach (explode(':', (string) getenv('PATH')) as $place) {
            foreach (['chromium', 'chromium-browser', 'google-chrome'] as $name) {
                if (is_executable("$place/$name")) {
                    return new self("$place/$name", $folder);
                }
            }
        }
        return null;
    }

    /** The page's document after its scripts have run. */
    public function run(string $html): string
    {
        return $this->start($html, ['--dump-dom', '--virtual-time-budget=' . self::VIRTUAL_MS]);
    }

    public function picture(string $html, string $file, int $width, int $height): void
    {
        $this->start($html, ["--screenshot=$file", "--window-size=$width,$height"]);
    }

    private function start(string $html, array $options): string
    {
        $base = $this->folder . '/page' . ++$this->pages;
        file_put_contents("$base.html", $html);
        $flags = [...self::FLAGS, "--user-data-dir=$base.profile", ...$options];
        $process = new Process([$this->binary, ...$flags, "file://$base.html"], "$base.dom", '/dev/null');
        if (!$process->wait(self::LIMIT_S) || $process->status() !== 0) {
            throw new \RuntimeException('chromium failed');
        }
        return (string) file_get_contents("$base.dom");
    }
}
