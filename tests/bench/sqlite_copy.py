#!/usr/bin/env python3
"""Copies a table from SQLite to SQLite by Waybill, by the sqlite3 shell and by a plain C loop.

All take turns in one run, because only ratios of one run carry over to another machine. Every copy
is compared with its source, value by value: a fast wrong copy fails.

  tests/bench/sqlite_copy.py                     200,000 and 2,000,000 rows, three turns
  tests/bench/sqlite_copy.py --rows 50000 --turns 5
  tests/bench/sqlite_copy.py --json figures.json

Builds what it needs in build/ (see docs/quickstart.sh for the set-up) and works in build/bench/.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
TOOLS = BUILD / "tests" / "bench"
WAYBILL = BUILD / "bindings" / "cli" / "waybill"
WORK = BUILD / "bench"

# name, type of Waybill's
COLUMNS = [
    ("id", "uuid"),
    ("tenant", "text"),
    ("n", "bigint"),
    ("d", "float"),
    ("amt", "decimal(18,4)"),
    ("flag", "boolean"),
    ("ts", "timestamp"),
    ("dt", "date"),
    ("name", "text"),
    ("note", "json"),
]
NAMES = ", ".join(name for name, _ in COLUMNS)
CACHE = "PRAGMA cache_size = -65536;"  # KiB: about what Waybill may use

CONFIG = {
    "here": {"connection": {"name": "here", "vendor": "sqlite", "options": {"path": str(WORK / "source.db")}}},
    "there": {"connection": {"name": "there", "vendor": "sqlite", "options": {"path": str(WORK / "waybill-copy.db")}}},
    "origin": {"source": {"name": "origin", "connection": "here", "tenancy": "single_tenant"}},
    "copy": {"destination": {"name": "copy", "connection": "there"}},
    "items": {
        "model": {
            "model_name": "items",
            "source_name": "origin",
            "source_table": "items",
            "columns": [
                {
                    "name_in_source": name,
                    "name_in_destination": name,
                    "data_type": kind,
                    **({"is_primary_key": True} if name == "id" else {}),
                    **({"is_last_modified": True} if name == "ts" else {}),
                }
                for name, kind in COLUMNS
            ],
        }
    },
}


def run(command: list, **options) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def measure(command: list, **options) -> dict:
    run([TOOLS / "bench_meter", WORK / "meter.txt", *command], **options)
    wall, user, system, peak = (WORK / "meter.txt").read_text().split()
    return {"wall": float(wall), "cpu": float(user) + float(system), "mib": int(peak) / 1024}


def sql(database: Path, text: str) -> str:
    return run(["sqlite3", "-batch", "-bail", "-init", "/dev/null", database], input=text).strip()


def remove(database: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        Path(str(database) + suffix).unlink(missing_ok=True)


def shell(script: str) -> dict:
    """The sqlite3 shell in a new shell-copy.db."""
    remove(WORK / "shell-copy.db")
    return measure(["sqlite3", "-batch", "-bail", "-init", "/dev/null", WORK / "shell-copy.db"], input=script)


def plain(before: str, after: str) -> dict:
    remove(WORK / "c-copy.db")
    return measure(
        [TOOLS / "bench_plain_copy", WORK / "source.db", WORK / "c-copy.db", "items", NAMES, before, after]
    )


def waybill(*arguments: str) -> list:
    return [WAYBILL, "--catalog", WORK / "catalog.db", "--json", *arguments]


def waybill_copy() -> dict:
    for database in ("catalog.db", "waybill-copy.db"):
        remove(WORK / database)
    run(waybill("apply", str(WORK / "config")))
    return measure(waybill("transfer", "copy"))


def verify(copy: Path, rows: int) -> None:
    equal = " AND ".join(f"a.{name} IS b.{name} AND typeof(a.{name}) = typeof(b.{name})" for name, _ in COLUMNS)
    answer = sql(
        copy,
        f"ATTACH 'file:{WORK / 'source.db'}?mode=ro' AS s;"
        f"SELECT count(*) FROM main.items;"
        f"SELECT count(*) FROM s.items a CROSS JOIN main.items b ON b.id = a.id WHERE {equal};",
    )
    if answer.split() != [str(rows)] * 2:
        sys.exit(f"{copy.name} is not a copy: rows and equal rows are {answer.split()}, not {rows}")


def copies(rows: int, turns: int) -> dict:
    """{who: [measurement of each turn]}"""
    attach = f"ATTACH '{WORK / 'source.db'}' AS s;"
    insert = f"INSERT INTO items ({NAMES}) SELECT {NAMES} FROM s.items;"
    results: dict[str, list] = {}
    for turn in range(turns):
        done = {"Waybill": waybill_copy()}
        # The peers' tables are Waybill's, to the letter.
        ddl = json.loads(
            sql(WORK / "waybill-copy.db", "SELECT json_group_array(sql) FROM sqlite_master WHERE tbl_name = 'items' AND sql <> ''")
        )
        table, keys = ddl[0] + ";", "".join(statement + ";" for statement in ddl[1:])
        done["sqlite3 shell"] = shell(f"{attach}{table}{keys}{insert}")
        done["plain C loop"] = plain(table + keys, "")
        if keys:
            done["sqlite3 shell, tuned"] = shell(f"{CACHE}{attach}BEGIN;{table}{insert}{keys}COMMIT;")
            done["plain C loop, tuned"] = plain(CACHE + table, keys)
        verify(WORK / "waybill-copy.db", rows)
        if turn == 0:
            verify(WORK / "shell-copy.db", rows)
            verify(WORK / "c-copy.db", rows)
        for who, figures in done.items():
            results.setdefault(who, []).append(figures)
    return results


def changes(rows: int, turns: int) -> dict:
    """Runs after the first: nothing changed; one row in a hundred changed."""
    shutil.copyfile(WORK / "waybill-copy.db", WORK / "shell-copy.db")
    assignments = ", ".join(f"{name} = excluded.{name}" for name, _ in COLUMNS[1:])
    results: dict[str, list] = {"Waybill, nothing changed": [], "Waybill, 1 % changed": [], "sqlite3 shell, 1 % changed": []}
    for turn in range(turns):
        results["Waybill, nothing changed"].append(measure(waybill("transfer", "copy")))
        moment = f"2026-10-01T00:00:{turn:02d}.000000Z"
        sql(WORK / "source.db", f"UPDATE items SET n = n / 2, ts = '{moment}' WHERE rowid % 100 = {turn};")
        results["Waybill, 1 % changed"].append(measure(waybill("transfer", "copy")))
        results["sqlite3 shell, 1 % changed"].append(
            measure(
                ["sqlite3", "-batch", "-bail", "-init", "/dev/null", WORK / "shell-copy.db"],
                input=f"ATTACH '{WORK / 'source.db'}' AS s; INSERT INTO items ({NAMES}) SELECT {NAMES} FROM s.items"
                f" WHERE ts >= '{moment}' ON CONFLICT (id) DO UPDATE SET {assignments};",
            )
        )
        verify(WORK / "waybill-copy.db", rows)
        verify(WORK / "shell-copy.db", rows)
    return results


def median(figures: list, key: str) -> float:
    return statistics.median(one[key] for one in figures)


def show(title: str, results: dict, rows: int) -> None:
    """Rates are of `rows`; the ratio is Waybill's rate divided by that of the line."""
    print(f"\n{title}\n\n| | s | krows/s | Waybill's ratio | CPU s | peak MiB |\n| --- | --- | --- | --- | --- | --- |")
    own = median(next(iter(results.values())), "wall")
    for who, figures in results.items():
        wall = median(figures, "wall")
        print(
            f"| {who} | {wall:.2f} | {rows / wall / 1000:.0f} | {wall / own:.2f} "
            f"| {median(figures, 'cpu'):.2f} | {median(figures, 'mib'):.0f} |",
            flush=True,
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[200_000, 2_000_000])
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="keep every figure there")
    options = parser.parse_args()

    tools = [f"tests/bench/bench_{name}" for name in ("generate", "meter", "plain_copy")]
    run(["ninja", "-C", BUILD, "--quiet", "bindings/cli/waybill", *tools])
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "config").mkdir(parents=True)
    for name, document in CONFIG.items():
        (WORK / "config" / f"{name}.json").write_text(json.dumps(document))

    print(f"{os.cpu_count()} cores, SQLite {sql(':memory:', 'SELECT sqlite_version();')}, medians of {options.turns} turns")
    kept = {}
    for rows in options.rows:
        remove(WORK / "source.db")
        run([TOOLS / "bench_generate", WORK / "source.db", rows, options.seed])
        copied = copies(rows, options.turns)
        show(f"{rows:,} rows into an empty destination", copied, rows)
        changed = changes(rows, options.turns)
        print()
        for who, figures in changed.items():
            print(f"- {who}: {median(figures, 'wall'):.3f} s, {median(figures, 'mib'):.0f} MiB")
        kept[rows] = {"copy": copied, "changes": changed}
    start = [measure([WAYBILL, "--help"]) for _ in range(5)]
    print(f"\nStart-up (waybill --help): {median(start, 'wall') * 1000:.0f} ms")
    peaks = {rows: median(one["copy"]["Waybill"], "mib") for rows, one in kept.items()}
    if len(peaks) > 1:
        print(f"Waybill's peak memory, largest over smallest: {max(peaks.values()) / min(peaks.values()):.2f}")
    print("All values equal.")
    if options.json:
        options.json.write_text(json.dumps(kept, indent=1))
    for database in WORK.glob("*.db*"):
        database.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
