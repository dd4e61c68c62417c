--TEST--
An answer that does not say in so many words that all was done is never a success
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$success = '{"type":"success","log":["x"],"msg":["domain_removed","kunde.example"]}';
$answers = [
    'an object that says that nothing was done' => '{"type":"success","msg":"Task completed"}',
    'another code' => '[{"type":"success","log":["x"],"msg":["domain_added","kunde.example"]}]',
    'a code that begins like it' => '[{"type":"success","log":["x"],"msg":["domain_removed_not","kunde.example"]}]',
    'the code for another domain' => '[{"type":"success","log":["x"],"msg":["domain_removed","fremd.example"]}]',
    'the code as text, without a name' => '[{"type":"success","log":["x"],"msg":"domain_removed"}]',
    'no entry' => '[]',
    'no type' => '[{"log":["x"],"msg":["domain_removed","kunde.example"]}]',
    'an unknown type' => '[{"type":"maybe","log":["x"],"msg":["domain_removed","kunde.example"]}]',
    'no message' => '[{"type":"success","log":["x"]}]',
    'the message is an object' => '[{"type":"success","msg":{"domain_removed":"kunde.example"}}]',
    'the entry is a text' => '["domain_removed"]',
    'an entry inside an object' => "{\"0\":$success}",
    'an entry inside a list' => "[[$success]]",
    'twice where once is due' => "[$success,$success]",
    'a failure behind the success' => "[$success,{\"type\":\"danger\",\"log\":[],\"msg\":[\"mailboxes_in_use\",3]}]",
    'a failure before the success' => "[{\"type\":\"error\",\"log\":[],\"msg\":\"access_denied\"},$success]",
    'a failure that nobody knows' => '[{"type":"danger","log":[],"msg":["out_of_cheese","+++"]}]',
    'an error of the front end' => '{"type":"error","msg":"Cannot find attributes in post data"}',
    'a duplicate key' => '[{"type":"danger","type":"success","log":[],"msg":["domain_removed","kunde.example"]}]',
    'a NUL in the code' => '[{"type":"success","log":[],"msg":["domain_removed\u0000","kunde.example"]}]',
    'a NUL as it is' => "[{\"type\":\"success\",\"log\":[],\"msg\":[\"domain_removed\",\"kunde.example\0\"]}]",
    'invalid UTF-8' => "[{\"type\":\"success\",\"log\":[\"\xff\"],\"msg\":[\"domain_removed\",\"kunde.example\"]}]",
    'a byte order mark' => "\u{feff}[$success]",
    'something behind it' => "[$success]x",
    'a comma too many' => "[$success,]",
    'cut' => "[$success",
    'nested too deep' => '[{"type":"success","log":' . str_repeat('[', 100) . str_repeat(']', 100)
        . ',"msg":["domain_removed","kunde.example"]}]',
    'null' => 'null', 'true' => 'true', 'a number' => '1', 'a text' => '"domain_removed"', 'nothing' => '', 'blanks' => ' ',
    'HTML' => '<html><body>domain_removed</body></html>',
];
$server = server_with();
foreach ($answers as $name => $body) {
    $server->reset();
    $server->seed(together(foreign_rows(), domain_rows('kunde.example', ['whmcs-41'])));
    $server->control('POST', 'script', ['path' => '*/delete/domain', 'always' => true, 'body_base64' => base64_encode($body)]);
    echo "$name\n  ";
    call('terminate', params($server));
}

echo "what mailcow adds to a success is none of these\n";
foreach (['warning', 'info', 'success'] as $type) {
    $server->reset();
    $server->seed(together(foreign_rows(), service_rows()));
    $body = json_encode([
        ['type' => $type, 'log' => [], 'msg' => ['something', 1]],
        ['type' => 'success', 'log' => [], 'msg' => ['domain_modified', 'kunde.example']],
    ]);
    $server->control('POST', 'script', ['path' => '*/edit/domain', 'body' => $body]);
    call('change_package', changed(params($server, stored_service()), ['configoptions' => ['Max Alias' => '5']]));
}
?>
--EXPECT--
an object that says that nothing was done
  terminate: ProtocolException: mailcow: delete domain: mailcow did nothing and said: Task completed
    retryable
another code
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (0 of 1)
    retryable
a code that begins like it
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (0 of 1)
    retryable
the code for another domain
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (0 of 1)
    retryable
the code as text, without a name
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (0 of 1)
    retryable
no entry
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (0 of 1)
    retryable
no type
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (0 of 1)
    retryable
an unknown type
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (0 of 1)
    retryable
no message
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (0 of 1)
    retryable
the message is an object
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (0 of 1)
    retryable
the entry is a text
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (0 of 1)
    retryable
an entry inside an object
  terminate: ProtocolException: mailcow: delete domain: mailcow did nothing and said: 
    retryable
an entry inside a list
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (0 of 1)
    retryable
twice where once is due
  terminate: ProtocolException: mailcow: delete domain: mailcow's answer does not say "domain_removed" as often as it should (2 of 1)
    retryable
a failure behind the success
  terminate: LimitException: mailcow: delete domain: the domain has 3 mailboxes, more than the package allows: delete some first
    code: mailboxes_in_use
a failure before the success
  terminate: PermissionException: mailcow: delete domain: mailcow denies it or does not know this object
    code: access_denied
a failure that nobody knows
  terminate: RemoteException: mailcow: delete domain: mailcow refused: out_of_cheese +++
    code: out_of_cheese
an error of the front end
  terminate: RemoteException: mailcow: delete domain: mailcow refused: Cannot find attributes in post data
a duplicate key
  terminate: ProtocolException: mailcow: delete domain: the JSON text names a member twice in one object
    retryable
a NUL in the code
  terminate: ProtocolException: mailcow: delete domain: this is not usable JSON: NUL character in a string, at byte 56
    retryable
a NUL as it is
  terminate: ProtocolException: mailcow: delete domain: this is not usable JSON: raw control character in a string, at byte 66
    retryable
invalid UTF-8
  terminate: ProtocolException: mailcow: delete domain: this is not usable JSON: invalid UTF-8 in a string, at byte 27
    retryable
a byte order mark
  terminate: ProtocolException: mailcow: delete domain: this is not usable JSON: unexpected character, at byte 0
    retryable
something behind it
  terminate: ProtocolException: mailcow: delete domain: this is not usable JSON: text after the value, at byte 73
    retryable
a comma too many
  terminate: ProtocolException: mailcow: delete domain: this is not usable JSON: unexpected character, at byte 73
    retryable
cut
  terminate: ProtocolException: mailcow: delete domain: this is not usable JSON: the text ends too early, at byte 72
    retryable
nested too deep
  terminate: ProtocolException: mailcow: delete domain: this is not usable JSON: nested too deeply, at byte 87
    retryable
null
  terminate: ProtocolException: mailcow: delete domain: the answer is neither a JSON object nor an array
    retryable
true
  terminate: ProtocolException: mailcow: delete domain: the answer is neither a JSON object nor an array
    retryable
a number
  terminate: ProtocolException: mailcow: delete domain: the answer is neither a JSON object nor an array
    retryable
a text
  terminate: ProtocolException: mailcow: delete domain: the answer is neither a JSON object nor an array
    retryable
nothing
  terminate: ProtocolException: mailcow: delete domain: mailcow answered with nothing: it failed inside, or something before it took the X-API-Key header away
    retryable
blanks
  terminate: ProtocolException: mailcow: delete domain: this is not usable JSON: the text ends too early, at byte 1
    retryable
HTML
  terminate: ProtocolException: mailcow: delete domain: this is not usable JSON: unexpected character, at byte 0
    retryable
what mailcow adds to a success is none of these
change_package: {"changed":true,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":5}}
change_package: {"changed":true,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":5}}
change_package: {"changed":true,"limits":{"quota_bytes":10737418240,"max_mailbox_quota_bytes":10737418240,"max_mailboxes":10,"max_aliases":5}}
