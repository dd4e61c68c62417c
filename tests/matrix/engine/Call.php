<?php

/**
 * One call of a native: its result or what it threw, how long it took, and every text in which a secret could be seen.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Matrix;

final class Call
{
    public readonly ?array $result;
    public readonly ?\Throwable $thrown;
    public readonly int $milliseconds;
    /** What a module would write into its log, or an error reporter would send. */
    public readonly string $shown;

    /** @param array<string, mixed> $params out of the traces, so that only the native can be to blame for a leak */
    public function __construct(public readonly string $function, #[\SensitiveParameter] array $params)
    {
        $began = hrtime(true);
        $result = null;
        $thrown = null;
        try {
            $result = $function($params);
        } catch (\Throwable $thrown) {
        }
        $this->milliseconds = intdiv(hrtime(true) - $began, 1_000_000);
        $this->result = $result;
        $this->thrown = $thrown;
        $outcome = provision_whmcs_outcome($thrown ?? $result);
        unset($outcome['secrets']);
        $this->shown = implode("\n", [
            $thrown === null ? '' : $thrown . "\n" . print_r($thrown, true) . var_export($thrown, true),
            print_r($outcome, true),
            print_r(provision_last_exchanges(), true),
        ]);
    }

    public function ending(): string
    {
        if ($this->thrown === null) {
            return 'ok';
        }
        $name = substr(strrchr('\\' . $this->thrown::class, '\\'), 1);
        return preg_replace('/(?<=.)Exception$/', '', $name) . (($this->thrown->outcomeUnknown ?? false) ? '?' : '');
    }

    /** What a module stores after the call. @return array<string, mixed> */
    public function returned(): array
    {
        return $this->result ?? ($this->thrown instanceof \Provision\Exception ? $this->thrown->partial : []);
    }

    public function describe(): string
    {
        return $this->thrown === null ? 'success' : $this->thrown::class . ': ' . $this->thrown->getMessage();
    }
}
