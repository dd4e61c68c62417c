--TEST--
comet: the operations, their inputs, and a function for each
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$table = provision_backends()['comet'];
foreach ($table['operations'] as $name => $operation) {
    printf("%s: %s\n", $name, implode(' ', array_map(
        static fn (string $input, array $facts): string => $facts['needed'] ? "$input!" : $input,
        array_keys($operation['inputs']),
        $operation['inputs'],
    )));
    if (!function_exists("comet_$name")) {
        echo "comet_$name() is missing\n";
    }
}
?>
--EXPECT--
test_connection: admin_username! admin_password! totp_secret server_host! server_port server_secure server_scheme service_id client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
create: admin_username! admin_password! totp_secret service_id! username chosen_username chosen_password password policy_group storage_provider require_password_change tenant devices protected_item_quota_gb protected_item_quota_tb protected_item_quota storage_vault_quota_gb storage_vault_quota_tb storage_vault_quota microsoft_365_accounts hyperv_guests vmware_guests email_reports self_address client_email client_first_name client_last_name client_company server_host! server_port server_secure server_scheme client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
suspend: admin_username! admin_password! totp_secret service_id! username chosen_username chosen_password password server_host! server_port server_secure server_scheme client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
unsuspend: admin_username! admin_password! totp_secret service_id! username chosen_username chosen_password password server_host! server_port server_secure server_scheme client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
terminate: admin_username! admin_password! totp_secret service_id! username chosen_username chosen_password password uninstall_client erase_storage self_address server_host! server_port server_secure server_scheme client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
change_password: admin_username! admin_password! totp_secret service_id! username chosen_username chosen_password new_password! server_host! server_port server_secure server_scheme client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
change_package: admin_username! admin_password! totp_secret service_id! username chosen_username chosen_password password policy_group tenant devices protected_item_quota_gb protected_item_quota_tb protected_item_quota storage_vault_quota_gb storage_vault_quota_tb storage_vault_quota microsoft_365_accounts hyperv_guests vmware_guests server_host! server_port server_secure server_scheme client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
status: admin_username! admin_password! totp_secret service_id! username chosen_username chosen_password password job_days server_host! server_port server_secure server_scheme client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
jobs: admin_username! admin_password! totp_secret service_id! username chosen_username chosen_password password job_days server_host! server_port server_secure server_scheme client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
usage: admin_username! admin_password! totp_secret server_host! server_port server_secure server_scheme service_id client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
list_accounts: admin_username! admin_password! totp_secret server_host! server_port server_secure server_scheme service_id client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
policies: admin_username! admin_password! totp_secret tenant server_host! server_port server_secure server_scheme service_id client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
storage_providers: admin_username! admin_password! totp_secret tenant server_host! server_port server_secure server_scheme service_id client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
installers: admin_username! admin_password! totp_secret tenant server_host! server_port server_secure server_scheme service_id client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
download_installer: admin_username! admin_password! totp_secret platform! self_address server_host! server_port server_secure server_scheme service_id client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
sso: admin_username! admin_password! totp_secret service_id! username chosen_username chosen_password password server_host! server_port server_secure server_scheme client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
admin_sso: admin_username! admin_password! totp_secret self_address server_host! server_port server_secure server_scheme service_id client_id connect_timeout timeout ca_file pinned_public_key allow_plain_http adopt
