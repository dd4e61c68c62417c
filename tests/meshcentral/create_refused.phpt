--TEST--
meshcentral_create: what MeshCentral refuses leaves nothing behind; passwords of other lengths are tried
--EXTENSIONS--
provision
--FILE--
<?php

namespace Provision\Test\MeshCentral;

require __DIR__ . '/meshcentral.inc';

$server = server_with();
$foreign = foreign_part($server);
$fresh = static function (array $settings) use ($server): void {
    $server->reset();
    $server->seed(foreign_rows());
    $server->seed(['settings' => $settings]);
    $server->clearLog();
};
foreach ([['min' => 40], ['max' => 16], ['min' => 60]] as $requirements) {
    echo 'passwords ', text($requirements), "\n";
    $fresh(['password_requirements' => $requirements]);
    call('create', params($server));
    shown($server);
}
echo "no more accounts\n";
$fresh(['max_users' => 1]);
call('create', params($server));
told($server);
$refusals = ['createmesh' => 'Permission denied', 'addmeshuser' => 'Access denied'];
foreach ($refusals as $action => $result) {
    echo "$action is refused\n";
    $fresh([]);
    $server->messageFault('result_error', action: $action, more: ['result' => $result]);
    call('create', params($server));
    told($server);
    shown($server);
    $server->clearFaults();
}
foreign_untouched($server, $foreign);
?>
--EXPECT--
passwords {"min":40}
create: {"state":"created","username":"whmcs-41","password":"<44 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","emailVerified":true,"links":{"mesh//made for whmcs:41":{"rights":2015484}},"realname":"whmcs:41 Jana Kunde","siteadmin":64}
  mesh//made for whmcs:41 "Kunde & Söhne #41" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
passwords {"max":16}
create: {"state":"created","username":"whmcs-41","password":"<14 characters>","mesh_id":"mesh//NEW","limits":{"rights":2015484,"site_rights":64,"device_limit":0}}
  whmcs-41: {"email":"kunde@fremd.example","emailVerified":true,"links":{"mesh//made for whmcs:41":{"rights":2015484}},"realname":"whmcs:41 Jana Kunde","siteadmin":64}
  mesh//made for whmcs:41 "Kunde & Söhne #41" "whmcs:41" {"user//dienst":4294967295,"user//whmcs-41":2015484}
passwords {"min":60}
create: LimitException: MeshCentral: add account: the password does not meet MeshCentral's requirements (passwordRequirements of its configuration)
    code: 3
  whmcs-41: absent
no more accounts
create: LimitException: MeshCentral: add account: the server has as many accounts as its configuration allows (limits.maxUserAccounts)
    code: maxUsersExceed
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"whmcs-41","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:41 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
createmesh is refused
create: PermissionException: MeshCentral: add group: the service account may not do this: it needs the site right to manage users, and must be allowed to make groups
    code: Permission denied
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"whmcs-41","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:41 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"Kunde & Söhne #41","meshtype":2,"desc":"whmcs:41","responseid":"ID","tag":"ID"}
  5 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  whmcs-41: absent
addmeshuser is refused
create: PermissionException: MeshCentral: edit membership: the service account may not do this: it needs the site right to manage users, and full rights in the group
    code: Access denied
  GET /control.ashx x-meshauth
  1 {"action":"meshes","responseid":"ID","tag":"ID"}
  2 {"action":"users","responseid":"ID","tag":"ID"}
  3 {"action":"adduser","username":"whmcs-41","pass":"PASSWORD","siteadmin":64,"realname":"whmcs:41 Jana Kunde","emailVerified":true,"email":"kunde@fremd.example","responseid":"ID","tag":"ID"}
  4 {"action":"createmesh","meshname":"Kunde & Söhne #41","meshtype":2,"desc":"whmcs:41","responseid":"ID","tag":"ID"}
  5 {"action":"addmeshuser","userids":["user//whmcs-41"],"meshid":"mesh//NEW","meshadmin":2015484,"responseid":"ID","tag":"ID"}
  6 {"action":"deletemesh","meshid":"mesh//NEW","responseid":"ID","tag":"ID"}
  7 {"action":"deleteuser","userid":"user//whmcs-41","responseid":"ID","tag":"ID"}
  whmcs-41: absent
  deleted mesh//made for whmcs:41 "Kunde & Söhne #41" "whmcs:41" {"user//dienst":4294967295}
nothing foreign is touched
