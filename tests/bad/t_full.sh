# SPDX-License-Identifier: GPL-3.0-or-later
# The full disk: its walk, where a small disk may be mounted for it alone.
if unshare -m mount -t tmpfs none /mnt 2>/dev/null; then
	exec unshare -m "$top_builddir/tests/tty/take_walk" \
		"$top_srcdir/tests/bad/walks/disk-full.walk"
fi
if unshare -rm mount -t tmpfs none /mnt 2>/dev/null; then
	exec unshare -rm "$top_builddir/tests/tty/take_walk" \
		"$top_srcdir/tests/bad/walks/disk-full.walk"
fi
echo "1..0 # SKIP nothing can be mounted here"
