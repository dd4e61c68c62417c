--TEST--
phpinfo() shows version, libraries, products and settings
--EXTENSIONS--
provision
--FILE--
<?php

declare(strict_types=1);

$extension = new ReflectionExtension('provision');
$extension->info();
echo $extension->getVersion() === phpversion('provision') ? "one version\n" : "two versions\n";
echo json_encode($extension->getDependencies()), "\n";
?>
--EXPECTF--
provision

provision support => enabled
Version => %d.%d.%s
HTTP/2 => %r(yes|no)%r
TLS => %s
Internationalised domain names => yes

Library => Compiled => Linked
libcurl => %d.%d.%d => %d.%d.%d
json-c => %d.%d => %d.%d
OpenSSL => OpenSSL %s => OpenSSL %s
libidn2 => %s => %d.%d.%d
wslay => %s => -

Product => Functions =>%w
mailcow => mailcow => %d operations
MeshCentral => meshcentral => %d operations

Directive => Local Value => Master Value
provision.connect_timeout_ms => 10000 => 10000
provision.timeout_ms => 30000 => 30000
provision.max_response_bytes => 4194304 => 4194304
provision.max_list_bytes => 536870912 => 536870912
provision.max_message_bytes => 1048576 => 1048576
provision.max_list_message_bytes => 67108864 => 67108864
provision.max_json_depth => 64 => 64
provision.keep_connections => On => On
provision.idle_connection_ms => 60000 => 60000
provision.dead_server_ms => 15000 => 15000
provision.installation => no value => no value
provision.servers_file => no value => no value
provision.ca_file => no value => no value
provision.proxy => no value => no value
one version
{"spl":"Required","random":"Required"}
