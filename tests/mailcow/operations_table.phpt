--TEST--
provision_backends() names every mailcow function, and every function stands in it
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$table = provision_backends()['mailcow']['operations'];
$functions = preg_grep('/^mailcow_/', get_extension_funcs('provision'));
$named = array_map(static fn (string $name): string => "mailcow_$name", array_keys($table));
sort($functions);
sort($named);
var_dump($functions === $named);
echo implode("\n", $functions), "\n";
foreach ($table as $name => $row) {
    $needed = array_keys(array_filter($row['inputs'], static fn (array $input): bool => $input['needed']));
    printf("%s%s: %s\n", $name, $row['server_only'] ? ' (server keys alone)' : '', implode(', ', $needed));
}
?>
--EXPECT--
bool(true)
mailcow_change_package
mailcow_change_password
mailcow_change_username
mailcow_create
mailcow_dns_records
mailcow_list_accounts
mailcow_sso
mailcow_status
mailcow_suspend
mailcow_terminate
mailcow_test_connection
mailcow_unsuspend
mailcow_usage
test_connection (server keys alone): api_key, server_host
create: api_key, service_id, domain, quota, max_mailboxes, max_aliases, client_id, server_host
suspend: api_key, service_id, domain, server_host
unsuspend: api_key, service_id, domain, server_host
terminate: api_key, service_id, domain, server_host
change_password: api_key, service_id, domain, password, server_host
change_package: api_key, service_id, domain, quota, max_mailboxes, max_aliases, server_host
change_username: api_key, service_id, domain, wanted_username, server_host
status: api_key, service_id, domain, server_host
usage (server keys alone): api_key, server_host
list_accounts (server keys alone): api_key, server_host
sso: api_key, service_id, domain, server_host
dns_records: api_key, domain, server_host
