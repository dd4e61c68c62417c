<?php

/**
 * DKIM keys. They belong to a name, not to a domain that exists: they outlive delete/domain.
 * The public keys are well formed and of the right length, and belong to no private key: real ones take seconds.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

final class Dkim extends Operations
{
    /** What OpenSSL makes RSA keys of, in bits. */
    private const SHORTEST = 512;
    private const LONGEST = 16_384;

    /** @param array<mixed> $data */
    public function add(array $data): bool
    {
        $log = ['dkim', 'add', $data];
        $bits = (int) ($data['key_size'] ?? 0);
        $selector = $data['dkim_selector'] ?? 'dkim';
        foreach (array_filter(Input::parts($data['domains'] ?? null)) as $domain) {
            $usable = self::isDomainName($domain) && $this->tables->find('dkim', $domain) === null
                && Input::isUserName($selector);
            if ($usable && !$this->mayTouchDomain($domain)) {
                $this->session->danger($log, ['access_denied', $domain]);
            } elseif (!$usable || $bits < self::SHORTEST || $bits > self::LONGEST) {
                $this->session->danger($log, ['dkim_domain_or_sel_invalid', $domain]);
            } else {
                $key = ['domain' => $domain, 'selector' => $selector, 'pubkey' => self::publicKey($bits)];
                $this->tables->insert('dkim', $key);
                $this->session->success($log, ['dkim_added', $domain]);
            }
        }
        return true;
    }

    /** @param array<mixed> $data */
    public function delete(array $data): bool
    {
        $log = ['dkim', 'delete', $data];
        foreach ((array) $data['domains'] as $domain) {
            if (self::isDomainName($domain)) {
                $this->tables->delete('dkim', $domain);
                $this->session->success($log, ['dkim_removed', self::escape($domain)]);
            } else {
                $this->session->danger($log, ['dkim_domain_or_sel_invalid', $domain]);
            }
        }
        return true;
    }

    /** @param array<mixed> $data */
    public function duplicate(array $data): bool
    {
        $log = ['dkim', 'duplicate', $data];
        $from = $this->tables->find('dkim', Input::text($data['from_domain'] ?? null));
        if ($from === null) {
            $this->session->danger($log, ['dkim_domain_or_sel_invalid', $data['from_domain'] ?? null]);
            return true;
        }
        foreach (array_filter((array) ($data['to_domain'] ?? null)) as $to) {
            $this->tables->delete('dkim', Input::text($to));
            $this->tables->insert('dkim', ['domain' => $to] + $from);
            $this->session->success($log, ['dkim_duplicated', $data['from_domain'], $to]);
        }
        return true;
    }

    /** @return array<string, string> */
    public function details(mixed $domain): array
    {
        $row = $this->session->isAdmin() ? $this->tables->find('dkim', $domain) : null;
        if ($row === null) {
            return [];
        }
        $length = strlen($row['pubkey']);
        return [
            'pubkey' => $row['pubkey'],
            'length' => match (true) {
                $length < 391 => '1024',
                $length < 564 => '2048',
                $length < 736 => '3072',
                $length < 1416 => '4096',
                default => '>= 8192',
            },
            'dkim_txt' => 'v=DKIM1;k=rsa;t=s;s=email;p=' . $row['pubkey'],
            'dkim_selector' => $row['selector'],
            'privkey' => '',
        ];
    }

    /** SubjectPublicKeyInfo of an RSA key with a random modulus and the exponent 65537. */
    private static function publicKey(int $bits): string
    {
        $modulus = random_bytes(intdiv($bits + 7, 8));
        $modulus[0] = chr(ord($modulus[0]) | 0x80);
        $modulus[-1] = chr(ord($modulus[-1]) | 1);
        $numbers = self::der(0x02, "\0$modulus") . self::der(0x02, "\1\0\1");
        $rsaEncryption = self::der(0x30, self::der(0x06, "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01") . self::der(0x05, ''));
        return base64_encode(self::der(0x30, $rsaEncryption . self::der(0x03, "\0" . self::der(0x30, $numbers))));
    }

    private static function der(int $tag, string $content): string
    {
        $length = strlen($content);
        $prefix = $length < 128 ? chr($length) : ltrim(pack('N', $length), "\0");
        return chr($tag) . ($length < 128 ? '' : chr(0x80 | strlen($prefix))) . $prefix . $content;
    }
}
