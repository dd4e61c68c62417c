<?php

/**
 * Points in time as people read them: by WHMCS's clock, 24 hours. The client's page puts them into the browser's time
 * zone; without a script they stay as they are here.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Cometbackup;

final class Times
{
    /** @return array{seconds: int, text: string} empty text where there is no such time */
    public static function of(int $seconds, Language $language): array
    {
        return [
            'seconds' => $seconds,
            'text' => $seconds > 0 ? date($language->text('date_format'), $seconds) : '',
        ];
    }

    /** How long something took, such as 1:05:09 or 0:42; empty when it has not ended. */
    public static function between(int $start, int $end): string
    {
        if ($start <= 0 || $end < $start) {
            return '';
        }
        $seconds = $end - $start;
        $hours = intdiv($seconds, 3600);
        $minutes = intdiv($seconds, 60) % 60;
        return $hours > 0
            ? sprintf('%d:%02d:%02d', $hours, $minutes, $seconds % 60)
            : sprintf('%d:%02d', $minutes, $seconds % 60);
    }
}
