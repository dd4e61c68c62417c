<?php

/**
 * Who makes a call: an administrator with tenant and permissions, or an end user.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Identity
{
    /**
     * @param string               $organization '' at the top level
     * @param array<string, mixed> $permissions  of an administrator
     * @param string               $sessionKey   '' after a login with a password
     */
    public function __construct(
        public readonly string $username,
        public readonly string $organization,
        public readonly array $permissions,
        public readonly string $sessionKey,
    ) {
    }

    public function isTopLevel(): bool
    {
        return $this->organization === '';
    }

    /** Whether what belongs to an organization is this one's to see. */
    public function sees(string $organization): bool
    {
        return $this->isTopLevel() || $this->organization === $organization;
    }

    /** @param string $denial a permission that takes something away */
    public function refuseIf(string $denial): void
    {
        if ($this->permissions[$denial] ?? false) {
            throw new ApiError(403, ApiError::UNAUTHORISED);
        }
    }

    public function mayUsePolicy(string $id): bool
    {
        $allowed = $this->permissions['AllowedUserPolicies'] ?? [];
        return $allowed === [] || in_array($id, $allowed, true);
    }
}
