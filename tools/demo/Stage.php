<?php

/**
 * Presses WHMCS's buttons one after the other and tells on the report what each press asked, got, returned and stored.
 * After each it looks whether anything of others on the server is different.
 *
 * It must not know what a press is to bring about: that is for Life.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Demo;

use WhmcsHost\Secrets;

final class Stage
{
    private const SERVER = 1;
    private const VALUE_SHOWN = 60;

    public readonly Secrets $secrets;
    private int $number = 0;
    private string $foreign;
    /** @var list<string> steps after which something of others was different */
    private array $touching = [];
    /** @var list<string> "METHOD path" of every request that the extension recorded, "WS action" of every message */
    private array $asked = [];
    private int $natives = 0;
    private mixed $lastResult = null;

    public function __construct(
        private Billing $billing,
        private ProductServer $server,
        private World $world,
        private Report $report,
        private Checks $checks
    ) {
        $this->secrets = new Secrets();
        $this->foreign = $world->foreign();
    }

    /** Begins a step without a press. */
    public function begin(string $what, string $where): void
    {
        $this->report->step(++$this->number, $what, $where);
        $this->checks->begin(sprintf('%2d. %s', $this->number, $what));
    }

    public function ofService(string $what, string $function, int $service): Call
    {
        $this->begin($what, "service $service");
        return $this->press($function, $service);
    }

    public function ofServer(string $what, string $function, ?int $service = null): Call
    {
        $this->begin($what, 'server ' . self::SERVER);
        return $this->tell($this->billing->pressOfServer($function, self::SERVER, $service));
    }

    /** One more press within the present step. */
    public function press(string $function, int $service): Call
    {
        return $this->tell($this->billing->pressOfService($function, $service));
    }

    /** @return list<string> */
    public function asked(): array
    {
        return $this->asked;
    }

    /** How many of the extension's functions were called. */
    public function natives(): int
    {
        return $this->natives;
    }

    /** @return list<string> */
    public function touching(): array
    {
        return $this->touching;
    }

    private function tell(Call $call): Call
    {
        foreach ($call->secrets as $secret) {
            $this->secrets->add('a credential', $secret);
        }
        foreach ($call->exchanges() as $exchange) {
            $this->asked[] = implode(' ', Exchange::name($exchange));
        }
        $this->natives += count($call->natives);
        $this->report->call($call);
        $same = $call->result !== 'success' && is_string($call->result) && $call->result === $this->lastResult;
        $this->lastResult = $call->result;
        $text = $same ? 'the same words' : self::result($call);
        $this->report->labelled('returned', $text, $call->result === 'success' ? '32' : '');
        foreach ($call->stored as $field => [, $after]) {
            $this->report->labelled('stored', $field . ': ' . self::shown($field, $after));
        }
        $traffic = $this->server->traffic();
        $counts = array_map(Report::counted(...), $traffic, array_keys($traffic));
        $this->report->labelled('so far', implode(', ', $counts));
        if ($this->world->foreign() !== $this->foreign) {
            $this->touching[] = "step $this->number, $call->function";
        }
        return $call;
    }

    private static function result(Call $call): string
    {
        $result = $call->result;
        return match (true) {
            $result === null => 'nothing, as WHMCS wants it',
            is_string($result) => $result,
            is_object($result) => 'a metric provider, which gives ' . self::json($call->metrics),
            isset($result['redirectTo']) => 'a redirect to '
                . preg_replace('/((?:sso_token|login)=).*/', '$1********', $result['redirectTo']),
            isset($result['accounts']) => count($result['accounts']) . ' accounts: '
                . implode(', ', array_column($result['accounts'], 'uniqueIdentifier')),
            isset($result['templatefile']) => 'the template ' . $result['templatefile'] . '.tpl and its variables',
            default => self::json($result),
        };
    }

    private static function json(mixed $value): string
    {
        return (string) json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    }

    private static function shown(string $field, string $value): string
    {
        return match (true) {
            $value === '' => '(empty)',
            $field === 'Password' => strlen($value) . ' characters, not shown',
            default => mb_strimwidth($value, 0, self::VALUE_SHOWN, '…'),
        };
    }
}
