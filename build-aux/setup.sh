# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by start and check: install what is missing, configure, build.
# Before sourcing, `top` is the source tree.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# packages KIND...: names of that kind from packages.txt
packages() {
	for kind; do
		sed -n "s/^$kind //p" "$top/build-aux/packages.txt"
	done
}

missing_packages() {
	packages "$@" | while read -r name; do
		dpkg-query -W -f '${Status}' "$name" 2>/dev/null |
			grep -q '^install ok installed' || printf '%s ' "$name"
	done
}

# install_packages KIND...: as root, or through sudo where it asks nothing
install_packages() {
	missing=$(missing_packages "$@")
	missing=${missing% }
	[ -n "$missing" ] || return 0
	if ! command -v apt-get >/dev/null; then
		say "these Debian packages are needed: $missing"
		return 1
	fi
	if [ "$(id -u)" = 0 ]; then
		as_root=
	elif sudo -n true 2>/dev/null; then
		as_root=sudo
	else
		say "packages are missing; please run as root:"
		printf 'apt-get install --no-install-recommends %s\n' "$missing" >&2
		return 1
	fi
	say "installing from Debian: $missing"
	$as_root apt-get -q update >&2 || true
	# shellcheck disable=SC2086 # a list of names
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qy install \
		--no-install-recommends $missing >&2
}

# build_in DIR CONFIGURE-ARGUMENTS...: bootstrap, configure, make; from the
# beginning when the arguments are others than last time
build_in() {
	dir=$1
	shift
	if [ ! -x "$top/configure" ] || [ ! -f "$top/Makefile.in" ]; then
		(cd "$top" && autoreconf -i) >&2 || return 1
	fi
	if [ "$(cat "$dir/.arguments" 2>/dev/null)" != "$*" ]; then
		rm -rf "$dir"
	fi
	if [ ! -f "$dir/Makefile" ]; then
		mkdir -p "$dir"
		(cd "$dir" && "$top/configure" -q "$@") >&2 || return 1
		printf '%s\n' "$*" >"$dir/.arguments"
	fi
	make -s -j"$(nproc)" -C "$dir" >&2
}
