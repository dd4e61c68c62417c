--TEST--
A domain in Unicode, in punycode, in upper case, with a dot at its end: one and the same, through a whole life
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with();
$foreign = foreign_part($server);
$spellings = [
    'bücher-stube.example', 'xn--bcher-stube-thb.example', 'BÜCHER-STUBE.EXAMPLE', 'bücher-stube.example.',
    "bu\u{308}cher-stube.example",
];
foreach ($spellings as $spelling) {
    echo "$spelling\n";
    $params = params($server, ['domain' => $spelling, 'password' => SERVICE_PASSWORD]);
    $created = call('create', $params);
    asked($server);
    if ($created === null) {
        continue;
    }
    $params = ['password' => SERVICE_PASSWORD] + stored($params, $created);
    foreach (['suspend', 'unsuspend', 'change_package', 'change_password', 'status', 'dns_records'] as $operation) {
        call($operation, ['configoption9' => 'mail.example.test'] + $params);
    }
    foreach (array_unique($server->requests()) as $request) {
        echo '  ', steady($request), "\n";
    }
    call('terminate', $params);
    foreign_untouched($server, $foreign);
    $server->clearLog();
}
?>
--EXPECT--
bücher-stube.example
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"xn--bcher-stube-thb.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"xn--bcher-stube-thb.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["xn--bcher-stube-thb.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
suspend: {"state":"suspended","changed":true}
unsuspend: {"state":"active","changed":true}
change_package: {"changed":false,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
change_password: {"changed":true}
status: {"state":"active","domain":"xn--bcher-stube-thb.example","domain_unicode":"bücher-stube.example","created":"YYYY-MM-DD hh:mm:ss","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"default_mailbox_quota_bytes":1073741824,"max_mailboxes":10,"max_aliases":20,"rate_limit":""},"usage":{"mailboxes":0,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":0,"messages":0},"administrators":["admin-xxxxx-7"]}
dns_records: [{"type":"MX","name":"xn--bcher-stube-thb.example","value":"mail.example.test","priority":10,"purpose":"mail delivery"},{"type":"TXT","name":"xn--bcher-stube-thb.example","value":"v=spf1 mx -all","priority":null,"purpose":"SPF: who may send for the domain"},{"type":"CNAME","name":"autodiscover.xn--bcher-stube-thb.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Outlook"},{"type":"CNAME","name":"autoconfig.xn--bcher-stube-thb.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Thunderbird"},{"type":"SRV","name":"_autodiscover._tcp.xn--bcher-stube-thb.example","value":"1 443 mail.example.test","priority":0,"purpose":"automatic set-up (weight, port, host)"},{"type":"TXT","name":"_dmarc.xn--bcher-stube-thb.example","value":"v=DMARC1; p=none","priority":null,"purpose":"DMARC: what receivers do with forged mail"},{"type":"TXT","name":"dkim._domainkey.xn--bcher-stube-thb.example","value":"v=DKIM1;k=rsa;t=s;s=email;p=KEY","priority":null,"purpose":"DKIM: signature of outgoing mail"}]
  GET /api/v1/get/domain/xn--bcher-stube-thb.example
  POST /api/v1/edit/domain
  POST /api/v1/edit/domain-admin
  GET /api/v1/get/dkim/xn--bcher-stube-thb.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"xn--bcher-stube-thb.example","mailboxes":0,"resources":0,"dkim_key":false}}
nothing foreign is touched
xn--bcher-stube-thb.example
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"xn--bcher-stube-thb.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"xn--bcher-stube-thb.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["xn--bcher-stube-thb.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
suspend: {"state":"suspended","changed":true}
unsuspend: {"state":"active","changed":true}
change_package: {"changed":false,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
change_password: {"changed":true}
status: {"state":"active","domain":"xn--bcher-stube-thb.example","domain_unicode":"bücher-stube.example","created":"YYYY-MM-DD hh:mm:ss","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"default_mailbox_quota_bytes":1073741824,"max_mailboxes":10,"max_aliases":20,"rate_limit":""},"usage":{"mailboxes":0,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":0,"messages":0},"administrators":["admin-xxxxx-7"]}
dns_records: [{"type":"MX","name":"xn--bcher-stube-thb.example","value":"mail.example.test","priority":10,"purpose":"mail delivery"},{"type":"TXT","name":"xn--bcher-stube-thb.example","value":"v=spf1 mx -all","priority":null,"purpose":"SPF: who may send for the domain"},{"type":"CNAME","name":"autodiscover.xn--bcher-stube-thb.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Outlook"},{"type":"CNAME","name":"autoconfig.xn--bcher-stube-thb.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Thunderbird"},{"type":"SRV","name":"_autodiscover._tcp.xn--bcher-stube-thb.example","value":"1 443 mail.example.test","priority":0,"purpose":"automatic set-up (weight, port, host)"},{"type":"TXT","name":"_dmarc.xn--bcher-stube-thb.example","value":"v=DMARC1; p=none","priority":null,"purpose":"DMARC: what receivers do with forged mail"},{"type":"TXT","name":"dkim._domainkey.xn--bcher-stube-thb.example","value":"v=DKIM1;k=rsa;t=s;s=email;p=KEY","priority":null,"purpose":"DKIM: signature of outgoing mail"}]
  GET /api/v1/get/domain/xn--bcher-stube-thb.example
  POST /api/v1/edit/domain
  POST /api/v1/edit/domain-admin
  GET /api/v1/get/dkim/xn--bcher-stube-thb.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"xn--bcher-stube-thb.example","mailboxes":0,"resources":0,"dkim_key":false}}
nothing foreign is touched
BÜCHER-STUBE.EXAMPLE
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"xn--bcher-stube-thb.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"xn--bcher-stube-thb.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["xn--bcher-stube-thb.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
suspend: {"state":"suspended","changed":true}
unsuspend: {"state":"active","changed":true}
change_package: {"changed":false,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
change_password: {"changed":true}
status: {"state":"active","domain":"xn--bcher-stube-thb.example","domain_unicode":"bücher-stube.example","created":"YYYY-MM-DD hh:mm:ss","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"default_mailbox_quota_bytes":1073741824,"max_mailboxes":10,"max_aliases":20,"rate_limit":""},"usage":{"mailboxes":0,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":0,"messages":0},"administrators":["admin-xxxxx-7"]}
dns_records: [{"type":"MX","name":"xn--bcher-stube-thb.example","value":"mail.example.test","priority":10,"purpose":"mail delivery"},{"type":"TXT","name":"xn--bcher-stube-thb.example","value":"v=spf1 mx -all","priority":null,"purpose":"SPF: who may send for the domain"},{"type":"CNAME","name":"autodiscover.xn--bcher-stube-thb.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Outlook"},{"type":"CNAME","name":"autoconfig.xn--bcher-stube-thb.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Thunderbird"},{"type":"SRV","name":"_autodiscover._tcp.xn--bcher-stube-thb.example","value":"1 443 mail.example.test","priority":0,"purpose":"automatic set-up (weight, port, host)"},{"type":"TXT","name":"_dmarc.xn--bcher-stube-thb.example","value":"v=DMARC1; p=none","priority":null,"purpose":"DMARC: what receivers do with forged mail"},{"type":"TXT","name":"dkim._domainkey.xn--bcher-stube-thb.example","value":"v=DKIM1;k=rsa;t=s;s=email;p=KEY","priority":null,"purpose":"DKIM: signature of outgoing mail"}]
  GET /api/v1/get/domain/xn--bcher-stube-thb.example
  POST /api/v1/edit/domain
  POST /api/v1/edit/domain-admin
  GET /api/v1/get/dkim/xn--bcher-stube-thb.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"xn--bcher-stube-thb.example","mailboxes":0,"resources":0,"dkim_key":false}}
nothing foreign is touched
bücher-stube.example.
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"xn--bcher-stube-thb.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"xn--bcher-stube-thb.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["xn--bcher-stube-thb.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
suspend: {"state":"suspended","changed":true}
unsuspend: {"state":"active","changed":true}
change_package: {"changed":false,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
change_password: {"changed":true}
status: {"state":"active","domain":"xn--bcher-stube-thb.example","domain_unicode":"bücher-stube.example","created":"YYYY-MM-DD hh:mm:ss","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"default_mailbox_quota_bytes":1073741824,"max_mailboxes":10,"max_aliases":20,"rate_limit":""},"usage":{"mailboxes":0,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":0,"messages":0},"administrators":["admin-xxxxx-7"]}
dns_records: [{"type":"MX","name":"xn--bcher-stube-thb.example","value":"mail.example.test","priority":10,"purpose":"mail delivery"},{"type":"TXT","name":"xn--bcher-stube-thb.example","value":"v=spf1 mx -all","priority":null,"purpose":"SPF: who may send for the domain"},{"type":"CNAME","name":"autodiscover.xn--bcher-stube-thb.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Outlook"},{"type":"CNAME","name":"autoconfig.xn--bcher-stube-thb.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Thunderbird"},{"type":"SRV","name":"_autodiscover._tcp.xn--bcher-stube-thb.example","value":"1 443 mail.example.test","priority":0,"purpose":"automatic set-up (weight, port, host)"},{"type":"TXT","name":"_dmarc.xn--bcher-stube-thb.example","value":"v=DMARC1; p=none","priority":null,"purpose":"DMARC: what receivers do with forged mail"},{"type":"TXT","name":"dkim._domainkey.xn--bcher-stube-thb.example","value":"v=DKIM1;k=rsa;t=s;s=email;p=KEY","priority":null,"purpose":"DKIM: signature of outgoing mail"}]
  GET /api/v1/get/domain/xn--bcher-stube-thb.example
  POST /api/v1/edit/domain
  POST /api/v1/edit/domain-admin
  GET /api/v1/get/dkim/xn--bcher-stube-thb.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"xn--bcher-stube-thb.example","mailboxes":0,"resources":0,"dkim_key":false}}
nothing foreign is touched
bücher-stube.example
create: {"username":"admin-xxxxx-7","password":"<22 characters>","mailcow_admin_username":"admin-xxxxx-7","state":"created","domain":"xn--bcher-stube-thb.example","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
  1 POST /api/v1/add/domain {"tags":["whmcs-41"],"domain":"xn--bcher-stube-thb.example","quota":10240,"maxquota":10240,"defquota":1024,"mailboxes":10,"aliases":20,"active":1}
  2 POST /api/v1/add/domain-admin {"domains":["xn--bcher-stube-thb.example"],"username":"admin-xxxxx-7","password":"<22 characters>","password2":"<22 characters>","active":"1"}
suspend: {"state":"suspended","changed":true}
unsuspend: {"state":"active","changed":true}
change_package: {"changed":false,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":20}}
change_password: {"changed":true}
status: {"state":"active","domain":"xn--bcher-stube-thb.example","domain_unicode":"bücher-stube.example","created":"YYYY-MM-DD hh:mm:ss","limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"default_mailbox_quota_bytes":1073741824,"max_mailboxes":10,"max_aliases":20,"rate_limit":""},"usage":{"mailboxes":0,"aliases":0,"disk_bytes":0,"assigned_quota_bytes":0,"messages":0},"administrators":["admin-xxxxx-7"]}
dns_records: [{"type":"MX","name":"xn--bcher-stube-thb.example","value":"mail.example.test","priority":10,"purpose":"mail delivery"},{"type":"TXT","name":"xn--bcher-stube-thb.example","value":"v=spf1 mx -all","priority":null,"purpose":"SPF: who may send for the domain"},{"type":"CNAME","name":"autodiscover.xn--bcher-stube-thb.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Outlook"},{"type":"CNAME","name":"autoconfig.xn--bcher-stube-thb.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Thunderbird"},{"type":"SRV","name":"_autodiscover._tcp.xn--bcher-stube-thb.example","value":"1 443 mail.example.test","priority":0,"purpose":"automatic set-up (weight, port, host)"},{"type":"TXT","name":"_dmarc.xn--bcher-stube-thb.example","value":"v=DMARC1; p=none","priority":null,"purpose":"DMARC: what receivers do with forged mail"},{"type":"TXT","name":"dkim._domainkey.xn--bcher-stube-thb.example","value":"v=DKIM1;k=rsa;t=s;s=email;p=KEY","priority":null,"purpose":"DKIM: signature of outgoing mail"}]
  GET /api/v1/get/domain/xn--bcher-stube-thb.example
  POST /api/v1/edit/domain
  POST /api/v1/edit/domain-admin
  GET /api/v1/get/dkim/xn--bcher-stube-thb.example
terminate: {"state":"terminated","changed":true,"removed":{"domain":"xn--bcher-stube-thb.example","mailboxes":0,"resources":0,"dkim_key":false}}
nothing foreign is touched
