<?php

/**
 * What WHMCS asks of a whole server: connection test, usage, list of accounts. Each distinct connection that the
 * server's products name is asked once, and the answers become one; without such products the record alone is asked.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class ServerCalls
{
    private const NO_PRODUCTS = 'The products of this server could not be read from WHMCS\'s database (%s).';
    private const AMBIGUOUS = 'meshcentral: usage of server %d leaves out user names that two of its products\' servers or'
        . ' domains have, with other devices: %s. Give each product a name prefix of its own.';
    /** WHMCS prints error texts as it likes: the names of products must not be markup there. */
    private const LOOK_ALIKES = ['<' => '‹', '>' => '›'];

    public static function testConnection(array $params): array
    {
        $error = self::firstError(self::ask('meshcentral_test_connection', $params));
        return ['success' => $error === '', 'error' => $error];
    }

    /** One connection that fails is an error: a half list would tell WHMCS that accounts are gone. */
    public static function listAccounts(array $params): array
    {
        $outcomes = self::ask('meshcentral_list_accounts', $params);
        $error = self::firstError($outcomes);
        if ($error !== '') {
            return ['success' => false, 'error' => $error];
        }
        $accounts = [];
        foreach ($outcomes as $outcome) {
            $accounts += array_column($outcome->data, null, 'uniqueIdentifier');
        }
        return ['success' => true, 'accounts' => array_values($accounts)];
    }

    /**
     * @return array<string, array> figures by user name; a connection that fails leaves out its own, and so does a name
     *         that two connections answer differently: nobody is billed for another one's devices
     */
    public static function usage(array $params): array
    {
        $usage = [];
        $ambiguous = [];
        foreach (self::ask('meshcentral_usage', $params) as $outcome) {
            foreach ($outcome->succeeded() ? $outcome->data : [] as $username => $figures) {
                $usage[$username] ??= $figures;
                if ($usage[$username] !== $figures) {
                    $ambiguous[$username] = true;
                }
            }
        }
        if ($ambiguous !== []) {
            logActivity(sprintf(self::AMBIGUOUS, (int) ($params['serverid'] ?? 0), implode(', ', array_keys($ambiguous))));
        }
        return array_diff_key($usage, $ambiguous);
    }

    /** @return array<string, Outcome> by the products that name the connection; '' is the server's record alone */
    private static function ask(string $native, array $params): array
    {
        $connections = Native::attempt(static fn (): array => self::connections($params));
        if ($connections instanceof \Throwable) {
            return ['' => new Outcome(sprintf(self::NO_PRODUCTS, get_class($connections)), [], $connections)];
        }
        return array_map(
            static fn (array $settings): Outcome => Native::call($native, $settings + $params),
            $connections
        );
    }

    /** @return array<string, array<string, string>> names of products => settings that no other entry has */
    private static function connections(array $params): array
    {
        $names = [];
        $distinct = [];
        foreach (ServerProducts::of($params) as $name => $settings) {
            $settings = array_map(trim(...), StoredKeys::opened($settings));
            $key = implode("\0", $settings);
            $distinct[$key] = $settings;
            $names[$key][] = $name;
        }
        $connections = [];
        foreach ($distinct as $key => $settings) {
            $isRecord = implode('', $settings) === '';
            $connections[$isRecord ? '' : implode(', ', $names[$key])] = $settings;
        }
        return $connections === [] ? ['' => []] : $connections;
    }

    /** @param array<string, Outcome> $outcomes */
    private static function firstError(array $outcomes): string
    {
        foreach ($outcomes as $products => $outcome) {
            if (!$outcome->succeeded()) {
                $where = $products === '' ? '' : 'Product ' . strtr($products, self::LOOK_ALIKES) . ': ';
                return $where . $outcome->message;
            }
        }
        return '';
    }
}
