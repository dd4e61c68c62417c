--TEST--
mailcow_dns_records: what the customer has to publish, the DKIM record as mailcow has it; one request
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(service_rows(), ['dkim' => [['domain' => 'bücher.example', 'selector' => 'x', 'pubkey' => 'MIIB']]]);
$params = params($server, ['configoption9' => 'Mail.Example.Test']);
foreach (mailcow_dns_records($params) as $row) {
    echo text($row), "\n";
}
asked($server);

echo "no DKIM key\n";
$rows = mailcow_dns_records(['domain' => 'niemandes.example'] + $params);
echo count($rows), ' ', text(array_column($rows, 'type')), "\n";

echo "the mail host: from the options, else the server's own name, which must be a name\n";
call('dns_records', ['configoption9' => ''] + $params);
call('dns_records', ['configoption9' => 'mail host'] + $params);
$server->clearLog();
$local = ['serverhostname' => 'localhost', 'configoption9' => 'pöst.example'] + $params;
echo mailcow_dns_records($local)[0]['value'], "\n";

echo "a DKIM answer without what belongs into it\n";
$server = server_with();
$answers = [
    '{"dkim_txt":"v=DKIM1"}', '{"dkim_selector":"dkim"}', '{"dkim_selector":"","dkim_txt":"v"}', '[]', '[1]', '"x"', 'null',
];
foreach ($answers as $body) {
    $server->control('POST', 'script', ['path' => '*/get/dkim/*', 'body' => $body]);
    try {
        echo count(mailcow_dns_records(['configoption9' => 'mail.example.test'] + params($server))), " records\n";
    } catch (\Provision\Exception $thrown) {
        echo describe($thrown), "\n";
    }
}
?>
--EXPECT--
{"type":"MX","name":"kunde.example","value":"mail.example.test","priority":10,"purpose":"mail delivery"}
{"type":"TXT","name":"kunde.example","value":"v=spf1 mx -all","priority":null,"purpose":"SPF: who may send for the domain"}
{"type":"CNAME","name":"autodiscover.kunde.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Outlook"}
{"type":"CNAME","name":"autoconfig.kunde.example","value":"mail.example.test","priority":null,"purpose":"automatic set-up of Thunderbird"}
{"type":"SRV","name":"_autodiscover._tcp.kunde.example","value":"1 443 mail.example.test","priority":0,"purpose":"automatic set-up (weight, port, host)"}
{"type":"TXT","name":"_dmarc.kunde.example","value":"v=DMARC1; p=none","priority":null,"purpose":"DMARC: what receivers do with forged mail"}
{"type":"TXT","name":"dkim._domainkey.kunde.example","value":"v=DKIM1;k=rsa;t=s;s=email;p=MIIB","priority":null,"purpose":"DKIM: signature of outgoing mail"}
  1 GET /api/v1/get/dkim/kunde.example
no DKIM key
6 ["MX","TXT","CNAME","CNAME","SRV","TXT"]
the mail host: from the options, else the server's own name, which must be a name
dns_records: ConfigurationException: mailcow: prepare: DNS records need the mail server's host name, and "127.0.0.1" is none: enter it in the product's module settings
dns_records: ConfigurationException: mailcow: prepare: DNS records need the mail server's host name, and "mail host" is none: enter it in the product's module settings
xn--pst-sna.example
a DKIM answer without what belongs into it
ProtocolException: mailcow: read DKIM key: the answer lacks "dkim_selector"
ProtocolException: mailcow: read DKIM key: the answer lacks "dkim_txt"
ProtocolException: mailcow: read DKIM key: mailcow's DKIM answer has no usable selector or record
6 records
ProtocolException: mailcow: read DKIM key: the answer is no object where "dkim_selector" was looked for
ProtocolException: mailcow: read DKIM key: the answer is neither a JSON object nor an array
ProtocolException: mailcow: read DKIM key: the answer is neither a JSON object nor an array
