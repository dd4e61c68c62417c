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
    private const DEVICES = '#xdevices';

    public function __construct(private readonly WebDriver $browser, string $url)
    {
        $browser->open($url);
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

    /** The part of the page with the devices, as it can be read. */
    public function devices(): string
    {
        return $this->browser->text(self::DEVICES);
    }

    public function end(): void
    {
        $this->browser->end();
    }
}
