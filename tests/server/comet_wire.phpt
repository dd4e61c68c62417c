--TEST--
Comet test server: errors with HTTP status 200, forms, languages, and answers as a Go program writes them
--FILE--
<?php

declare(strict_types=1);

require __DIR__ . '/comet.inc';

use Provision\TestServer\TestServer;

use function Provision\TestServer\about;
use function Provision\TestServer\call;
use function Provision\TestServer\credentials;
use function Provision\TestServer\say;

$server = TestServer::start('comet');
$password = rawurlencode(credentials()['Password']);
$list = 'admin/list-users';

echo "-- paths and methods\n";
echo call($server, $list), "\n";
echo call($server, $list, '', method: 'GET');
echo call($server, 'admin/no-such-call'), "\n", call($server, 'admin/branding/generate-client/amiga'), "\n";
echo call($server, 'admin/squota/list-all'), call($server, '/elsewhere', method: 'GET');

echo "-- an error stands where a list would; its language is the client's\n";
$wrong = ['Password' => 'wrong'];
echo call($server, $list, $wrong), "\n";
echo call($server, $list, $wrong, ['Accept-Language: en']), "\n";
echo call($server, $list, $wrong, ['Accept-Language: es_ES']), "\n";
echo call($server, 'admin/get-user-profile', ['TargetUser' => 'ñ'], ['Accept-Language: es']), "\n";

echo "-- of two equal fields the first counts; a plus is a blank; names and values are decoded\n";
$plain = "Username=admin&AuthType=Password&Password=$password";
say('right', call($server, $list, "$plain&Password=wrong"));
say('wrong first', call($server, $list, "Password=wrong&$plain"));
say('not encoded', call($server, $list, 'Username=admin&AuthType=Password&Password=' . credentials()['Password']));
say('encoded name', call($server, $list, "%55sername=admin&AuthType=Password&Password=$password"));
say('broken escape', call($server, $list, "$plain&x=%4"));
say('no UTF-8', call($server, $list, "$plain&x=%ff"));
say('in the URL', call($server, "$list?$plain", ''));
say('JSON', call($server, $list, json_encode(credentials()), ['Content-Type: application/json']));
say('with charset', call($server, $list, $plain, ['Content-Type: application/x-www-form-urlencoded; charset=UTF-8']));
say('no AuthType', call($server, $list, ['AuthType' => '']));
say('no field', call($server, 'admin/get-user-profile'));

echo "-- Go's spelling: compact, < > & escaped, / and other letters not, members in their order, maps sorted\n";
$server->seed(['users' => ['b' => ['profile' => ['AccountName' => "<&> / ü \u{2028}"]], 'a' => [], '7' => []]]);
$text = about($server, 'b', 'get-user-profile');
echo substr($text, 0, strpos($text, '"OverrideEmailSettings"')), "\n";
echo call($server, $list), "\n";
echo preg_match_all('/"Username":"(.)"/', call($server, 'admin/list-users-full'), $names), implode(' ', $names[1]), "\n";

echo "-- long answers come in chunks, and compressed where the client reads it; short ones do not\n";
foreach ([$list, 'admin/list-users-full'] as $path) {
    foreach ([[], ['Accept-Encoding: gzip']] as $headers) {
        $body = call($server, $path, [], $headers, head: $head);
        $isLong = preg_grep('/^content-length/i', $head) === [];
        // a PHP without zlib cannot compress
        $isGzip = function_exists('gzencode') ? str_starts_with($body, "\x1f\x8b") : $isLong && $headers !== [];
        echo $path, $isLong ? ' in chunks' : ' at once', $isGzip ? ', gzip' : '', "\n";
    }
}
$server->seed(['settings' => ['gzip' => false]]);
echo call($server, 'admin/list-users-full', [], ['Accept-Encoding: gzip'])[0], "\n";

echo "-- what the server is\n";
$version = json_decode(call($server, 'admin/meta/version'));
echo "$version->Version ", json_encode([$version->AuthenticationRole, $version->BoosterLimit, $version->SelfBackup]), "\n";
echo call($server, 'admin/account/properties'), "\n";
echo call($server, '/gen/branding.props', '', method: 'GET'), "\n";
$server->seed(['settings' => ['auth_role' => false, 'build_role' => false]]);
say('no Auth Role', call($server, $list));
say('no Build Role', call($server, 'admin/branding/available-platforms'));
echo json_decode(call($server, 'admin/meta/version'))->AuthenticationRole === false ? "it says so\n" : "it says nothing\n";
?>
--EXPECT--
-- paths and methods
[]
HTTP 405 Method Not Allowed
{"Status":404,"Message":"Not found"}
{"Status":404,"Message":"Not found"}
HTTP 501 the test server does not play admin/squota/list-all
HTTP 404 404 page not found
-- an error stands where a list would; its language is the client's
{"Status":403,"Message":"Unauthorised"}
{"Status":403,"Message":"Unauthorised"}
{"Status":403,"Message":"No autorizado"}
{"Status":400,"Message":"Usuario no encontrado"}
-- of two equal fields the first counts; a plus is a blank; names and values are decoded
right: []
wrong first: 403 Unauthorised
not encoded: 403 Unauthorised
encoded name: []
broken escape: 400 Invalid parameter encoding
no UTF-8: 400 Invalid parameter encoding
in the URL: 403 Unauthorised
JSON: 403 Unauthorised
with charset: []
no AuthType: 403 Unauthorised
no field: 400 Missing parameter TargetUser
-- Go's spelling: compact, < > & escaped, / and other letters not, members in their order, maps sorted
{"Username":"b","AccountName":"\u003c\u0026\u003e / ü \u2028","LocalTimezone":"UTC","LanguageCode":"en_US","GroupID":"","Emails":[],
["7","a","b"]
37 a b
-- long answers come in chunks, and compressed where the client reads it; short ones do not
admin/list-users at once
admin/list-users at once
admin/list-users-full in chunks
admin/list-users-full in chunks, gzip
{
-- what the server is
25.9.8 [true,{},[]]
{"OrganizationID":"","Permissions":{},"Security":{"PasswordFormat":0,"Password":"","AllowPasswordLogin":true,"AllowPasswordAndTOTPLogin":false,"AllowPasswordAndU2FLogin":false,"AllowPasswordAndWebAuthnLogin":false,"RequirePasswordChange":false}}
{"BrandName":"Test \u0026 Söhne","ProductName":"Backup","HasImage":false,"ImageEtag":"","TopColor":"#1E97AA","AccentColor":"#1E97AA","HideNewsArea":false,"AllowUnauthenticatedDownloads":false,"AllowAuthenticatedDownloads":true,"PruneLogsAfterDays":90,"ExpiredInSeconds":0,"ServerIsEmpty":false,"CloudStorageName":"","AdminHidePreBuiltClientOption":false,"AdminHideBrandedCloudStorage":false}
no Auth Role: 404 Not found
no Build Role: 404 Not found
it says so
