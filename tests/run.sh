#!/usr/bin/env bash
# Every test: set-up, checks of the sources, build/ (g++) and build-check/ (clang, ASan, UBSan,
# crash points), some time of fuzzing, build-race/ (clang, TSan) for what runs on many threads,
# build-wheel/ (the Python wheel, in an empty environment), valgrind over the C API, the quickstart
# twice. The last line is for programs: "N passed, N failed, N skipped"; the exit code is 0 only
# when nothing failed.
#
#   tests/run.sh                all of that
#   tests/run.sh --setup-only   installs what the tests need, nothing else
#   tests/run.sh --deep         also longer sweeps and clang-tidy
# shellcheck disable=SC2317 # functions are called by name
set -euo pipefail

# shellcheck source=docs/setup.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../docs/setup.sh"
# shellcheck source=tests/support/duckdb.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/support/duckdb.sh"
# shellcheck source=tests/support/adbc_drivers.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/support/adbc_drivers.sh"

level=tests
setup_only=no
for argument in "$@"; do
  case $argument in
    --setup-only) setup_only=yes ;;
    --deep) level=deep ;;
    --help | -h)
      sed -n '2,/^# shellcheck/{/^# shellcheck/!s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
      exit 0
      ;;
    *) die "unknown option: $argument" "tests/run.sh --help lists them" ;;
  esac
done

clean_environment
unset WAYBILL_CATALOG WAYBILL_CRASH_AT WAYBILL_TEST_ACCEPT WAYBILL_TEST_DEEP
cd "$waybill_root"
build=$waybill_root/build
check=$waybill_root/build-check
race=$waybill_root/build-race

set_up "$level"
find_duckdb
find_adbc_drivers
[ "$setup_only" = no ] || exit 0

# Tests wait for the disk half of their time, and nothing they write has to outlive them: where
# there is a file system in memory, with room and for programs too, they write there.
scratch=
in_memory() {
  local room
  [ -z "${TMPDIR:-}" ] && [ -d /dev/shm ] && [ -w /dev/shm ] || return 0
  room=$(df -k --output=avail /dev/shm | tail -n 1)
  [ "$room" -ge $((4 << 20)) ] || return 0
  scratch=$(mktemp -d /dev/shm/waybill-tests-XXXXXX)
  trap 'rm -rf --one-file-system -- "$scratch"' EXIT
  cp /bin/true "$scratch/program"
  "$scratch/program" 2>/dev/null || return 0
  chmod 1777 "$scratch" # servers that run as another user have files of their own there
  export TMPDIR=$scratch
}
in_memory

mkdir -p "$build"
results=$build/test-results
: >"$results"

# phase TITLE COMMAND...: runs it in a shell of its own, times it, and keeps its counts. A phase
# that called `counts` stands with those; any other is one test. Its status is left in $status:
# calling this in a condition would switch off `set -e` inside.
status=0
phase() {
  local title=$1 start=$SECONDS before
  before=$(wc -l <"$results")
  printf '\n== %s\n' "$title"
  set +e
  (
    set -e
    "${@:2}"
  )
  status=$?
  set -e
  if [ "$(wc -l <"$results")" -eq "$before" ]; then
    if [ "$status" -eq 0 ]; then counts 1 0 0; else counts 0 1 0; fi
  elif [ "$status" -ne 0 ] && ! tail -n +$((before + 1)) "$results" | awk '$2 > 0 {bad = 1} END {exit !bad}'; then
    counts 0 1 0
  fi
  tail -n +$((before + 1)) "$results" | awk -v title="$title" -v seconds=$((SECONDS - start)) \
    '{p += $1; f += $2; s += $3} END {printf "%s: %d passed, %d failed, %d skipped (%d s)\n", title, p, f, s, seconds}'
}
counts() { echo "$*" >>"$results"; }

# Ends the run with its one line.
finish() {
  printf '\ntook %d min %02d s\n' $((SECONDS / 60)) $((SECONDS % 60))
  awk '{p += $1; f += $2; s += $3}
    END {printf "%d passed, %d failed, %d skipped\n", p, f, s; exit f > 0}' "$results"
  exit
}

our_sources() {
  find src capi bindings include tests docs -name '*.[ch]pp' -o -name '*.[ch]' | sort
}

format_check() {
  local wrong
  wrong=$(our_sources | xargs clang-format-14 --dry-run 2>&1 | sed -n 's/:[0-9]*:[0-9]*: warning:.*//p' | sort -u)
  [ -z "$wrong" ] || die "clang-format-14 -i would change:" "$wrong"
}
script_check() {
  shellcheck -x docs/setup.sh docs/quickstart.sh docs/ci/*.sh tests/run.sh tests/support/*.sh .ci/run
}
layer_check() {
  python3 -B tests/layers/check_layers.py .
  python3 -B tests/layers/test_layers.py
}

build_plain() {
  configure "$build"
  compile "$build"
}
# Sanitizers need lines, and no more of debugging or optimization than that.
quick=(-Doptimization=1 -Dcpp_args=-g1)
build_checked() {
  CC=clang-14 CXX=clang++-14 configure "$check" "${quick[@]}" -Dcrash_points=true -Dfuzz=true \
    -Db_sanitize=address,undefined -Db_lundef=false
  compile "$check"
}
build_race() {
  CC=clang-14 CXX=clang++-14 configure "$race" "${quick[@]}" -Db_sanitize=thread -Db_lundef=false
  compile "$race" tests/capi/test_capi tests/warehouse/test_warehouse tests/sync/test_sync
}

# meson_tests FOLDER LOG OPTION...: runs Meson's tests and counts their cases. Meson adds a wrapper's
# name to the log's: testlog-valgrind.
meson_tests() {
  local folder=$1 log=$2 status=0 numbers
  rm -f "$folder/meson-logs/$log.json"
  meson test -C "$folder" --no-rebuild --print-errorlogs --num-processes "$(nproc)" \
    --timeout-multiplier "$timeout_multiplier" --logbase "${log%%-*}" "${@:3}" || status=$?
  numbers=$(python3 -B tests/summary.py "$folder/meson-logs/$log.json")
  counts "$numbers"
  return "$status"
}
# Timeouts catch what hangs: a machine that is three times slower than usual must not.
timeout_multiplier=3
if [ "$level" = deep ]; then
  export WAYBILL_TEST_DEEP=1
  timeout_multiplier=20
fi

tests_checked() {
  export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
  export LSAN_OPTIONS=suppressions=$PWD/tests/support/leaks.txt:print_suppressions=0
  export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
  export ASAN_SYMBOLIZER_PATH=/usr/bin/llvm-symbolizer-14
  meson_tests "$check" testlog
}

# race PROGRAM OPTION...: cases of a test program under TSan.
race() {
  local log=$race/race.log status=0
  # What drivers do among themselves, TSan does not see: it would take their hand-overs for races.
  WAYBILL_TEST_DUCKDB='' WAYBILL_TEST_ADBC_POSTGRESQL='' WAYBILL_TEST_ADBC_SQLITE='' \
    TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1:suppressions=$PWD/tests/support/races.txt \
    "$race/tests/$1" "${@:2}" >"$log" 2>&1 || status=$?
  # A filter that meets no case shows nothing.
  grep -qE 'test cases: +[1-9]' "$log" || status=1
  [ "$status" -eq 0 ] || tail -n 60 "$log"
  counts "$(sed -nE 's/.*test cases: +[1-9][0-9]* \| +([0-9]+) passed \| +([0-9]+) failed.*/\1 \2 0/p' "$log" | grep . || echo 0 1 0)"
  return "$status"
}
tests_race() {
  local status=0
  race capi/test_capi --source-file='*test_threads.cpp,*test_hostile_sinks.cpp' || status=1
  race warehouse/test_warehouse --test-case='conformance: *' --subcase='*cancel*' || status=1
  race warehouse/test_warehouse --test-case='MariaDB ODBC: *page*,SQLite ODBC: long cells*' || status=1
  race sync/test_sync --test-case='*cancel*,*overtaken*,*at once*,*killed*' || status=1
  return "$status"
}

# fuzz TARGET: what it finds stays in build-check/fuzz/TARGET, what breaks it in
# build-check/fuzz/TARGET-*. A run of every day repeats itself, a deep one looks for something new.
fuzz() {
  local target=$1 found=$check/fuzz/$1 log=$check/fuzz/$1.log seeds=("tests/fuzz/corpus/$1") status=0
  local -A runs=([config]=20000 [gate]=150000 [json]=300000 [template]=40000)
  local effort=(-seed=1 "-runs=${runs[$target]}")
  [ "$level" != deep ] || effort=(-max_total_time=600)
  case $target in
    config | json) seeds+=(tests/lint/broken tests/lint/clean) ;;
  esac
  [ "$level" = deep ] || rm -rf -- "$found"
  mkdir -p "$found"
  "$check/tests/fuzz/fuzz_$target" "${effort[@]}" -timeout=10 -max_len=4096 \
    -print_final_stats=1 -artifact_prefix="$found-" "$found" "${seeds[@]}" >"$log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then
    tail -n 40 "$log"
    return "$status"
  fi
  awk -v target="$target" '/^stat::number_of_executed_units/ {n = $2} /^Done/ {s = $(NF - 1)}
    END {printf "fuzz_%s: %d executions in %d s, nothing found\n", target, n, s; exit n < 1000}' "$log"
}
fuzz_all() {
  local target
  export -f fuzz
  export check level ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1
  for target in config gate json template; do echo "$target"; done |
    xargs -P "$(nproc)" -I '{}' bash -c "fuzz {}"
}

valgrind_tests() {
  timeout_multiplier=20
  # capi_memory stays out: it replaces operator new, as valgrind does.
  # fair-sched: valgrind runs one thread at a time, and one that never waits would keep the turn.
  meson_tests "$build" testlog-valgrind capi --wrapper "valgrind --quiet --fair-sched=yes --error-exitcode=99 \
    --leak-check=full --errors-for-leak-kinds=definite,indirect --num-callers=30"
}

# The wheel is made as a user makes it, from what is compiled already.
wheel() {
  local log=$build/wheel.log folder=$waybill_root/build-wheel
  # With the last one's file it would configure the folder anew, and compile everything.
  rm -rf -- "$build/wheel" "$folder" "$waybill_root/.mesonpy-native-file.ini"
  mkdir "$folder"
  tar -C "$build" --exclude=./tests -cf - . | tar -C "$folder" -xf -
  if ! meson setup --reconfigure --prefix=/usr -Dpython_wheel=true -Dtests=false "$folder" \
    "$waybill_root" >"$log" 2>&1 ||
    ! NINJAFLAGS=-j$(nproc) /usr/bin/python3 -m pip wheel --no-index --no-deps \
      --no-build-isolation --config-settings builddir="$folder" --wheel-dir "$build/wheel" . \
      >"$log" 2>&1; then
    tail -n 40 "$log"
    return 1
  fi
  /usr/bin/python3 -B tests/python/check_wheel.py "$build/wheel" | tee "$log"
  counts "$(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' "$log" | grep .)"
}

quickstart() {
  local log=$build/quickstart.log
  if ! docs/quickstart.sh >"$log" 2>&1; then
    tail -n 40 "$log"
    return 1
  fi
  tail -n 1 "$log"
  tail -n 1 "$log" | grep -qE '^quickstart: first inserted=[1-9][0-9]*; second read=[1-9][0-9]* inserted=0 updated=1 unchanged=[0-9]+$'
}

tidy() {
  our_sources | grep '\.cpp$' | grep -E '^(src|capi|bindings)/' |
    xargs -P "$(nproc)" -n 4 clang-tidy-14 -p "$check" --quiet --warnings-as-errors='*' 2>/dev/null
}

phase "Format" format_check
phase "Scripts" script_check
phase "Layers" layer_check
phase "Build, g++" build_plain
[ "$status" -eq 0 ] || finish
phase "Tests, g++" meson_tests "$build" testlog
phase "Python wheel" wheel
phase "Quickstart" quickstart
phase "Quickstart again" quickstart
phase "Valgrind over the C API" valgrind_tests
phase "Build, clang with ASan and UBSan" build_checked
[ "$status" -eq 0 ] || finish
phase "Tests, clang with ASan and UBSan" tests_checked
phase "Fuzzing with ASan and UBSan" fuzz_all
phase "Build, clang with TSan" build_race
[ "$status" -eq 0 ] || finish
phase "Many threads with TSan" tests_race
[ "$level" != deep ] || phase "clang-tidy" tidy
finish
