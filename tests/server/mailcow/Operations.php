<?php

/**
 * What all operations share: the tables, the session that collects the answer, and who may touch what.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Mailcow;

abstract class Operations
{
    public const TAG_LIMIT = 25;

    public function __construct(protected readonly Tables $tables, protected readonly Session $session)
    {
    }

    /** Label by label letters, digits and inner hyphens, after conversion to ASCII. */
    protected static function isDomainName(mixed $name): bool
    {
        if (empty($name)) {
            return false;
        }
        $ascii = (string) Idn::toAscii(Input::text($name));
        $label = '[a-z\d](-*[a-z\d])*';
        return preg_match("/^$label(\.$label)*$/Di", $ascii) === 1
            && preg_match('/^.{1,253}$/D', $ascii) === 1
            && preg_match('/^[^.]{1,63}(\.[^.]{1,63})*$/D', $ascii) === 1;
    }

    /** Canonical form of a domain that somebody typed; false where there is none. */
    protected static function canonical(mixed $name): string|false
    {
        return Idn::toAscii(strtolower(trim(Input::text($name))));
    }

    /** An administrator may touch every domain that exists, alias domains included; the name is compared as it is. */
    protected function mayTouchDomain(mixed $name): bool
    {
        return $this->session->isAdmin() && self::isDomainName($name)
            && ($this->tables->find('domain', $name) ?? $this->tables->find('alias_domain', $name)) !== null;
    }

    /** Mailboxes and resources alike. */
    protected function mayTouchMailbox(mixed $address): bool
    {
        $row = is_array($address) ? null : $this->tables->find('mailbox', $address);
        return $row !== null && $this->mayTouchDomain($row['domain']);
    }

    /**
     * @param array<mixed> $tags
     * @param array<mixed> $log
     * @param \Closure(mixed): void $save
     */
    protected function saveTags(array $tags, array $log, \Closure $save): void
    {
        foreach ($tags as $index => $tag) {
            if (empty($tag)) {
                continue;
            }
            if ($index > self::TAG_LIMIT) {
                $this->session->warning($log, ['tag_limit_exceeded', 'limit ' . self::TAG_LIMIT]);
                break;
            }
            $save($tag);
        }
    }

    /**
     * @param array<mixed> $log
     * @param string $text what the warning begins with when the mail storage cannot be moved away
     */
    protected function cleanUpMailStorage(array $log, string $text): void
    {
        $error = $this->tables->settings['maildir_cleanup_error'];
        if ($error !== null) {
            $this->session->warning($log, $text . ': ' . $error);
        }
    }

    protected static function escape(mixed $text): string
    {
        return htmlspecialchars(Input::text($text));
    }

    /** One or several, as mailcow takes 'items'. @return array<mixed> */
    protected static function several(mixed $items): array
    {
        return is_array($items) ? $items : [$items];
    }
}
