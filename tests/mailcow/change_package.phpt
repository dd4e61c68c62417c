--TEST--
mailcow_change_package: quota, mailboxes and aliases in one request; the default mailbox quota is left to the customer
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows());
$params = params($server, stored_service());

echo "unchanged\n";
call('change_package', $params);
asked($server);

echo "larger\n";
$params = changed($params, ['configoptions' => ['Quota Totale Dominio' => '20480', 'Max Caselle' => '50', 'Max Alias' => '100']]);
call('change_package', $params);
asked($server);
shown($server, 'kunde.example');

echo "the customer has chosen another default mailbox quota\n";
$server->seed(['domain' => ['kunde.example' => ['defquota' => 3000]]]);
call('change_package', changed($params, ['configoptions' => ['Quota Totale Dominio' => '8192']]));
shown($server, 'kunde.example');
$server->clearLog();

echo "no aliases means none\n";
call('change_package', changed($params, ['configoptions' => ['Max Alias' => '0', 'Max Caselle' => '0']]));
asked($server);
shown($server, 'kunde.example');
call('change_package', changed($params, ['configoptions' => ['Max Alias' => '0', 'Max Caselle' => '0']]));

echo "smaller than the default mailbox quota: only then it is lowered\n";
$server->clearLog();
call('change_package', changed($params, ['configoptions' => ['Quota Totale Dominio' => '2048']]));
asked($server);
shown($server, 'kunde.example');

echo "a largest mailbox of its own\n";
call('change_package', changed($params, ['configoption4' => '1500']));
asked($server);
shown($server, 'kunde.example');
?>
--EXPECT--
unchanged
change_package: {"changed":false,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 GET /api/v1/get/domain/kunde.example
larger
change_package: {"changed":true,"limits":{"quota_bytes":21474836480,"max_mailbox_quota_bytes":21474836480,"max_mailboxes":50,"max_aliases":100}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"quota":20480,"maxquota":20480,"mailboxes":50,"aliases":100}}
  kunde.example: {"active":1,"aliases":100,"defquota":1024,"mailboxes":50,"maxquota":20480,"quota":20480}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
the customer has chosen another default mailbox quota
change_package: {"changed":true,"limits":{"quota_bytes":8589934592,"max_mailbox_quota_bytes":8589934592,"max_mailboxes":50,"max_aliases":100}}
  kunde.example: {"active":1,"aliases":100,"defquota":3000,"mailboxes":50,"maxquota":8192,"quota":8192}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
no aliases means none
change_package: {"changed":true,"limits":{"quota_bytes":21474836480,"max_mailbox_quota_bytes":21474836480,"max_mailboxes":0,"max_aliases":0}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"quota":20480,"maxquota":20480,"mailboxes":0,"aliases":"00"}}
  kunde.example: {"active":1,"aliases":0,"defquota":3000,"mailboxes":0,"maxquota":20480,"quota":20480}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
change_package: {"changed":false,"limits":{"quota_bytes":21474836480,"max_mailbox_quota_bytes":21474836480,"max_mailboxes":0,"max_aliases":0}}
smaller than the default mailbox quota: only then it is lowered
change_package: {"changed":true,"limits":{"quota_bytes":2147483648,"max_mailbox_quota_bytes":2147483648,"max_mailboxes":50,"max_aliases":100}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"quota":2048,"maxquota":2048,"mailboxes":50,"aliases":100}}
  3 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"quota":2048,"maxquota":2048,"mailboxes":50,"aliases":100,"defquota":2048}}
  kunde.example: {"active":1,"aliases":100,"defquota":2048,"mailboxes":50,"maxquota":2048,"quota":2048}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
a largest mailbox of its own
change_package: {"changed":true,"limits":{"quota_bytes":21474836480,"max_mailbox_quota_bytes":1572864000,"max_mailboxes":50,"max_aliases":100}}
  1 GET /api/v1/get/domain/kunde.example
  2 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"quota":20480,"maxquota":1500,"mailboxes":50,"aliases":100}}
  3 POST /api/v1/edit/domain {"items":["kunde.example"],"attr":{"quota":20480,"maxquota":1500,"mailboxes":50,"aliases":100,"defquota":1500}}
  kunde.example: {"active":1,"aliases":100,"defquota":1500,"mailboxes":50,"maxquota":1500,"quota":20480}
    tags ["whmcs-41"], administrator admin-xxxxx-7 active 1/1, mailboxes 0, DKIM key there, rate limit none
