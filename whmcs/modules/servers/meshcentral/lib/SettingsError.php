<?php

/**
 * Made by tools/module-files.php from whmcs/shared/SettingsError.php: change that file, not this one.
 *
 * Something in PHP's or the product's configuration keeps the module from calling the extension. The text is for staff.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WHMCS\Module\Server\Meshcentral;

final class SettingsError extends \RuntimeException
{
}
