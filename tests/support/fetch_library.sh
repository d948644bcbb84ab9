# Sourced by the scripts that get libraries for tests: each once, into build-deps/, and never a
# failure.
# shellcheck shell=bash

: "${waybill_root:?}"  # of docs/setup.sh

# fetch_library VARIABLE FOLDER FILE COMMAND...: exports the variable as the path of FILE in
# build-deps/FOLDER, unless it is set already. Where the file is not there, COMMAND is run in an
# empty folder and has to leave it there.
fetch_library() {
  local variable=$1 folder=$waybill_root/build-deps/$2 file=$3
  if [ -n "${!variable:-}" ]; then return 0; fi
  if [ ! -e "$folder/$file" ] && [ "$(uname -sm)" = "Linux x86_64" ]; then
    rm -rf "$folder.new"
    mkdir -p "$folder.new"
    if (cd "$folder.new" && "${@:4}") >/dev/null 2>&1 && [ -s "$folder.new/$file" ]; then
      mkdir -p "$folder"
      mv "$folder.new/$file" "$folder/$file"
    fi
    rm -rf "$folder.new"
  fi
  if [ -e "$folder/$file" ]; then export "$variable=$folder/$file"; fi
}
