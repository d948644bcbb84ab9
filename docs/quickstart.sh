#!/usr/bin/env bash
# From a fresh Debian 12 to a first transfer: sets up, builds, then ships one tenant of this
# machine's own package database to a second SQLite file, twice. Everything it writes is in build/
# (and build-deps/); the work folder is build/quickstart/, emptied at the start.
set -euo pipefail

# shellcheck source=docs/setup.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/setup.sh"

if [ $# -gt 0 ]; then
  sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}"
  [ "$1" = --help ] || [ "$1" = -h ] || die "docs/quickstart.sh takes no arguments"
  exit 0
fi

clean_environment
unset WAYBILL_CATALOG
build=$waybill_root/build
work=$build/quickstart
waybill=$build/bindings/cli/waybill

step() { printf '\n== %s\n' "$*"; }
sql() { sqlite3 -batch -bail -init /dev/null "$@"; }
# Shows a command as a person would type it, then runs it.
run() {
  printf '$ waybill %s\n' "$*"
  "$waybill" "$@"
}

step "Set-up"
set_up quickstart

step "Build (build/)"
configure "$build"
compile "$build" bindings/cli/waybill

step "The source: this machine's package database, as a multi-tenant table"
rm -rf "$work"
mkdir -p "$work/config"
cd "$work"
unit=$'\x1f' record=$'\x1e'
dpkg-query -W -f "\${db:Status-Status}$unit\${Package}$unit\${Version}$unit\${Architecture}$unit\${Section}$unit\${Maintainer}$unit\${Installed-Size}$unit\${binary:Synopsis}$record" >packages.ascii
TZ=UTC0 find /var/lib/dpkg/info -name '*.list' \
  -printf "%f$unit%TY-%Tm-%TdT%TH:%TM:%TS$record" >changes.ascii
sql source.db <<'SQL'
CREATE TEMP TABLE dpkg (status, name, version, architecture, section, maintainer, size, summary);
CREATE TEMP TABLE change (file PRIMARY KEY, at);
.import --ascii --schema temp packages.ascii dpkg
.import --ascii --schema temp changes.ascii change
CREATE TABLE packages (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  architecture TEXT NOT NULL,
  section TEXT NOT NULL,
  maintainer TEXT,
  installed_kib INTEGER,
  summary TEXT,
  changed_at TEXT NOT NULL
);
INSERT INTO packages
SELECT name || ':' || architecture, name, version, architecture,
  ifnull(nullif(section, ''), 'unknown'), nullif(maintainer, ''),
  CAST(nullif(size, '') AS INTEGER), nullif(summary, ''),
  -- microseconds, as a watermark keeps them
  substr(ifnull(one.at, many.at), 1, 26) || 'Z'
FROM dpkg
LEFT JOIN change one ON one.file = name || ':' || architecture || '.list'
LEFT JOIN change many ON many.file = name || '.list'
WHERE status = 'installed';
SQL
tenant=$(sql source.db "SELECT section FROM packages GROUP BY section ORDER BY count(*) DESC, section LIMIT 1")
expected=$(sql source.db "SELECT count(*) FROM packages WHERE section = '${tenant//\'/\'\'}'")
say "source.db holds $(sql source.db 'SELECT count(*) FROM packages') packages of" \
  "$(sql source.db 'SELECT count(DISTINCT section) FROM packages') sections (the tenants);" \
  "the largest section is '$tenant' with $expected."

step "The config folder (build/quickstart/config/)"
write() { # FILE: from standard input
  mkdir -p "config/$(dirname "$1")"
  cat >"config/$1"
  printf 'config/%s\n' "$1"
}
write connections/here.json <<'JSON'
{"connection": {"name": "here", "vendor": "sqlite", "options": {"path": "source.db"}}}
JSON
write connections/there.json <<'JSON'
{"connection": {"name": "there", "vendor": "sqlite", "options": {"path": "destination.db"}}}
JSON
write sources/debian.json <<'JSON'
{"source": {"name": "debian", "connection": "here", "tenancy": "multi_tenant_tables"}}
JSON
write models/packages.json <<'JSON'
{
  // What is shipped: one table, its key, its cursor, and the column that tells tenants apart.
  "model": {
    "model_name": "installed_packages",
    "source_name": "debian",
    "source_table": "packages",
    "organization_column": "section",
    "columns": [
      {"name_in_source": "id", "name_in_destination": "id", "data_type": "text", "is_primary_key": true},
      {"name_in_source": "name", "name_in_destination": "name", "data_type": "text"},
      {"name_in_source": "version", "name_in_destination": "version", "data_type": "text"},
      {"name_in_source": "architecture", "name_in_destination": "architecture", "data_type": "text"},
      {"name_in_source": "maintainer", "name_in_destination": "maintainer", "data_type": "text"},
      {"name_in_source": "installed_kib", "name_in_destination": "installed_kib", "data_type": "bigint"},
      {"name_in_source": "summary", "name_in_destination": "summary", "data_type": "text"},
      {"name_in_source": "changed_at", "name_in_destination": "changed_at", "data_type": "timestamp", "is_last_modified": true}
    ]
  }
}
JSON
write recipients/reader.json <<JSON
{"recipient": {"name": "reader", "id_in_provider_system": $(sql :memory: "SELECT json_quote('${tenant//\'/\'\'}')")}}
JSON
write destinations/reader-db.json <<'JSON'
{"destination": {"name": "reader-db", "connection": "there", "recipient": "reader"}}
JSON

step "Check it, see what would change, apply it"
run lint config
run plan config
run apply config

# What a transfer reported: a count of its only run.
count_of() { sql :memory: "SELECT json_extract(readfile('$1'), '\$.runs[0].report.counts.$2')"; }
transfer() { # FILE: the report as JSON goes there
  printf '$ waybill --json transfer reader-db\n'
  "$waybill" --json transfer reader-db >"$1" 2>events.jsonl || {
    cat "$1" events.jsonl >&2
    die "the transfer failed; $work holds everything it used"
  }
  local name
  for name in read inserted updated unchanged; do
    printf '  %-10s %s\n' "$name" "$(count_of "$1" "$name")"
  done
}
# The tenant's rows of the source and all rows of the destination must be the same set.
compare() {
  local columns="id, name, version, architecture, maintainer, installed_kib, summary, changed_at" differ
  differ=$(sql source.db "ATTACH 'destination.db' AS there;
    CREATE TEMP VIEW wanted AS SELECT $columns FROM main.packages WHERE section = '${tenant//\'/\'\'}';
    CREATE TEMP VIEW present AS SELECT $columns FROM there.installed_packages;
    SELECT count(*) FROM (SELECT * FROM (SELECT * FROM wanted EXCEPT SELECT * FROM present)
      UNION ALL SELECT * FROM (SELECT * FROM present EXCEPT SELECT * FROM wanted));")
  [ "$differ" = 0 ] || die "$differ rows differ between source.db and destination.db in $work"
  say "destination.db holds $(sql destination.db 'SELECT count(*) FROM installed_packages') rows:" \
    "compared with source.db, every value of '$tenant' is equal and no other row is there."
}

step "First transfer: every row of '$tenant'"
transfer first.json
compare
run preview installed_packages --recipient reader --limit 5

step "One package changes"
changed=$(sql source.db "SELECT id FROM packages WHERE section = '${tenant//\'/\'\'}' ORDER BY id LIMIT 1 OFFSET $((expected / 2))")
sql source.db "UPDATE packages SET summary = summary || ' (changed by the quickstart)',
  changed_at = strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000Z' WHERE id = '${changed//\'/\'\'}'"
say "source.db: $changed has a new summary."

step "Second transfer: only what changed"
transfer second.json
compare
sql -header -column destination.db \
  "SELECT id, summary, changed_at FROM installed_packages WHERE id = '${changed//\'/\'\'}'"

inserted=$(count_of first.json inserted)
read=$(count_of second.json read)
unchanged=$(count_of second.json unchanged)
[ "$inserted" = "$expected" ] || die "the first transfer inserted $inserted rows, not $expected"
[ "$(count_of second.json inserted) $(count_of second.json updated)" = "0 1" ] ||
  die "the second transfer should insert 0 rows and update 1: see $work/second.json"
[ "$read" = "$((unchanged + 1))" ] || die "the counts do not add up: see $work/second.json"

step "What to try next"
cat <<TEXT
  cd build/quickstart && export PATH="$build/bindings/cli:\$PATH"
  waybill transfer reader-db            once more: nothing changed, nothing is written
  waybill run list                      what ran, and how it ended
  edit config/models/packages.json      then: waybill plan config && waybill apply config
  tests/run.sh                          every test, from the top folder
TEXT
printf '\nquickstart: first inserted=%s; second read=%s inserted=0 updated=1 unchanged=%s\n' \
  "$inserted" "$read" "$unchanged"
