--TEST--
comet_policies, comet_storage_providers, comet_installers: rows; a refused login is an error, not two entries
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\Comet;

require __DIR__ . '/comet.inc';

$server = server_with(['policies' => ['p2' => ['Description' => "Zweite <b>\"&'"]], 'templates' => ['t2' => ['description' => 'Ärger & Söhne']]]);
foreach (['policies', 'storage_providers'] as $operation) {
    call($operation, params($server));
    call($operation, params($server, ['serverpassword' => 'wrong']));
}
$rows = comet_installers(params($server));
echo count($rows) > 10 ? 'many' : 'few', ' platforms, one of them: ', text($rows[0]), "\n";
asked($server);
?>
--EXPECT--
policies: [{"id":"POLICY-1","name":"Basic"},{"id":"p2","name":"Zweite <b>\"&'"},{"id":"policy-standard","name":"Standard"}]
policies: AuthenticationException: Comet: list policy groups: Comet refuses the admin account (Unauthorised): check user name and password in the server's record, its second factor, its IP allow-list, and whether it may do this
    code: 403
storage_providers: [{"id":"TEMPLATE-1","name":"Comet Storage"},{"id":"t2","name":"Ärger & Söhne"},{"id":"template-standard","name":"Standard storage"}]
storage_providers: AuthenticationException: Comet: list storage templates: Comet refuses the admin account (Unauthorised): check user name and password in the server's record, its second factor, its IP allow-list, and whether it may do this
    code: 403
many platforms, one of them: {"platform":1,"category":"Windows","name":"All architectures (exe)","recommended":true}
  1 admin/policies/list
  2 admin/policies/list
  3 admin/request-storage-vault-providers
  4 admin/request-storage-vault-providers
  5 admin/branding/available-platforms
