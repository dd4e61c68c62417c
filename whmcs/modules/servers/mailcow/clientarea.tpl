{* What a client sees of a mail domain. Every variable stands in $mailcow and is escaped here; no PHP function is used,
   so that WHMCS's Smarty policy allows all of it. Styles and script touch nothing outside .mailcow-service. *}
{literal}
<style>
.mailcow-service{text-align:left}
.mailcow-service .mailcow-box{border:1px solid rgba(128,128,128,.3);border-radius:6px;margin:0 0 20px;padding:20px}
.mailcow-service .mailcow-box:last-of-type{margin-bottom:0}
.mailcow-service h3{font-size:18px;font-weight:600;margin:0 0 14px}
.mailcow-service .mailcow-head{align-items:center;display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between}
.mailcow-service .mailcow-domain{font-size:20px;font-weight:600;overflow-wrap:anywhere}
.mailcow-service .mailcow-muted{font-size:13px;opacity:.75;overflow-wrap:anywhere}
.mailcow-service .mailcow-state{border-radius:10px;color:#fff;display:inline-block;font-size:12px;font-weight:600;margin-left:8px;padding:2px 10px;vertical-align:3px}
.mailcow-service .mailcow-state-active{background:#2e7d32}
.mailcow-service .mailcow-state-suspended{background:#b45309}
.mailcow-service .mailcow-state-absent,.mailcow-service .mailcow-state-unknown{background:#6b7280}
.mailcow-service .mailcow-bars{display:grid;gap:16px 32px;grid-template-columns:repeat(auto-fit,minmax(280px,1fr))}
.mailcow-service .mailcow-bar-text{display:flex;font-size:14px;gap:8px;justify-content:space-between;margin-bottom:5px}
.mailcow-service .mailcow-bar-text span+span{white-space:nowrap}
.mailcow-service .mailcow-bar{background:rgba(128,128,128,.2);border-radius:5px;height:10px;overflow:hidden}
.mailcow-service .mailcow-bar div{border-radius:5px;height:100%}
.mailcow-service .mailcow-fine{background:#2f80c2}
.mailcow-service .mailcow-near{background:#e08e0b}
.mailcow-service .mailcow-full{background:#c62828}
.mailcow-service .mailcow-intro{margin-bottom:14px}
.mailcow-service .mailcow-record{border-top:1px solid rgba(128,128,128,.2);display:flex;flex-wrap:wrap;gap:6px 20px;padding:14px 0}
.mailcow-service .mailcow-record:last-child{padding-bottom:0}
.mailcow-service .mailcow-purpose{flex:0 0 180px;font-weight:600}
.mailcow-service .mailcow-type{font-size:13px;font-weight:400;opacity:.75}
.mailcow-service .mailcow-lines{flex:1 1 300px;min-width:0}
.mailcow-service .mailcow-line{align-items:center;display:flex;gap:12px;padding:3px 0}
.mailcow-service .mailcow-line>span{flex:0 0 60px;font-size:13px;opacity:.75}
.mailcow-service .mailcow-line code{background:none;color:inherit;flex:1;font-size:13px;min-width:0;overflow-wrap:anywhere;padding:0;white-space:normal}
.mailcow-service .mailcow-copy{flex:none;font-size:12px;padding:2px 10px}
</style>
{/literal}
<div class="mailcow-service">
    {if $mailcow.notice neq ''}
        <div class="alert alert-warning" role="alert">{$mailcow.notice|escape}</div>
    {/if}
    <div class="mailcow-box">
        <div class="mailcow-head">
            <div>
                <div>
                    <span class="mailcow-domain">{$mailcow.domain|escape}</span>
                    <span class="mailcow-state mailcow-state-{$mailcow.state|escape}">{$mailcow.state_text|escape}</span>
                </div>
                {if $mailcow.administrator neq ''}
                    <div class="mailcow-muted">{$mailcow.text.administrator|escape}: {$mailcow.administrator|escape}</div>
                {/if}
            </div>
            {if $mailcow.can_log_in}
                <a class="btn btn-primary" target="_blank" rel="noopener noreferrer"
                    href="clientarea.php?action=productdetails&amp;id={$mailcow.service|escape:'url'}&amp;dosinglesignon=1">{$mailcow.text.log_in|escape}</a>
            {/if}
        </div>
    </div>
    {if $mailcow.bars}
        <div class="mailcow-box">
            <h3>{$mailcow.text.usage|escape}</h3>
            <div class="mailcow-bars">
                {foreach $mailcow.bars as $bar}
                    <div>
                        <div class="mailcow-bar-text"><span>{$bar.label|escape}</span><span>{$bar.text|escape}</span></div>
                        <div class="mailcow-bar" role="progressbar" aria-label="{$bar.label|escape}" aria-valuemin="0"
                            aria-valuemax="100" aria-valuenow="{$bar.percent|escape}">
                            <div class="mailcow-{$bar.level|escape}" style="width:{$bar.percent|escape}%"></div>
                        </div>
                    </div>
                {/foreach}
            </div>
        </div>
    {/if}
    {if $mailcow.dns}
        <div class="mailcow-box">
            <h3>{$mailcow.text.dns_title|escape}</h3>
            <div class="mailcow-muted mailcow-intro">{$mailcow.text.dns_intro|escape}</div>
            <div class="mailcow-records">
                {foreach $mailcow.dns as $record}
                    <div class="mailcow-record">
                        <div class="mailcow-purpose">
                            {$record.purpose|escape}
                            <div class="mailcow-type">{$record.type|escape}{if $record.priority neq ''}, {$mailcow.text.dns_priority|escape} {$record.priority|escape}{/if}</div>
                        </div>
                        <div class="mailcow-lines">
                            <div class="mailcow-line">
                                <span>{$mailcow.text.dns_name|escape}</span>
                                <code>{$record.name|escape}</code>
                                <button type="button" class="btn btn-default btn-outline-secondary btn-sm mailcow-copy"
                                    data-mailcow-copy="{$record.name|escape}">{$mailcow.text.copy|escape}</button>
                            </div>
                            <div class="mailcow-line">
                                <span>{$mailcow.text.dns_value|escape}</span>
                                <code>{$record.value|escape}</code>
                                <button type="button" class="btn btn-default btn-outline-secondary btn-sm mailcow-copy"
                                    data-mailcow-copy="{$record.value|escape}">{$mailcow.text.copy|escape}</button>
                            </div>
                        </div>
                    </div>
                {/foreach}
            </div>
        </div>
    {/if}
    <span hidden data-mailcow-copied>{$mailcow.text.copied|escape}</span>
</div>
{literal}
<script>
(function () {
    'use strict';
    var copied = document.querySelector('.mailcow-service [data-mailcow-copied]').textContent;
    function show(button) {
        var label = button.textContent;
        button.textContent = copied;
        button.disabled = true;
        setTimeout(function () {
            button.textContent = label;
            button.disabled = false;
        }, 1500);
    }
    function copyBySelection(button, text) {
        var area = document.createElement('textarea');
        area.value = text;
        area.style.position = 'fixed';
        area.style.opacity = '0';
        document.body.appendChild(area);
        area.select();
        if (document.execCommand('copy')) {
            show(button);
        }
        document.body.removeChild(area);
    }
    document.querySelectorAll('.mailcow-service .mailcow-copy').forEach(function (button) {
        button.addEventListener('click', function () {
            var text = button.getAttribute('data-mailcow-copy');
            if (!navigator.clipboard) {
                copyBySelection(button, text);
                return;
            }
            navigator.clipboard.writeText(text).then(function () {
                show(button);
            }, function () {
                copyBySelection(button, text);
            });
        });
    });
})();
</script>
{/literal}
