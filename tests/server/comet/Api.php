<?php

/**
 * The calls below /api/v1/: who may make them, and what does them.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

use Provision\TestServer\Core\Request;
use Provision\TestServer\Core\Response;

final class Api
{
    /** The answer of a call that has done its work and has nothing to say. */
    public const OK = '{"Status":200,"Message":"OK"}';

    /** Calls of the real server that this one does not play. It says so, loudly, rather than 'not found'. */
    private const NOT_PLAYED = 'admin/account/session-upgrade admin/account/set-properties admin/add-first-admin-user'
        . ' admin/add-user-from-profile admin/admin-user/delete admin/admin-user/list admin/admin-user/new'
        . ' admin/branding/generate-client/test admin/convert-storage-role admin/create-install-token'
        . ' admin/delete-protected-item admin/get-job-log admin/get-job-log-entries admin/get-job-properties'
        . ' admin/get-jobs-all admin/get-jobs-recent admin/get-protected-item-with-backup-rules admin/meta/stats'
        . ' admin/organization/delete admin/organization/set admin/set-protected-item-with-backup-rules'
        . ' admin/storage/bucket-properties admin/storage/free-space admin/storage/register-bucket'
        . ' hybrid/session/start';
    private const NOT_PLAYED_BELOW = '~^admin/(dispatcher|installation|job|meta|squota|user-groups)/~';
    private const GENERATE = 'admin/branding/generate-client/';
    private const ALWAYS = '~^admin/(meta|organization)/|^admin/account/(properties|session-start|session-revoke)$~D';

    public function __construct(
        private readonly Tables $tables,
        private readonly Request $request,
        private readonly Form $form,
    ) {
    }

    public function answer(string $path): string|Response
    {
        return match (true) {
            str_starts_with($path, 'user/web/session/') => $this->asUser($path),
            str_starts_with($path, 'admin/') => $this->asAdmin($path),
            default => null,
        } ?? $this->unknown($path);
    }

    private function asUser(string $path): ?string
    {
        if (!in_array($path, ['user/web/session/start', 'user/web/session/revoke'], true)) {
            return null;
        }
        $user = $this->logins()->user($this->form);
        $sessions = new Sessions($this->tables);
        if ($path === 'user/web/session/start') {
            return Encoder::object($sessions->start(Sessions::USER, $user->username));
        }
        $sessions->revoke($user->sessionKey);
        return self::OK;
    }

    private function asAdmin(string $path): string|Response|null
    {
        $isKnown = array_key_exists($path, $this->routes(new Identity('', '', [], '')))
            || Installers::isPath(self::GENERATE, $path);
        if (!$isKnown) {
            return null;
        }
        $role = self::roleFor($path);
        if ($role !== null && !$this->tables->settings[$role]) {
            throw new ApiError(404, 'Not found');
        }
        $admin = $this->logins()->admin($this->form);
        $route = $this->routes($admin)[$path] ?? null;
        return $route !== null ? $route() : $this->generate($admin, substr($path, strlen(self::GENERATE)));
    }

    /** The role of the server without which there is no such call; null: it is always there. */
    private static function roleFor(string $path): ?string
    {
        return match (true) {
            preg_match(self::ALWAYS, $path) === 1 => null,
            str_starts_with($path, 'admin/storage/') => 'storage_role',
            str_starts_with($path, 'admin/branding/') => 'build_role',
            default => 'auth_role',
        };
    }

    /** @return array<string, \Closure(): string> */
    private function routes(Identity $admin): array
    {
        $form = $this->form;
        $info = new Info($this->tables);
        $accounts = new Accounts($this->tables, $admin);
        return [
            'admin/meta/version' => $info->version(...),
            'admin/account/properties' => fn () => $info->properties($admin),
            'admin/organization/list' => fn () => $info->organizations($admin),
            'admin/dispatcher/list-active' => fn () => $info->connections($admin, $form),
            'admin/branding/available-platforms' => fn () => (new Installers($this->tables, $admin))->available(),
            'admin/add-user' => fn () => $accounts->add($form),
            'admin/delete-user' => fn () => $accounts->delete($form),
            'admin/get-user-profile' => fn () => $accounts->profile($form),
            'admin/get-user-profile-and-hash' => fn () => $accounts->profileAndHash($form),
            'admin/get-user-profile-hash' => fn () => $accounts->profileHash($form),
            'admin/set-user-profile' => fn () => $accounts->setProfile($form),
            'admin/set-user-profile-hash' => fn () => $accounts->setProfileHash($form),
            'admin/reset-user-password' => fn () => $accounts->resetPassword($form),
            'admin/revoke-device' => fn () => $accounts->revokeDevice($form),
            'admin/disable-user-totp' => fn () => $accounts->disableTotp($form),
            'admin/list-users' => $accounts->names(...),
            'admin/list-users-full' => $accounts->all(...),
        ] + $this->sessionRoutes($admin, $accounts) + $this->policyRoutes($admin, $accounts)
            + $this->storageRoutes($admin, $accounts) + $this->jobRoutes($admin, $accounts);
    }

    /** @return array<string, \Closure(): string> */
    private function sessionRoutes(Identity $admin, Accounts $accounts): array
    {
        $sessions = new Sessions($this->tables);
        return [
            'admin/account/session-start' => function () use ($sessions, $admin): string {
                $this->form->address('SelfAddress');
                return Encoder::object($sessions->start(Sessions::ADMIN, $admin->username));
            },
            'admin/account/session-start-as-user' => function () use ($sessions, $accounts): string {
                $username = $accounts->target($this->form);
                $this->logins()->refuseSuspended($this->tables->profile($username));
                return Encoder::object($sessions->start(Sessions::USER, $username));
            },
            'admin/account/session-revoke' => function () use ($sessions, $admin): string {
                $sessions->revoke($admin->sessionKey);
                return self::OK;
            },
        ];
    }

    /** @return array<string, \Closure(): string> */
    private function policyRoutes(Identity $admin, Accounts $accounts): array
    {
        $form = $this->form;
        $policies = new Policies($this->tables, $admin);
        // without a tenant named, an administrator of the top level sees those of all
        $tenant = static fn (): ?string => $form->optional('TargetOrganization') === ''
            ? null
            : $accounts->organization($form);
        return [
            'admin/policies/list' => fn () => $policies->descriptions($tenant()),
            'admin/policies/list-full' => fn () => $policies->full($tenant()),
            'admin/policies/get' => fn () => $policies->get($form),
            'admin/policies/set' => fn () => $policies->set($form),
            'admin/policies/new' => fn () => $policies->add($form),
            'admin/policies/delete' => fn () => $policies->delete($form),
        ];
    }

    /** @return array<string, \Closure(): string> */
    private function storageRoutes(Identity $admin, Accounts $accounts): array
    {
        $form = $this->form;
        $vaults = new Vaults($this->tables, $admin);
        return [
            'admin/request-storage-vault-providers' => fn () => $vaults->templates($accounts->organization($form)),
            'admin/request-storage-vault' => fn () => $vaults->request($accounts->target($form), $form, $this->ownAddress()),
            'admin/storage/list-buckets' => $vaults->buckets(...),
            'admin/storage/delete-bucket' => fn () => $vaults->deleteBucket($form),
        ];
    }

    /** @return array<string, \Closure(): string> */
    private function jobRoutes(Identity $admin, Accounts $accounts): array
    {
        $form = $this->form;
        $jobs = new Jobs($this->tables, $admin);
        return [
            'admin/get-jobs-for-user' => fn () => $jobs->ofUser($accounts->target($form)),
            'admin/get-jobs-for-date-range' => fn () => $jobs->inRange($form),
            'admin/get-jobs-for-custom-search' => fn () => $jobs->search($form),
            'admin/count-jobs-for-custom-search' => fn () => $jobs->count($form),
        ];
    }

    private function generate(Identity $admin, string $name): Response
    {
        return (new Installers($this->tables, $admin))->generate($this->form, $name === 'by-platform' ? null : $name);
    }

    private function unknown(string $path): Response
    {
        $isReal = in_array($path, explode(' ', self::NOT_PLAYED), true) || preg_match(self::NOT_PLAYED_BELOW, $path) === 1;
        if ($isReal) {
            return new Response(501, ['Content-Type' => 'text/plain'], "the test server does not play $path\n");
        }
        throw new ApiError(404, 'Not found');
    }

    private function logins(): Logins
    {
        return new Logins($this->tables, $this->tables->settings['client_address'] ?? $this->request->peer);
    }

    private function ownAddress(): string
    {
        return ($this->request->tls ? 'https' : 'http') . '://' . ($this->request->header('host') ?? 'localhost') . '/';
    }
}
