<?php

/**
 * One PHP file of a module as a list of tokens, without blanks and comments: which functions it declares and calls, and
 * what runs when it is included.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class Source
{
    private const NOT_A_CALL_AFTER = [
        T_FUNCTION, T_NEW, T_OBJECT_OPERATOR, T_NULLSAFE_OBJECT_OPERATOR, T_DOUBLE_COLON, T_CONST, T_ATTRIBUTE,
    ];
    private const NAMES = [T_STRING, T_NAME_QUALIFIED, T_NAME_FULLY_QUALIFIED];

    public readonly string $text;
    /** @var \PhpToken[] */
    public readonly array $tokens;

    public function __construct(string $file)
    {
        $this->text = (string) file_get_contents($file);
        $this->tokens = array_values(array_filter(
            \PhpToken::tokenize($this->text),
            static fn (\PhpToken $token): bool => !$token->isIgnorable()
        ));
    }

    public function isNamespaced(): bool
    {
        return $this->count(T_NAMESPACE) > 0;
    }

    public function count(int $kind): int
    {
        return count(array_filter($this->tokens, static fn (\PhpToken $token): bool => $token->is($kind)));
    }

    /** @return string[] names of the functions that are declared outside of classes */
    public function declares(): array
    {
        $names = [];
        $depth = 0;
        $classes = [];
        foreach ($this->tokens as $at => $token) {
            if ($token->is([T_CLASS, T_INTERFACE, T_TRAIT]) && !$this->is($at - 1, T_DOUBLE_COLON)) {
                $classes[] = $depth;
            }
            if ($token->is(['{', T_CURLY_OPEN, T_DOLLAR_OPEN_CURLY_BRACES])) {
                $depth++;
            }
            if ($token->is('}') && --$depth === end($classes)) {
                array_pop($classes);
            }
            if ($token->is(T_FUNCTION) && $classes === [] && $this->is($at + 1, T_STRING)) {
                $names[] = $this->tokens[$at + 1]->text;
            }
        }
        return $names;
    }

    /** @return string[] names of the functions that are called by name */
    public function calls(): array
    {
        $names = [];
        foreach ($this->tokens as $at => $token) {
            if ($token->is(self::NAMES) && $this->is($at + 1, '(') && !$this->is($at - 1, self::NOT_A_CALL_AFTER)) {
                $names[] = ltrim($token->text, '\\');
            }
        }
        return array_values(array_unique($names));
    }

    /** Whether including the file runs anything, declarations and imports aside. */
    public function runsOnInclude(): bool
    {
        return $this->firstStatement() !== null;
    }

    /** Whether the first thing that runs is: if (!defined('WHMCS')) die. */
    public function isGuarded(): bool
    {
        $at = $this->firstStatement();
        $start = $at === null ? '' : implode('', array_map(
            static fn (\PhpToken $token): string => $token->text,
            array_slice($this->tokens, $at, 10)
        ));
        return preg_match('/^if\(!\\\\?defined\(([\'"])WHMCS\1\)\)\{?(die|exit)/i', $start) === 1;
    }

    /** Whether it is a page of its own: the first that runs is define('CLIENTAREA', true) and WHMCS's init.php. */
    public function isPage(): bool
    {
        $at = $this->firstStatement();
        $start = $at === null ? '' : implode('', array_map(
            static fn (\PhpToken $token): string => $token->text,
            array_slice($this->tokens, $at, 20)
        ));
        $pattern = '~^define\(([\'"])(CLIENTAREA|ADMINAREA)\1,true\);require(_once)?__DIR__\.([\'"])[./]*/init\.php\4;~';
        return preg_match($pattern, $start) === 1;
    }

    /** Whether it hands a file to the browser: the one reason for a module to print and to end the request. */
    public function sendsFile(): bool
    {
        return array_intersect(['fpassthru', 'readfile'], $this->calls()) !== []
            && str_contains($this->text, 'Content-Disposition');
    }

    private function firstStatement(): ?int
    {
        for ($at = 0; $at < count($this->tokens); $at++) {
            $token = $this->tokens[$at];
            if ($token->is([T_DECLARE, T_NAMESPACE, T_USE])) {
                while ($at < count($this->tokens) && !$this->is($at, ';')) {
                    $at++;
                }
            } elseif ($token->is([T_FUNCTION, T_CLASS, T_INTERFACE, T_TRAIT])) {
                $at = $this->endOfBody($at);
            } elseif (!$token->is([T_ABSTRACT, T_FINAL, T_READONLY])) {
                return $at;
            }
        }
        return null;
    }

    private function endOfBody(int $at): int
    {
        $depth = 0;
        for (; $at < count($this->tokens); $at++) {
            if ($this->is($at, ['{', T_CURLY_OPEN, T_DOLLAR_OPEN_CURLY_BRACES])) {
                $depth++;
            } elseif ($this->is($at, '}') && --$depth === 0) {
                break;
            }
        }
        return $at;
    }

    private function is(int $at, int|string|array $kind): bool
    {
        return isset($this->tokens[$at]) && $this->tokens[$at]->is($kind);
    }
}
