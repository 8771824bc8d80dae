# SPDX-License-Identifier: GPL-3.0-or-later
# smoke.sh TARGET...: searches with each fuzz target for FUZZ_SECONDS (60), in
# build-fuzz/ of the source tree, made with clang. Starts from the seeds and
# from what earlier searches found (build-fuzz/corpus). An input that breaks
# something stays in build-fuzz/found: mend it, then move the file to
# tests/fuzz/regressions/NAME/, where every ./check tries it.
set -u

build=$top_srcdir/build-fuzz
seconds=${FUZZ_SECONDS:-60}
mkdir -p "$build/found" "$build/empty" || exit 1
if [ ! -f "$build/Makefile" ]; then
	(cd "$build" && ../configure -q --enable-fuzzing CC=clang \
		CFLAGS='-g -O1') || exit 1
fi
make -s -C "$build" fuzzers || exit 1

# The inputs to begin with: folders, and single files copied into the corpus.
prepare() {
	mkdir -p "$build/corpus/$name"
	if [ -f "$fuzz/seeds/$name.list" ]; then
		while read -r pattern; do
			# shellcheck disable=SC2086 # a pattern
			cp $top_srcdir/$pattern "$build/corpus/$name/" || exit 1
		done <"$fuzz/seeds/$name.list"
	fi
}

folder_or_empty() {
	if [ -d "$1" ]; then echo "$1"; else echo "$build/empty"; fi
}

fuzz=$top_srcdir/tests/fuzz
status=0
for target; do
	name=${target##*/f_}
	log=$build/$name.log
	prepare
	set -- -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
		-print_final_stats=1 -artifact_prefix="$build/found/$name-"
	if [ -f "$fuzz/$name.dict" ]; then
		set -- "$@" -dict="$fuzz/$name.dict"
	fi
	if "$build/$target" "$@" "$build/corpus/$name" \
		"$(folder_or_empty "$fuzz/seeds/$name")" \
		"$(folder_or_empty "$fuzz/regressions/$name")" >"$log" 2>&1; then
		result=ok
	else
		result=BROKEN
		status=1
	fi
	printf '%-8s %-12s %s s, %s inputs, coverage %s (%s)\n' "$result" \
		"$name" "$seconds" \
		"$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
		"$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)" \
		"build-fuzz/$name.log"
	[ $result = ok ] || grep -m 3 -E 'ERROR|BUG at|Test unit' "$log"
done
exit $status
