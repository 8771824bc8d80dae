# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced where Mozc is needed, which refuses root: $mado becomes the program as
# somebody else (made for it, when root asks), with its state in $work/state.
# shellcheck shell=sh disable=SC2034,SC2154

as_user() {
	user=madoguchi-check
	set --
	if test "$(id -u)" = 0; then
		id "$user" >/dev/null 2>&1 ||
			useradd --system --no-create-home "$user" || return 1
		chown "$user" "$work"
		set -- setpriv --reuid="$user" --regid="$user" --clear-groups
	fi
	"$@" test -x "$top_builddir/madoguchi" \
		-a -r "$top_srcdir/locale/ja/words.dict" || return 1
	cat >"$work/mado" <<END
#!/bin/sh
HOME=$work XDG_STATE_HOME=$work/state exec $* "$top_builddir/madoguchi" "\$@"
END
	chmod +x "$work/mado"
	mado=$work/mado
}

# signal NAME: to our server and no other, the one that lives in our folder
signal() {
	for environ in /proc/[0-9]*/environ; do
		server=${environ%/environ}
		if { tr '\0' '\n' <"$environ"; } 2>/dev/null |
			grep -qx "XDG_CONFIG_HOME=$work/state/madoguchi/mozc"; then
			kill -"$1" "${server#/proc/}"
		fi
	done
}
