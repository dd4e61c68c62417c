<?php

/**
 * What can be told of a module without calling it: its files, names, guards, calls, logo and description. The module
 * must be loaded already, and the extension too, so that what exists is known.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Inspection
{
    private const LOGO_WIDTH = 500;
    /** A module is thin: network, passwords and the end of a request are not its business. */
    private const FORBIDDEN = '/^(curl_.*|fsockopen|pfsockopen|stream_socket_client|socket_create|mt_rand|rand'
        . '|random_int|random_bytes|str_shuffle|uniqid|openssl_random_pseudo_bytes|exec|shell_exec|system|passthru'
        . '|proc_open|popen|var_dump|print_r|error_log|set_error_handler|ini_set|set_time_limit|header|ob_start)$/i';
    /** What a page of the module's own, or a file sent to the browser, needs all the same. */
    private const OF_OUTPUT = ['header'];
    private const JSON_KEYS = [
        'schema',
        'type',
        'name',
        'license',
        'category',
        'description',
        'logo',
        'support',
        'authors',
    ];

    private string $module;
    /** @var string[] */
    private array $faults = [];

    public function __construct(private string $folder)
    {
        $this->module = basename($folder);
    }

    /** @return string[] */
    public function faults(): array
    {
        $tries = 0;
        $senders = 0;
        foreach ($this->files('php') as $name => $file) {
            $source = new Source($file);
            $this->inspectText($name, $source->text);
            $this->inspectCode($name, $source);
            $tries += $source->count(T_TRY);
            $senders += $source->sendsFile() ? 1 : 0;
        }
        if ($senders > 1) {
            $this->faults[] = "$senders files send downloads; one is enough";
        }
        if ($tries > 1) {
            $this->faults[] = "$tries places catch; one is enough";
        }
        $this->inspectNames();
        $this->inspectLanguages();
        $this->inspectLogo();
        $this->inspectDescription();
        return $this->faults;
    }

    private function inspectText(string $name, string $text): void
    {
        if (!str_starts_with($text, '<?php')) {
            $this->faults[] = "$name: something stands before <?php (a byte order mark or blank text)";
        }
        if (str_ends_with(rtrim($text), '?>')) {
            $this->faults[] = "$name: a closing tag at the end";
        }
        if (!mb_check_encoding($text, 'UTF-8')) {
            $this->faults[] = "$name: not UTF-8";
        }
    }

    private function inspectCode(string $name, Source $source): void
    {
        $isPage = $source->isPage();
        $reachable = $name === $this->module . '.php' || $name === 'hooks.php' || $source->runsOnInclude();
        if ($reachable && !$isPage && !$source->isGuarded()) {
            $this->faults[] = "$name: does not begin with if (!defined('WHMCS')) die";
        }
        if ($source->count(T_EXIT) > (($reachable && !$isPage) || $source->sendsFile() ? 1 : 0)) {
            $this->faults[] = "$name: exit or die inside a function";
        }
        $printing = $isPage ? [] : [T_ECHO => 'echo', T_PRINT => 'print'];
        foreach ($printing + [T_EVAL => 'eval', T_GLOBAL => 'global'] as $kind => $word) {
            if ($source->count($kind) > 0) {
                $this->faults[] = "$name: $word";
            }
        }
        if ($name !== $this->module . '.php' && !$source->isNamespaced() && $source->declares() !== []) {
            $this->faults[] = "$name: functions outside of a namespace";
        }
        $needed = $isPage || $source->sendsFile() ? self::OF_OUTPUT : [];
        foreach (array_diff($source->calls(), $needed) as $function) {
            if (!function_exists($function)) {
                $this->faults[] = "$name: calls $function, which exists nowhere";
            } elseif (preg_match(self::FORBIDDEN, $function) === 1) {
                $this->faults[] = "$name: calls $function, which is no business of a module";
            }
        }
    }

    private function inspectNames(): void
    {
        if (!function_exists($this->module . '_ConfigOptions')) {
            $this->faults[] = "no function {$this->module}_ConfigOptions";
        }
        foreach (Contract::answering(get_defined_functions()['internal'], $this->module) as $native) {
            $this->faults[] = "the native $native answers to a name that WHMCS calls";
        }
    }

    private function inspectLanguages(): void
    {
        $texts = [];
        foreach (glob($this->folder . '/lang/*.php') ?: [] as $file) {
            $texts[basename($file)] = require $file;
        }
        foreach ($texts as $name => $language) {
            $odd = array_merge(
                array_keys(array_diff_key($texts['english.php'] ?? [], $language)),
                array_keys(array_diff_key($language, $texts['english.php'] ?? []))
            );
            if ($odd !== []) {
                $this->faults[] = "lang/$name: not the same keys as in English: " . implode(', ', $odd);
            }
            foreach (array_intersect_key($texts['english.php'] ?? [], $language) as $key => $english) {
                if (substr_count($english, '%s') !== substr_count($language[$key], '%s')) {
                    $this->faults[] = "lang/$name: $key has not as many %s as in English";
                }
            }
        }
    }

    private function inspectLogo(): void
    {
        $size = is_file($this->folder . '/logo.png') ? getimagesize($this->folder . '/logo.png') : false;
        if ($size === false || $size[2] !== IMAGETYPE_PNG || $size[0] > self::LOGO_WIDTH) {
            $this->faults[] = 'logo.png: no PNG of at most ' . self::LOGO_WIDTH . ' pixels in width';
        }
    }

    private function inspectDescription(): void
    {
        $text = is_file($this->folder . '/whmcs.json') ? (string) file_get_contents($this->folder . '/whmcs.json') : '';
        $json = json_decode($text, true);
        if (!is_array($json) || array_diff(self::JSON_KEYS, array_keys($json)) !== []) {
            $this->faults[] = 'whmcs.json: not an object with ' . implode(', ', self::JSON_KEYS);
            return;
        }
        if ($json['schema'] !== '1.0' || $json['type'] !== 'whmcs-servers' || $json['name'] !== $this->module) {
            $this->faults[] = 'whmcs.json: schema, type or name is wrong';
        }
        if (!is_file($this->folder . '/' . ($json['logo']['filename'] ?? ''))) {
            $this->faults[] = 'whmcs.json: its logo is not there';
        }
    }

    /** @return array<string, string> path inside the module => file */
    private function files(string $extension): array
    {
        $files = [];
        $walk = new \RecursiveIteratorIterator(
            new \RecursiveDirectoryIterator($this->folder, \FilesystemIterator::SKIP_DOTS)
        );
        foreach ($walk as $file) {
            if ($file->getExtension() === $extension) {
                $files[substr($file->getPathname(), strlen($this->folder) + 1)] = $file->getPathname();
            }
        }
        ksort($files);
        return $files;
    }
}
