<?php

/**
 * What each function that WHMCS knows is called with and must return. A check gives the list of what is wrong.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

use WHMCS\Module\Server\CustomActionCollection;
use WHMCS\Service\Status;
use WHMCS\UsageBilling\Contracts\Metrics\MetricInterface;
use WHMCS\UsageBilling\Contracts\Metrics\ProviderInterface;

final class Contract
{
    /** suffix => [what it is called with, the method that checks its result] */
    public const FUNCTIONS = [
        'MetaData' => ['none', 'metaData'],
        'ConfigOptions' => ['none', 'configOptions'],
        'TestConnection' => ['server', 'testConnection'],
        'CreateAccount' => ['service', 'command'],
        'SuspendAccount' => ['service', 'command'],
        'UnsuspendAccount' => ['service', 'command'],
        'TerminateAccount' => ['service', 'command'],
        'Renew' => ['service', 'command'],
        'ChangePassword' => ['service', 'command'],
        'ChangePackage' => ['service', 'command'],
        'AdminCustomButtonArray' => ['none', 'buttons'],
        'ClientAreaCustomButtonArray' => ['none', 'buttons'],
        'ClientAreaAllowedFunctions' => ['none', 'allowed'],
        'ClientArea' => ['service', 'clientArea'],
        'AdminServicesTabFields' => ['service', 'tabFields'],
        'AdminServicesTabFieldsSave' => ['service', 'nothing'],
        'ServiceSingleSignOn' => ['service', 'singleSignOn'],
        'AdminSingleSignOn' => ['server', 'singleSignOn'],
        'AdminLink' => ['server', 'text'],
        'LoginLink' => ['service', 'loginLink'],
        'UsageUpdate' => ['server', 'nothing'],
        'MetricProvider' => ['server', 'metricProvider'],
        'ListAccounts' => ['server', 'accounts'],
        'CustomActions' => ['service', 'customActions'],
    ];
    /** Stands for any function that fills the list of a setting; its name is the module's own. */
    public const LOADER = 'Loader';
    /** What WHMCS calls besides: a native of such a name would answer. */
    private const FURTHER = [
        'GetRemoteMetaData', 'RenderRemoteMetaData', 'GetUserCount', 'AutoPopulateServerConfig',
        'ProvisionAddOnFeature', 'DeprovisionAddOnFeature', 'SuspendAddOnFeature', 'UnsuspendAddOnFeature',
    ];
    private const META_KEYS = [
        'DisplayName' => 'is_string', 'APIVersion' => 'is_string', 'RequiresServer' => 'is_bool',
        'DefaultNonSSLPort' => 'is_numeric', 'DefaultSSLPort' => 'is_numeric',
        'ServiceSingleSignOnLabel' => 'is_string', 'AdminSingleSignOnLabel' => 'is_string',
        'ListAccountsProductField' => 'is_string',
        'ListAccountsUniqueIdentifierDisplayName' => 'is_string', 'ListAccountsUniqueIdentifierField' => 'is_string',
    ];
    private const OPTION_TYPES = ['text', 'password', 'yesno', 'dropdown', 'radio', 'textarea'];
    private const OPTION_KEYS = [
        'Type', 'FriendlyName', 'Size', 'Default', 'Description', 'Options', 'Rows', 'Cols', 'Loader', 'SimpleMode',
    ];
    private const OPTIONS_MAX = 24;
    private const ACCOUNT_KEYS = [
        'email', 'username', 'domain', 'uniqueIdentifier', 'product', 'primaryip', 'created', 'status',
    ];

    /** @return string[] all words of which NAME_word is called by WHMCS, in lower case */
    public static function words(): array
    {
        return array_map('strtolower', array_merge(array_keys(self::FUNCTIONS), self::FURTHER));
    }

    /**
     * @param string[] $functions
     * @return string[] those that WHMCS would take for a function of the module
     */
    public static function answering(array $functions, string $module): array
    {
        $names = array_map(static fn (string $word): string => $module . '_' . $word, self::words());
        return array_values(array_filter($functions, static fn ($name) => in_array(strtolower($name), $names, true)));
    }

    /** @return string[] what is wrong with a result */
    public static function check(string $module, string $suffix, mixed $result): array
    {
        $method = $suffix === self::LOADER ? 'choices' : self::FUNCTIONS[$suffix][1] ?? 'command';
        return array_map(static fn (string $fault) => "$suffix returns $fault", self::$method($result, $module));
    }

    private static function command(mixed $result): array
    {
        if (!is_string($result) || $result === '') {
            return [self::shown($result) . ', not the word success or an error text'];
        }
        if ($result !== 'success' && strcasecmp(trim($result), 'success') === 0) {
            return [self::shown($result) . ': WHMCS takes only the exact word success'];
        }
        return $result === strip_tags($result) ? [] : ['an error text with HTML in it'];
    }

    private static function nothing(mixed $result): array
    {
        return $result === null ? [] : [self::shown($result) . ', not nothing'];
    }

    private static function text(mixed $result): array
    {
        return is_string($result) ? [] : [self::shown($result) . ', not a text'];
    }

    private static function loginLink(mixed $result): array
    {
        $hasForm = is_string($result) && stripos($result, '<form') !== false;
        return $hasForm ? ['a form, which is not allowed there'] : self::text($result);
    }

    /** ['function', …] and ['Label' => 'function', …] are both seen. */
    private static function allowed(mixed $result, string $module): array
    {
        if (!is_array($result) || $result !== array_filter($result, 'is_string')) {
            return [self::shown($result) . ', not names of functions'];
        }
        return self::buttons(array_combine(array_values($result), $result), $module);
    }

    /** A list of choices, or the text of the exception that says why there is none. */
    private static function choices(mixed $result): array
    {
        if (!is_array($result) || $result !== array_filter($result, 'is_string')) {
            return [self::shown($result) . ', not value => label'];
        }
        if (isset($result['exception'])) {
            return $result['exception'] === '' ? ['an exception without a text'] : [];
        }
        // nothing says that WHMCS escapes them
        $text = implode(array_keys($result)) . implode($result);
        return strpbrk($text, '<>"\'') === false ? [] : ['choices with markup in them'];
    }

    private static function buttons(mixed $result, string $module): array
    {
        if (!is_array($result)) {
            return [self::shown($result) . ', not label => function'];
        }
        $faults = [];
        foreach ($result as $label => $function) {
            if (!is_string($label) || !is_string($function) || !function_exists($module . '_' . $function)) {
                $faults[] = "a button $label for a function that does not exist: " . self::shown($function);
            } elseif ((new \ReflectionFunction($module . '_' . $function))->isInternal()) {
                $faults[] = "a button $label that calls a native function directly";
            }
        }
        return $faults;
    }

    private static function metaData(mixed $result): array
    {
        if (!is_array($result) || !isset($result['DisplayName'], $result['APIVersion'])) {
            return ['no array with DisplayName and APIVersion'];
        }
        $faults = [];
        foreach ($result as $key => $value) {
            $test = self::META_KEYS[$key] ?? null;
            if ($test === null || !$test($value)) {
                $faults[] = $test === null ? "an unknown key $key" : "a wrong value for $key";
            }
        }
        $field = $result['ListAccountsUniqueIdentifierField'] ?? 'domain';
        if (!in_array($field, ['domain', 'username'], true) && !str_starts_with($field, 'customfield.')) {
            $faults[] = "ListAccountsUniqueIdentifierField $field";
        }
        return $faults;
    }

    private static function configOptions(mixed $result): array
    {
        if (!is_array($result) || count($result) > self::OPTIONS_MAX) {
            return ['no array of at most ' . self::OPTIONS_MAX . ' fields'];
        }
        $faults = [];
        foreach ($result as $label => $field) {
            if (
                !is_string($label) || !is_array($field) || !in_array($field['Type'] ?? null, self::OPTION_TYPES, true)
            ) {
                $faults[] = "a field $label without a known Type";
                continue;
            }
            foreach (array_diff(array_keys($field), self::OPTION_KEYS) as $key) {
                $faults[] = "field $label with an unknown key $key";
            }
            $isChoice = in_array($field['Type'], ['dropdown', 'radio'], true);
            if ($isChoice && !isset($field['Options']) && !isset($field['Loader'])) {
                $faults[] = "field $label without Options";
            }
            if (
                isset($field['Loader']) && !(is_callable($field['Loader']) && ($field['SimpleMode'] ?? false) === true)
            ) {
                $faults[] = "field $label with a Loader that cannot be called or is not in Simple Mode";
            }
        }
        return $faults;
    }

    private static function testConnection(mixed $result): array
    {
        return is_array($result) && is_bool($result['success'] ?? null) && is_string($result['error'] ?? null)
            && $result['success'] === ($result['error'] === '') ? [] : ['no [success => bool, error => text]'];
    }

    private static function singleSignOn(mixed $result): array
    {
        $done = is_array($result) ? $result['success'] ?? null : null;
        if ($done === true) {
            $scheme = parse_url((string) ($result['redirectTo'] ?? ''), PHP_URL_SCHEME);
            return in_array($scheme, ['https', 'http'], true) ? [] : ['no full URL in redirectTo'];
        }
        return $done === false && is_string($result['errorMsg'] ?? null) && $result['errorMsg'] !== ''
            ? [] : ['neither success with redirectTo nor errorMsg'];
    }

    private static function tabFields(mixed $result): array
    {
        $good = is_array($result) && $result === array_filter($result, 'is_string')
            && array_filter(array_keys($result), 'is_string') === array_keys($result);
        return $good ? [] : [self::shown($result) . ', not label => HTML'];
    }

    private static function clientArea(mixed $result): array
    {
        if ($result === null || is_string($result)) {
            return [];
        }
        $template = $result['templatefile'] ?? $result['tabOverviewModuleOutputTemplate']
            ?? $result['tabOverviewReplacementTemplate'] ?? null;
        $variables = $result['vars'] ?? $result['templateVariables'] ?? [];
        return is_string($template) && is_array($variables) ? [] : [
            'neither a template with variables nor HTML nor nothing',
        ];
    }

    private static function metricProvider(mixed $result): array
    {
        if (!$result instanceof ProviderInterface) {
            return [self::shown($result) . ', not a ProviderInterface'];
        }
        $metrics = $result->metrics();
        $names = [];
        foreach (is_array($metrics) ? $metrics : [null] as $metric) {
            if (!$metric instanceof MetricInterface || !is_string($metric->systemName()) || $metric->units() === null) {
                return ['a provider whose metrics() holds something else than metrics with a name and a unit'];
            }
            $names[] = $metric->systemName();
        }
        return $names === array_unique($names) ? [] : ['a provider with two metrics of one name'];
    }

    private static function accounts(mixed $result): array
    {
        if (!is_array($result) || !is_bool($result['success'] ?? null)) {
            return ['no [success => bool …]'];
        }
        if (!$result['success']) {
            return is_string($result['error'] ?? null) && $result['error'] !== '' ? [] : ['no error text'];
        }
        $faults = [];
        foreach ($result['accounts'] ?? [null] as $number => $account) {
            if (!is_array($account) || array_diff(self::ACCOUNT_KEYS, array_keys($account)) !== []) {
                $faults[] = "account $number without all of " . implode(', ', self::ACCOUNT_KEYS);
            } elseif (!in_array($account['status'], [Status::ACTIVE, Status::SUSPENDED], true)) {
                $faults[] = "account $number with status " . self::shown($account['status']);
            } elseif (\DateTime::createFromFormat('!Y-m-d H:i:s', (string) $account['created']) === false) {
                $faults[] = "account $number with a time of creation that is not Y-m-d H:i:s";
            }
        }
        return $faults;
    }

    private static function customActions(mixed $result): array
    {
        return $result instanceof CustomActionCollection ? [] : [
            self::shown($result) . ', not a CustomActionCollection',
        ];
    }

    private static function shown(mixed $value): string
    {
        return is_string($value) ? '"' . $value . '"' : (
            is_scalar($value) ? var_export($value, true) : get_debug_type($value)
        );
    }
}
