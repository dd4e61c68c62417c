--TEST--
No function has a name by which WHMCS or a published module means its own
--EXTENSIONS--
provision
--FILE--
<?php

declare(strict_types=1);

/* PHP's function names ignore case: a native mailcow_renew would be the module's mailcow_Renew. */
$suffixes = explode(' ', 'metadata configoptions createaccount suspendaccount unsuspendaccount terminateaccount renew '
    . 'changepassword changepackage testconnection clientarea clientareacustombuttonarray clientareaallowedfunctions '
    . 'admincustombuttonarray adminservicestabfields adminservicestabfieldssave adminlink loginlink usageupdate '
    . 'metricprovider servicesinglesignon adminsinglesignon listaccounts customactions getremotemetadata '
    . 'renderremotemetadata getusercount autopopulateserverconfig provisionaddonfeature deprovisionaddonfeature '
    . 'suspendaddonfeature unsuspendaddonfeature');
/* What published modules declare under the same prefixes. */
$taken = explode(' ', 'api_call generaterandomstring generatestrongpassword updatecustomfieldvalue sanitizeparamsforlog '
    . 'syncusername loadlang t ensuremappingtable generatepassword getaddress getdefaultmailboxquota getmailboxlimit '
    . 'getserviceid savedomainmapping updatedomainmappingstatus');
$prefixes = ['mailcow', 'comet', 'cometbackup', 'iredmail', 'meshcentral', 'vumaerp', 'provision'];

$functions = get_extension_funcs('provision');
foreach ($functions as $function) {
    [$prefix, $rest] = explode('_', $function, 2) + [1 => ''];
    if (!in_array($prefix, $prefixes, true)) {
        echo "$function has an unknown prefix\n";
    }
    if (in_array($rest, $suffixes, true) || in_array($rest, $taken, true)) {
        echo "$function collides\n";
    }
    if ($function !== strtolower($function)) {
        echo "$function is not in lower case\n";
    }
}
echo count($functions) >= 17 ? "enough functions seen\n" : 'only ' . count($functions) . " functions\n";

/* A module can still declare what we do not. */
eval('function mailcow_Renew() { return "the module\'s"; } function mailcow_ListAccounts() { return "too"; }');
echo mailcow_Renew(), ' ', mailcow_ListAccounts(), "\n";
?>
--EXPECT--
enough functions seen
the module's too
