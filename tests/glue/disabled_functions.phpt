--TEST--
A native that the operator disables is free for a module to declare
--EXTENSIONS--
provision
--INI--
disable_functions=mailcow_sso,mailcow_renew
--FILE--
<?php

declare(strict_types=1);

var_dump(function_exists('mailcow_sso'), function_exists('mailcow_status'));
eval('function mailcow_SSO(array $params): string { return "the module\'s own"; }');
echo mailcow_sso([]), "\n";
echo provision_backends()['mailcow']['operations']['sso']['function'], "\n";
?>
--EXPECT--
bool(false)
bool(true)
the module's own
mailcow_sso
