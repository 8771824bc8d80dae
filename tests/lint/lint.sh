# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the lints: TAP, each test with the faults it found, one a line.
# shellcheck shell=sh

# Readings of the source have nothing to do with sanitizers.
if [ -n "${MADO_SANITIZED-}" ]; then
	echo "1..0 # SKIP done in the ordinary build"
	exit 0
fi

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
count=0
cd "$top_srcdir" || exit 99

# needs COMMAND: skip all when it is not installed
needs() {
	command -v "$1" >/dev/null && return
	echo "1..0 # SKIP $1 is not installed"
	exit 0
}

# sources SUFFIX...: the project's files of these kinds, one a line
sources() {
	for suffix; do
		find src tests build-aux -name "*.$suffix" -type f \
			! -name tap-driver.sh
	done | sort
}

# no_faults WHAT: passed when nothing was written to $faults
faults=$work/faults
no_faults() {
	count=$((count + 1))
	if [ -s "$faults" ]; then
		echo "not ok $count - $1"
		sed 's/^/# /' "$faults"
	else
		echo "ok $count - $1"
	fi
}

done_linting() {
	echo "1..$count"
}
