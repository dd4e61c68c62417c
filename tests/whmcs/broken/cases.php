<?php

/**
 * Modules that each break WHMCS's contract in one way, and what the stand-in must say of them: a check that was never
 * seen to refuse proves nothing.
 *
 * A case is [functions of the module, the call, what must be said (regular expression), further files]. NAME becomes
 * the module's name; guard, ConfigOptions, logo and whmcs.json are put in front and beside (Cases.php). The case
 * "sound" has no fault, and nothing may be said of it.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

$create = static fn (string $body): string => 'function NAME_CreateAccount(array $params) { ' . $body . ' }';
$page = static fn (string $html): string => 'function NAME_ClientArea(array $params) { return ' . $html . '; }';
$loading = '<?php if (!defined("WHMCS")) { die(); }
    function NAME_ConfigOptions() {
        return ["Size" => ["Type" => "text", "Loader" => "NAME_Sizes", "SimpleMode" => true]];
    } ';
$templated = $page("['templatefile' => 'clientarea', 'vars' => ['text' => 'fine']]");

return [
    'sound' => [
        $create('logModuleCall("NAME", "create", "asked", "answered", "", [$params["serverpassword"] ?? "none"]);
            if (isset($params["model"])) { $params["model"]->serviceProperties->save(
                ["Username" => "u", "NAME_id" => "7"]
            ); }
            return "success";')
            . 'function NAME_MetaData() { return ["DisplayName" => "NAME", "APIVersion" => "1.1"]; }' . $templated,
        'CreateAccount', null, ['clientarea.tpl' => '<p title="{$text|escape}">{$text|escape}</p>'],
    ],
    'soundfiles' => [$create('return "success";'), 'inspect', null],
    'soundpage' => [
        $templated,
        'ClientArea',
        null,
        ['clientarea.tpl' => '<p title="{$text|escape}">{$text|escape}</p>'],
    ],

    // the file
    'noguard' => [
        '',
        'inspect',
        '/does not begin with if/',
        ['NAME.php' => '<?php function NAME_ConfigOptions() { return []; }'],
    ],
    'bom' => [
        '',
        'inspect',
        '/something stands before/',
        ['NAME.php' => "\u{FEFF}<?php function NAME_ConfigOptions() { return []; }"],
    ],
    'nooptions' => [
        '',
        'inspect',
        '/no function nooptions_ConfigOptions/',
        ['NAME.php' => '<?php function NAME_X() {}'],
    ],
    'unprefixed' => ['function helper() {}', 'inspect', '/helper is declared without the prefix/'],
    'iterator' => ['function iterator_Count() {}', 'inspect', '/iterator_Count is declared already/'],
    'twice' => ['function twice_ab() {} function Twice_AB() {}', 'inspect', '/Twice_AB is declared already/'],
    'ghost' => [$create('return nowhere_to_be_found();'), 'inspect', '/nowhere_to_be_found, which exists nowhere/'],
    'network' => [$create('return (string) curl_init();'), 'inspect', '/curl_init, which is no business/'],
    'ender' => [$create('exit(0);'), 'inspect', '/exit or die inside a function/'],
    'catcher' => [
        $create('try { return "success"; } catch (Exception $e) { try { } catch (Exception $f) { } return "x"; }'),
        'inspect', '/2 places catch/',
    ],
    'speaker' => [
        '', 'inspect', '/lang.german.php: not the same keys/',
        ['lang/english.php' => '<?php return ["a" => "A"];', 'lang/german.php' => '<?php return [];'],
    ],
    'openpage' => [
        '', 'inspect', '/page.php: does not begin with if/',
        ['page.php' => '<?php define("CLIENTAREA", true); echo $_GET["x"]; require __DIR__ . "/../../../init.php";'],
    ],
    'soundpagefile' => [
        $create('return "success";'), 'inspect', null,
        ['page.php' => '<?php define("CLIENTAREA", true); require __DIR__ . "/../../../init.php"; header("X: y"); echo 1;'],
    ],
    'endingpage' => [
        '', 'inspect', '/page.php: exit or die inside/',
        ['page.php' => '<?php define("CLIENTAREA", true); require __DIR__ . "/../../../init.php"; exit;'],
    ],
    'libender' => [
        '', 'inspect', '/lib.End.php: exit or die inside/',
        ['lib/End.php' => '<?php namespace X; final class End { function f() { exit; } }'],
    ],
    'headersender' => [
        '', 'inspect', '/lib.Head.php: calls header, which is no business/',
        ['lib/Head.php' => '<?php namespace X; final class Head { function f() { header("X: y"); } }'],
    ],
    'sender' => [
        $create('return "success";'), 'inspect', null,
        ['lib/Send.php' => '<?php namespace X; final class Send { function f($s) {
            header("Content-Disposition: attachment"); fpassthru($s); exit; } }'],
    ],
    'twosenders' => [
        '', 'inspect', '/2 files send downloads/',
        array_fill_keys(['lib/Send.php', 'lib/Too.php'], '<?php namespace X; final class Send { function f($s) {
            header("Content-Disposition: attachment"); fpassthru($s); exit; } }'),
    ],
    'undescribed' => ['', 'inspect', '/whmcs.json: not an object/', ['whmcs.json' => '[]']],
    'logoless' => ['', 'inspect', '/logo.png: no PNG/', ['logo.png' => 'GIF89a']],

    // what a function does
    'printer' => [$create('echo "hello"; return "success";'), 'CreateAccount', '/output: hello/'],
    'lateprinter' => [
        $create('register_shutdown_function(function () { echo "late"; }); return "success";'),
        'CreateAccount', '/output of the process: late/',
    ],
    'noticer' => [
        $create('$x = $params["missing"]; return "success";'),
        'CreateAccount',
        '/PHP error: Undefined array key/',
    ],
    'deprecated' => [
        $create('return strlen(null) ? "x" : "success";'),
        'CreateAccount',
        '/PHP error: strlen.*deprecated/',
    ],
    'thrower' => [$create('throw new RuntimeException("boom");'), 'CreateAccount', '/uncaught RuntimeException: boom/'],
    'quitter' => [$create('exit("bye");'), 'CreateAccount', '/the process ended inside the module/'],
    'hanger' => [$create('while (true) { usleep(1000); }'), 'CreateAccount', '/no end within/'],
    'absent' => ['', 'CreateAccount', '/function absent_CreateAccount does not exist/'],

    // what it returns
    'capital' => [$create('return "Success";'), 'CreateAccount', '/only the exact word success/'],
    'truth' => [$create('return true;'), 'CreateAccount', '/not the word success or an error text/'],
    'html' => [$create('return "<b>wrong</b>";'), 'CreateAccount', '/an error text with HTML/'],
    'tester' => ['function NAME_TestConnection($p) { return "ok"; }', 'TestConnection', '/no .success => bool/'],
    'signer' => [
        'function NAME_ServiceSingleSignOn($p) { return ["success" => true]; }',
        'ServiceSingleSignOn',
        '/no full URL/',
    ],
    'updater' => ['function NAME_UsageUpdate($p) { return "success"; }', 'UsageUpdate', '/not nothing/'],
    'meter' => ['function NAME_MetricProvider($p) { return []; }', 'MetricProvider', '/not a ProviderInterface/'],
    'tabs' => [
        'function NAME_AdminServicesTabFields($p) { return ["text"]; }',
        'AdminServicesTabFields',
        '/not label => HTML/',
    ],
    'meta' => [
        'function NAME_MetaData() { return ["DisplayName" => "x", "APIVersion" => "1.1", "Color" => "red"]; }',
        'MetaData', '/an unknown key Color/',
    ],
    'manyoptions' => [
        '', 'ConfigOptions', '/at most 24 fields/',
        ['NAME.php' => '<?php if (!defined("WHMCS")) { die(); }
            function NAME_ConfigOptions() { return array_fill_keys(range("a", "y"), ["Type" => "text"]); }'],
    ],
    'oddoptions' => [
        '', 'ConfigOptions', '/without a known Type/',
        ['NAME.php' => '<?php if (!defined("WHMCS")) { die(); }
            function NAME_ConfigOptions() { return ["a" => ["Type" => "slider"]]; }'],
    ],
    'button' => [
        'function NAME_AdminCustomButtonArray() { return ["Press" => "Nothing"]; }',
        'AdminCustomButtonArray', '/a function that does not exist/',
    ],
    'allower' => [
        'function NAME_ClientAreaAllowedFunctions() { return ["Nothing"]; }',
        'ClientAreaAllowedFunctions', '/a function that does not exist/',
    ],
    'loader' => [
        '', 'Sizes', '/choices with markup/',
        ['NAME.php' => $loading . 'function NAME_Sizes($p) { return ["a" => "<b>large</b>"]; }'],
    ],
    'badloader' => [
        '', 'Sizes', '/not value => label/', ['NAME.php' => $loading . 'function NAME_Sizes($p) { return "none"; }'],
    ],
    'soundloader' => [
        '', 'Sizes', null,
        ['NAME.php' => $loading . 'function NAME_Sizes($p) { throw new Exception("The server does not answer."); }'],
    ],
    'loaderleak' => [
        '', 'Sizes', '/the server.s password \(plain\) in the result/',
        ['NAME.php' => $loading . 'function NAME_Sizes($p) { throw new Exception("tried $p[serverpassword]"); }'],
    ],
    'lister' => [
        'function NAME_ListAccounts($p) { return ["success" => true, "accounts" => [["email" => "", "username" => "",
            "domain" => "d", "uniqueIdentifier" => "d", "product" => "", "primaryip" => "",
            "created" => "2026-01-01 00:00:00", "status" => "active"]]]; }',
        'ListAccounts', '/with status "active"/',
    ],

    // where secrets go
    'leaklog' => [
        $create('logModuleCall("NAME", "create", "key " . $params["serverpassword"], ""); return "success";'),
        'CreateAccount', '/the server.s password \(plain\) in the logs/',
    ],
    'leakbase' => [
        $create('$s = $params["serverpassword"];
            logModuleCall("NAME", "create", base64_encode("user:$s"), "", "", [$s]); return "success";'),
        'CreateAccount', '/the server.s password \(base64 at \d\) in the logs/',
    ],
    'leakurl' => [
        $create('logActivity("tried " . rawurlencode($params["password"])); return "success";'),
        'CreateAccount', '/the service.s password \(URL-encoded\) in the logs/',
    ],
    'leakresult' => [
        $create('return "refused: " . $params["password"];'),
        'CreateAccount',
        '/password \(plain\) in the result/',
    ],
    'leakpage' => [
        $page('"<p>" . htmlspecialchars($params["password"]) . "</p>"'),
        'ClientArea',
        '/password .* in the page/',
    ],
    'leaksetting' => [
        '', 'CreateAccount', "/secret: product \\d+'s configoption1 \\(plain\\) in the result/",
        ['NAME.php' => '<?php if (!defined("WHMCS")) { die(); }
            function NAME_ConfigOptions() { return ["Key" => ["Type" => "password"]]; }
            function NAME_CreateAccount(array $params) { return "wrong key: $params[configoption1]"; }'],
    ],
    'leaksession' => [
        'function NAME_ServiceSingleSignOn($p) { $_SESSION["NAME"] = ["session_key" => "K-0123456789abcdef"];
            logActivity("handed over K-0123456789abcdef");
            return ["success" => true, "redirectTo" => "https://whmcs.example/"]; }',
        'ServiceSingleSignOn', '/the session.s session_key \(plain\) in the logs/',
    ],
    'leakfield' => [
        $create('$params["model"]->serviceProperties->save(["note" => $params["password"]]); return "success";'),
        'CreateAccount', '/password \(plain\) in custom fields/',
    ],
    'lograw' => [
        $create('logModuleCall("NAME", "create", $params, ""); return "success";'),
        'CreateAccount',
        '/holds an object/',
    ],
    'emptymask' => [
        $create('logModuleCall("NAME", "create", "", "", "", [""]); return "success";'),
        'CreateAccount', '/the replace list must hold texts/',
    ],
    'unmasked' => [
        $create('logModuleCall("NAME", "create", "asked", "answered"); return "success";'),
        'CreateAccount',
        '/the server.s credential is not in the replace list/',
    ],
    'plainpassword' => [
        $create('WHMCS\Database\Capsule::table("tblhosting")->where("id", $params["serviceid"])
            ->update(["password" => "Open-Sesame-1"]); return "success";'),
        'CreateAccount', '/tblhosting.password of service \d+ is not encrypted/',
    ],

    // WHMCS's own functions
    'apicommand' => [
        $create('localAPI("MakeCoffee", []); return "success";'),
        'CreateAccount',
        '/no documented command MakeCoffee/',
    ],
    'apiargument' => [
        $create('localAPI("UpdateClientProduct", ["serviceid" => 1, "color" => "red"]); return "success";'),
        'CreateAccount', '/no documented argument color/',
    ],
    'apifield' => [
        $create('localAPI("UpdateClientProduct", ["serviceid" => 1,
            "customfields" => base64_encode(serialize(["name" => "x"]))]); return "success";'),
        'CreateAccount', '/wants the field.s number, not name/',
    ],

    // templates
    'rawtemplate' => [$templated, 'ClientArea', '/does not escape a variable/', ['clientarea.tpl' => '<p>{$text}</p>']],
    'rawattribute' => [
        $templated, 'ClientArea', '/does not escape a variable/',
        ['clientarea.tpl' => '<p title=\'{$text|replace:"<":""}\'>'],
    ],
    'notemplate' => [$templated, 'ClientArea', '/a template that is not there/'],
    'phptemplate' => [
        $templated,
        'ClientArea',
        '/the template fails/',
        ['clientarea.tpl' => '{strtoupper($text)|escape}'],
    ],
    'unsetvariable' => [$templated, 'ClientArea', '/PHP error: Undefined/', ['clientarea.tpl' => '{$nothing|escape}']],
];
