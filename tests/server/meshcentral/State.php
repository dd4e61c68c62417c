<?php

/**
 * As much of MeshCentral's database and memory as its control socket needs: settings, domains, accounts, device groups,
 * devices, login tokens, events, and the cookies that have been used. How all this is exported, normalised, loaded and
 * seeded stands in StateFormat.php. It must not know what MeshCentral allows: that is for the commands.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class State
{
    public const SETTINGS = [
        'login_key' => '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f'
            . '303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f',
        'cookie_encoding' => 'base64',
        'allow_login_token' => true,
        'login_tokens' => true,
        'lock_agent_download' => false,
        'manage_all_groups' => [],
        'mail' => false,
        'max_users' => null,
        'trusted_certificate' => false,
        'name' => 'mesh.example.test',
        'version' => '1.1.55',
        'port' => 443,
        'password_requirements' => [],
        'close' => null,
        'origin' => true,
        'clock_offset' => 0,
    ];
    public const DOMAIN = ['dns' => null, 'url_key' => null, 'max_device_view' => null, 'username_is_email' => false];
    private const ADMIN = ['name' => 'admin', 'pass' => 'Admin-Passw0rd', 'siteadmin' => Rights::ALL];

    /** @var array<string, mixed> README.md says what each does */
    public array $settings = [];
    /** @var array<string, array<string, mixed>> by id; '' is the default domain */
    public array $domains = [];
    /** @var array<string, array<string, mixed>> by id */
    public array $users = [];
    /** @var array<string, array<string, mixed>> by id; deleted ones too, as in the real server */
    public array $meshes = [];
    /** @var array<string, array<string, mixed>> by id; 'conn' and 'pwr' while the agent is connected */
    public array $nodes = [];
    /** @var array<string, array<string, mixed>> by the token's user name */
    public array $tokens = [];
    /** @var list<array<string, mixed>> oldest first */
    public array $events = [];
    /** @var array<string, true> what has been used of the cookies that may be used once */
    public array $once = [];
    /** Bytes; what invitations and sessions are made with. */
    public string $secret = '';

    public function __construct()
    {
        $this->clear();
    }

    public function clear(): void
    {
        $this->settings = self::SETTINGS;
        $this->domains = ['' => self::DOMAIN];
        $this->users = $this->meshes = $this->nodes = $this->tokens = $this->events = $this->once = [];
        $this->secret = random_bytes(32);
        $this->addUser(['_id' => 'user//admin'] + self::ADMIN);
    }

    /** Unix seconds. */
    public function time(): int
    {
        return time() + (int) $this->settings['clock_offset'];
    }

    public function milliseconds(): int
    {
        return (int) (microtime(true) * 1000) + 1000 * (int) $this->settings['clock_offset'];
    }

    /** @param array<string, mixed> $row at least its _id or its name */
    public function addUser(array $row): void
    {
        $row['_id'] ??= 'user//' . strtolower($row['name']);
        [, $domain, $name] = explode('/', $row['_id'], 3);
        $this->users[$row['_id']] = $row + [
            'name' => $name, 'domain' => $domain, 'pass' => 'User-Passw0rd', 'creation' => $this->time(),
            'passchange' => $this->time(),
        ];
    }

    /** A group's links and those of its users are two sides of one thing. @param array<string, mixed> $row */
    public function addMesh(array $row): void
    {
        $domain = explode('/', $row['_id'], 3)[1];
        $row += [
            'name' => 'Group', 'mtype' => 2, 'desc' => '', 'domain' => $domain, 'links' => [], 'creation' => $this->milliseconds(),
            'creatorid' => "user/$domain/admin", 'creatorname' => 'admin', 'flags' => 0, 'consent' => 0,
        ];
        $this->meshes[$row['_id']] = $row;
        foreach (isset($row['deleted']) ? [] : $row['links'] as $id => $link) {
            if (isset($this->users[$id])) {
                $this->users[$id]['links'][$row['_id']] ??= ['rights' => $link['rights']];
                $this->meshes[$row['_id']]['links'][$id] += ['name' => $this->users[$id]['name']];
            }
        }
    }

    /** @param array<string, mixed> $row */
    public function addNode(array $row): void
    {
        $domain = explode('/', $row['_id'], 3)[1];
        $this->nodes[$row['_id']] = $row + [
            'type' => 'node', 'mtype' => 2, 'icon' => 1, 'name' => 'device', 'rname' => $row['name'] ?? 'device',
            'domain' => $domain, 'agent' => ['ver' => 0, 'id' => 6, 'caps' => 30, 'core' => null, 'root' => true],
            'host' => null, 'firstconnect' => $this->milliseconds(), 'ip' => '192.0.2.5',
            'osdesc' => 'Debian GNU/Linux 12 (bookworm)', 'lastconnect' => $this->milliseconds(),
        ];
    }

    /** @param array<string, mixed> $row */
    public function addToken(array $row): void
    {
        $this->tokens[$row['tokenUser']] = $row + [
            'name' => 'token', 'tokenPass' => 'TOKENPASSTOKENPASSab', 'userid' => 'user//admin',
            'created' => $this->milliseconds(), 'expire' => 0,
        ];
    }
}
