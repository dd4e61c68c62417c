<?php

/**
 * The place of a test run: a folder that goes when the run ends, certificates, and the PHP command lines with and
 * without the extension.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Workshop
{
    private string $folder;

    public function __construct()
    {
        $this->folder = sys_get_temp_dir() . '/provision-whmcs-' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
        // last of all: who still writes into the folder ends in a shutdown function of his own
        register_shutdown_function(fn () => register_shutdown_function(fn () => self::remove($this->folder)));
    }

    public function path(string $name): string
    {
        return $this->folder . '/' . $name;
    }

    public function folder(string $name): string
    {
        mkdir($this->path($name));
        return $this->path($name);
    }

    /** ca.pem, good.pem and the rest of what tools/mkca.sh makes. */
    public function certificates(): string
    {
        $folder = $this->path('certificates');
        if (!is_dir($folder)) {
            $command = new Process([dirname(__DIR__, 3) . '/tools/mkca.sh', $folder], $this->path('mkca.output'));
            if (!$command->wait(30.0) || $command->status() !== 0) {
                throw new \RuntimeException('tools/mkca.sh failed: ' . file_get_contents($this->path('mkca.output')));
            }
        }
        return $folder;
    }

    /** @return string[] options of a PHP that has the extension, trusting the certificates' CA */
    public function phpWith(string ...$settings): array
    {
        $extension = (string) getenv('PROVISION_EXTENSION');
        if ($extension === '' && !extension_loaded('provision')) {
            throw new \RuntimeException('the extension is not loaded: name its file by PROVISION_EXTENSION');
        }
        $options = $extension === '' ? [] : [...$this->phpWithout(), '-d', 'extension=' . realpath($extension)];
        foreach (['provision.ca_file=' . $this->certificates() . '/ca.pem', ...$settings] as $setting) {
            array_push($options, '-d', $setting);
        }
        return $options;
    }

    /** @return string[] options of a PHP that has all that this one has, but for the extension */
    public function phpWithout(): array
    {
        $folder = $this->path('ini');
        if (!is_dir($folder)) {
            mkdir($folder);
            $files = array_merge([(string) php_ini_loaded_file()], explode(',', (string) php_ini_scanned_files()));
            $lines = [];
            foreach (array_filter(array_map('trim', $files), 'is_file') as $file) {
                $lines = array_merge($lines, file($file, FILE_IGNORE_NEW_LINES) ?: []);
            }
            $lines = array_filter(
                $lines,
                static fn ($line) => preg_match('/^\s*(extension\s*=.*provision|provision\.)/', $line) !== 1
            );
            file_put_contents("$folder/php.ini", implode("\n", $lines) . "\n");
        }
        // -n: neither php.ini nor the folder that PHP scans; then the copy of both
        return ['-n', '-c', "$folder/php.ini"];
    }

    private static function remove(string $folder): void
    {
        $walk = new \RecursiveIteratorIterator(
            new \RecursiveDirectoryIterator($folder, \FilesystemIterator::SKIP_DOTS),
            \RecursiveIteratorIterator::CHILD_FIRST
        );
        foreach ($walk as $file) {
            $file->isDir() && !$file->isLink() ? rmdir($file->getPathname()) : unlink($file->getPathname());
        }
        rmdir($folder);
    }
}
