<?php

/**
 * Shows the module's pages to a browser while the product sends text made to break out of them. Nothing of it may
 * run; that the same text runs where nobody escapes it is shown first.
 *
 * SPDX-License-Identifier: BSD-3-Clause
 */

declare(strict_types=1);

namespace WhmcsHost;

final class HostilePages
{
    private const RUN = 'document.documentElement.dataset.hostile=\'ran\'';
    /** Without blanks and commas, at which lists of names are cut. */
    public const TEXT = '"\'><script>' . self::RUN . '</script><img/src=x/onerror="' . self::RUN . '">'
        . '<svg/onload="' . self::RUN . '"></code></style><!--{$smarty.now}';
    /** Records what the page would put into the clipboard, and presses every copy button. */
    private const COPIER = '<script>(function(){var all=[];function keep(t){all.push(t);'
        . 'document.documentElement.setAttribute("data-copied",JSON.stringify(all));}%s'
        . 'document.querySelectorAll("[data-%s-copy]").forEach(function(b){b.click();});})();</script>';
    private const CLIPBOARD = 'Object.defineProperty(navigator,"clipboard",{configurable:true,value:'
        . '{writeText:function(t){keep(t);return Promise.resolve();}}});';
    private const NO_CLIPBOARD = 'Object.defineProperty(navigator,"clipboard",{configurable:true,value:undefined});'
        . 'document.execCommand=function(){keep(document.activeElement.value);return true;};';

    public function __construct(private Browser $browser, private Suite $suite)
    {
    }

    public function provesItself(): void
    {
        $this->suite->check(
            'the text runs where nobody escapes it',
            $this->runs(Frame::client('<p>' . self::TEXT . '</p>'))
        );
    }

    /** @param int $length characters of the text that the page has room for */
    public function isHarmless(string $what, string $html, int $length = PHP_INT_MAX): void
    {
        $shown = htmlspecialchars(mb_substr(self::TEXT, 0, $length), ENT_QUOTES);
        $this->suite->check("$what: it is shown", str_contains($html, $shown), $html);
        $this->runsNothing($what, $html);
    }

    public function runsNothing(string $what, string $html): void
    {
        $this->suite->check("$what: nothing of it runs", !$this->runs($html), $html);
    }

    /** No link of the page is this one. */
    public function leadsNowhere(string $what, string $html, string $url): void
    {
        $href = 'href="' . htmlspecialchars($url, ENT_QUOTES);
        $this->suite->check("$what: there is no such link", !str_contains($html, $href), $html);
    }

    /** @param string[] $expected texts that the module's buttons must put into the clipboard, in the order of the page */
    public function copies(string $module, string $html, array $expected): void
    {
        foreach (
            ['clipboard' => self::CLIPBOARD, 'selection, without a clipboard' => self::NO_CLIPBOARD] as $how => $setup
        ) {
            $dom = $this->browser->run(Frame::client($html, 'twenty-one', sprintf(self::COPIER, $setup, $module)));
            preg_match('/data-copied="([^"]*)"/', $dom, $match);
            $copied = json_decode(html_entity_decode($match[1] ?? '', ENT_QUOTES), true);
            $this->suite->equal("the copy buttons copy what they show, by $how", $expected, $copied);
        }
    }

    private function runs(string $page): bool
    {
        $dom = $this->browser->run($page);
        if (preg_match('/<html[^>]*data-hostile="(none|ran)"/', $dom, $match) !== 1) {
            throw new \RuntimeException('the browser shows no page: ' . substr($dom, 0, 200));
        }
        return $match[1] === 'ran';
    }
}
