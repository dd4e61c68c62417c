<?php

/**
 * A temporary folder for all that a run writes. Whatever way the run ends, the programs that it started are stopped first,
 * and the folder is removed.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

final class Workplace
{
    private readonly string $folder;
    /** @var list<\Closure(): void> */
    private array $endings = [];

    public function __construct()
    {
        $this->folder = sys_get_temp_dir() . '/provision-live-' . bin2hex(random_bytes(8));
        if (!mkdir($this->folder, 0700)) {
            throw new \RuntimeException("cannot make $this->folder");
        }
        register_shutdown_function($this->end(...));
        if (function_exists('pcntl_async_signals')) {
            pcntl_async_signals(true);
            foreach ([SIGINT, SIGTERM, SIGHUP] as $signal) {
                pcntl_signal($signal, static fn () => exit(130));
            }
        }
    }

    public function folder(string $name): string
    {
        mkdir("$this->folder/$name");
        return "$this->folder/$name";
    }

    /** @param \Closure(): void $do */
    public function atEnd(\Closure $do): void
    {
        $this->endings[] = $do;
    }

    private function end(): void
    {
        foreach (array_reverse($this->endings) as $do) {
            $do();
        }
        self::remove($this->folder);
    }

    private static function remove(string $path): void
    {
        if (is_dir($path) && !is_link($path)) {
            foreach (array_diff(scandir($path), ['.', '..']) as $name) {
                self::remove("$path/$name");
            }
            rmdir($path);
            return;
        }
        unlink($path);
    }
}
