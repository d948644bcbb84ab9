# Sourced by tests/run.sh: where DuckDB's library is, for the tests of ADBC. Gets it once into
# build-deps/ where npm is installed and its registry can be reached; without it those tests are
# skipped, and say so.
# shellcheck shell=bash

: "${waybill_root:?}"  # of docs/setup.sh
duckdb_package=@duckdb/node-bindings-linux-x64@1.5.6-r.1

find_duckdb() {
  local folder=$waybill_root/build-deps/duckdb archive
  if [ -n "${WAYBILL_TEST_DUCKDB:-}" ]; then return 0; fi
  if [ ! -e "$folder/libduckdb.so" ] && [ "$(uname -sm)" = "Linux x86_64" ] &&
    command -v npm >/dev/null; then
    rm -rf "$folder.new"
    mkdir -p "$folder.new"
    if archive=$(cd "$folder.new" && timeout 300 npm pack --silent "$duckdb_package" 2>/dev/null) &&
      tar -xzf "$folder.new/$archive" -C "$folder.new" package/libduckdb.so 2>/dev/null; then
      mkdir -p "$folder"
      mv "$folder.new/package/libduckdb.so" "$folder/libduckdb.so"
    fi
    rm -rf "$folder.new"
  fi
  if [ -e "$folder/libduckdb.so" ]; then export WAYBILL_TEST_DUCKDB=$folder/libduckdb.so; fi
}
