<?php

/**
 * Who is looking at the page: staff, a user with a client account, both, or nobody.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Authentication;

use Illuminate\Database\Capsule\Manager;

class CurrentUser
{
    public function isAuthenticatedUser(): bool
    {
        return $this->client() !== null;
    }

    public function isAuthenticatedAdmin(): bool
    {
        return $this->admin() !== null;
    }

    public function admin(): ?object
    {
        return isset($_SESSION['adminid']) ? (object) ['id' => (int) $_SESSION['adminid']] : null;
    }

    public function client(): ?object
    {
        return isset($_SESSION['uid']) ? Manager::table('tblclients')->find((int) $_SESSION['uid']) : null;
    }
}
