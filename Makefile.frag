# Makefile.frag: targets for developers, added to the Makefile that configure makes. The build itself needs none of them.
#   make test-core   lib/ and backends/ without PHP: unit tests under ASAN and UBSAN
#   make arginfo     provision_arginfo.h from provision.stub.php
#   make lint        every check that needs no build
#   make coverage    what the tests reach, line by line
# pecl builds out of the source tree: hence $(srcdir) everywhere.

test-core:
	$(MAKE) -C $(srcdir)/tests/unit check

arginfo:
	$(srcdir)/tools/gen-arginfo.sh

lint:
	$(srcdir)/tools/test.sh lint

coverage:
	$(srcdir)/tools/coverage.sh

# Instead of phpize's own rule, which would download a parser: a newer stub regenerates offline, and where the pinned
# generator is not to be had (exit 77) the committed header stands.
$(srcdir)/provision_arginfo.h: $(srcdir)/provision.stub.php
	@test ! -x $(srcdir)/tools/gen-arginfo.sh || $(srcdir)/tools/gen-arginfo.sh || test $$? = 77

.PHONY: test-core arginfo lint coverage
