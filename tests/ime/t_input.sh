# SPDX-License-Identifier: GPL-3.0-or-later
# How well the input line converts may not get worse (see score).
MADOGUCHI=$top_builddir/madoguchi
export MADOGUCHI
"$top_srcdir/tests/ime/score" --engine anthy --floor "$top_srcdir/tests/ime/anthy.floor"
