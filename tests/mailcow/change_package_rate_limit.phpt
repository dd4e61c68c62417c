--TEST--
mailcow_change_package: the rate limit has a call of its own, and is sent only when it differs
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());
foreach (['100/h', '100/h', '', '5/s', '0', '0/h', '00'] as $limit) {
    echo "'$limit'\n";
    call('change_package', changed($params, ['configoptions' => ['Rate Limit' => $limit]]));
    asked($server);
}
$wrong = ['100', '/h', '100/x', '100/hh', '-1/h', '1e3/h', '1000000000/h', '100 /h', 'h/100', '100/', '１/h'];
foreach ($wrong as $limit) {
    call('change_package', changed($params, ['configoptions' => ['Rate Limit' => $limit]]));
}
asked($server);
?>
--EXPECT--
'100/h'
change_package: {"changed":true,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20,"rate_limit":"100/h"}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/rl-domain {"items":["kunde.example"],"attr":{"rl_value":"100","rl_frame":"h"}}
'100/h'
change_package: {"changed":false,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20,"rate_limit":"100/h"}}
  1 GET /api/v1/get/domain/kunde.example
''
change_package: {"changed":false,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 GET /api/v1/get/domain/kunde.example
'5/s'
change_package: {"changed":true,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20,"rate_limit":"5/s"}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/rl-domain {"items":["kunde.example"],"attr":{"rl_value":"5","rl_frame":"s"}}
'0'
change_package: {"changed":true,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20,"rate_limit":""}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/rl-domain {"items":["kunde.example"],"attr":{"rl_value":"","rl_frame":"s"}}
'0/h'
change_package: {"changed":false,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20,"rate_limit":""}}
  1 GET /api/v1/get/domain/kunde.example
'00'
change_package: {"changed":false,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20,"rate_limit":""}}
  1 GET /api/v1/get/domain/kunde.example
change_package: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
change_package: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
change_package: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
change_package: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
change_package: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
change_package: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
change_package: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
change_package: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
change_package: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
change_package: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
change_package: ConfigurationException: mailcow: prepare: the rate limit must look like 100/h (s, m, h or d), or be 0
