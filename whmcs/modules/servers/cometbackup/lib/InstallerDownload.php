<?php

/**
 * Sends an installer of the Comet Server to a client, from the extension's stream to the browser, a piece at a time.
 *
 * The one place of this module that prints and ends the request: WHMCS allows that for a download alone.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

final class InstallerDownload
{
    private const MEDIA_TYPE = '~^[A-Za-z0-9][A-Za-z0-9.+-]*/[A-Za-z0-9][A-Za-z0-9.+-]*$~D';
    private const ANY_MEDIA_TYPE = 'application/octet-stream';

    /** @param mixed $platform the number of the platform, as the browser sent it */
    public static function send(array $params, mixed $platform): string
    {
        $outcome = Native::call('comet_installers', $params);
        if ($outcome->succeeded()) {
            $offered = array_map(strval(...), array_column($outcome->data, 'platform'));
            if (!in_array($platform, $offered, true)) {
                return Language::ofClient($params)->text('no_such_installer');
            }
            $outcome = Native::call('comet_download_installer', Native::with($params, ['platform' => (int) $platform]));
        }
        if (!$outcome->succeeded()) {
            return $outcome->messageFor($params);
        }
        foreach (self::headers($outcome->data) as $line) {
            header($line);
        }
        // the client's other pages need not wait for the end of the download
        session_write_close();
        while (ob_get_level() > 0 && ob_end_clean()) {
            continue;
        }
        fpassthru($outcome->data['stream']);
        exit;
    }

    /** @return string[] header lines */
    private static function headers(array $installer): array
    {
        $isType = preg_match(self::MEDIA_TYPE, $installer['type']) === 1;
        return [
            'Content-Type: ' . ($isType ? $installer['type'] : self::ANY_MEDIA_TYPE),
            'Content-Length: ' . $installer['bytes'],
            'Content-Disposition: ' . self::disposition($installer['filename']),
            'X-Content-Type-Options: nosniff',
            'Cache-Control: no-store',
        ];
    }

    /** The name twice: in letters that every browser takes, and whole (RFC 6266). */
    private static function disposition(string $name): string
    {
        $name = basename(str_replace('\\', '/', $name));
        $plain = preg_replace('/[^A-Za-z0-9 ._()-]/', '_', $name);
        return "attachment; filename=\"$plain\"; filename*=UTF-8''" . rawurlencode($name);
    }
}
