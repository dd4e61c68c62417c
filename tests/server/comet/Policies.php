<?php

/**
 * Policy groups. A group's policy is copied into the profiles of those who have it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace Provision\TestServer\Comet;

final class Policies
{
    public function __construct(private readonly Tables $tables, private readonly Identity $admin)
    {
    }

    /** @param string|null $organization null: all that the administrator sees */
    public function descriptions(?string $organization): string
    {
        $describe = fn (\stdClass $group): string => Encoder::json($group->Description);
        return Encoder::map(array_map($describe, $this->visible($organization)));
    }

    public function full(?string $organization): string
    {
        return Encoder::map(array_intersect_key($this->tables->texts('policies'), $this->visible($organization)));
    }

    public function get(Form $form): string
    {
        $id = $this->target($form);
        return Encoder::object([
            'Status' => '200',
            'Message' => '"OK"',
            'Policy' => $this->tables->texts('policies')[$id],
            'PolicyHash' => Encoder::json($this->hash($id)),
        ]);
    }

    /** A group that is not there is made, under the id that the caller chose. */
    public function set(Form $form): string
    {
        $id = $form->text('PolicyID');
        $group = $this->decode($form);
        if ($form->optional('Options') !== '') {
            (new Decoder($this->tables->schema))->decode('Options', $form->text('Options'), 'PolicyOptions');
        }
        $old = $this->tables->structure('policies', $id);
        if ($old !== null && !$this->admin->sees($old->OrganizationID)) {
            throw new ApiError(400, 'Unknown policy');
        }
        $hash = $form->optional('CheckPolicyHash');
        if ($hash !== '' && ($old === null || $hash !== $this->hash($id))) {
            $status = (int) $this->tables->settings['conflict_status'];
            throw new ApiError($status, 'The policy was changed by somebody else');
        }
        $group->OrganizationID = $old->OrganizationID ?? $group->OrganizationID;
        $this->save($id, $group, $old);
        return Api::OK;
    }

    /** The answer does not tell the new group's id. */
    public function add(Form $form): string
    {
        $id = Random::guid();
        $this->save($id, $this->decode($form), null);
        return Encoder::object([
            'Status' => '200',
            'Message' => '"OK"',
            'PolicyHash' => Encoder::json($this->hash($id)),
        ]);
    }

    public function delete(Form $form): string
    {
        $id = $this->target($form);
        if ($this->usersOf($id) !== []) {
            throw new ApiError(400, 'The policy is in use');
        }
        $this->tables->delete('policies', $id);
        return Api::OK;
    }

    /** The id of the group that new users of an organization get; '' for none. */
    public function defaultOf(string $organization): string
    {
        foreach (array_keys($this->tables->texts('policies')) as $id) {
            $group = $this->tables->structure('policies', (string) $id);
            if ($group->DefaultUserPolicy && $group->OrganizationID === $organization) {
                return (string) $id;
            }
        }
        return '';
    }

    private function target(Form $form): string
    {
        $id = $form->text('PolicyID');
        return isset($this->visible(null)[$id]) ? $id : throw new ApiError(400, 'Unknown policy');
    }

    /** @return array<\stdClass> by id */
    private function visible(?string $organization): array
    {
        $groups = [];
        foreach (array_keys($this->tables->texts('policies')) as $id) {
            $group = $this->tables->structure('policies', (string) $id);
            $isMeant = $organization === null
                ? $this->admin->sees($group->OrganizationID)
                : $group->OrganizationID === $organization;
            if ($isMeant && $this->admin->mayUsePolicy((string) $id)) {
                $groups[$id] = $group;
            }
        }
        return $groups;
    }

    private function decode(Form $form): \stdClass
    {
        $decoder = new Decoder($this->tables->schema);
        $group = $decoder->decode('Policy', $form->text('Policy'), 'GroupPolicy');
        foreach ($decoder->unknown as $path) {
            $this->tables->append('warnings', ['kind' => 'unknown', 'what' => "GroupPolicy.$path"]);
        }
        if (!$this->admin->isTopLevel()) {
            $group->OrganizationID = $this->admin->organization;
        } elseif ($group->OrganizationID !== '' && !$this->tables->has('organizations', $group->OrganizationID)) {
            throw new ApiError(400, 'Unknown organization');
        }
        return $group;
    }

    private function save(string $id, \stdClass $group, ?\stdClass $old): void
    {
        $group->ModifiedDate = $this->tables->time();
        $group->CreatedDate = $old->CreatedDate ?? $group->ModifiedDate;
        $this->tables->put('policies', $id, $group);
        if ($group->DefaultUserPolicy) {
            $this->unmarkOthers($id, $group->OrganizationID);
        }
        foreach ($this->usersOf($id) as $username) {
            $profile = $this->tables->profile($username);
            (new Profiles($this->tables))->copyPolicy($profile);
            $this->tables->putProfile($profile);
        }
    }

    /** Only one group of an organization is the one for new users. */
    private function unmarkOthers(string $id, string $organization): void
    {
        foreach (array_keys($this->tables->texts('policies')) as $other) {
            $group = $this->tables->structure('policies', (string) $other);
            if ((string) $other !== $id && $group->DefaultUserPolicy && $group->OrganizationID === $organization) {
                $group->DefaultUserPolicy = false;
                $this->tables->put('policies', (string) $other, $group);
            }
        }
    }

    /** @return list<string> */
    private function usersOf(string $id): array
    {
        $mention = '"PolicyID":' . Encoder::json($id) . ',';
        $users = array_filter(
            $this->tables->all('users'),
            static fn (array $row): bool => str_contains($row['profile'], $mention),
        );
        return array_map(strval(...), array_keys($users));
    }

    private function hash(string $id): string
    {
        return Random::awkward(hash('sha256', $this->tables->texts('policies')[$id], true));
    }
}
