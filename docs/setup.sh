# Sourced by docs/quickstart.sh and tests/run.sh: installs what is missing with apt, and
# configures build folders. Changes nothing on a machine that has everything.
# WAYBILL_BOOST=local unpacks Boost into build-deps/ even where it could be installed.
# shellcheck shell=bash

waybill_root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)

boost_package=libboost1.81-dev
boost_local=$waybill_root/build-deps/boost
postgres_package=postgresql-15
postgres_no_cluster=/etc/postgresql-common/createcluster.d/waybill-setup.conf
boost_native_file=$waybill_root/build-deps/boost.ini
setup_log=$waybill_root/build/setup.log

quickstart_packages=(g++ meson ninja-build pkg-config python3 sqlite3 libsqlite3-dev libfmt-dev
  libxxhash-dev libhowardhinnant-date-dev libcli11-dev doctest-dev unixodbc-dev "$boost_package")
tests_packages=(clang-14 libclang-rt-14-dev llvm-14 clang-format-14 valgrind libc6-dbg
  shellcheck openssl python3-jsonschema python3-yaml python3-sqlglot python3-croniter
  python3-prometheus-client zsh fish
  python3-pandas python3-pytest mypy python3-mesonpy patchelf python3-pip python3-venv
  "$postgres_package" mariadb-server-core mariadb-client-core python3-psycopg2 python3-pymysql
  unixodbc odbc-postgresql odbc-mariadb libsqliteodbc abigail-tools)
deep_packages=(clang-tidy-14 jq)

say() { printf '%s\n' "$*"; }
die() {
  printf 'error: %s\n' "$1" >&2
  shift
  local line
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit 1
}

# The system's own tools first (a pyenv or conda in PATH has a python3 without Debian's meson), and
# nothing from the caller's shell that changes what a compiler or an interpreter does.
clean_environment() {
  export PATH=/usr/bin:/bin:/usr/sbin:/sbin:$PATH
  export LC_ALL=C.UTF-8
  unset CC CXX CPP CFLAGS CXXFLAGS CPPFLAGS LDFLAGS CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH \
    LIBRARY_PATH PKG_CONFIG PKG_CONFIG_PATH PKG_CONFIG_LIBDIR PYTHONHOME PYTHONPATH \
    BOOST_ROOT BOOST_INCLUDEDIR BOOST_LIBRARYDIR DESTDIR NINJA_STATUS CDPATH
}

is_installed() { dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}
need_root() { # PACKAGE...
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
    die "installing packages needs root, and there is no sudo" \
      "as root, run: apt-get install --no-install-recommends $*"
}

# What apt would do, a line a package: Inst, Conf, Remv. Fails when apt does not know a package.
apt_plan() { apt-get install -s -q --no-install-recommends "$@" 2>&1; }

# Its long output goes to build/setup.log. PostgreSQL's package would make a cluster and start its
# server, which no test uses: its own setting against that holds while the package is installed.
apt_install() (
  mkdir -p "${setup_log%/*}"
  if [[ " $* " == *" $postgres_package "* ]]; then
    trap 'as_root rm -f "$postgres_no_cluster"' EXIT
    as_root mkdir -p "${postgres_no_cluster%/*}"
    echo "create_main_cluster = false" | as_root tee "$postgres_no_cluster" >/dev/null
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    --no-remove -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" >"$setup_log" 2>&1
)

apt_update() {
  say "Set-up: refreshing apt's package lists."
  as_root apt-get update -qq
}

# Headers are all that is used of Boost, so an unpacked package does as well as an installed one.
unpack_boost() {
  if [ ! -e "$boost_local/usr/include/boost/json.hpp" ]; then
    say "Set-up: unpacking $boost_package into build-deps/; your system is not changed."
    rm -rf "$boost_local" "$boost_local.new"
    mkdir -p "$boost_local.new"
    mkdir -p "${setup_log%/*}"
    (cd "$boost_local.new" && apt-get download -q "$boost_package") >"$setup_log" 2>&1 ||
      die "could not download $boost_package" "apt's output: $setup_log"
    dpkg -x "$boost_local.new"/*.deb "$boost_local.new"
    rm -f "$boost_local.new"/*.deb
    mv "$boost_local.new" "$boost_local"
  fi
  printf "[properties]\nboost_root = '%s/usr'\n" "$boost_local" >"$boost_native_file"
}

# set_up quickstart|tests|deep
set_up() {
  local wanted=("${quickstart_packages[@]}") missing=() package plan
  case $1 in
    quickstart) ;;
    tests) wanted+=("${tests_packages[@]}") ;;
    deep) wanted+=("${tests_packages[@]}" "${deep_packages[@]}") ;;
    *) die "set_up: no such level: $1" ;;
  esac
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    die "this set-up is for Debian 12: there is no apt-get here" \
      "install by your own means what these packages hold: ${wanted[*]}" \
      "then: meson setup build && ninja -C build (missing header libraries come from subprojects/)"
  fi

  local boost_how=system
  for package in "${wanted[@]}"; do
    is_installed "$package" && continue
    if [ "$package" = "$boost_package" ] &&
      { [ "${WAYBILL_BOOST:-}" = local ] || [ -e "$boost_local" ]; }; then
      boost_how=local
    else
      missing+=("$package")
    fi
  done

  if [ ${#missing[@]} -gt 0 ]; then
    need_root "${missing[@]}"
    if ! plan=$(apt_plan "${missing[@]}"); then
      apt_update
      plan=$(apt_plan "${missing[@]}") ||
        die "apt cannot install: ${missing[*]}" "apt says: $(grep -m1 '^E:' <<<"$plan")" \
          "this set-up is made for Debian 12 (bookworm)"
    fi
    if grep -q '^Remv' <<<"$plan" && [[ " ${missing[*]} " == *" $boost_package "* ]]; then
      say "Set-up: installing $boost_package would remove:" \
        "$(awk '/^Remv/ {printf "%s%s", sep, $2; sep = ", "}' <<<"$plan"). It will not be installed."
      boost_how=local
      local others=()
      for package in "${missing[@]}"; do
        [ "$package" = "$boost_package" ] || others+=("$package")
      done
      missing=("${others[@]+"${others[@]}"}")
      plan=
      [ ${#missing[@]} -eq 0 ] || plan=$(apt_plan "${missing[@]}")
    fi
    if grep -q '^Remv' <<<"$plan"; then
      die "installing ${missing[*]} would remove packages of yours; nothing was changed" \
        "$(grep '^Remv' <<<"$plan" | tr '\n' ';')"
    fi
  fi
  if [ ${#missing[@]} -gt 0 ]; then
    say "Set-up: installing with apt-get: ${missing[*]}" \
      "($(grep -c '^Inst' <<<"$plan") in all, with what they need)."
    if ! apt_install "${missing[@]}"; then
      apt_update
      apt_install "${missing[@]}" || {
        tail -n 20 "$setup_log" >&2
        die "apt-get could not install: ${missing[*]}" "the whole output: $setup_log"
      }
    fi
  fi
  [ "$boost_how" = system ] || unpack_boost
  [ ${#missing[@]} -gt 0 ] || say "Set-up: nothing to install."
}

# configure FOLDER OPTION...: does nothing where that was done already; Ninja itself notices a
# changed meson.build. A folder that another Meson or another place left unusable is made anew; an
# error in a meson.build is not a reason for that.
configure() {
  local folder=$1 log=$1/configure.log options=("${@:2}") native=() wanted
  is_installed "$boost_package" || native=(--native-file "$boost_native_file")
  export CC=${CC:-gcc} CXX=${CXX:-g++}
  wanted="$waybill_root $folder $CC $CXX ${options[*]:-} ${native[*]:-}"
  if [ -e "$folder/build.ninja" ] && [ "$(cat "$folder/configured" 2>/dev/null)" = "$wanted" ]; then
    return
  fi
  mkdir -p "$folder"
  if [ -e "$folder/meson-private/coredata.dat" ] &&
    ! meson setup --reconfigure "${options[@]}" "$folder" "$waybill_root" >"$log" 2>&1; then
    if grep -qE 'meson\.build:[0-9]+:[0-9]+: ERROR' "$log"; then
      tail -n 30 "$log" >&2
      die "could not configure $folder" "the whole output: $log"
    fi
    say "Making $folder anew: $(grep -m1 -i error "$log" || echo "Meson cannot use it any more.")"
    rm -rf "$folder"
    mkdir -p "$folder"
  fi
  if [ ! -e "$folder/meson-private/coredata.dat" ] &&
    ! meson setup "${native[@]+"${native[@]}"}" "${options[@]}" "$folder" "$waybill_root" >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    die "could not configure $folder" "the whole output: $log"
  fi
  printf '%s\n' "$wanted" >"$folder/configured"
}

# compile FOLDER TARGET...: quiet unless it fails or a person watches.
compile() {
  local quiet=(--quiet)
  [ ! -t 1 ] || quiet=()
  ninja -C "$1" -j "$(nproc)" "${quiet[@]+"${quiet[@]}"}" "${@:2}"
}
