<?php

/**
 * provision.stub.php: the PHP contract of the extension. provision_arginfo.h is made from it (tools/gen-arginfo.sh).
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * What all functions of a product have in common
 *
 *   $params is the array that WHMCS hands a provisioning module; any other billing host can fill the same keys. Each function
 *   finds its input where WHMCS puts it. Where several places are named, the first that is not empty counts. Unknown keys and
 *   objects are ignored; null and '' count as absent; a value of the wrong type in a known place is a ConfigurationException
 *   that names the key. Numbers may be ints or decimal strings, yes/no may be bool, 0/1, on/off, yes/no, true/false. An int is
 *   taken as text in configoptions and customfields only. provision_backends() lists every key with type, unit and bounds.
 *
 *   Server keys, read by every function:
 *     serverhostname    host, host:port or https://host; needed. serverip serves when it is empty
 *     serverport        0 or absent: the scheme's own
 *     serversecure, serverhttpprefix    plain HTTP goes to loopback only, unless provision[allow_plain_http]
 *   Service keys: serviceid (part of the marker that proves what is ours), userid (part of generated names)
 *   $params['provision'], optional, all keys optional:
 *     connect_timeout_ms, timeout_ms    milliseconds
 *     ca_file                           PEM file that the server's certificate is verified against
 *     pinned_public_key                 'sha256//...': the only key the server may have
 *     allow_plain_http                  yes/no
 *     adopt                             yes/no: take an object without our marker for this service's, on the operator's word
 *     options                           our name of an input => the operator's name of the configurable option
 *
 *   Errors: Provision\ConfigurationException before any request; otherwise the class that says what happened
 *   (Provision\Exception below). Every function may be called again after any outcome and ends in the wanted state. Sizes are
 *   bytes unless the key says otherwise, times Unix seconds, durations milliseconds where the key ends in _ms, else seconds.
 *
 * @generate-class-entries
 */

namespace {
    /**
     * Asks the server for its version with the given credential, and tells what the credential may do. Works with the server
     * keys alone and asks also a server that refused a connection a moment ago.
     *
     * Reads: serveraccesshash or serverpassword (API key).
     * Returns: version (string), access ('read-write').
     * Errors: AuthenticationException for a wrong key or a refused address, PermissionException for a read-only key.
     *
     * @implementation-alias provision_operation
     */
    function mailcow_test_connection(#[\SensitiveParameter] array $params): array {}

    /**
     * Makes the service's mail domain with the limits of its package, and a domain administrator with a new password.
     * What an earlier try of the same service left is completed.
     *
     * Reads: API key; serviceid, userid, domain (Unicode or punycode); configoptions 'Quota Totale Dominio' (MiB), 'Max Caselle',
     * 'Max Alias' or their English names, else configoption1 to configoption3; configoption4 (largest mailbox, MiB),
     * configoption5 (rate limit), configoption6 (DKIM key size), configoption8 (restart SOGo); customfields
     * mailcow_admin_username.
     * Returns: state ('created', 'resumed', 'unchanged'), domain, username, password (only when this call set it),
     * mailcow_admin_username, limits (quota_bytes, max_mailbox_quota_bytes, max_mailboxes, max_aliases; rate_limit where one was asked for).
     * Errors: ConflictException when the domain exists and is not this service's, LimitException for refused limits. Where the
     * outcome is unknown, partial holds username, password and mailcow_admin_username: store them, the next create keeps them.
     *
     * @implementation-alias provision_operation
     */
    function mailcow_create(#[\SensitiveParameter] array $params): array {}

    /**
     * Makes domain and administrator inactive.
     *
     * Reads: API key; serviceid, domain; customfields mailcow_admin_username, username.
     * Returns: state ('suspended'), changed (bool; false when it was so already).
     * Errors: NotFoundException when the domain is not there, ConflictException when it is not this service's.
     *
     * @implementation-alias provision_operation
     */
    function mailcow_suspend(#[\SensitiveParameter] array $params): array {}

    /**
     * Makes domain and administrator active again.
     *
     * Reads and errors: as mailcow_suspend(). Returns: state ('active'), changed (bool).
     *
     * @implementation-alias provision_operation
     */
    function mailcow_unsuspend(#[\SensitiveParameter] array $params): array {}

    /**
     * Removes the domain with its mailboxes and resources. mailcow removes an administrator who is left without a domain.
     * Nothing that was not read and matched is deleted.
     *
     * Reads: as mailcow_suspend(); configoption7 (yes/no: delete the DKIM key too).
     * Returns: state ('terminated'), changed (bool; false when it was gone already), removed (domain, mailboxes, resources,
     * dkim_key).
     * Errors: ConflictException when the domain is not this service's; a time-out in the middle of a long list is retryable,
     * and the repeat goes on from there.
     *
     * @implementation-alias provision_operation
     */
    function mailcow_terminate(#[\SensitiveParameter] array $params): array {}

    /**
     * Sets the administrator's password.
     *
     * Reads: as mailcow_suspend(); password (the new one, 4 to 72 bytes).
     * Returns: changed (bool).
     * Errors: LimitException when mailcow's password policy refuses it.
     *
     * @implementation-alias provision_operation
     */
    function mailcow_change_password(#[\SensitiveParameter] array $params): array {}

    /**
     * Brings quota, mailboxes and aliases of the domain to the package. The default quota of a new mailbox stays the customer's.
     *
     * Reads: as mailcow_create() without what creation alone needs.
     * Returns: changed (bool), limits (as mailcow_create()).
     * Errors: LimitException when the domain uses more than the new package allows.
     *
     * @implementation-alias provision_operation
     */
    function mailcow_change_package(#[\SensitiveParameter] array $params): array {}

    /**
     * Renames the administrator.
     *
     * Reads: as mailcow_suspend(); username (the wanted name), customfields mailcow_admin_username (the present one).
     * Returns: username, mailcow_admin_username, changed (bool).
     * Errors: ConflictException when the name is taken.
     *
     * @implementation-alias provision_operation
     */
    function mailcow_change_username(#[\SensitiveParameter] array $params): array {}

    /**
     * The service as mailcow sees it now.
     *
     * Reads: as mailcow_suspend().
     * Returns: state ('active', 'suspended', 'absent'), domain, domain_unicode, created ('Y-m-d H:i:s'), limits (quota_bytes,
     * max_mailbox_quota_bytes, default_mailbox_quota_bytes, max_mailboxes, max_aliases, rate_limit), usage (mailboxes, aliases,
     * disk_bytes, assigned_quota_bytes, messages), administrators (list of names); when absent only state and names.
     * Errors: ConflictException when the domain is not this service's.
     *
     * @implementation-alias provision_operation
     */
    function mailcow_status(#[\SensitiveParameter] array $params): array {}

    /**
     * Usage of every domain of the server, in one request. Works with the server keys alone.
     *
     * Reads: API key.
     * Returns: domain => mailboxes, aliases, disk_bytes, assigned_quota_bytes, messages, quota_bytes (ints).
     *
     * @implementation-alias provision_operation
     */
    function mailcow_usage(#[\SensitiveParameter] array $params): array {}

    /**
     * Every domain of the server as a row for WHMCS' server sync. Works with the server keys alone.
     *
     * Reads: API key.
     * Returns: list of email, username, domain, uniqueIdentifier, product, primaryip, created ('Y-m-d H:i:s'),
     * status ('Active', 'Suspended').
     *
     * @implementation-alias provision_operation
     */
    function mailcow_list_accounts(#[\SensitiveParameter] array $params): array {}

    /**
     * A one-time login of the domain administrator.
     *
     * Reads: as mailcow_suspend().
     * Returns: url (holds the token: hand it to the browser and to nothing else), expires_in (seconds), username.
     * Errors: PermissionException while the service is suspended.
     *
     * @implementation-alias provision_operation
     */
    function mailcow_sso(#[\SensitiveParameter] array $params): array {}

    /**
     * The DNS records that the domain needs, ready to paste.
     *
     * Reads: API key; domain; configoption9 (host name that the records point at; the server's when empty).
     * Returns: list of type, name, value, priority (int or null), purpose.
     *
     * @implementation-alias provision_operation
     */
    function mailcow_dns_records(#[\SensitiveParameter] array $params): array {}

    /**
     * Asks a Comet Server for its version and roles, and what the admin account is and may do. Changes nothing; works with the
     * server keys alone.
     *
     * Reads: serverusername, serverpassword (the admin account), serveraccesshash (base32 secret of its second factor, when it
     * has one), and where the server is.
     * Returns: version, codename, roles (list of 'auth', 'storage', 'build'), server_time, license_valid_until (Unix seconds),
     * organization (id of the admin's tenant, '' for the top level), rights (accounts, storage_vaults, erase_storage,
     * installers: bools).
     * Errors: AuthenticationException for a refused account, UnsupportedException for a server without the Auth Role.
     *
     * @implementation-alias provision_operation
     */
    function comet_test_connection(#[\SensitiveParameter] array $params): array {}

    /**
     * Makes the service's account with vault, policy group and quotas, or goes on where an earlier try stopped. The account's
     * name for people begins with our marker.
     *
     * Reads: admin account; serviceid; customfields Username and Password, username, password, clientsdetails (names and e-mail,
     * for what nobody chose); configoption1 (policy group), configoption2 (storage template), configoption3 (password change at
     * the first login), configoption4 (tenant), quotas (docs/comet.md), configoption11 (reports by e-mail).
     * Returns: username, password (when this call set it), state ('created', 'resumed', 'unchanged'), limits (devices,
     * protected_bytes, vault_bytes, microsoft_365_accounts, hyperv_guests, vmware_guests; 0 is unlimited).
     * Errors: ConflictException when the name, and the name with the service's number behind it, are another's;
     * NotFoundException when the policy group is not there; LimitException for a name or password that Comet refuses.
     * A failed call that may have made the account has partial: username, password.
     *
     * @implementation-alias provision_operation
     */
    function comet_create(#[\SensitiveParameter] array $params): array {}

    /**
     * Suspends the account: no login, no backup, no restore; its data stays.
     *
     * Reads: admin account; serviceid; username, customfields Username; password, customfields Password (they prove an account
     * without our marker).
     * Returns: state ('suspended'), changed (bool; false when it was so already).
     * Errors: NotFoundException when the account is not there, ConflictException when it is not this service's.
     *
     * @implementation-alias provision_operation
     */
    function comet_suspend(#[\SensitiveParameter] array $params): array {}

    /**
     * Ends the suspension.
     *
     * Reads and errors: as comet_suspend(). Returns: state ('active'), changed (bool).
     *
     * @implementation-alias provision_operation
     */
    function comet_unsuspend(#[\SensitiveParameter] array $params): array {}

    /**
     * Deletes the account with its history. Stored data stays on the server unless the product says otherwise.
     *
     * Reads: as comet_suspend(); configoption12 (yes/no: the devices uninstall the software), configoption13 (yes/no: erase the
     * account's storage buckets on this server, for good).
     * Returns: state ('terminated'), changed (bool; false when it was gone already), removed (account, devices, vaults; buckets:
     * list of those erased, when erasing is on).
     * Errors: ConflictException when the account is not this service's; UnsupportedException when a vault that is to be erased
     * is not on this server: nothing is deleted then.
     *
     * @implementation-alias provision_operation
     */
    function comet_terminate(#[\SensitiveParameter] array $params): array {}

    /**
     * Sets the account's password.
     *
     * Reads: as comet_suspend(); password (the new one, from 8 characters).
     * Returns: changed (bool).
     * Errors: LimitException for one that is too short or that Comet refuses; UnsupportedException for an account without a
     * recovery code, whose password no admin can set.
     *
     * @implementation-alias provision_operation
     */
    function comet_change_password(#[\SensitiveParameter] array $params): array {}

    /**
     * Brings quotas and policy group of the account to the package; a quota that the package no longer has is taken away.
     *
     * Reads: as comet_suspend(); configoption1 (policy group), configoption4 (tenant), quotas (docs/comet.md).
     * Returns: changed (bool), limits (as comet_create(), as they stand now), policy_group (id).
     * Errors: as comet_suspend(); NotFoundException also when the policy group is not there.
     *
     * @implementation-alias provision_operation
     */
    function comet_change_package(#[\SensitiveParameter] array $params): array {}

    /**
     * The service as Comet sees it now.
     *
     * Reads: as comet_suspend(); provision[job_days] (jobs of so many days; none when not given).
     * Returns: state ('active', 'suspended', 'absent'), username; unless absent account_name, created (Unix seconds), policy_group,
     * require_password_change (bool), limits (as comet_create()), usage (devices, protected_items, protected_bytes, vault_bytes,
     * microsoft_365_accounts, hyperv_guests, vmware_guests), devices (list of id, name, system, client_version, registered_at,
     * last_backup_at, last_backup_state), vaults (list of id, name, kind, used_bytes, limit_bytes), items (list of id, name, kind,
     * device, size_bytes, last_backup_at, last_backup_state), with job_days: jobs (as comet_jobs()).
     * Errors: ConflictException when the account is not this service's.
     *
     * @implementation-alias provision_operation
     */
    function comet_status(#[\SensitiveParameter] array $params): array {}

    /**
     * What the service's devices did in the last days, newest first, 500 rows at most.
     *
     * Reads: as comet_suspend(); provision[job_days] (14 when not given).
     * Returns: list of id, device, item (names), kind ('backup', 'restore', 'retention', 'unlock', 'delete', 'remeasure', 'update',
     * 'import', 'reindex', 'deep_verify', 'uninstall', 'unknown'), state ('success', 'running', 'waiting', 'warning', 'error',
     * 'quota_exceeded', 'missed', 'cancelled', 'skipped', 'timeout', 'abandoned', 'unknown'), started_at, ended_at (Unix seconds),
     * total_bytes, uploaded_bytes.
     *
     * @implementation-alias provision_operation
     */
    function comet_jobs(#[\SensitiveParameter] array $params): array {}

    /**
     * Figures of every account of the server, in one request.
     *
     * Reads: the admin account.
     * Returns: user name => devices, protected_items, protected_bytes, vault_bytes, microsoft_365_accounts, hyperv_guests,
     * vmware_guests, protected_quota_bytes, vault_quota_bytes, device_limit (0: none).
     *
     * @implementation-alias provision_operation
     */
    function comet_usage(#[\SensitiveParameter] array $params): array {}

    /**
     * Every account of the server as a row for WHMCS' server sync, in one request.
     *
     * Reads: the admin account.
     * Returns: list of email, username, domain (''), uniqueIdentifier (the user name), product (''), primaryip (''), created
     * ('Y-m-d H:i:s', UTC), status ('Active', 'Suspended').
     *
     * @implementation-alias provision_operation
     */
    function comet_list_accounts(#[\SensitiveParameter] array $params): array {}

    /**
     * The server's policy groups.
     *
     * Reads: the admin account; configoption4 (tenant). Returns: list of id, name.
     *
     * @implementation-alias provision_operation
     */
    function comet_policies(#[\SensitiveParameter] array $params): array {}

    /**
     * The server's storage templates.
     *
     * Reads: the admin account; configoption4 (tenant). Returns: list of id, name.
     *
     * @implementation-alias provision_operation
     */
    function comet_storage_providers(#[\SensitiveParameter] array $params): array {}

    /**
     * The platforms that the server builds client software for.
     *
     * Reads: the admin account. Returns: list of platform (number), category, name, recommended (bool).
     *
     * @implementation-alias provision_operation
     */
    function comet_installers(#[\SensitiveParameter] array $params): array {}

    /**
     * One platform's installer, as the server builds it; that can take minutes. It lies in a nameless temporary file when the
     * call returns, whole.
     *
     * Reads: the admin account; provision[platform] (number of comet_installers()), provision[self_address].
     * Returns: stream (resource, at its beginning), bytes, filename, type (MIME).
     * Errors: LimitException when the disk of PHP's temporary folder is full.
     *
     * @implementation-alias provision_operation
     */
    function comet_download_installer(#[\SensitiveParameter] array $params): array {}

    /**
     * A session of the service's user for Comet's web interface. The key belongs into the body of one page that posts it to the
     * window of exactly this URL; never into a URL.
     *
     * Reads: as comet_suspend().
     * Returns: url ('https://HOST/': the page to open, and the origin to post to), username, session_key, message
     * ('user_session_login'), expires_in (seconds).
     * Errors: PermissionException while the service is suspended.
     *
     * @implementation-alias provision_operation
     */
    function comet_sso(#[\SensitiveParameter] array $params): array {}

    /**
     * The same for the admin account itself: whoever has this key has the server.
     *
     * Reads: the admin account; provision[self_address].
     * Returns: as comet_sso(), message 'session_login'.
     *
     * @implementation-alias provision_operation
     */
    function comet_admin_sso(#[\SensitiveParameter] array $params): array {}

    /**
     * Logs in with the given credential and tells what it may do. Works with the server keys alone (and a product's
     * configoption1, 2, 4, 5, 6, 13 where the module hands them over) and asks also a server that refused a connection a moment
     * ago.
     *
     * Reads, as every function of MeshCentral:
     *   address: configoption1 (ServerURL, https://host[:port][/domain]), else the server keys; configoption4 (MeshCentral
     *   domain, or dns:domain), configoption5 (URL key);
     *   credential: configoption2 (APIKey), else serverusername and serverpassword (login token ~t:... or account), else
     *   serveraccesshash. APIKey and access hash are the login key (160 hex digits) or ~t:user:password. A login key acts as
     *   serverusername (without serverpassword), configoption13 or admin, and makes the links of meshcentral_sso() also where
     *   another credential logs in; configoption6 (its cookies: base64 or hex).
     * Returns: version ('' unless a full administrator logs in, and not by token), server_name, domain, account, credential ('login key', 'login token',
     * 'account'), sso (bool: a login key is there, and was tried), clock_skew (seconds that our clock is ahead of the server's,
     * negative: behind; 0 where they may agree), rights (map of full_admin, manage_users, create_groups).
     * Errors: AuthenticationException for a refused credential, PermissionException when the account may not manage users or
     * make groups.
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_test_connection(#[\SensitiveParameter] array $params): array {}

    /**
     * Makes the service's account and its device group, and makes the account a member. What an earlier try of the same
     * service left is completed.
     *
     * Reads: as meshcentral_test_connection(); serviceid; username (made of configoption11 and serviceid when it is empty or
     * somebody else's), password (of an account that exists: kept when it opens it); configoptions 'Rights', else configoption3
     * (full, support, desktop, view or a number); configoption8 (site rights), configoptions 'Devices', 'Device Limit', else
     * configoption10 (device limit, watched only); clientsdetails firstname, lastname, companyname, email; customfields mesh_id,
     * username.
     * Returns: state ('created', 'resumed', 'unchanged'), username, password (only when this call set it), mesh_id, limits
     * (rights, site_rights, device_limit).
     * Errors: ConflictException when the stored group, or an account of the made name too, is not this service's, LimitException
     * for what MeshCentral's rules refuse. partial holds username, password and mesh_id of what stands: store them, the
     * next create goes on from there.
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_create(#[\SensitiveParameter] array $params): array {}

    /**
     * Locks the account and takes it out of its group: a browser that is logged in still then sees no device. Agents stay.
     *
     * Reads: as meshcentral_test_connection(); serviceid; username, customfields mesh_id.
     * Returns: state ('suspended'), changed (bool; false when it was so already).
     * Errors: NotFoundException when account or group are not there (an account of that name which is somebody else's is none),
     * ConflictException when the group is not this service's, or its account has become an administrator's.
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_suspend(#[\SensitiveParameter] array $params): array {}

    /**
     * Makes the account a member of its group again, with the rights of its package, and unlocks it.
     *
     * Reads: as meshcentral_suspend(); configoptions 'Rights', else configoption3. Returns: state ('active'), changed (bool).
     * Errors: as meshcentral_suspend().
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_unsuspend(#[\SensitiveParameter] array $params): array {}

    /**
     * Deletes the account and then every group of the service with its devices, in the only order after which a later account of the same name
     * cannot see them. Nothing that was not read and found ours is deleted.
     *
     * Reads: as meshcentral_suspend(); configoption9 (yes/no: ask the agents that are online to uninstall themselves first).
     * Returns: state ('terminated'), changed (bool; false when all was gone already), removed (user, group (bools), devices,
     * agents (ints: how many were asked)).
     * Errors: ConflictException when the group is not this service's.
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_terminate(#[\SensitiveParameter] array $params): array {}

    /**
     * Sets the account's password; a second factor stays.
     *
     * Reads: as meshcentral_suspend(); password (the new one, 4 to 256 bytes).
     * Returns: changed (bool).
     * Errors: LimitException when MeshCentral passes it over, which is how it refuses a password.
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_change_password(#[\SensitiveParameter] array $params): array {}

    /**
     * Brings the account's rights in its group and its site rights to the package. A suspended one stays suspended.
     *
     * Reads: as meshcentral_suspend(); the package as meshcentral_create().
     * Returns: changed (bool), limits (as meshcentral_create()).
     * Errors: PermissionException when the service account may not give these site rights.
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_change_package(#[\SensitiveParameter] array $params): array {}

    /**
     * The service as MeshCentral sees it now.
     *
     * Reads: as meshcentral_suspend(); the device limit as meshcentral_create().
     * Returns: state ('active', 'suspended', 'absent'), username, mesh_id; unless absent: group (its name), created, rights (0
     * when no member), site_rights, last_login (int or null), email, missing (list of 'user', 'group'), usage (devices,
     * online_devices), device_limit (0: none), over_limit (bool).
     * Errors: ConflictException when the group is not this service's.
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_status(#[\SensitiveParameter] array $params): array {}

    /**
     * Devices of every service of this installation, over one connection. Works as meshcentral_test_connection().
     *
     * Returns: username => devices, online_devices (ints).
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_usage(#[\SensitiveParameter] array $params): array {}

    /**
     * Every service of this installation as a row for WHMCS' server sync. Works as meshcentral_test_connection().
     *
     * Returns: list of email, username, domain (''), uniqueIdentifier (the user name), product, primaryip, created
     * ('Y-m-d H:i:s', UTC), status ('Active', 'Suspended').
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_list_accounts(#[\SensitiveParameter] array $params): array {}

    /**
     * A link that logs the client in to MeshCentral. With the login key it is for one use within a minute; without it MeshCentral
     * makes one for an hour, where AllowLoginToken is set and the client's password is known.
     *
     * Reads: as meshcentral_suspend(); password (without a login key); configoption12 (address for clients).
     * Returns: url (holds the token: hand it to the browser and to nothing else), expires_in (seconds), username.
     * Errors: PermissionException while the service is suspended, UnsupportedException when neither way is open.
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_sso(#[\SensitiveParameter] array $params): array {}

    /**
     * The devices of the service.
     *
     * Reads: as meshcentral_suspend().
     * Returns: list of id, name, system (texts that the machines made up: escape them), online (bool), last_seen (int or null).
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_devices(#[\SensitiveParameter] array $params): array {}

    /**
     * Ways to add a device: an invitation page, installers, and a line for a root shell. Whoever has one can add devices.
     *
     * Reads: as meshcentral_suspend(); configoption7 (life of the invitation, hours), configoption12 (address for clients).
     * Returns: mesh_id, group, invite_url, invite_hours, invite_expires, installers (list of platform ('windows-x64',
     * 'windows-x86', 'windows-arm64', 'linux', 'macos'), name, url), linux_command, linux_uninstall_command,
     * certificate_trusted (bool: what MeshCentral thinks of its own certificate).
     * Errors: PermissionException while the service is suspended.
     *
     * @implementation-alias provision_operation
     */
    function meshcentral_agent_links(#[\SensitiveParameter] array $params): array {}

    /**
     * A password from the system's CSPRNG, without bias: 22 characters by default, letters and digits without look-alikes and
     * "-_.+:=", of each class at least one, first and last a letter or digit.
     *
     * $policy keys, all optional: length (8 to 256); min_lower, min_upper, min_digits, min_symbols (least counts); symbols (true:
     * the default ones; false: none; a string: these ASCII symbols).
     * Errors: ValueError for an unknown key or a policy that cannot be met, TypeError for a value of another type.
     */
    function provision_generate_password(array $policy = []): string {}

    /**
     * The exchanges of the last call of this request, made fit for logs: secrets stand as asterisks in every form.
     *
     * Returns: list of step, method, url, status (int, 0 without an answer), ms, attempt (from 1), request, response,
     * failure ('' when the answer is whole). A message of a WebSocket has the method WS and, but for the first, the status 0.
     */
    function provision_last_exchanges(): array {}

    /**
     * What the extension can do: the tables by which the functions above read their input.
     *
     * Returns: product => label, operations => (name => function, writes, server_only, asks_anyway (bools), min_timeout_ms,
     * inputs, returns (text for people)); inputs: logical name => type ('text', 'int', 'bool'), unit, min, max (length in bytes
     * for texts), needed, secret (bools), help, places (list of paths in $params, as ['configoptions', 'Max Alias']).
     */
    function provision_backends(): array {}

    /**
     * What a WHMCS module function needs after a call: hand in its result or whatever was thrown.
     *
     * Returns: result ('success' or the message), request, response (redacted texts of the exchanges) for logModuleCall, and
     * secrets (list of strings for its last argument: the values of the last call, also in encoded forms, never empty).
     */
    function provision_whmcs_outcome(#[\SensitiveParameter] array|Throwable $outcome): array {}
}

namespace Provision {
    /**
     * A call that did not succeed. The message is plain English, names product, step, cause and remedy, and holds no secret.
     * Thrown itself only when memory is short.
     *
     * operation       the function, as 'mailcow_create'
     * step            where it stopped, as 'add domain'
     * httpStatus      of the answer that decided, 0 where none
     * backendCode     the product's own code, '' where none
     * retryable       the same call may simply be made again
     * outcomeUnknown  a write may have taken effect, and could not be settled by reading; the next call settles it
     * partial         what was done and must be stored all the same; it may hold a password, so dumps show its keys only
     *
     * @not-serializable
     */
    class Exception extends \RuntimeException
    {
        public readonly string $operation;
        public readonly string $step;
        public readonly int $httpStatus;
        public readonly string $backendCode;
        public readonly bool $retryable;
        public readonly bool $outcomeUnknown;
        public readonly array $partial;
    }

    /**
     * A parameter is missing or unusable; found before any request.
     *
     * @not-serializable
     */
    final class ConfigurationException extends Exception
    {
    }

    /**
     * DNS, connect or TLS failed, or the connection was lost.
     *
     * @not-serializable
     */
    final class ConnectionException extends Exception
    {
    }

    /**
     * The time set for the call is over.
     *
     * @not-serializable
     */
    final class TimeoutException extends Exception
    {
    }

    /**
     * Wrong or refused credential, or address not allowed.
     *
     * @not-serializable
     */
    final class AuthenticationException extends Exception
    {
    }

    /**
     * The credential may not do this, or the service is suspended.
     *
     * @not-serializable
     */
    final class PermissionException extends Exception
    {
    }

    /**
     * What must exist does not.
     *
     * @not-serializable
     */
    final class NotFoundException extends Exception
    {
    }

    /**
     * It exists and is not ours, or someone else changed it.
     *
     * @not-serializable
     */
    final class ConflictException extends Exception
    {
    }

    /**
     * Quota, count or password policy.
     *
     * @not-serializable
     */
    final class LimitException extends Exception
    {
    }

    /**
     * The answer is not what the product sends.
     *
     * @not-serializable
     */
    final class ProtocolException extends Exception
    {
    }

    /**
     * The product says that it failed.
     *
     * @not-serializable
     */
    final class RemoteException extends Exception
    {
    }

    /**
     * This product or version cannot do it.
     *
     * @not-serializable
     */
    final class UnsupportedException extends Exception
    {
    }
}
