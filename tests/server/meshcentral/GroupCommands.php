<?php

/**
 * Device groups and their members: meshes, createmesh, editmesh, deletemesh, addmeshuser, removemeshuser, createInviteLink.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Meshcentral;

final class GroupCommands extends Commands
{
    public function meshes(): void
    {
        $this->tagged(['meshes' => array_values(array_map(self::safeMesh(...), $this->access->groups($this->socket->user)))]);
    }

    public function createmesh(): void
    {
        $type = $this->given('meshtype');
        $type = is_string($type) ? (int) $type : $type;
        $caller = $this->caller();
        $isAdmin = Rights::isFullAdmin($caller);
        $refused = match (true) {
            !$isAdmin && Rights::has($caller, Rights::SITE_NO_NEW_GROUPS) => 'Permission denied',
            !$isAdmin && $this->state->settings['mail'] && ($caller['emailVerified'] ?? false) !== true => 'Email verification required',
            !Input::isText($this->given('meshname'), 1, 128) => 'Invalid group name',
            $this->given('desc') !== null && !Input::isText($this->given('desc'), 0, 1024) => 'Invalid group description',
            $type !== null && ($type < 1 || $type > 2) => 'Invalid group type',
            default => null,
        };
        if ($refused !== null) {
            $this->result($refused);
            return;
        }
        $id = "mesh/{$this->socket->domain}/" . strtr(base64_encode(random_bytes(48)), '+/', '@$');
        $links = [$caller['_id'] => ['name' => $caller['name'], 'rights' => Rights::ALL]];
        $this->state->meshes[$id] = [
            '_id' => $id, 'name' => $this->command['meshname'], 'mtype' => $type, 'domain' => $this->socket->domain,
            'links' => $links, 'creation' => $this->state->milliseconds(), 'creatorid' => $caller['_id'],
            'creatorname' => $caller['name'], 'serial' => count($this->state->meshes) + 1,
        ] + array_intersect_key($this->command, ['desc' => 0, 'flags' => 0, 'consent' => 0]);
        $this->state->users[$caller['_id']]['links'][$id] = ['rights' => Rights::ALL];
        $this->sockets->resubscribe($caller['_id']);
        $this->accountChanged($caller['_id'], ['nolog' => 1]);
        $this->sockets->dispatch(['*', 'server-createmesh', $id, $caller['_id']], [
            'etype' => 'mesh', 'userid' => $caller['_id'], 'username' => $caller['name'], 'meshid' => $id, 'mtype' => $type,
            'mesh' => self::safeMesh($this->state->meshes[$id]), 'action' => 'createmesh', 'msgid' => 76,
            'msgArgs' => [$this->command['meshname']], 'msg' => 'Device group created: ' . $this->command['meshname'],
            'domain' => $this->socket->domain,
        ]);
        $this->answer(array_intersect_key($this->command, ['responseid' => 0]) + [
            'result' => 'ok', 'meshid' => $id, 'links' => $links,
        ]);
    }

    public function editmesh(): void
    {
        $id = $this->groupId('meshidname');
        if (!is_string($id)) {
            $this->result('Invalid group identifier');
            return;
        }
        if (!isset($this->state->meshes[$id])) {
            $this->result('Invalid group identifier ');
            return;
        }
        $may = ($this->access->groupRights($this->socket->user, $id) & Rights::GROUP_EDIT) !== 0;
        if (!$may || !$this->isOfDomain($id) || $this->isInviteTaken($id)) {
            return;
        }
        $before = $this->state->meshes[$id];
        $this->state->meshes[$id] = $this->edited($before);
        $this->groupEdited($before, $this->state->meshes[$id]);
        $this->result('ok');
    }

    public function deletemesh(): void
    {
        $id = $this->groupId('meshname');
        $refused = match (true) {
            $id === false => 'Duplicate device groups found',
            $id === null => 'Invalid group identifier',
            !isset($this->state->meshes[$id]) => 'Unknown device group',
            !$this->isOfDomain($id) => 'Invalid group',
            // a group that is deleted already has no members any more
            $this->access->groupRights($this->socket->user, $id) !== Rights::ALL => 'Access denied',
            default => null,
        };
        if ($refused !== null) {
            $this->result($refused);
            return;
        }
        $this->sockets->dispatch(['*', $id, 'server-deletemesh'], [
            'etype' => 'mesh', 'userid' => $this->socket->user, 'username' => $this->caller()['name'],
            'mtype' => $this->state->meshes[$id]['mtype'], 'meshid' => $id, 'action' => 'deletemesh', 'msgid' => 77,
            'msgArgs' => [null], 'msg' => 'Device group deleted: undefined', 'domain' => $this->socket->domain,
        ]);
        foreach (array_keys($this->state->meshes[$id]['links']) as $user) {
            // the group keeps its links: they are given back when it is undeleted
            if (isset($this->state->users[$user]['links'])) {
                unset($this->state->users[$user]['links'][$id]);
                $this->membershipChanged($user);
            }
        }
        $this->sockets->forgetTarget($id);
        unset($this->state->meshes[$id]['invite']);
        $this->state->meshes[$id]['deleted'] = $this->state->milliseconds();
        $this->state->nodes = array_filter($this->state->nodes, static fn (array $node): bool => $node['meshid'] !== $id);
        $this->result('ok');
    }

    public function addmeshuser(): void
    {
        $id = $this->groupId('meshname');
        $users = is_string($this->given('userid')) ? [$this->command['userid']] : $this->given('userids');
        $refused = match (true) {
            $id === false => 'Duplicate device groups found',
            $id === null => 'Invalid groupid',
            !Input::isNumber($this->given('meshadmin')) => 'Invalid group rights',
            !Input::isTextList($this->given('usernames'), 1, 128) && !Input::isTextList($users, 1, 128) => 'Invalid usernames',
            !isset($this->state->meshes[$id]) => 'Unknown group',
            !$this->managesMembers($id) => 'Permission denied',
            !$this->isOfDomain($id) => 'Invalid domain',
            default => null,
        };
        if ($refused !== null) {
            $this->result($refused);
            return;
        }
        $texts = [];
        [$done, $failed] = [0, 0];
        foreach ($users ?? $this->idsOf($this->command['usernames']) as $user) {
            $text = $this->changeMember($id, $user);
            if ($text === null) {
                // the real server fails here, and neither goes on nor answers
                return;
            }
            $texts[] = $text;
            $done += preg_match('/^(Added|Removed) user /', $text);
            $failed += preg_match('/^Unknown user /', $text);
        }
        $texts = $done + $failed === 0 ? [...$texts, 'Nothing done'] : $texts;
        $this->notifyOfUnknown($texts);
        $this->result(implode(', ', $texts), ['success' => $done, 'failed' => $failed]);
    }

    public function removemeshuser(): void
    {
        $id = $this->groupId('meshname');
        $user = Input::isText($this->given('userid'), 1, 1024) ? $this->id('user', $this->command['userid']) : null;
        $refused = match (true) {
            $user === null, !$this->isOfDomain((string) $user) => 'Invalid userid',
            !is_string($id) => 'Invalid groupid',
            !isset($this->state->meshes[$id]) => 'Unknown device group',
            !$this->managesMembers($id) => 'Permission denied',
            $user === $this->socket->user => "Can't remove self",
            default => null,
        };
        if ($refused !== null) {
            $this->result($refused);
            return;
        }
        if (isset($this->state->users[$user]['links'][$id])) {
            unset($this->state->users[$user]['links'][$id]);
            $this->membershipChanged($user);
        }
        if (!isset($this->state->meshes[$id]['links'][$user])) {
            $this->result('User not in group');
            return;
        }
        unset($this->state->meshes[$id]['links'][$user]);
        $name = $this->state->users[$user]['name'] ?? explode('/', $user, 3)[2];
        $group = $this->state->meshes[$id]['name'];
        $this->groupChanged($id, [
            // the name of who went, where everywhere else the id of who did it stands
            'userid' => $name, 'msgid' => 83, 'msgArgs' => [$name, $group], 'msg' => "Removed user $name from device group $group",
        ], [$this->socket->user, $user]);
        $this->result('ok');
    }

    public function createInviteLink(): void
    {
        $id = $this->groupId('meshname');
        $refused = match (true) {
            $id === false => 'Duplicate device groups found',
            $id === null => 'Invalid group id',
            !Input::isNumber($this->given('expire'), 0, 99999) => 'Invalid expire time',
            !Input::isNumber($this->given('flags'), 0, 256) => 'Invalid flags',
            !isset($this->state->meshes[$id]) || !$this->access->sees($this->socket->user, $id) => 'Invalid group id',
            default => null,
        };
        if ($refused !== null) {
            $this->result($refused);
            return;
        }
        $content = ['a' => 4, 'mid' => $id, 'f' => $this->command['flags'], 'expire' => $this->command['expire'] * 60];
        $cookie = (new Cookies($this->state))->encode($content, $this->state->secret);
        $domain = $this->socket->domain === '' ? '' : "{$this->socket->domain}/";
        $this->answer([
            'meshid' => $id,
            'url' => "https://{$this->state->settings['name']}:{$this->state->settings['port']}/{$domain}agentinvite?c=$cookie",
            'expire' => $this->command['expire'], 'cookie' => $cookie,
        ] + array_intersect_key($this->command, ['responseid' => 0, 'tag' => 0]));
    }

    /** The group meant, by id or by a name that only one has: false when several have it, null when nothing is meant. */
    private function groupId(string $nameMember): string|false|null
    {
        $id = $this->given('meshid');
        if ($id === null && is_string($this->given($nameMember))) {
            $named = array_filter(
                $this->access->groups($this->socket->user),
                fn (array $mesh): bool => $mesh['name'] === $this->command[$nameMember],
            );
            return count($named) > 1 ? false : array_key_first($named);
        }
        return Input::isText($id, 8, 134) ? $this->id('mesh', $id) : null;
    }

    private function managesMembers(string $mesh): bool
    {
        return ($this->access->groupRights($this->socket->user, $mesh) & Rights::GROUP_MANAGE_USERS) !== 0;
    }

    /** Names that nobody has are left out. @param list<string> $names @return list<string> */
    private function idsOf(array $names): array
    {
        $ids = array_map(fn (string $name): string => $this->id('user', strtolower($name)), $names);
        return array_values(array_filter($ids, fn (string $id): bool => isset($this->state->users[$id])));
    }

    /** What the answer says of this one; null: the real server's handler fails. */
    private function changeMember(string $mesh, string $user): ?string
    {
        $name = explode('/', $user)[2] ?? '';
        $own = $this->access->groupRights($this->socket->user, $mesh);
        $old = $this->state->users[$user]['links'][$mesh]['rights'] ?? 0;
        $text = match (true) {
            explode('/', $user)[1] !== $this->socket->domain => 'Mismatch domains',
            !isset($this->state->users[$user]) => "Unknown user $name",
            $user === $this->socket->user => "Can't change self",
            $old === Rights::ALL && $own !== Rights::ALL => "Can't change rights of device group administrator",
            $this->given('remove') === true => $this->removeMember($mesh, $user),
            $own !== Rights::ALL && $this->command['meshadmin'] === Rights::ALL
                => "Can't set device group administrator, if not administrator",
            default => $this->addMember($mesh, $user),
        };
        return $text;
    }

    /** For a person who sits in front of it. @param list<string> $texts */
    private function notifyOfUnknown(array $texts): void
    {
        $unknown = preg_filter('/^Unknown user /', '', $texts);
        if ($unknown !== []) {
            $names = implode(', ', $unknown);
            $several = count($unknown) > 1;
            $this->socket->send([
                'action' => 'msg', 'type' => 'notify', 'id' => lcg_value(), 'title' => 'Device Group', 'titleid' => 5,
                'tag' => 'ServerNotify', 'value' => ($several ? 'Users ' : 'User ') . "$names not found.",
                'msgid' => $several ? 16 : 15, 'args' => [$names], 'userid' => $this->socket->user,
                'username' => $this->caller()['name'],
            ]);
        }
    }

    private function addMember(string $mesh, string $user): string
    {
        $name = $this->state->users[$user]['name'];
        $this->state->users[$user]['links'][$mesh] = ['rights' => $this->command['meshadmin']];
        $this->membershipChanged($user);
        $this->state->meshes[$mesh]['links'][$user] = ['name' => $name, 'rights' => $this->command['meshadmin']];
        $this->memberEvent($mesh, $user, "Added user $name to device group {$this->state->meshes[$mesh]['name']}");
        return 'Added user ' . explode('/', $user, 3)[2];
    }

    private function removeMember(string $mesh, string $user): ?string
    {
        if (!isset($this->state->users[$user]['links'])) {
            return null;
        }
        $name = $this->state->users[$user]['name'];
        unset($this->state->users[$user]['links'][$mesh]);
        $this->membershipChanged($user);
        unset($this->state->meshes[$mesh]['links'][$user]);
        $this->memberEvent($mesh, $user, "Removed user $name from device group {$this->state->meshes[$mesh]['name']}");
        return 'Removed user ' . explode('/', $user, 3)[2];
    }

    private function memberEvent(string $mesh, string $user, string $msg): void
    {
        $this->groupChanged($mesh, ['username' => $this->state->users[$user]['name'], 'msg' => $msg], [$this->socket->user, $user]);
    }

    private function isInviteTaken(string $mesh): bool
    {
        $codes = $this->given('invite')['codes'] ?? [];
        foreach ($this->state->meshes as $id => $other) {
            if ($id !== $mesh && !isset($other['deleted']) && array_intersect($other['invite']['codes'] ?? [], $codes) !== []) {
                return true;
            }
        }
        return false;
    }

    /** @param array<string, mixed> $before @param array<string, mixed> $now */
    private function groupEdited(array $before, array $now): void
    {
        $columns = ['name' => 1, 'desc' => 2, 'flags' => 3, 'consent' => 4, 'expireDevs' => 5, 'invite' => 6];
        $words = ['desc' => 'description', 'expireDevs' => 'auto-remove', 'invite' => 'invite code'];
        $changed = array_filter($columns, static fn (string $c) => ($now[$c] ?? null) !== ($before[$c] ?? null), ARRAY_FILTER_USE_KEY);
        if ($changed === []) {
            return;
        }
        $parts = array_map(static fn (string $column): string => match ($column) {
            'name' => "Device group name changed from \"$before[name]\" to \"$now[name]\"",
            default => ($words[$column] ?? $column) . ' changed',
        }, array_keys($changed));
        $parts[0] = isset($changed['name']) ? $parts[0] : "Device group \"$now[name]\" $parts[0]";
        $more = array_intersect_key($now, ['flags' => 0, 'consent' => 0, 'invite' => 0])
            + array_intersect_key($this->command, ['expireDevs' => 0]);
        $this->groupChanged($now['_id'], [
            'msgid' => 142, 'msgArgs' => [$now['name'], array_values($changed)], 'msg' => implode(' and ', $parts),
        ] + $more, [$this->socket->user, 'server-editmesh']);
    }

    /** @param array<string, mixed> $mesh @return array<string, mixed> */
    private function edited(array $mesh): array
    {
        $mesh['name'] = Input::isText($this->given('meshname'), 1, 128) ? $this->command['meshname'] : $mesh['name'];
        if (Input::isText($this->given('desc'), 0, 1024)) {
            $mesh['desc'] = $this->command['desc'];
        }
        foreach (['flags', 'consent', 'expireDevs'] as $number) {
            if (Input::isNumber($this->given($number), 0, $number === 'expireDevs' ? 2000 : null)) {
                $mesh[$number] = $this->command[$number];
            }
        }
        $invite = $this->given('invite');
        if ($invite === '*') {
            unset($mesh['invite']);
        } elseif (is_array($invite['codes'] ?? null) && is_int($invite['flags'] ?? null)) {
            $mesh['invite'] = array_intersect_key($invite, ['codes' => 0, 'flags' => 0, 'ag' => 0]);
        }
        return $mesh;
    }
}
