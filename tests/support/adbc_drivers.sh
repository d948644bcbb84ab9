# Sourced by tests/run.sh: where Apache Arrow's ADBC drivers are, for the tests of ADBC. Gets them
# once into build-deps/ where pip is installed and its registry can be reached; without them those
# tests are skipped, and say so.
# shellcheck shell=bash
# shellcheck source=tests/support/fetch_library.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/fetch_library.sh"

adbc_drivers_version=1.13.0

# A wheel is a zip archive.
unpack_adbc_driver() {
  local package=$1 file=$2
  timeout 300 python3 -m pip download --quiet --retries 1 --timeout 20 \
    --no-deps --only-binary :all: "$package==$adbc_drivers_version" &&
    python3 -m zipfile -e "$package"-*.whl . && mv "$package/$file" "$file"
}
find_adbc_drivers() {
  local name file
  for name in postgresql sqlite; do
    file=libadbc_driver_$name.so
    fetch_library "WAYBILL_TEST_ADBC_${name^^}" adbc "$file" \
      unpack_adbc_driver "adbc_driver_$name" "$file"
  done
}
