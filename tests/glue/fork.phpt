--TEST--
A child process makes connections of its own and leaves its parent's alone
--EXTENSIONS--
provision
pcntl
openssl
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/../server/server.inc';

$server = Provision\TestServer\TestServer::start(tls: 'good');
$params = $server->params();
mailcow_test_connection($params);
mailcow_test_connection($params);

/* The server is steered over TLS: a child that inherited that connection would end it when it exits. So it is not open yet. */
$pid = pcntl_fork();
if ($pid === 0) {
    $version = mailcow_test_connection($params)['version'];
    $code = strlen($version) > 0 && count(provision_last_exchanges()) > 0 ? 41 : 1;
    if (getenv('USE_ZEND_ALLOC') === '0') {
        /* Leak searchers would count the parent's connections, which the child must not free. */
        pcntl_exec(PHP_BINARY, ['-n', '-r', "exit($code);"]);
    }
    exit($code);
}
pcntl_waitpid($pid, $status);
echo 'child: ', pcntl_wexitstatus($status), "\n";
mailcow_test_connection($params);
foreach ($server->connections()['connections'] as $connection) {
    echo 'connection ', $connection['number'], ': ', $connection['requests'], ' requests, ',
        $connection['open'] ? 'open' : 'closed', "\n";
}
?>
--EXPECT--
child: 41
connection 1: 6 requests, open
connection 2: 2 requests, closed
