<?php

/**
 * The client software: what can be had, and files of the wanted size that begin as the real ones do.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

use Provision\TestServer\Core\Response;

final class Installers
{
    /** By number: name of the fixed endpoint, category, description, type of file, whether it is recommended. */
    private const PLATFORMS = [
        1 => ['windows-anycpu-exe', 'Windows', 'All architectures (exe)', 'exe', true],
        2 => ['windows-anycpu-zip', 'Windows', 'All architectures (zip)', 'zip', false],
        3 => ['windows-x86_32-exe', 'Windows', '32-bit (exe)', 'exe', false],
        4 => ['windows-x86_32-zip', 'Windows', '32-bit (zip)', 'zip', false],
        5 => ['windows-x86_64-exe', 'Windows', '64-bit (exe)', 'exe', false],
        6 => ['windows-x86_64-zip', 'Windows', '64-bit (zip)', 'zip', false],
        7 => ['linuxgeneric', 'Linux', 'Other distributions (.run)', 'run', false],
        8 => ['macos-x86_64', 'macOS', 'Intel <x86_64>', 'pkg', true],
        9 => ['macos-arm64', 'macOS', 'Apple silicon', 'pkg', true],
        10 => ['spk-dsm6', 'Synology', 'DSM 6', 'spk', false],
        11 => ['spk-dsm7', 'Synology', 'DSM 7', 'spk', true],
        21 => ['linux-deb', 'Linux', 'Debian & Ubuntu (.deb)', 'deb', true],
    ];
    private const MAGIC = [
        'exe' => "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00",
        'zip' => "PK\x03\x04\x14\x00\x00\x00\x08\x00",
        'run' => "#!/bin/sh\n# installer\n",
        'deb' => "!<arch>\ndebian-binary   1700000000  0     0     100644  4         `\n2.0\n",
        'pkg' => "xar!\x00\x1c\x00\x01",
    ];

    public function __construct(private readonly Tables $tables, private readonly Identity $admin)
    {
    }

    /** @param string $prefix what stands before the name in the calls that make installers */
    public static function isPath(string $prefix, string $path): bool
    {
        $names = ['by-platform', ...array_column(self::PLATFORMS, 0)];
        return str_starts_with($path, $prefix) && in_array(substr($path, strlen($prefix)), $names, true);
    }

    public function available(): string
    {
        $this->admin->refuseIf('DenySoftwareBuildRole');
        $texts = [];
        foreach (self::PLATFORMS as $number => [, $category, $description, , $isRecommended]) {
            $download = ['Category' => $category, 'Description' => $description, 'Recommended' => $isRecommended];
            $texts[$number] = Encoder::json($download);
        }
        return Encoder::map($texts);
    }

    /** @param string|null $name of a fixed endpoint; null: the form has the platform's number */
    public function generate(Form $form, ?string $name): Response
    {
        $this->admin->refuseIf('DenySoftwareBuildRole');
        $form->address('SelfAddress');
        $platform = $name === null
            ? self::PLATFORMS[$form->integer('Platform')] ?? null
            : array_column(self::PLATFORMS, null, 0)[$name] ?? null;
        if ($platform === null) {
            throw new ApiError(400, 'Unknown platform');
        }
        $settings = $this->tables->settings;
        if ($settings['installer_error'] !== null) {
            throw new ApiError(500, '%s', $settings['installer_error']);
        }
        return new Response(
            200,
            ['Content-Type' => 'application/octet-stream'],
            self::file($platform[3], (int) $settings['installer_bytes']),
            chunked: true,
            delayMs: (int) $settings['installer_delay_ms'],
        );
    }

    private static function file(string $type, int $bytes): string
    {
        // a package for Synology is a tar archive: its mark stands behind the first file's head
        $magic = self::MAGIC[$type] ?? str_pad('INFO', 257, "\0") . "ustar\x0000";
        $filler = implode('', array_map(chr(...), range(0, 255)));
        return substr(str_pad($magic, $bytes, $filler), 0, $bytes);
    }
}
