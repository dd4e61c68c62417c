<?php

/**
 * MeshCentral's own page in a real browser: for whom it is, and what it shows him.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\Live;

use WhmcsHost\WebDriver;

final class Visit
{
    public const NOBODY = 'nobody';

    /** The name on the page; 'nobody' on the login page; '' while there is neither. */
    private const WHO = 'typeof logoutControls === "object" ? logoutControls.name : '
        . '(document.getElementById("loginpanel") ? "' . self::NOBODY . '" : "")';
    /** The lists that the page has from the server; null until it has both. */
    private const LISTS = 'typeof nodes === "object" && nodes !== null && typeof meshes === "object"'
        . ' ? {groups: Object.keys(meshes), devices: nodes.map(function (node) { return node.name; })} : null';
    /** The lines of the list of devices that can be read. */
    private const LINES = 'document.getElementById("xdevices").innerText.split("\\n")';
    private const LOGIN = '#loginpanel';

    public function __construct(private readonly WebDriver $browser, string $url)
    {
        $this->open($url);
    }

    public function open(string $url): void
    {
        $this->browser->open($url);
    }

    public function who(): string
    {
        return $this->browser->until('whose page it is', self::WHO);
    }

    /** @return array{groups: list<string>, devices: list<string>} ids of groups, names of devices */
    public function lists(): array
    {
        return $this->browser->until('groups and devices', self::LISTS);
    }

    /** Waits until the page's list of devices has this line, for whoever reads it. */
    public function reads(string $line): bool
    {
        return $this->browser->until("\"$line\" among the devices", self::LINES . '.includes(' . json_encode($line, JSON_THROW_ON_ERROR) . ')');
    }

    /** What the login page says. */
    public function login(): string
    {
        return $this->browser->text(self::LOGIN);
    }

    public function end(): void
    {
        $this->browser->end();
    }
}
