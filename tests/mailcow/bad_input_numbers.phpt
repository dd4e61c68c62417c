--TEST--
Numbers as WHMCS and its users write them
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
foreach ([50, '50', ' 50 ', '050', '+50', "50\t"] as $number) {
    echo json_encode($number), ' ';
    $params = params($server, stored_service() + ['configoptions' => ['Max Alias' => $number]]);
    echo mailcow_change_package($params)['limits']['max_aliases'], "\n";
}
$numbers = ['-0', '50 ', "\u{a0}50", '5_0', '50.0', '5,0', '1,000', '0b1', 'INF', 'NaN', '--5', '+-5', '+', '-', '1e2', '٥'];
foreach ($numbers as $number) {
    echo json_encode($number, JSON_UNESCAPED_UNICODE), ' ';
    call('change_package', params($server, stored_service() + ['configoptions' => ['Max Alias' => $number]]));
}
foreach (['serviceid' => [0, -1, '0', '41.0', PHP_INT_MAX], 'userid' => [0, -7, 'sieben']] as $key => $values) {
    foreach ($values as $value) {
        echo "$key ", json_encode($value), ' ';
        call('create', [$key => $value, 'clientsdetails' => []] + params($server));
    }
}
?>
--EXPECT--
50 50
"50" 50
" 50 " 50
"050" 50
"+50" 50
"50\t" 50
"-0" change_package: {"changed":true,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":0}}
"50 " change_package: {"changed":true,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":50}}
" 50" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"5_0" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"50.0" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"5,0" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"1,000" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"0b1" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"INF" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"NaN" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"--5" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"+-5" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"+" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"-" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"1e2" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
"٥" change_package: ConfigurationException: mailcow: read parameters: configoptions[Max Alias] must be a whole number
serviceid 0 create: ConfigurationException: mailcow: read parameters: serviceid must be from 1 to 9223372036854775807
serviceid -1 create: ConfigurationException: mailcow: read parameters: serviceid must be from 1 to 9223372036854775807
serviceid "0" create: ConfigurationException: mailcow: read parameters: serviceid must be from 1 to 9223372036854775807
serviceid "41.0" create: ConfigurationException: mailcow: read parameters: serviceid must be a whole number
serviceid 9223372036854775807 create: ConflictException: mailcow: read domain: the domain kunde.example is not this service's: it carries the marker whmcs-41. Nothing was changed. If it is to belong to this service, adopt it by hand
userid 0 create: ConfigurationException: mailcow: read parameters: userid must be from 1 to 9223372036854775807
userid -7 create: ConfigurationException: mailcow: read parameters: userid must be from 1 to 9223372036854775807
userid "sieben" create: ConfigurationException: mailcow: read parameters: userid must be a whole number
