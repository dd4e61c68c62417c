dnl config.m4: how phpize and configure build the extension.
dnl
dnl Every library is required: a missing one ends configure with the name of the package to install. The source lists
dnl below are explicit, so that a package builds what was tested; tools/check-sources.php compares them with the tree and
dnl with config.w32, and rewrites both with --write. Nothing here may probe the network or run an own program.
dnl SPDX-License-Identifier: BSD-3-Clause

PHP_ARG_ENABLE([provision],
  [whether to enable provision],
  [AS_HELP_STRING([--enable-provision],
    [Enable the provision extension])])

PHP_ARG_ENABLE([provision-dev],
  [whether compiler warnings of provision are errors],
  [AS_HELP_STRING([--enable-provision-dev],
    [provision: developer warnings, treated as errors])],
  [no],
  [no])

if test "$PHP_PROVISION" != "no"; then
  AC_MSG_CHECKING([whether provision supports this PHP])
  provision_php_vernum=`$PHP_CONFIG --vernum`
  if test "$provision_php_vernum" -lt 80200 || test "$provision_php_vernum" -ge 80600; then
    AC_MSG_ERROR([provision supports PHP 8.2 to 8.5, this is PHP `$PHP_CONFIG --version`])
  fi
  AC_MSG_RESULT([yes, PHP `$PHP_CONFIG --version`])

  PKG_CHECK_MODULES([PROVISION_CURL], [libcurl >= 7.85.0], [],
    [AC_MSG_ERROR([provision needs libcurl 7.85.0 or newer (Debian: libcurl4-openssl-dev)])])
  PKG_CHECK_MODULES([PROVISION_JSONC], [json-c >= 0.15], [],
    [AC_MSG_ERROR([provision needs json-c 0.15 or newer (Debian: libjson-c-dev)])])
  PKG_CHECK_MODULES([PROVISION_CRYPTO], [libcrypto >= 1.1.1], [],
    [AC_MSG_ERROR([provision needs libcrypto of OpenSSL 1.1.1 or newer (Debian: libssl-dev)])])
  PKG_CHECK_MODULES([PROVISION_IDN2], [libidn2 >= 2.0.0], [],
    [AC_MSG_ERROR([provision needs libidn2 2.0.0 or newer (Debian: libidn2-dev)])])
  PHP_EVAL_INCLINE([$PROVISION_CURL_CFLAGS $PROVISION_JSONC_CFLAGS $PROVISION_CRYPTO_CFLAGS $PROVISION_IDN2_CFLAGS])
  PHP_EVAL_LIBLINE([$PROVISION_CURL_LIBS $PROVISION_JSONC_LIBS $PROVISION_CRYPTO_LIBS $PROVISION_IDN2_LIBS],
    [PROVISION_SHARED_LIBADD])

  dnl wslay has no .pc file in Debian: header and symbol.
  AC_CHECK_HEADER([wslay/wslay.h], [],
    [AC_MSG_ERROR([provision needs wslay/wslay.h (Debian: libwslay-dev)])])
  PHP_CHECK_LIBRARY([wslay], [wslay_event_context_client_init],
    [PHP_ADD_LIBRARY([wslay], [], [PROVISION_SHARED_LIBADD])],
    [AC_MSG_ERROR([provision needs libwslay, and it does not link (Debian: libwslay-dev)])])

  PROVISION_CFLAGS="-std=gnu11 -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1 -fvisibility=hidden"
  if test "$PHP_PROVISION_DEV" != "no"; then
    dnl Zend's macros declare parameters that nobody uses: hence the one exception.
    for provision_flag in -Wall -Wextra -Wshadow -Wstrict-prototypes -Wformat=2 -Wvla -Wno-unused-parameter -Werror; do
      AX_CHECK_COMPILE_FLAG([$provision_flag], [PROVISION_CFLAGS="$PROVISION_CFLAGS $provision_flag"])
    done
  fi

  PROVISION_GLUE_SOURCES="
    glue/call.c
    glue/capabilities.c
    glue/exceptions.c
    glue/info.c
    glue/ini.c
    glue/outcome.c
    glue/params.c
    glue/password.c
    glue/result.c
    glue/servers_file.c
    glue/settings.c
    glue/transport.c
  "
  PROVISION_BACKENDS_SOURCES="
    backends/registry.c
  "
  PROVISION_BACKENDS_COMET_SOURCES="
    backends/comet/account.c
    backends/comet/backend.c
    backends/comet/buckets.c
    backends/comet/catalogue.c
    backends/comet/create.c
    backends/comet/download.c
    backends/comet/figures.c
    backends/comet/jobs.c
    backends/comet/limits.c
    backends/comet/listing.c
    backends/comet/login.c
    backends/comet/names.c
    backends/comet/ownership.c
    backends/comet/password.c
    backends/comet/policy.c
    backends/comet/profile.c
    backends/comet/server.c
    backends/comet/state.c
    backends/comet/terminate.c
    backends/comet/update.c
    backends/comet/vault.c
    backends/comet/verdict.c
    backends/comet/wire.c
    backends/comet/words.c
  "
  PROVISION_BACKENDS_MAILCOW_SOURCES="
    backends/mailcow/administrator.c
    backends/mailcow/backend.c
    backends/mailcow/codes.c
    backends/mailcow/create.c
    backends/mailcow/domain.c
    backends/mailcow/limits.c
    backends/mailcow/listing.c
    backends/mailcow/login.c
    backends/mailcow/ownership.c
    backends/mailcow/password.c
    backends/mailcow/server.c
    backends/mailcow/state.c
    backends/mailcow/terminate.c
    backends/mailcow/username.c
    backends/mailcow/verdict.c
    backends/mailcow/wire.c
  "
  PROVISION_BACKENDS_MESHCENTRAL_SOURCES="
    backends/meshcentral/account.c
    backends/meshcentral/backend.c
    backends/meshcentral/clock.c
    backends/meshcentral/cookie.c
    backends/meshcentral/create.c
    backends/meshcentral/credential.c
    backends/meshcentral/devices.c
    backends/meshcentral/group.c
    backends/meshcentral/listing.c
    backends/meshcentral/lists.c
    backends/meshcentral/login.c
    backends/meshcentral/names.c
    backends/meshcentral/package.c
    backends/meshcentral/password.c
    backends/meshcentral/rights.c
    backends/meshcentral/server.c
    backends/meshcentral/service.c
    backends/meshcentral/session.c
    backends/meshcentral/state.c
    backends/meshcentral/terminate.c
    backends/meshcentral/verdict.c
    backends/meshcentral/wire.c
  "
  PROVISION_LIB_SOURCES="
    lib/buf.c
    lib/credential.c
    lib/crypto.c
    lib/curl_channel.c
    lib/curl_failure.c
    lib/curl_http.c
    lib/curl_servers.c
    lib/curl_transfer.c
    lib/curl_transfer_list.c
    lib/curl_url.c
    lib/error.c
    lib/form.c
    lib/idn_domain.c
    lib/json.c
    lib/json_edit.c
    lib/json_list.c
    lib/json_mask.c
    lib/json_mend.c
    lib/json_scan.c
    lib/mem.c
    lib/operation.c
    lib/operation_channel.c
    lib/operation_exchange.c
    lib/operation_write.c
    lib/params.c
    lib/random.c
    lib/record.c
    lib/secret.c
    lib/spool.c
    lib/text.c
    lib/totp.c
    lib/transport.c
    lib/value.c
    lib/ws_frames.c
    lib/ws_handshake.c
  "

  PHP_NEW_EXTENSION([provision],
    [provision.c $PROVISION_GLUE_SOURCES $PROVISION_BACKENDS_SOURCES $PROVISION_BACKENDS_COMET_SOURCES $PROVISION_BACKENDS_MAILCOW_SOURCES $PROVISION_BACKENDS_MESHCENTRAL_SOURCES $PROVISION_LIB_SOURCES],
    [$ext_shared],,
    [$PROVISION_CFLAGS])
  PHP_ADD_BUILD_DIR([$ext_builddir/glue])
  PHP_ADD_BUILD_DIR([$ext_builddir/backends])
  PHP_ADD_BUILD_DIR([$ext_builddir/backends/comet])
  PHP_ADD_BUILD_DIR([$ext_builddir/backends/mailcow])
  PHP_ADD_BUILD_DIR([$ext_builddir/backends/meshcentral])
  PHP_ADD_BUILD_DIR([$ext_builddir/lib])
  PHP_ADD_INCLUDE([$ext_srcdir])
  PHP_ADD_EXTENSION_DEP([provision], [spl])
  PHP_ADD_EXTENSION_DEP([provision], [random])
  PHP_SUBST([PROVISION_SHARED_LIBADD])
  PHP_ADD_MAKEFILE_FRAGMENT
fi
