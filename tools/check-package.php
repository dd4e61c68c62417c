<?php

/**
 * check-package.php: what several files say about the package is the same in all of them.
 *
 * usage: php tools/check-package.php
 * The files that ship are those that package.xml names; one version in php_provision.h, package.xml and CHANGELOG.md;
 * one PHP range in config.m4, package.xml and composer.json; composer.json is what PIE accepts (Debian's composer does
 * not know the php-ext key, so the keys are checked here). Building and installing it is prove-package.sh's part.
 * needs: git; PHP's SimpleXML.        exit: 0 all agree, 1 some do not (each line says which)
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

require __DIR__ . '/package-contents.php';

$root = dirname(__DIR__);
$text = static fn (string $name): string => (string) file_get_contents("$root/$name");
$find = static fn (string $pattern, string $in): string => preg_match($pattern, $in, $m) === 1 ? $m[1] : 'none';

/** "8.2.0" => 80200 */
function version_number(string $version): int
{
    [$major, $minor, $patch] = array_map(intval(...), explode('.', "$version.0.0"));
    return $major * 10000 + $minor * 100 + $patch;
}

/** @return list<string> what PIE would refuse in composer.json */
function composer_faults(array $composer): array
{
    $faults = [];
    $extension = $composer['php-ext'] ?? [];
    if (($composer['type'] ?? '') !== 'php-ext') {
        $faults[] = 'type is not php-ext';
    }
    if (preg_match('/^[A-Za-z][A-Za-z0-9_]+$/', $extension['extension-name'] ?? '') !== 1) {
        $faults[] = 'php-ext.extension-name is no extension name';
    }
    $known = ['extension-name', 'priority', 'support-zts', 'support-nts', 'configure-options', 'build-path',
        'download-url-method', 'os-families', 'os-families-exclude'];
    foreach (array_diff(array_keys($extension), $known) as $key) {
        $faults[] = "php-ext.$key is no key of PIE";
    }
    if (isset($extension['os-families'], $extension['os-families-exclude'])) {
        $faults[] = 'php-ext.os-families and os-families-exclude exclude each other';
    }
    foreach (array_keys($composer['require'] ?? []) as $name) {
        if ($name !== 'php' && !str_starts_with($name, 'ext-')) {
            $faults[] = "require names $name: only php and extensions may stand there";
        }
    }
    return $faults;
}

$packageText = $text('package.xml');
$package = simplexml_load_string($packageText);
$composer = json_decode($text('composer.json'), true, 16, JSON_THROW_ON_ERROR);
if ($package === false) {
    fwrite(STDERR, "check-package: package.xml does not parse\n");
    exit(1);
}

$header = $find('/#define PHP_PROVISION_VERSION "([^"]+)"/', $text('php_provision.h'));
$range = $find('/-lt (\d+)/', $text('config.m4')) . ' ' . $find('/-ge (\d+)/', $text('config.m4'));
$phpRequired = $package->dependencies->required->php;
// the maximum is inclusive there: 8.5.99 is what the others call "below 8.6"
$packageRange = version_number((string) $phpRequired->min) . ' ' . (version_number((string) $phpRequired->max) + 1);
$composerPhp = (string) ($composer['require']['php'] ?? '');
$composerRange = version_number($find('/>=\s*([0-9.]+)/', $composerPhp)) . ' '
    . version_number($find('/<\s*([0-9.]+)/', $composerPhp));
$extension = (string) ($composer['php-ext']['extension-name'] ?? '');

$facts = [
    'package.xml names the files that ship (php tools/make-package-xml.php)'
        => package_xml_with($packageText, package_contents($root)) === $packageText,
    "version: php_provision.h $header, package.xml {$package->version->release}"
        => $header === (string) $package->version->release,
    'version: the newest section of CHANGELOG.md is that of php_provision.h'
        => $find('/^## \[([0-9][^\]]*)\]/m', $text('CHANGELOG.md')) === preg_replace('/-dev$/', '', $header),
    "PHP range: config.m4 $range, package.xml $packageRange" => $range === $packageRange,
    "PHP range: config.m4 $range, composer.json $composerRange" => $range === $composerRange,
    "extension name: package.xml {$package->providesextension}, composer.json $extension"
        => (string) $package->providesextension === $extension,
    "license: package.xml {$package->license}, composer.json {$composer['license']}"
        => (string) $package->license === $composer['license'],
    'composer.json: ' . (implode('; ', composer_faults($composer)) ?: 'as PIE wants it')
        => composer_faults($composer) === [],
];
foreach (array_keys($facts, false, true) as $fact) {
    fwrite(STDERR, "check-package: not so: $fact\n");
}
$failed = count(array_keys($facts, false, true));
printf("check-package: %d passed, %d failed\n", count($facts) - $failed, $failed);
exit($failed === 0 ? 0 : 1);
