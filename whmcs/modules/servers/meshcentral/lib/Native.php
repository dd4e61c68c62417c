<?php

/**
 * Made by tools/module-files.php from whmcs/shared/Native.php: change that file, not this one.
 *
 * The one way from a module to the functions of the PHP extension "provision", and the one place that catches.
 *
 * A call is made, what must be kept is stored at once, the call is written to WHMCS's module log without secrets, and
 * the outcome is handed back as a value. Nothing here knows a product or a single parameter of an operation.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class Native
{
    private const MISSING = 'The PHP extension "provision" is not loaded in this PHP: install it, enable it in php.ini'
        . ' for the web server and for the cron job, and restart PHP.';
    private const NOT_STORED = 'What %s answered could not be stored in WHMCS (%s): run the command again.';

    /**
     * @param callable(array, array): void|null $store keeps a result, or the part of one that a failed call reports
     */
    public static function call(string $native, array $params, ?callable $store = null): Outcome
    {
        $outcome = self::attempt(static fn (): array => self::invoke($native, $params));
        $data = is_array($outcome) ? $outcome : ($outcome->partial ?? []);
        $stored = $store === null || $data === [] ? [] : self::attempt(static function () use ($store, $params, $data) {
            $store($params, $data);
            return [];
        });

        $report = self::report($outcome);
        logModuleCall(
            Module::NAME,
            $native,
            $report['request'],
            $report['response'],
            $report['result'],
            $report['secrets']
        );
        $failure = is_array($outcome) ? null : $outcome;
        if ($stored instanceof \Throwable) {
            // Its text may quote the statement with the values in it: only its kind is told.
            $message = sprintf(self::NOT_STORED, Module::PRODUCT, get_class($stored));
            return new Outcome($failure === null ? $message : $report['result'] . ' ' . $message, $data, $stored);
        }
        return new Outcome($report['result'], $data, $failure);
    }

    /** $params with further settings for the extension: timeout_ms, adopt, options … */
    public static function with(array $params, array $settings): array
    {
        return ['provision' => $settings + ($params['provision'] ?? [])] + $params;
    }

    private static function invoke(string $native, array $params): array
    {
        if (!function_exists($native)) {
            throw new SettingsError(self::MISSING);
        }
        return $native(Module::paramsFor($native, $params));
    }

    /** What the work returns, or what it threw. */
    public static function attempt(callable $work): array|\Throwable
    {
        try {
            return $work();
        } catch (\Throwable $failure) {
            return $failure;
        }
    }

    /** What WHMCS is to hear and to log: the extension's own report, or the text of an error that was made here. */
    private static function report(array|\Throwable $outcome): array
    {
        if ($outcome instanceof SettingsError) {
            return ['result' => $outcome->getMessage(), 'request' => '', 'response' => '', 'secrets' => []];
        }
        return provision_whmcs_outcome($outcome);
    }
}
