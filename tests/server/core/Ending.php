<?php

/**
 * What becomes of a connection when an answer, whole or broken, has been sent.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Core;

enum Ending
{
    case KeepAlive;
    case Close;
    /** RST. */
    case Reset;
    /** Nothing more, until the client leaves. */
    case Hang;
}
