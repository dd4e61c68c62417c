<?php

/**
 * The entries of the client's Actions sidebar.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server;

class CustomActionCollection extends \Illuminate\Support\Collection
{
}
