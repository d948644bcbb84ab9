# Sourced by tests/run.sh: where DuckDB's library is, for the tests of ADBC. Gets it once into
# build-deps/ where npm is installed and its registry can be reached; without it those tests are
# skipped, and say so.
# shellcheck shell=bash
# shellcheck source=tests/support/fetch_library.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/fetch_library.sh"

duckdb_package=@duckdb/node-bindings-linux-x64@1.5.6-r.1

unpack_duckdb() {
  local archive
  archive=$(timeout 300 npm pack --silent "$duckdb_package") &&
    tar -xzf "$archive" --strip-components=1 package/libduckdb.so
}
find_duckdb() {
  fetch_library WAYBILL_TEST_DUCKDB duckdb libduckdb.so unpack_duckdb
}
