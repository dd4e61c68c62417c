--TEST--
meshcentral_create takes over nothing that is not proven this service's, unless the operator says so
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$manager = account('whmcs-41', ['siteadmin' => 2, 'realname' => 'whmcs:41 X']);
$copied = group(OUR_GROUP, 'Fälschung', 'whmcs:41 von jemand anderem', [], [
    'creatorid' => 'user//fremd', 'links' => ['user//fremd' => ['rights' => 4_294_967_295], 'user//dienst' => ['rights' => 8]],
]);
$cases = [
    'the name is another customer\'s: another name is made' => [[], ['username' => 'ohne-marke']],
    'the made name is taken too' => [account('whmcs-41', ['realname' => 'Ein anderer']), []],
    'another service\'s account under the stored name' => [[], ['username' => 'fremd']],
    'an account that manages users' => [$manager, ['username' => 'whmcs-41']],
    'a group that carries our marker and was made by somebody else' => [$copied, []],
    'the stored group is another service\'s' => [[], ['customfields' => ['mesh_id' => FOREIGN_GROUP]]],
    'the stored group has no marker' => [[], ['customfields' => ['mesh_id' => UNMARKED_GROUP], 'username' => 'ohne-marke']],
    'adopted' => [[], [
        'customfields' => ['mesh_id' => UNMARKED_GROUP], 'username' => 'ohne-marke', 'provision' => ['adopt' => true],
    ]],
    'adopted, but another service\'s' => [[], [
        'customfields' => ['mesh_id' => FOREIGN_GROUP], 'username' => 'fremd', 'provision' => ['adopt' => true],
    ]],
];
foreach ($cases as $title => [$rows, $changes]) {
    echo "-- $title\n";
    $server = server_with($rows);
    $before = $server->stateText();
    $server->clearLog();
    call('create', params($server, $changes));
    told($server);
    echo unsteady_out(changes($before, $server->stateText()));
    $server->stop();
}
?>
--EXPECT--
