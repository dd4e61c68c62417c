--TEST--
An answer that does not say in so many words that all was done is never a success
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Mailcow;

require __DIR__ . '/mailcow.inc';

$success = '{"type":"success","log":["x"],"msg":["domain_admin_added","NAME"]}';
$answers = [
    'an object that says that nothing was done' => '{"type":"success","msg":"Task completed"}',
    'another code' => '[{"type":"success","log":["x"],"msg":["domain_added","NAME"]}]',
    'a code that begins like it' => '[{"type":"success","log":["x"],"msg":["domain_admin_added","fremd.example"]}]',
    'the code as text, without a name' => '[{"type":"success","log":["x"],"msg":"domain_admin_added"}]',
    'no entry' => '[]',
    'no type' => '[{"log":["x"],"msg":["domain_admin_added","NAME"]}]',
    'an unknown type' => '[{"type":"maybe","log":["x"],"msg":["domain_admin_added","NAME"]}]',
    'no message' => '[{"type":"success","log":["x"]}]',
    'the message is an object' => '[{"type":"success","msg":{"domain_admin_added":"NAME"}}]',
    'the entry is a text' => '["domain_admin_added"]',
    'an entry inside an object' => "{\"0\":$success}",
    'an entry inside a list' => "[[$success]]",
    'twice where once is due' => "[$success,$success]",
    'a failure behind the success' => "[$success,{\"type\":\"danger\",\"log\":[],\"msg\":[\"mailboxes_in_use\",3]}]",
    'a failure before the success' => "[{\"type\":\"error\",\"log\":[],\"msg\":\"access_denied\"},$success]",
    'a failure that nobody knows' => '[{"type":"danger","log":[],"msg":["out_of_cheese","+++"]}]',
    'an error of the front end' => '{"type":"error","msg":"Cannot find attributes in post data"}',
    'a duplicate key' => '[{"type":"danger","type":"success","log":[],"msg":["domain_admin_added","NAME"]}]',
    'a NUL in the code' => '[{"type":"success","log":[],"msg":["domain_admin_added\u0000","NAME"]}]',
    'a NUL as it is' => "[{\"type\":\"success\",\"log\":[],\"msg\":[\"domain_admin_added\",\"NAME\0\"]}]",
    'invalid UTF-8' => "[{\"type\":\"success\",\"log\":[\"\xff\"],\"msg\":[\"domain_admin_added\",\"NAME\"]}]",
    'a byte order mark' => "\u{feff}[$success]",
    'something behind it' => "[$success] ",
    'something else behind it' => "[$success]x",
    'a comma too many' => "[$success,]",
    'cut' => "[$success",
    'nested too deep' => '[{"type":"success","log":' . str_repeat('[', 100) . str_repeat(']', 100) . ',"msg":["domain_admin_added","NAME"]}]',
    'null' => 'null', 'true' => 'true', 'a number' => '1', 'a text' => '"domain_admin_added"', 'nothing' => '', 'blanks' => ' ',
    'HTML' => '<html><body>domain_admin_added</body></html>',
];
$server = scripted_server_with();
foreach ($answers as $name => $body) {
    $server->reset();
    $server->seed(together(foreign_rows(), domain_rows('kunde.example', ['whmcs-41'])));
    $server->control('POST', 'script', ['path' => '*/add/domain-admin', 'always' => true, 'body_base64' => base64_encode($body)]);
    echo "$name\n  ";
    call('create', params($server));
}

echo "what mailcow adds to a success is none of these\n";
foreach (['warning', 'info', 'success'] as $type) {
    $server->reset();
    $server->seed(together(foreign_rows(), service_rows()));
    $body = "[{\"type\":\"$type\",\"log\":[],\"msg\":[\"something\",1]},{\"type\":\"success\",\"log\":[],\"msg\":[\"domain_modified\",\"kunde.example\"]}]";
    $server->control('POST', 'script', ['path' => '*/edit/domain', 'body' => $body]);
    call('change_package', changed(params($server, stored_service()), ['configoptions' => ['Max Alias' => '5']]));
}
?>
--EXPECT--
Fatal error: Uncaught RuntimeException: the test server does not listen:  in /work/main/tests/server/server.inc:273
Stack trace:
#0 /work/main/tests/server/server.inc(73): Provision\TestServer\TestServer->launch(Array)
#1 /work/main/tests/server/server.inc(53): Provision\TestServer\TestServer->__construct('../mailcow/scri...', NULL, 0, NULL)
#2 /work/main/tests/mailcow/mailcow.inc(176): Provision\TestServer\TestServer::start('../mailcow/scri...')
#3 /work/main/tests/mailcow/ambiguous_answers.gen.php(39): Provision\Test\Mailcow\scripted_server_with()
#4 {main}
  thrown in /work/main/tests/server/server.inc on line 273
