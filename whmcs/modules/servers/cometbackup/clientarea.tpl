{* What a client sees of a backup account. Every variable stands in $comet and is escaped here; no PHP function is used,
   so that WHMCS's Smarty policy allows all of it. Styles and script touch nothing outside .cometbackup-service. *}
{literal}
<style>
.cometbackup-service{text-align:left}
.cometbackup-service .cometbackup-box{border:1px solid rgba(128,128,128,.3);border-radius:6px;margin:0 0 20px;padding:20px}
.cometbackup-service .cometbackup-box:last-of-type{margin-bottom:0}
.cometbackup-service h3{font-size:18px;font-weight:600;margin:0 0 14px}
.cometbackup-service .cometbackup-head{align-items:center;display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between}
.cometbackup-service .cometbackup-name{font-size:20px;font-weight:600;overflow-wrap:anywhere}
.cometbackup-service .cometbackup-muted{font-size:13px;opacity:.75;overflow-wrap:anywhere}
.cometbackup-service .cometbackup-badge{border-radius:10px;color:#fff;display:inline-block;font-size:12px;font-weight:600;padding:2px 10px;white-space:nowrap}
.cometbackup-service .cometbackup-head .cometbackup-badge{margin-left:8px;vertical-align:3px}
.cometbackup-service .cometbackup-active,.cometbackup-service .cometbackup-good{background:#2e7d32}
.cometbackup-service .cometbackup-suspended,.cometbackup-service .cometbackup-warning{background:#b45309}
.cometbackup-service .cometbackup-bad{background:#c62828}
.cometbackup-service .cometbackup-busy{background:#1f6fb2}
.cometbackup-service .cometbackup-absent,.cometbackup-service .cometbackup-unknown,.cometbackup-service .cometbackup-idle{background:#6b7280}
.cometbackup-service .cometbackup-bars{display:grid;gap:16px 32px;grid-template-columns:repeat(auto-fit,minmax(280px,1fr))}
.cometbackup-service .cometbackup-bar-text{display:flex;font-size:14px;gap:8px;justify-content:space-between;margin-bottom:5px}
.cometbackup-service .cometbackup-bar-text span{min-width:0;overflow-wrap:anywhere}
.cometbackup-service .cometbackup-bar-text span+span{flex:none;white-space:nowrap}
.cometbackup-service .cometbackup-bar{background:rgba(128,128,128,.2);border-radius:5px;height:10px;overflow:hidden}
.cometbackup-service .cometbackup-bar div{border-radius:5px;height:100%}
.cometbackup-service .cometbackup-fine{background:#2f80c2}
.cometbackup-service .cometbackup-near{background:#e08e0b}
.cometbackup-service .cometbackup-full{background:#c62828}
.cometbackup-service .cometbackup-row{align-items:center;border-top:1px solid rgba(128,128,128,.2);display:flex;flex-wrap:wrap;gap:4px 20px;justify-content:space-between;padding:10px 0}
.cometbackup-service .cometbackup-row:last-of-type{padding-bottom:0}
.cometbackup-service .cometbackup-row>div{min-width:0}
.cometbackup-service .cometbackup-device{font-weight:600;overflow-wrap:anywhere}
.cometbackup-service .cometbackup-scroll{overflow-x:auto}
.cometbackup-service table{border-collapse:collapse;font-size:13px;width:100%}
.cometbackup-service th{font-weight:600;opacity:.75;padding:0 12px 8px 0;text-align:left;white-space:nowrap}
.cometbackup-service td{border-top:1px solid rgba(128,128,128,.2);max-width:220px;overflow-wrap:break-word;padding:8px 12px 8px 0;vertical-align:baseline}
.cometbackup-service .cometbackup-tight{white-space:nowrap}
.cometbackup-service .cometbackup-tight .cometbackup-badge{margin-left:6px}
.cometbackup-service .cometbackup-size{text-align:right;white-space:nowrap}
.cometbackup-service .cometbackup-more{margin-top:14px}
.cometbackup-service .cometbackup-category{align-items:center;border-top:1px solid rgba(128,128,128,.2);display:flex;flex-wrap:wrap;gap:8px;padding:10px 0}
.cometbackup-service .cometbackup-category:last-child{padding-bottom:0}
.cometbackup-service .cometbackup-category>span{flex:0 0 120px;font-weight:600;overflow-wrap:anywhere}
.cometbackup-service [hidden]{display:none!important}
@media(max-width:640px){
.cometbackup-service thead{display:none}
.cometbackup-service table,.cometbackup-service tbody{display:block}
.cometbackup-service tr{border-top:1px solid rgba(128,128,128,.2);display:flex;flex-wrap:wrap;gap:2px 14px;padding:10px 0}
.cometbackup-service td{border:0;max-width:none;min-width:0;overflow-wrap:anywhere;padding:0}
.cometbackup-service td:empty{display:none}
.cometbackup-service td[data-label]::before{content:attr(data-label) ': ';opacity:.75}
}
</style>
{/literal}
<div class="cometbackup-service" data-cometbackup-format="{$comet.text.date_format|escape}">
    {if $comet.notice neq ''}
        <div class="alert alert-warning" role="alert">{$comet.notice|escape}</div>
    {/if}
    <div class="cometbackup-box">
        <div class="cometbackup-head">
            <div>
                <span class="cometbackup-name">{$comet.username|escape}</span>
                <span class="cometbackup-badge cometbackup-{$comet.state|escape}">{$comet.state_text|escape}</span>
                <div class="cometbackup-muted">{$comet.text.account|escape}</div>
            </div>
            {if $comet.can_log_in}
                <a class="btn btn-primary"
                    href="clientarea.php?action=productdetails&amp;id={$comet.service|escape:'url'}&amp;dosinglesignon=1">{$comet.text.log_in|escape}</a>
            {/if}
        </div>
    </div>
    {if $comet.bars}
        <div class="cometbackup-box">
            <h3>{$comet.text.usage|escape}</h3>
            <div class="cometbackup-bars">
                {foreach $comet.bars as $bar}
                    <div>
                        <div class="cometbackup-bar-text">
                            <span>{$bar.label|escape}{if $bar.name neq ''} <span class="cometbackup-muted">{$bar.name|escape}</span>{/if}</span>
                            <span>{$bar.text|escape}{if $bar.level eq 'unlimited'}, {$comet.text.unlimited|escape}{/if}</span>
                        </div>
                        {if $bar.level neq 'unlimited'}
                            <div class="cometbackup-bar" role="progressbar" aria-label="{$bar.label|escape} {$bar.name|escape}"
                                aria-valuemin="0" aria-valuemax="100" aria-valuenow="{$bar.percent|escape}">
                                <div class="cometbackup-{$bar.level|escape}" style="width:{$bar.percent|escape}%"></div>
                            </div>
                        {/if}
                    </div>
                {/foreach}
            </div>
        </div>
    {/if}
    {if $comet.knows_jobs}
        <div class="cometbackup-box">
            <h3>{$comet.text.devices|escape}</h3>
            {if !$comet.devices}
                <div class="cometbackup-muted">{$comet.text.no_devices|escape}</div>
            {/if}
            <div data-cometbackup-rows="15">
                {foreach $comet.devices as $device}
                    <div class="cometbackup-row">
                        <div>
                            <div class="cometbackup-device">{$device.name|escape}</div>
                            <div class="cometbackup-muted">{$device.system|escape}{if $device.version neq ''}, {$device.version|escape}{/if}</div>
                        </div>
                        <div class="cometbackup-tight">
                            <span class="cometbackup-muted">{$comet.text.last_backup|escape}:</span>
                            {if $device.result.text eq ''}
                                {$comet.text.never|escape}
                            {else}
                                <time data-cometbackup-time="{$device.last_backup.seconds|escape}">{$device.last_backup.text|escape}</time>
                                <span class="cometbackup-badge cometbackup-{$device.result.colour|escape}">{$device.result.text|escape}</span>
                            {/if}
                        </div>
                    </div>
                {/foreach}
            </div>
        </div>
        <div class="cometbackup-box">
            <h3>{$comet.text.jobs|escape}</h3>
            {if $comet.jobs}
                <div class="cometbackup-scroll">
                    <table>
                        <thead>
                            <tr>
                                <th>{$comet.text.column_started|escape}</th>
                                <th>{$comet.text.column_result|escape}</th>
                                <th>{$comet.text.column_kind|escape}</th>
                                <th>{$comet.text.column_device|escape}</th>
                                <th>{$comet.text.column_item|escape}</th>
                                <th class="cometbackup-size">{$comet.text.column_took|escape}</th>
                                <th class="cometbackup-size">{$comet.text.column_total|escape}</th>
                                <th class="cometbackup-size">{$comet.text.column_uploaded|escape}</th>
                            </tr>
                        </thead>
                        <tbody data-cometbackup-rows="20">
                            {foreach $comet.jobs as $job}
                                <tr>
                                    <td class="cometbackup-tight"><time data-cometbackup-time="{$job.started.seconds|escape}">{$job.started.text|escape}</time></td>
                                    <td><span class="cometbackup-badge cometbackup-{$job.result.colour|escape}">{$job.result.text|escape}</span></td>
                                    <td>{$job.kind|escape}</td>
                                    <td>{$job.device|escape}</td>
                                    <td>{$job.item|escape}</td>
                                    <td class="cometbackup-size" data-label="{$comet.text.column_took|escape}">{$job.took|escape}</td>
                                    <td class="cometbackup-size" data-label="{$comet.text.column_total|escape}">{$job.total|escape}</td>
                                    <td class="cometbackup-size" data-label="{$comet.text.column_uploaded|escape}">{$job.uploaded|escape}</td>
                                </tr>
                            {/foreach}
                        </tbody>
                    </table>
                </div>
            {else}
                <div class="cometbackup-muted">{$comet.text.no_jobs|escape}</div>
            {/if}
        </div>
    {/if}
    {if $comet.installers}
        <div class="cometbackup-box">
            <h3>{$comet.text.installers|escape}</h3>
            {foreach $comet.installers as $category}
                <div class="cometbackup-category">
                    <span>{$category.name|escape}</span>
                    {foreach $category.installers as $installer}
                        <a class="btn btn-sm {if $installer.recommended}btn-primary{else}btn-default btn-outline-secondary{/if}"
                            {if $installer.recommended}title="{$comet.text.recommended|escape}"{/if}
                            href="clientarea.php?action=productdetails&amp;id={$comet.service|escape:'url'}&amp;modop=custom&amp;a=DownloadInstaller&amp;platform={$installer.platform|escape:'url'}">{$installer.name|escape}</a>
                    {/foreach}
                </div>
            {/foreach}
        </div>
    {/if}
    <button type="button" hidden class="btn btn-default btn-outline-secondary btn-sm cometbackup-more"
        data-cometbackup-more>{$comet.text.show_more|escape}</button>
</div>
{literal}
<script>
(function () {
    'use strict';
    var service = document.querySelector('.cometbackup-service');
    var format = service.getAttribute('data-cometbackup-format');
    function padded(number) {
        return (number < 10 ? '0' : '') + number;
    }
    // the browser's time zone, in the page's way of writing: Y m d H i
    function local(seconds) {
        var time = new Date(1000 * seconds);
        var parts = {
            Y: String(time.getFullYear()), m: padded(time.getMonth() + 1), d: padded(time.getDate()),
            H: padded(time.getHours()), i: padded(time.getMinutes())
        };
        return format.replace(/[YmdHi]/g, function (letter) {
            return parts[letter];
        });
    }
    service.querySelectorAll('[data-cometbackup-time]').forEach(function (element) {
        var seconds = Number(element.getAttribute('data-cometbackup-time'));
        if (seconds > 0) {
            element.textContent = local(seconds);
            element.setAttribute('datetime', new Date(1000 * seconds).toISOString());
        }
    });
    // long lists begin short
    service.querySelectorAll('[data-cometbackup-rows]').forEach(function (list) {
        var step = Number(list.getAttribute('data-cometbackup-rows'));
        var rows = Array.prototype.slice.call(list.children);
        var shown = step;
        var button = service.querySelector('[data-cometbackup-more]').cloneNode(true);
        function show() {
            rows.forEach(function (row, number) {
                row.hidden = number >= shown;
            });
            button.hidden = shown >= rows.length;
        }
        button.addEventListener('click', function () {
            shown += step;
            show();
        });
        list.closest('.cometbackup-box').appendChild(button);
        show();
    });
})();
</script>
{/literal}
