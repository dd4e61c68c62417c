--TEST--
mailcow_terminate: whatever name it gets and however often, no mailbox, domain, administrator or key of others is touched
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$server = server_with(
    domain_rows('kunde.example', ['whmcs-41'], 'admin-k3x9p-7', ['post' => 100]),
    domain_rows('xn--mller-kva.example', ['whmcs-41'], null, ['post' => 100]),
);
$foreign = foreign_part($server);
$params = params($server, ['configoption7' => 'on'] + stored_service());

echo "twice, the second time as WHMCS leaves a terminated service\n";
call('terminate', $params);
call('terminate', $params);
call('terminate', changed($params, ['username' => '', 'password' => '', 'customfields' => ['mailcow_admin_username' => '']]));

echo "an IDN in Unicode, twice\n";
call('terminate', ['domain' => 'müller.example'] + $params);
call('terminate', ['domain' => 'müller.example'] + $params);
foreign_untouched($server, $foreign);

$before = $server->stateText();
echo "names that are none\n";
$server->clearLog();
$names = [
    '', ' ', '.', '*', '%', '%25', '..', '/', '?', '#', 'all', '0', "\u{3002}", 'fremd', '@fremd.example', 'fremd.example/',
    'fremd.example,ohne-marke.example', '../mailbox/all', 'x y.example',
];
foreach ($names as $name) {
    echo json_encode($name), ' ';
    call('terminate', ['domain' => $name] + $params);
}
asked($server);

echo "names of others, and what looks like them\n";
$names = [
    'zweitname.example', 'fremd.example', 'FREMD.EXAMPLE', 'fremd.example.', 'xn--fremd-kva.example', 'ohne-marke.example',
    'remd.example', 'example',
];
foreach ($names as $name) {
    echo json_encode($name), ' ';
    call('terminate', ['domain' => $name] + $params);
}
untouched($server, $before);

echo "the domain vanishes between the reading and the listing, and mailcow lists the whole server\n";
$server->seed(domain_rows('fluechtig.example', ['whmcs-41'], null, ['post' => 100]));
$server->clearLog();
$server->control('POST', 'script', ['path' => '*/get/domain/fluechtig*', 'drop' => ['domain', 'fluechtig.example']]);
call('terminate', ['domain' => 'fluechtig.example'] + $params);
asked($server);
foreign_untouched($server, $foreign);
call('terminate', ['domain' => 'fluechtig.example'] + $params);

echo "the listing lies: one element of another domain, in each member that could tell\n";
$server->seed(domain_rows('kunde.example', ['whmcs-41'], null, ['post' => 100]));
$before = $server->stateText();
$foreign = [
    ['username' => 'post@fremd.example', 'domain' => 'fremd.example'],
    ['username' => 'post@fremd.example', 'domain' => 'kunde.example'],
    ['username' => 'post@kunde.example', 'domain' => 'fremd.example'],
    ['username' => 'post@fremd.example'],
    ['username' => 'post@kunde.example@fremd.example', 'domain' => 'kunde.example'],
    ['username' => 'post', 'domain' => 'kunde.example'],
    ['username' => 'post@KUNDE.example', 'domain' => 'kunde.example'],
    ['domain' => 'kunde.example'],
];
$ours = ['username' => 'post@kunde.example', 'domain' => 'kunde.example'];
foreach ($foreign as $element) {
    $server->control('POST', 'script', ['path' => '*/get/mailbox/*', 'body' => json_encode([$ours, $element])]);
    call('terminate', $params);
}
untouched($server, $before);
?>
--EXPECT--
twice, the second time as WHMCS leaves a terminated service
terminate: {"state":"terminated","changed":true,"removed":{"domain":"kunde.example","mailboxes":1,"resources":0,"dkim_key":true}}
terminate: {"state":"terminated","changed":false,"removed":[]}
terminate: {"state":"terminated","changed":false,"removed":[]}
an IDN in Unicode, twice
terminate: {"state":"terminated","changed":true,"removed":{"domain":"xn--mller-kva.example","mailboxes":1,"resources":0,"dkim_key":true}}
terminate: {"state":"terminated","changed":false,"removed":[]}
nothing foreign is touched
names that are none
"" terminate: ConfigurationException: mailcow: prepare: domain is missing or empty: the service's mail domain, in Unicode or punycode
" " terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: it is empty
"." terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: it has an empty part between its dots
"*" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: only letters, digits, hyphens and dots are allowed
"%" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: only letters, digits, hyphens and dots are allowed
"%25" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: only letters, digits, hyphens and dots are allowed
".." terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: it has an empty part between its dots
"\/" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: only letters, digits, hyphens and dots are allowed
"?" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: only letters, digits, hyphens and dots are allowed
"#" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: only letters, digits, hyphens and dots are allowed
"all" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: it has no dot
"0" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: it is an IP address, or ends with a number
"\u3002" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: it has an empty part between its dots
"fremd" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: it has no dot
"@fremd.example" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: only letters, digits, hyphens and dots are allowed
"fremd.example\/" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: only letters, digits, hyphens and dots are allowed
"fremd.example,ohne-marke.example" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: only letters, digits, hyphens and dots are allowed
"..\/mailbox\/all" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: it has an empty part between its dots
"x y.example" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: only letters, digits, hyphens and dots are allowed
names of others, and what looks like them
"zweitname.example" terminate: ConflictException: mailcow: read domain: zweitname.example is an alias of the domain fremd.example in mailcow, not a domain of its own
"fremd.example" terminate: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
"FREMD.EXAMPLE" terminate: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
"fremd.example." terminate: ConflictException: mailcow: read domain: the domain fremd.example is not this service's: it carries the marker whmcs-411. Nothing was changed. If it is to belong to this service, adopt it by hand
"xn--fremd-kva.example" terminate: ConflictException: mailcow: read domain: the domain xn--fremd-kva.example is not this service's: it carries the marker whmcs-4. Nothing was changed. If it is to belong to this service, adopt it by hand
"ohne-marke.example" terminate: ConflictException: mailcow: read domain: the domain ohne-marke.example is not this service's: it carries no marker, and no administrator that is stored for this service. Nothing was changed. If it is to belong to this service, adopt it by hand
"remd.example" terminate: {"state":"terminated","changed":false,"removed":[]}
"example" terminate: ConfigurationException: mailcow: prepare: this is no usable domain name: it has no dot
the server is untouched
the domain vanishes between the reading and the listing, and mailcow lists the whole server
terminate: ProtocolException: mailcow: list mailboxes: mailcow listed mailboxes of other domains for fluechtig.example: nothing was deleted. Make the same call again
    retryable
  1 GET /api/v1/get/domain/fluechtig.example
  2 GET /api/v1/get/mailbox/reduced/fluechtig.example
nothing foreign is touched
terminate: {"state":"terminated","changed":false,"removed":[]}
the listing lies: one element of another domain, in each member that could tell
terminate: ProtocolException: mailcow: list mailboxes: mailcow listed mailboxes of other domains for kunde.example: nothing was deleted. Make the same call again
    retryable
terminate: ProtocolException: mailcow: list mailboxes: mailcow listed mailboxes of other domains for kunde.example: nothing was deleted. Make the same call again
    retryable
terminate: ProtocolException: mailcow: list mailboxes: mailcow listed mailboxes of other domains for kunde.example: nothing was deleted. Make the same call again
    retryable
terminate: ProtocolException: mailcow: list mailboxes: mailcow listed mailboxes of other domains for kunde.example: nothing was deleted. Make the same call again
    retryable
terminate: ProtocolException: mailcow: list mailboxes: mailcow listed mailboxes of other domains for kunde.example: nothing was deleted. Make the same call again
    retryable
terminate: ProtocolException: mailcow: list mailboxes: mailcow listed mailboxes of other domains for kunde.example: nothing was deleted. Make the same call again
    retryable
terminate: ProtocolException: mailcow: list mailboxes: mailcow listed mailboxes of other domains for kunde.example: nothing was deleted. Make the same call again
    retryable
terminate: ProtocolException: mailcow: list mailboxes: the answer lacks "username"
the server is untouched
