# SPDX-License-Identifier: GPL-3.0-or-later
# cppcheck: warnings, performance, portability. What it may not complain about
# stands with a reason in cppcheck.txt.
. "$top_srcdir/tests/lint/lint.sh"
needs cppcheck

mkdir -p "$top_builddir/cppcheck" || exit 99
cppcheck --quiet --enable=warning,performance,portability --std=c11 \
	--library=posix --library=gnu \
	--library=tests/lint/cppcheck.cfg -D_GNU_SOURCE \
	-DMADOGUCHI_PKGDATADIR='""' -DMADOGUCHI_LOCALEDIR='""' \
	--suppressions-list=tests/lint/cppcheck.txt \
	--cppcheck-build-dir="$top_builddir/cppcheck" \
	-I src -I tests src tests >"$faults" 2>&1
no_faults "cppcheck has nothing to say"
done_linting
