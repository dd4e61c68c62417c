<?php

/**
 * Renders what a module gives for the client area as WHMCS does: Smarty with a security policy that allows no PHP
 * function, the module's variables beside WHMCS's own, in a page of the client theme.
 *
 * It renders a second time with hostile text in every variable and tells each that comes out unescaped.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Page
{
    private const HOSTILE = '"\'><script>window.hostile=1</script>&';

    private string $folder;

    public function __construct(string $moduleFolder, private string $compileFolder)
    {
        $this->folder = $moduleFolder;
        require_once 'smarty4/Smarty.class.php';
    }

    /** The module's part of the page. */
    public function render(array $area, array $params): string
    {
        $template = $area['templatefile'] ?? $area['tabOverviewModuleOutputTemplate']
            ?? $area['tabOverviewReplacementTemplate'] ?? '';
        $file = str_ends_with($template, '.tpl') ? $template : $template . '.tpl';
        if (!is_file($this->folder . '/' . $file)) {
            Violations::add("ClientArea names a template that is not there: $file");
            return '';
        }
        $variables = $area['vars'] ?? $area['templateVariables'] ?? [];
        $html = $this->fetch($file, $variables, $params);
        $this->checkEscaping($this->fetch($file, self::hostile($variables), $params));
        return $html;
    }

    private function fetch(string $file, array $variables, array $params): string
    {
        $smarty = new \Smarty();
        $smarty->setTemplateDir($this->folder);
        $smarty->setCompileDir($this->compileFolder);
        $policy = new \Smarty_Security($smarty);
        $policy->php_functions = null;
        $policy->php_modifiers = null;
        $policy->static_classes = null;
        $policy->streams = null;
        $policy->allow_super_globals = false;
        $policy->allow_constants = false;
        $policy->secure_dir = [$this->folder];
        $smarty->enableSecurity($policy);
        $service = (int) ($params['serviceid'] ?? 0);
        $smarty->assign(
            ['id' => $service, 'serviceid' => $service, 'LANG' => [], 'modulename' => basename($this->folder)]
        );
        $smarty->assign(array_filter($params, static fn ($value) => !is_object($value)));
        $smarty->assign($variables);
        try {
            return (string) $smarty->fetch($file);
        } catch (\SmartyException $failure) {
            Violations::add('the template fails: ' . $failure->getMessage());
            return '';
        }
    }

    private static function hostile(array $variables): array
    {
        $number = 0;
        array_walk_recursive($variables, static function (&$leaf) use (&$number): void {
            if (is_string($leaf)) {
                $leaf .= 'MARK' . ++$number . 'END' . self::HOSTILE;
            }
        });
        return $variables;
    }

    private function checkEscaping(string $html): void
    {
        if (preg_match_all('/.{0,60}MARK\d+END["\'<>]/s', $html, $matches) > 0) {
            $place = trim((string) preg_replace('/\s+/', ' ', $matches[0][0]));
            Violations::add('the template does not escape a variable, near: ' . $place);
        }
    }
}
