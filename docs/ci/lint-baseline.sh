#!/usr/bin/env bash
# Fails on findings that a committed baseline does not have, so that a folder with old findings can
# be brought under lint today.
#
#   lint-baseline.sh --write config lint-baseline.tsv    keeps today's findings
#   lint-baseline.sh config lint-baseline.tsv            exit 1: new ones, shown; 2: unreadable
#
# A finding is known by its code, file and message, not by its line, so it may move. Write the
# baseline again after an update of Waybill, whose messages may be worded anew.
set -euo pipefail
export LC_ALL=C

write=no
if [ "${1:-}" = --write ]; then
  write=yes
  shift
fi
if [ $# -ne 2 ]; then
  sed -n '5,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi

status=0
report=$(waybill lint "$1" --format text) || status=$?
[ "$status" -le 1 ] || exit 2
finding='^(.+):[0-9]+:[0-9]+: (error|warning) (WB[0-9]{4}): (.*)$'
findings=$(sed -nE "/$finding/ {s//\3\t\1\t\4/; s: \[/[^]]*\]\$::; p}" <<<"$report" | sort -u)
if [ "$write" = yes ]; then
  printf '%s\n' "$findings" >"$2"
  exit 0
fi
[ -r "$2" ] || {
  printf 'there is no baseline %s: make it with --write\n' "$2" >&2
  exit 2
}
new=$(comm -13 "$2" <(printf '%s\n' "$findings") | sed '/^$/d')
[ -n "$new" ] || exit 0
printf '%s\n' "$new"
exit 1
