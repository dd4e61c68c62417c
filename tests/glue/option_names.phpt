--TEST--
$params['provision']['options'] names the operator's configurable options
--EXTENSIONS--
provision
--FILE--
<?php

declare(strict_types=1);

use function Provision\Test\Glue\needed_params;

require __DIR__ . '/bad_input.inc';

/* A wrong value shows where it was looked for. */
$base = needed_params(provision_backends()['mailcow']['operations']['create'], 'quota');
$ask = static function (array $options, array $configoptions, array $more = []) use ($base): void {
    $params = ['provision' => ['options' => $options], 'configoptions' => $configoptions + $base['configoptions']] + $more;
    try {
        mailcow_create($params + $base);
        echo "no exception\n";
    } catch (Provision\ConfigurationException $e) {
        echo $e->getMessage(), "\n";
    }
};
$ask(['quota' => 'Speicher'], ['Speicher' => 'viel']);
echo "-- before the field's own places, and these when the option is empty or not there\n";
$ask(['quota' => 'Speicher'], ['Speicher' => 'viel', 'Quota Totale Dominio' => 5]);
$ask(['quota' => 'Speicher'], ['Speicher' => '', 'Quota Totale Dominio' => 'much']);
$ask(['quota' => 'Speicher'], [], ['configoption1' => 'one']);
echo "-- names that are numbers, null, empty, unknown\n";
$ask(['quota' => '7'], [7 => 'seven']);
$ask(['quota' => null], ['Total Quota' => 'x']);
$ask(['quota' => ''], ['Total Quota' => 'x']);
$ask(['no such input' => 'Speicher'], ['Total Quota' => 'x']);
echo "-- what is no name\n";
$ask(['quota' => 7], []);
$ask(['quota' => []], []);
echo "-- a credential is no matter of options\n";
$ask(['api_key' => 'Speicher', 'server_host' => 'Speicher'], ['Speicher' => [], 'Total Quota' => 'x']);
echo "-- an operator's name is shown cleaned and cut\n";
$ask(['quota' => "Spei\ncher" . str_repeat('x', 500)], ["Spei\ncher" . str_repeat('x', 500) => []]);
echo "-- the list itself\n";
try {
    mailcow_create(['provision' => ['options' => 'quota']]);
} catch (Provision\ConfigurationException $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECTF--
mailcow: read parameters: configoptions[Speicher] must be a whole number
-- before the field's own places, and these when the option is empty or not there
mailcow: read parameters: configoptions[Speicher] must be a whole number
mailcow: read parameters: configoptions[Quota Totale Dominio] must be a whole number
mailcow: read parameters: configoption1 must be a whole number
-- names that are numbers, null, empty, unknown
mailcow: read parameters: configoptions[7] must be a whole number
mailcow: read parameters: configoptions[Total Quota] must be a whole number
mailcow: read parameters: configoptions[Total Quota] must be a whole number
mailcow: read parameters: configoptions[Total Quota] must be a whole number
-- what is no name
mailcow: read parameters: provision[options][quota] must be the name of an option, int given
mailcow: read parameters: provision[options][quota] must be the name of an option, array given
-- a credential is no matter of options
mailcow: read parameters: configoptions[Total Quota] must be a whole number
-- an operator's name is shown cleaned and cut
mailcow: read parameters: configoptions[Spei?cherx%s must be a whole number, array given
-- the list itself
mailcow: read parameters: provision[options] must be an array, string given
