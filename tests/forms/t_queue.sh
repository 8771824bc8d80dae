# SPDX-License-Identifier: GPL-3.0-or-later
# A private CUPS server with two printers: one prints into a file, one is dead.
. "$top_srcdir/tests/cli/tap.sh"

send=$top_builddir/tests/forms/send
root=$work/cups
: >"$work/out"
: >"$work/err"

skip() {
	echo "1..0 # SKIP $1"
	exit 0
}
test "$(id -u)" = 0 || skip "a private CUPS server needs root"
PATH=$PATH:/usr/sbin
command -v cupsd >/dev/null || skip "cupsd is not installed"

MADOGUCHI_DATADIR=$top_srcdir
export MADOGUCHI_DATADIR
"$top_builddir/tests/forms/sheet" slip - "$work/slip.pdf" || exit 99

daemon=
trap 'kill $daemon 2>/dev/null; rm -rf "$work"' EXIT
wait_for() {
	tries=0
	until eval "$1"; do
		tries=$((tries + 1))
		test $tries -lt 100 || return 1
		sleep 0.05
	done
}
mkdir -p "$root/etc/ppd" "$root/etc/ssl" "$root/spool/tmp" "$root/cache" \
	"$root/state/certs" "$root/log" "$root/lib/backend" \
	"$root/out"
ln -s /usr/lib/cups/daemon "$root/lib/daemon"

# The two printers, as CUPS runs them: backend job user title copies options.
cat >"$root/lib/backend/good" <<BACKEND
#!/bin/sh
test \$# -gt 0 || exit 0
echo "\$3" >"$root/out/title"
echo "\$5" >"$root/out/options"
cat "\${6:--}" >"$root/out/part" && mv "$root/out/part" "$root/out/printed"
BACKEND
cat >"$root/lib/backend/dead" <<'BACKEND'
#!/bin/sh
test $# -gt 0 || exit 0
echo 'ERROR: out of paper' >&2
exec sleep 60
BACKEND
chmod 755 "$root/lib/backend/good" "$root/lib/backend/dead"
cat >"$root/etc/cups-files.conf" <<CONF
ServerRoot $root/etc
RequestRoot $root/spool
TempDir $root/spool/tmp
CacheDir $root/cache
StateDir $root/state
AccessLog $root/log/access_log
ErrorLog $root/log/error_log
PageLog $root/log/page_log
ServerBin $root/lib
ServerKeychain $root/etc/ssl
User lp
Group lp
SystemGroup root lpadmin
CONF
cat >"$root/etc/cupsd.conf" <<CONF
Listen $root/state/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
LogLevel info
PreserveJobFiles No
PreserveJobHistory 600
MaxLogSize 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
CONF
for queue in good dead; do
	cat <<CONF
<Printer $queue>
Info $queue
DeviceURI $queue://printer
State Idle
Accepting Yes
</Printer>
CONF
done >"$root/etc/printers.conf"
chmod 755 "$work" "$root" "$root/state"
chgrp -R lp "$root"
chmod 710 "$root/spool"
chmod 1770 "$root/spool/tmp"
chmod 770 "$root/cache" "$root/out"
cupsd -f -c "$root/etc/cupsd.conf" -s "$root/etc/cups-files.conf" \
	>"$root/log/stdout" 2>&1 &
daemon=$!
CUPS_SERVER=$root/state/cups.sock
export CUPS_SERVER
wait_for 'test -S "$root/state/cups.sock"' || skip "cupsd does not start here"

refused() {
	! "$send" "$1" "$work/slip.pdf" "$2" 2>"$work/err" &&
		grep -qF -- "$3" "$work/err" &&
		test "$(wc -l <"$work/err")" = 1
}

ok "a sheet is printed" "$send" good "$work/slip.pdf" 20
ok "every byte of it" cmp "$work/slip.pdf" "$root/out/printed"
ok "on A4 paper" grep -q media=iso_a4_210x297mm "$root/out/options"
ok "under a title that means nothing" \
	grep -qxE '[A-Z2-7]{26}' "$root/out/title"
ok "an unknown queue is one sentence" \
	refused nowhere 5 'There is no print queue "nowhere".'
ok "a dead printer is given up in time, with its message" \
	refused dead 2 'has not printed within 2 seconds; the job was taken back. It says: out of paper'
taken_back() {
	wait_for 'test -z "$(find "$root/spool" -name "d[0-9]*")"'
}
ok "the job was taken back" taken_back
ok "no log tells what was printed" \
	test -z "$(grep -rlE 'slip|ごあんない' "$root/log")"
kill $daemon
wait $daemon 2>/dev/null
ok "a service that is gone is one sentence" \
	refused good 2 'The print service does not answer'
done_testing
