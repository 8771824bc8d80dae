# SPDX-License-Identifier: GPL-3.0-or-later
# make install puts every file that a city may change where the program looks
# for it, and make uninstall takes all of them away again. (make distcheck
# runs the installed program: tests/cli/installed.sh.)
. "$top_srcdir/tests/cli/tap.sh"

if [ -n "${MADO_SANITIZED-}" ]; then
	echo "1..0 # SKIP done in the ordinary build"
	exit 0
fi

# A make of our own, not a part of the one that runs the tests.
run_make() {
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u TESTS make -s \
		-C "$top_builddir" DESTDIR="$work/dest" prefix=/usr "$@" \
		>"$work/out" 2>"$work/err"
}

ok "it installs" run_make install
dest=$work/dest/usr
ok "the program" test -x "$dest/bin/madoguchi"
ok "its man page" test -f "$dest/share/man/man1/madoguchi.1"
ok "its Japanese" test -f "$dest/share/locale/ja/LC_MESSAGES/madoguchi.mo"

# Migrations and queries are compiled in, the .po becomes the .mo.
(cd "$top_srcdir" && find screens db locale/ja -type f ! -path 'db/queries/*' \
	! -path 'db/migrations/*' ! -name '*.mo' | sort) >"$work/shipped"
(cd "$dest/share/madoguchi" && find . -type f | sed 's/^\.\///' | sort) \
	>"$work/installed"
ok "every file that a city may change" diff "$work/shipped" "$work/installed"

# The program built, with the files installed.
MADOGUCHI_DATADIR=$dest/share/madoguchi
export MADOGUCHI_DATADIR
cd "$work" || exit 99
. "$top_srcdir/tests/cli/use.sh"
unset MADOGUCHI_DATADIR
cd / || exit 99

ok "it uninstalls" run_make uninstall
find "$work/dest" ! -type d >"$work/out"
ok "and leaves no file" test ! -s "$work/out"

done_testing
