# SPDX-License-Identifier: GPL-3.0-or-later
# make installcheck: the installed program, from elsewhere and with nothing in
# the environment that would lead it to its files. mado is its path, datadir
# where its files are.
. "$top_srcdir/tests/cli/tap.sh"

unset MADOGUCHI_DATADIR
cd "$work" || exit 99
. "$top_srcdir/tests/cli/use.sh"
run screens check
ok "they are those installed" out_has "$datadir/screens"
done_testing
test "$missed" = 0
