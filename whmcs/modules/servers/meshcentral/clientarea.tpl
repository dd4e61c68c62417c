{* What a client sees of a device group. Every variable stands in $meshcentral and is escaped here; no PHP function is
   used, so that WHMCS's Smarty policy allows all of it. Names of devices stand in <bdi>, so that signs of writing
   direction in them turn nothing else round. Styles and script touch nothing outside .meshcentral-service. *}
{literal}
<style>
.meshcentral-service{text-align:left}
.meshcentral-service .meshcentral-box{border:1px solid rgba(128,128,128,.3);border-radius:6px;margin:0 0 20px;padding:20px}
.meshcentral-service .meshcentral-box:last-of-type{margin-bottom:0}
.meshcentral-service h3{font-size:18px;font-weight:600;margin:0 0 14px}
.meshcentral-service h4{font-size:14px;font-weight:600;margin:22px 0 4px}
.meshcentral-service .meshcentral-head{align-items:center;display:flex;flex-wrap:wrap;gap:12px;justify-content:space-between}
.meshcentral-service .meshcentral-head>div{min-width:0}
.meshcentral-service .meshcentral-name{font-size:20px;font-weight:600;overflow-wrap:anywhere}
.meshcentral-service .meshcentral-muted{font-size:13px;opacity:.75;overflow-wrap:anywhere}
.meshcentral-service .meshcentral-badge{border-radius:10px;color:#fff;display:inline-block;font-size:12px;font-weight:600;padding:2px 10px;vertical-align:3px;white-space:nowrap}
.meshcentral-service .meshcentral-name+.meshcentral-badge{margin-left:8px}
.meshcentral-service .meshcentral-active{background:#2e7d32}
.meshcentral-service .meshcentral-suspended,.meshcentral-service .meshcentral-incomplete{background:#b45309}
.meshcentral-service .meshcentral-absent,.meshcentral-service .meshcentral-unknown{background:#6b7280}
.meshcentral-service .meshcentral-bar-text{display:flex;font-size:14px;gap:8px;justify-content:space-between;margin-bottom:5px}
.meshcentral-service .meshcentral-bar{background:rgba(128,128,128,.2);border-radius:5px;height:10px;overflow:hidden}
.meshcentral-service .meshcentral-bar div{border-radius:5px;height:100%}
.meshcentral-service .meshcentral-fine{background:#2f80c2}
.meshcentral-service .meshcentral-near{background:#e08e0b}
.meshcentral-service .meshcentral-full{background:#c62828}
.meshcentral-service .meshcentral-over{margin:14px 0 0}
.meshcentral-service .meshcentral-list{margin-top:18px}
.meshcentral-service .meshcentral-row{align-items:center;border-top:1px solid rgba(128,128,128,.2);display:flex;flex-wrap:wrap;gap:4px 20px;justify-content:space-between;padding:10px 0}
.meshcentral-service .meshcentral-row:last-child{padding-bottom:0}
.meshcentral-service .meshcentral-row>div{min-width:0}
.meshcentral-service .meshcentral-device{font-weight:600;overflow-wrap:anywhere}
.meshcentral-service .meshcentral-seen{font-size:13px}
.meshcentral-service .meshcentral-dot{border-radius:50%;display:inline-block;height:9px;margin-right:6px;width:9px}
.meshcentral-service .meshcentral-online{background:#2e7d32}
.meshcentral-service .meshcentral-offline{background:#9ca3af}
.meshcentral-service .meshcentral-buttons{display:flex;flex-wrap:wrap;gap:8px}
.meshcentral-service .meshcentral-line{align-items:center;display:flex;gap:12px;margin-top:8px}
.meshcentral-service .meshcentral-line input{background:rgba(128,128,128,.08);border:1px solid rgba(128,128,128,.3);border-radius:4px;color:inherit;flex:1;font-family:SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:13px;height:34px;min-width:0;padding:0 10px;text-overflow:ellipsis}
.meshcentral-service .meshcentral-line .btn{flex:none}
.meshcentral-service .meshcentral-hint{border-left:3px solid #b45309;font-size:13px;margin:16px 0 0;padding:2px 0 2px 10px}
.meshcentral-service .meshcentral-more{margin-top:14px}
.meshcentral-service [hidden]{display:none!important}
@media(max-width:640px){
.meshcentral-service .meshcentral-line{flex-wrap:wrap;gap:8px}
.meshcentral-service .meshcentral-line input{flex-basis:100%}
}
</style>
{/literal}
<div class="meshcentral-service" id="meshcentral-service-{$meshcentral.service|escape}" data-meshcentral-format="{$meshcentral.text.date_format|escape}">
    {if $meshcentral.notice neq ''}
        <div class="alert alert-warning" role="alert">{$meshcentral.notice|escape}</div>
    {/if}
    <div class="meshcentral-box">
        <div class="meshcentral-head">
            <div>
                {if $meshcentral.username neq ''}<span class="meshcentral-name">{$meshcentral.username|escape}</span>{/if}
                <span class="meshcentral-badge meshcentral-{$meshcentral.state|escape}">{$meshcentral.state_text|escape}</span>
                {if $meshcentral.username neq ''}<div class="meshcentral-muted">{$meshcentral.text.account|escape}</div>{/if}
            </div>
            {if $meshcentral.can_log_in}
                <a class="btn btn-primary"
                    href="clientarea.php?action=productdetails&amp;id={$meshcentral.service|escape:'url'}&amp;dosinglesignon=1">{$meshcentral.text.log_in|escape}</a>
            {/if}
        </div>
    </div>
    {if $meshcentral.has_group}
        <div class="meshcentral-box">
            <h3>{$meshcentral.text.devices|escape}</h3>
            <div class="meshcentral-bar-text">
                <span>{$meshcentral.bar.online|escape}</span>
                <span>{$meshcentral.bar.text|escape}{if $meshcentral.bar.level eq 'unlimited'}, {$meshcentral.text.unlimited|escape}{/if}</span>
            </div>
            {if $meshcentral.bar.level neq 'unlimited'}
                <div class="meshcentral-bar" role="progressbar" aria-label="{$meshcentral.bar.label|escape}"
                    aria-valuemin="0" aria-valuemax="100" aria-valuenow="{$meshcentral.bar.percent|escape}">
                    <div class="meshcentral-{$meshcentral.bar.level|escape}" style="width:{$meshcentral.bar.percent|escape}%"></div>
                </div>
            {/if}
            {if $meshcentral.over_limit}
                <div class="alert alert-warning meshcentral-over" role="alert">{$meshcentral.text.over_limit|escape}</div>
            {/if}
            <div class="meshcentral-list">
                {if !$meshcentral.knows_devices}
                    <div class="meshcentral-muted">{$meshcentral.text.devices_unknown|escape}</div>
                {elseif !$meshcentral.devices}
                    <div class="meshcentral-muted">{$meshcentral.text.no_devices|escape}</div>
                {/if}
                <div data-meshcentral-rows="15">
                    {foreach $meshcentral.devices as $device}
                        <div class="meshcentral-row">
                            <div>
                                <div class="meshcentral-device"><bdi>{$device.name|escape}</bdi></div>
                                {if $device.system neq ''}<div class="meshcentral-muted"><bdi>{$device.system|escape}</bdi></div>{/if}
                            </div>
                            <div class="meshcentral-seen">
                                <span class="meshcentral-dot {if $device.online}meshcentral-online{else}meshcentral-offline{/if}"></span>{$device.state|escape}{if $device.last_seen neq ''}<span class="meshcentral-muted">, {$device.last_seen|escape}</span>{/if}
                            </div>
                        </div>
                    {/foreach}
                </div>
                {if $meshcentral.more_devices neq ''}
                    <div class="meshcentral-muted meshcentral-more">{$meshcentral.more_devices|escape}</div>
                {/if}
            </div>
        </div>
    {/if}
    {if $meshcentral.links}
        <div class="meshcentral-box">
            <h3>{$meshcentral.text.add_device|escape}</h3>
            <div class="meshcentral-buttons">
                {foreach $meshcentral.links.installers as $installer}
                    <a class="btn btn-default btn-outline-secondary btn-sm" rel="noopener noreferrer"
                        href="{$installer.url|escape}">{$installer.name|escape}</a>
                {/foreach}
            </div>
            {if !$meshcentral.links.certificate_trusted}
                <div class="meshcentral-hint">{$meshcentral.text.certificate|escape}</div>
            {/if}
            {if $meshcentral.links.invite_url neq ''}
                <h4>{$meshcentral.text.invitation|escape}</h4>
                <div class="meshcentral-muted">
                    {$meshcentral.text.invitation_intro|escape}
                    {$meshcentral.text.invitation_until|escape}
                    <time data-meshcentral-time="{$meshcentral.links.expires_seconds|escape}">{$meshcentral.links.expires|escape}</time>.
                </div>
                <div class="meshcentral-line">
                    <input type="text" readonly aria-label="{$meshcentral.text.invitation|escape}" value="{$meshcentral.links.invite_url|escape}">
                    <button type="button" class="btn btn-default btn-outline-secondary btn-sm"
                        data-meshcentral-copy="{$meshcentral.links.invite_url|escape}">{$meshcentral.text.copy|escape}</button>
                    <a class="btn btn-default btn-outline-secondary btn-sm" target="_blank" rel="noopener noreferrer"
                        href="{$meshcentral.links.invite_url|escape}">{$meshcentral.text.open|escape}</a>
                </div>
            {/if}
            <h4>{$meshcentral.text.linux|escape}</h4>
            <div class="meshcentral-muted">{$meshcentral.text.linux_intro|escape}</div>
            <div class="meshcentral-line">
                <input type="text" readonly aria-label="{$meshcentral.text.linux|escape}" value="{$meshcentral.links.linux_command|escape}">
                <button type="button" class="btn btn-default btn-outline-secondary btn-sm"
                    data-meshcentral-copy="{$meshcentral.links.linux_command|escape}">{$meshcentral.text.copy|escape}</button>
            </div>
            <h4>{$meshcentral.text.linux_uninstall|escape}</h4>
            <div class="meshcentral-line">
                <input type="text" readonly aria-label="{$meshcentral.text.linux_uninstall|escape}" value="{$meshcentral.links.linux_uninstall_command|escape}">
                <button type="button" class="btn btn-default btn-outline-secondary btn-sm"
                    data-meshcentral-copy="{$meshcentral.links.linux_uninstall_command|escape}">{$meshcentral.text.copy|escape}</button>
            </div>
        </div>
    {/if}
    <button type="button" hidden class="btn btn-default btn-outline-secondary btn-sm meshcentral-more"
        data-meshcentral-more>{$meshcentral.text.show_more|escape}</button>
    <span hidden data-meshcentral-copied>{$meshcentral.text.copied|escape}</span>
</div>
{literal}
<script>
(function () {
    'use strict';
    var service = document.querySelector('.meshcentral-service');
    var format = service.getAttribute('data-meshcentral-format');
    var copied = service.querySelector('[data-meshcentral-copied]').textContent;
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
    service.querySelectorAll('[data-meshcentral-time]').forEach(function (element) {
        var seconds = Number(element.getAttribute('data-meshcentral-time'));
        if (seconds > 0) {
            element.textContent = local(seconds);
            element.setAttribute('datetime', new Date(1000 * seconds).toISOString());
        }
    });
    // a long list begins short
    service.querySelectorAll('[data-meshcentral-rows]').forEach(function (list) {
        var step = Number(list.getAttribute('data-meshcentral-rows'));
        var rows = Array.prototype.slice.call(list.children);
        var shown = step;
        var button = service.querySelector('[data-meshcentral-more]').cloneNode(true);
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
        list.parentNode.insertBefore(button, list.nextSibling);
        show();
    });
    function showCopied(button) {
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
            showCopied(button);
        }
        document.body.removeChild(area);
    }
    service.querySelectorAll('[data-meshcentral-copy]').forEach(function (button) {
        button.addEventListener('click', function () {
            var text = button.getAttribute('data-meshcentral-copy');
            if (!navigator.clipboard) {
                copyBySelection(button, text);
                return;
            }
            navigator.clipboard.writeText(text).then(function () {
                showCopied(button);
            }, function () {
                copyBySelection(button, text);
            });
        });
    });
    service.querySelectorAll('.meshcentral-line input').forEach(function (input) {
        input.addEventListener('focus', function () {
            input.select();
        });
    });
})();
</script>
{/literal}
