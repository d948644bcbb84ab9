#!/usr/bin/env python3
"""Reads and writes by Waybill's sessions, each beside the fastest plain loop on the same client library.

All take turns in one run on throw-away servers, because only ratios of one run carry over to another
machine. What is written is compared row by row with what the plain loop wrote: a fast wrong copy fails.

  tests/bench/sessions.py                              200,000 and 2,000,000 rows, three turns
  tests/bench/sessions.py --rows 8000000 --turns 1 --only "PostgreSQL read"
  tests/bench/sessions.py --json figures.json

Builds what it needs in build/ (see docs/quickstart.sh for the set-up) and works in build/bench/. Needs
the headers libpq-dev, libmariadb-dev and unixodbc-dev, and the ODBC drivers odbc-postgresql and odbc-mariadb.
Sessions by ADBC are left out by name where their library is not named: WAYBILL_TEST_ADBC_POSTGRESQL,
WAYBILL_TEST_DUCKDB.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from places import SEED, TOOLS, WORK, DuckDb, MariaDb, Postgres, Sqlite, build, execute, measure, median

TYPES = ["uuid", "text", "bigint", "float", "decimal(18,4)", "boolean", "timestamp", "date", "text", "text"]

READ = "SELECT id, tenant, n, d, amt, flag, ts, dt, name, note FROM items"


def session(*words):
    return [TOOLS / "bench_session", *words]


def plain(server, library, what, *words):
    """The plain loop on the database's own client library, or by ODBC or ADBC."""
    if library == "odbc":
        return [TOOLS / "bench_limit_odbc", what, server.odbc(), *words, *([server.kind] if what == "write" else [])]
    if library == "adbc":
        return [TOOLS / "bench_limit_adbc", what, *server.adbc(), *words]
    if server.name == "PostgreSQL":
        return [TOOLS / "bench_limit_postgres", what, f"host={server.folder} user=postgres", *words]
    return [TOOLS / "bench_limit_mariadb", what, f"{server.folder}/socket", *words]


def reading(server, via, how, limit):
    """(Waybill, the limit) as commands over table `items`."""
    own = session(how, server.spec(via), READ, *TYPES)
    return own, plain(server, limit, "read", READ)


def writing(server, via, limit, rows):
    return session("write", server.spec(via), "own", rows, SEED), plain(server, limit, "write", "plain", rows, SEED)


def fill(server, rows):
    if server.name == "SQLite":
        server.fill(rows)
        return
    execute(server, "DROP TABLE IF EXISTS items", server.table.format("items"))
    library = {"PostgreSQL": "client", "MariaDB": "odbc", "DuckDB": "adbc"}[server.name]
    measure([server], plain(server, library, "write", "items", rows, SEED))
    if server.name == "PostgreSQL":
        execute(server, "VACUUM ANALYZE items")


def turns(server, title, pair, count, before_each=(), tables=()):
    """{who: [figures of each turn]}; the first is Waybill."""
    results = {f"{title}, Waybill": [], f"{title}, plain loop": []}
    for _ in range(count):
        for who, command in zip(results, pair, strict=True):
            for statement in before_each:
                execute(server, statement)
            results[who].append(measure([server], command))
            if tables:
                results[who][-1]["sum"] = str(execute(server, server.sum_of(tables[0 if who.endswith("Waybill") else 1])))
    first = results[f"{title}, plain loop"][0]
    for figures in results.values():
        for one in figures:
            if one["out"] != first["out"] or one.get("sum") != first.get("sum"):
                sys.exit(f"{title}: the rows differ: {one} and {first}")
    return results


def show(results):
    own = median(next(iter(results.values())), "wall")
    for who, figures in results.items():
        wall = median(figures, "wall")
        print(f"| {who} | {int(figures[0]['out']) / wall / 1000:.0f} | {wall / own:.2f} | {median(figures, 'cpu'):.2f} "
              f"| {median(figures, 'server_cpu'):.2f} | {median(figures, 'mib'):.0f} |", flush=True)


def jobs(options):
    """title, server class, way, what bench_session does, whose library the plain loop is on"""
    every = [
        ("PostgreSQL read, native", Postgres, "native", "read", "client"),
        ("PostgreSQL write, native", Postgres, "native", "write", "client"),
        ("PostgreSQL read, ODBC", Postgres, "odbc", "read", "odbc"),
        ("PostgreSQL write, ODBC", Postgres, "odbc", "write", "odbc"),
        ("PostgreSQL read, ADBC", Postgres, "adbc", "read", "adbc"),
        ("PostgreSQL write, ADBC", Postgres, "adbc", "write", "adbc"),
        ("MariaDB read, ODBC", MariaDb, "odbc", "read", "odbc"),
        ("MariaDB read, ODBC, by pages", MariaDb, "odbc", "pages", "odbc"),
        ("MariaDB read, ODBC, by pages, to the C client", MariaDb, "odbc", "pages", "client"),
        ("MariaDB write, ODBC", MariaDb, "odbc", "write", "odbc"),
        ("MariaDB write, ODBC, to the C client's bulk", MariaDb, "odbc", "write", "client"),
        ("SQLite read, ODBC", Sqlite, "odbc", "read", "odbc"),
        ("DuckDB read, ADBC", DuckDb, "adbc", "read", "adbc"),
        ("DuckDB write, ADBC", DuckDb, "adbc", "write", "adbc"),
        ("DuckDB write, ADBC, without a key", DuckDb, "adbc", "write, no key", "adbc"),
    ]
    wanted = []
    for job in every:
        title, server, via, *_ = job
        if options.only and not any(word in title for word in options.only):
            continue
        if via == "adbc" and not os.environ.get(server.adbc_library):
            print(f"left out: {title} ({server.adbc_library} is not set)", file=sys.stderr)
            continue
        wanted.append(job)
    return wanted


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[200_000, 2_000_000])
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--only", nargs="+", help="jobs whose title holds one of these")
    parser.add_argument("--json", type=Path, help="keep every figure there")
    options = parser.parse_args()
    build("bench_meter", "bench_session", "bench_limit_postgres", "bench_limit_odbc", "bench_limit_mariadb",
          "bench_limit_adbc", "bench_generate")
    WORK.mkdir(parents=True, exist_ok=True)
    chosen = jobs(options)
    print(f"{os.cpu_count()} cores, medians of {options.turns} turns; the ratio is Waybill's rate over that of the line")
    kept = {}
    for rows in options.rows:
        print(f"\n{rows:,} rows of ten columns\n\n| | krows/s | Waybill's ratio | client CPU s | server CPU s | client peak MiB |"
              "\n| --- | --- | --- | --- | --- | --- |")
        for kind in (Postgres, MariaDb, Sqlite, DuckDb):
            wanted = [job for job in chosen if job[1] is kind]
            if not wanted:
                continue
            with kind() as server:
                fill(server, rows)
                for title, _, via, how, limit in wanted:
                    if not how.startswith("write"):
                        results = turns(server, title, reading(server, via, how, limit), options.turns)
                    else:
                        anew = [f"DROP TABLE IF EXISTS {table}" for table in ("own", "plain")]
                        made = server.table.replace(" PRIMARY KEY", "") if how == "write, no key" else server.table
                        anew += [made.format(table) for table in ("own", "plain")]
                        results = turns(server, title, writing(server, via, limit, rows), options.turns, anew, ("own", "plain"))
                    show(results)
                    kept.setdefault(rows, {}).update(results)
    print("\nAll rows equal.")
    if options.json:
        options.json.write_text(json.dumps(kept, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
