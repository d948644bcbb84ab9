#!/usr/bin/env python3
"""Whole runs between real servers: loads, changes, snapshots, mirrors, each beside what people use today.

All take turns in one run on throw-away servers, because only ratios of one run carry over to another
machine. After every job of Waybill's the destination is compared with its source, value by value.

  tests/bench/end_to_end.py                              200,000 and 2,000,000 rows, three turns
  tests/bench/end_to_end.py --rows 2000000 --pairs "PostgreSQL > MariaDB" --jobs load incremental
  tests/bench/end_to_end.py --json figures.json

Builds what it needs in build/ (see docs/quickstart.sh for the set-up) and works in build/bench/. Needs
libpq-dev, sqlite3, postgresql-client and mariadb-client; ogr2ogr (gdal-bin), pgloader, python3-pyodbc
and DuckDB's library (WAYBILL_TEST_DUCKDB) are left out by name where they are not installed.
"""

import argparse
import itertools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from ends import COLUMNS, NAMES, OnDuckDb, OnMariaDb, OnPostgres, OnSqlite, shell
from places import BUILD, POSTGRES_TABLE, TOOLS, WORK, MariaDb, Postgres, build, execute, measure, median

WAYBILL = BUILD / "bindings" / "cli" / "waybill"
ASSIGNED = ", ".join(f"{name} = excluded.{name}" for name, _ in COLUMNS[1:])
MERGED = (f"MERGE INTO peer USING stg ON peer.id = stg.id WHEN MATCHED THEN UPDATE SET "
          f"{', '.join(f'{name} = stg.{name}' for name, _ in COLUMNS[1:])} WHEN NOT MATCHED THEN INSERT ({NAMES}) "
          f"VALUES ({', '.join(f'stg.{name}' for name, _ in COLUMNS)})")
UPSERTED = f"INSERT INTO peer SELECT * FROM stg ON CONFLICT (id) DO UPDATE SET {ASSIGNED}"
# As Waybill's run has it: rows that are equal are not written, and with exact counts the others are told apart.
COUNTED = "SELECT count(*) FROM stg s JOIN peer_exact d ON d.id = s.id"
COMPARED = " OR ".join(f"t.{name} IS DISTINCT FROM excluded.{name}" for name, _ in COLUMNS[1:])
SAME = {table: f"INSERT INTO {table} AS t SELECT * FROM stg ON CONFLICT (id) DO UPDATE SET {ASSIGNED} WHERE {COMPARED}"
        for table in ("peer_exact", "peer_total")}


def fingerprint(place, role, table):
    """Of all values, whatever the order of the rows."""
    count = mixed = total = 0
    for identifier, tenant, n, d, amount, flag, instant, day, name, note in place.lines(role, table):
        one = hash((identifier, tenant, int(n), float(d), amount, int(flag), instant, day, name, note))
        count, mixed, total = count + 1, mixed ^ one, (total + one) & (2**64 - 1)
    return count, mixed, total


def in_server(place, role, table):
    return subprocess.run(shell(place.psql(role, f"COPY ({place.server.sum_of(table)}) TO STDOUT")),
                          check=True, capture_output=True).stdout


class Runs:
    """Waybill's own catalog for one pair."""

    def __init__(self, source, target, load_connections):
        self.source, self.target = source, target
        self.load_connections = load_connections
        self.servers = list({id(server): server for server in [*source.servers, *target.servers]}.values())

    def apply(self):
        shutil.rmtree(WORK / "config", ignore_errors=True)
        (WORK / "config").mkdir()
        OnSqlite.remove_file(WORK / "catalog.db")
        documents = [{"connection": {"name": "from", **self.source.connection("source")}},
                     {"connection": {"name": "to", **self.target.connection("target")}},
                     {"source": {"name": "from", "connection": "from", "tenancy": "single_tenant"}},
                     {"destination": {"name": "to", "connection": "to", "load_connections": self.load_connections}}]
        for name, detection, mode in (("items", "last_modified", "upsert"), ("total", "last_modified", "upsert"),
                                      ("snap", "snapshot", "upsert"), ("mirrored", "snapshot", "mirror")):
            columns = [{"name_in_source": column, "name_in_destination": column, "data_type": kind,
                        **({"is_primary_key": True} if column == "id" else {}),
                        **({"is_last_modified": True} if column == "ts" and detection == "last_modified" else {})}
                       for column, kind in COLUMNS]
            documents.append({"model": {"model_name": name, "source_name": "from", "source_table": "items",
                                        "change_detection": detection, "columns": columns}})
            documents.append({"sync": {"name": name, "model": name, "destination": "to", "mode": mode,
                                       "delete_guard": False, "counts": "total" if name == "total" else "exact"}})
        for at, document in enumerate(documents):
            (WORK / "config" / f"{at}.json").write_text(json.dumps(document))
        self.waybill("apply", str(WORK / "config"))

    def words(self, *words):
        return [WAYBILL, "--catalog", WORK / "catalog.db", "--json", *words]

    def waybill(self, *words):
        done = subprocess.run([str(word) for word in self.words(*words)], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"waybill {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    def run(self, sync, **wanted):
        """One measured run; what it counted has to be `wanted`: a number, or another count."""
        for place in (self.source, self.target):
            place.settle()
        figures = measure(self.servers, self.words("run", sync))
        report = json.loads(figures.pop("out"))
        counts = report["report"]["counts"]
        if report["status"] != "success" or any(
                counts[name] != counts.get(count, count) for name, count in wanted.items()):
            sys.exit(f"run of {sync}: {report['status']}, counts {counts}, wanted {wanted}")
        figures["rows"] = counts["read"]
        return figures

    def check(self, table):
        if self.target.lines is None:
            self.waybill("compare", table)  # fails when they differ
            return
        together = isinstance(self.source, OnPostgres) and isinstance(self.target, OnPostgres)
        look = in_server if together else fingerprint
        found, wanted = look(self.target, "target", table), look(self.source, "source", "items")
        if found != wanted:
            sys.exit(f"{table}: the rows differ: {found}, not {wanted}")

    def peer(self, text, rows):
        for place in (self.source, self.target):
            place.settle()
        # Some hang: pgloader does.
        figures = measure(self.servers, ["timeout", str(60 + rows // 10_000), *shell(text)], may_fail=True)
        return {**figures, "rows": rows} if figures else None


# The peers of a load. Each is (name, goal: Waybill's rate over its rate or None, package or None,
# what makes its table, the measured command).
def load_peers(runs, rows):
    source, target = runs.source, runs.target
    pair = f"{source.name} > {target.name}"
    if isinstance(target, OnPostgres):
        table, drop = POSTGRES_TABLE.format("peer"), "DROP TABLE IF EXISTS peer"
        host = target.host

        def anew(*statements):
            return lambda: target.execute("target", drop, *statements)
    if pair == "PostgreSQL > PostgreSQL":
        copied = source.psql("source", f"COPY (SELECT {NAMES} FROM items) TO STDOUT (FORMAT binary)")
        yield ("psql COPY into COPY, key present", 1.7, None, anew(table),
               f"{copied} | {target.psql('target', 'COPY peer FROM STDIN (FORMAT binary)')}")
        yield ("psql COPY into COPY, key after", None, None, anew(table, "ALTER TABLE peer DROP CONSTRAINT peer_pkey"),
               f"{copied} | {target.psql('target', 'COPY peer FROM STDIN (FORMAT binary)')}; "
               f"{target.psql('target', 'ALTER TABLE peer ADD PRIMARY KEY (id)')}")
    if pair.startswith("PostgreSQL") and isinstance(target, OnPostgres) and rows <= 2_000_000:
        odbc = "Driver=PostgreSQL Unicode;Servername={};Database={};Uid=postgres;UseDeclareFetch=1;Fetch=1000;BoolsAsChar=0"
        yield ("pyodbc, fast_executemany", 20 if target.via == "native" else 8, "python3-pyodbc", anew(table),
               f"/usr/bin/python3 {Path(__file__).parent / 'peer_pyodbc.py'} '{odbc.format(host, 'source')}' "
               f"'{odbc.format(host, 'target')}' items peer {NAMES}")
    if pair == "SQLite > PostgreSQL":
        yield ("sqlite3 -csv into COPY, key present", 1.1, None, anew(table),
               f"sqlite3 -csv {source.path('source')} 'SELECT {NAMES} FROM items' | "
               f"{target.psql('target', 'COPY peer FROM STDIN (FORMAT csv)')}")
        yield ("ogr2ogr, key after", 1.7, "gdal-bin", anew(),
               f"ogr2ogr -f PostgreSQL 'PG:host={host} user=postgres dbname=target' {source.path('source')} items "
               f"-nln peer -overwrite --config PG_USE_COPY YES -lco FID=fid -nlt NONE -gt 100000; "
               f"{target.psql('target', 'ALTER TABLE peer DROP CONSTRAINT peer_pkey, ADD PRIMARY KEY (id)')}")
        load = WORK / "pgloader.load"
        load.write_text(f"LOAD DATABASE FROM sqlite://{source.path('source')} INTO "
                        f"postgresql://postgres@unix:{host}:5432/target WITH include drop, create tables, create indexes, "
                        "reset sequences, batch rows = 25000, prefetch rows = 100000 "
                        "SET work_mem to '128MB', maintenance_work_mem to '512 MB';\n")
        yield ("pgloader", 2.8, "pgloader", lambda: target.execute("target", "DROP SCHEMA IF EXISTS main CASCADE"),
               # It ends well where it was killed.
               f"pgloader --on-error-stop {load}; [ $({target.psql('target', 'SELECT count(*) FROM items')} -At) = {rows} ]")
    if pair == "MariaDB > PostgreSQL":
        read = source.client("source", "SELECT id,tenant,n,d,amt,flag,ts,dt,name,ifnull(note,0x5c4e) FROM items")
        yield ("mariadb -B into COPY, key present", 1.1, None, anew(table),
               f"{read} | sed 's/\\\\\\\\N$/\\\\N/' | {target.psql('target', 'COPY peer FROM STDIN')}")
    if pair == "PostgreSQL > MariaDB":
        copied = source.psql("source", "COPY (SELECT id,tenant,n,d,amt,flag::int,ts AT TIME ZONE 'UTC',dt,name,note FROM items) TO STDOUT")
        made = ["DROP TABLE IF EXISTS target.peer", target.server.table.format("target.peer")]
        yield ("psql COPY into LOAD DATA LOCAL, key present", 1.3, None, lambda: execute(target.server, *made),
               f"{copied} | " + target.client("target", "LOAD DATA LOCAL INFILE '/dev/stdin' INTO TABLE peer CHARACTER SET utf8mb4"))
    if pair == "PostgreSQL > SQLite":
        peer = target.path("peer")
        yield ("ogr2ogr, key after", 2.5, "gdal-bin", lambda: target.remove_file(peer),
               f"ogr2ogr -f SQLite {peer} 'PG:host={source.server.folder} user=postgres dbname=source' items -nln peer "
               f"-nlt NONE -gt 100000 --config OGR_SQLITE_SYNCHRONOUS OFF; sqlite3 {peer} 'CREATE UNIQUE INDEX k ON peer (id)'")


INSTALLED = {"gdal-bin": lambda: shutil.which("ogr2ogr"), "pgloader": lambda: shutil.which("pgloader"),
             "python3-pyodbc": lambda: subprocess.run(["/usr/bin/python3", "-c", "import pyodbc"], stderr=subprocess.DEVNULL,
                                                      check=False).returncode == 0}


class Bench:
    moments = itertools.count(1)

    def __init__(self, runs, rows, turns):
        self.runs, self.rows, self.turns = runs, rows, turns
        self.pair = f"{runs.source.name} > {runs.target.name}"
        self.left_out = set()
        self.kept = {}

    def keep(self, job, who, goal, figures):
        if figures is None:
            self.left_out.add(who)
            print(f"left out: {who} fails", file=sys.stderr)
            return
        self.kept.setdefault(job, {}).setdefault(who, {"goal": goal, "figures": []})["figures"].append(figures)

    def load(self):
        for turn in range(self.turns):
            self.runs.target.empty()
            self.runs.apply()
            self.keep("load", "Waybill", None, self.runs.run("items", inserted=self.rows))
            if turn == 0:
                self.runs.check("items")
            for who, goal, package, prepare, command in load_peers(self.runs, self.rows):
                if package and not INSTALLED[package]():
                    if turn == 0:
                        print(f"left out: {who} (apt-get install {package})", file=sys.stderr)
                    continue
                if who in self.left_out:
                    continue
                prepare()
                self.keep("load", who, goal, self.runs.peer(command, self.rows))

    def existing(self):
        """Into an empty table that has its key."""
        target, source = self.runs.target, self.runs.source
        for turn in range(self.turns):
            target.empty()
            target.execute("target", POSTGRES_TABLE.format("items"), POSTGRES_TABLE.format("peer"))
            self.runs.apply()
            self.keep("existing", "Waybill", None, self.runs.run("items", inserted=self.rows))
            if turn == 0:
                self.runs.check("items")
            self.keep("existing", "psql COPY into COPY", 0.95, self.runs.peer(
                f"{source.psql('source', f'COPY (SELECT {NAMES} FROM items) TO STDOUT (FORMAT binary)')} | "
                f"{target.psql('target', 'COPY peer FROM STDIN (FORMAT binary)')}", self.rows))

    def upsert(self):
        """Half of the rows are there, with another value."""
        target, source = self.runs.target, self.runs.source
        half = "get_byte(uuid_send(id), 0) < 128"
        for turn in range(self.turns):
            target.empty()
            self.runs.apply()
            for table in ("items", "total", "peer"):
                target.execute("target", POSTGRES_TABLE.format(table))
                subprocess.run(shell(
                    f"{source.psql('source', f'COPY (SELECT {NAMES} FROM items WHERE {half}) TO STDOUT (FORMAT binary)')} | "
                    f"{target.psql('target', f'COPY {table} FROM STDIN (FORMAT binary)')}"), check=True)
                target.execute("target", f"UPDATE {table} SET n = n + 1", f"VACUUM FULL {table}", f"ANALYZE {table}")
            self.keep("upsert", "Waybill", None, self.runs.run("items", read=self.rows))
            self.keep("upsert_total", "Waybill", None, self.runs.run("total", upserted=self.rows))
            if turn == 0:
                self.runs.check("items")
                self.runs.check("total")
            by_hand = self.runs.peer(
                f"{source.psql('source', f'COPY (SELECT {NAMES} FROM items) TO STDOUT (FORMAT binary)')} | "
                + target.psql("target", "BEGIN", "CREATE TEMP TABLE stg (LIKE peer)", "COPY stg FROM STDIN (FORMAT binary)",
                              MERGED, "COMMIT"), self.rows)
            self.keep("upsert", "psql COPY to staging, MERGE", 0.8, by_hand)
            self.keep("upsert_total", "psql COPY to staging, MERGE", 0.95, by_hand)

    def first(self, sync):
        self.runs.target.empty()
        self.runs.apply()
        self.runs.run(sync, inserted="read")

    def moment(self):
        """Later than any before, of other pairs too: they may share the source."""
        day, hour = divmod(next(self.moments), 20)
        return f"2026-10-{1 + day:02d} {hour:02d}:00:00"

    def incremental(self):
        source, target = self.runs.source, self.runs.target
        self.first("items")
        self.runs.run("total", upserted="read")
        both = self.pair == "PostgreSQL > PostgreSQL"
        if both:
            for table in ("peer", *SAME):
                target.execute("target", POSTGRES_TABLE.format(table), f"INSERT INTO {table} SELECT * FROM items",
                               f"ANALYZE {table}")
        for turn in range(self.turns):
            moment = self.moment()
            source.change(turn, moment)
            self.keep("incremental", "Waybill", None, self.runs.run("items", inserted=0, rejected=0))
            self.keep("incremental_total", "Waybill", None, self.runs.run("total", inserted=None, rejected=0))
            self.keep("idle", "Waybill", None, self.runs.run("items", inserted=0, updated=0))
            if both:
                changed = source.psql("source", f"COPY (SELECT {NAMES} FROM items WHERE ts >= '{moment}+00') TO STDOUT (FORMAT binary)")

                def by_hand(*statements):
                    return self.runs.peer(
                        f"{changed} | " + target.psql("target", "BEGIN", "CREATE TEMP TABLE stg (LIKE peer)",
                                                      "COPY stg FROM STDIN (FORMAT binary)", *statements, "COMMIT"), self.rows)
                self.keep("incremental", "the same SQL by psql", 1 / 1.3,
                          by_hand("ANALYZE stg (id)", COUNTED, SAME["peer_exact"]))
                self.keep("incremental_total", "the same SQL by psql", 1 / 1.3,
                          by_hand("ANALYZE stg (id)", SAME["peer_total"]))
                every = by_hand(UPSERTED)
                for job in ("incremental", "incremental_total"):
                    self.keep(job, "psql, every row written", None, every)
        self.runs.check("items")
        self.runs.check("total")

    def compared(self, job, sync, alter):
        self.first(sync)
        source, target = self.runs.source, self.runs.target
        for turn in range(self.turns):
            alter(turn)
            figures = self.runs.run(sync, inserted=0, rejected=0)
            self.keep(job, "Waybill", None, figures)
            if self.pair == "PostgreSQL > PostgreSQL":
                ends = [f"host={place.server.folder} user=postgres dbname={role}" for place, role in
                        ((source, "source"), (target, "target"))]
                self.keep(job, "client hash diff, writes nothing", 1 / 1.15, {**measure(self.runs.servers, [
                    TOOLS / "bench_limit_diff", *ends, *(f"SELECT {NAMES} FROM {table}" for table in ("items", sync))]),
                    "rows": figures["rows"]})
        self.runs.check(sync)

    def snapshot(self):
        self.compared("snapshot", "snap", lambda turn: self.runs.source.change(turn, self.moment()))

    def mirror(self):
        self.compared("mirror", "mirrored", self.runs.source.remove)

    JOBS = {"load": "into a new table", "existing": "into an empty table with its key", "upsert": "half of the rows there",
            "upsert_total": "half of the rows there, counts: total",
            "incremental": "1 % changed", "incremental_total": "1 % changed, counts: total", "idle": "nothing changed",
            "snapshot": "snapshot, 1 % changed", "mirror": "mirror, 1 % deleted"}

    def show(self):
        for job, all_of_it in self.kept.items():
            own = median(all_of_it["Waybill"]["figures"], "wall")
            for who, one in all_of_it.items():
                wall, rows = median(one["figures"], "wall"), one["figures"][0]["rows"]
                ratio = "" if who == "Waybill" else f"{wall / own:.2f}"
                goal = f"{one['goal']:.2f}" if one["goal"] else ""
                print(f"| {self.pair}, {self.JOBS[job]} | {who} | {wall:.2f} | {rows / wall / 1000:.0f} | {ratio} | {goal} "
                      f"| {median(one['figures'], 'cpu'):.2f} | {median(one['figures'], 'server_cpu'):.2f} "
                      f"| {median(one['figures'], 'mib'):.0f} |", flush=True)


def pairs(postgres, mariadb, line):
    if line:
        yield OnPostgres(postgres), OnPostgres(postgres, line=line * 1_000_000)
        return
    duckdb = os.environ.get("WAYBILL_TEST_DUCKDB")
    native = OnPostgres(postgres)
    yield native, native
    yield OnSqlite(), native
    yield OnMariaDb(mariadb), native
    yield native, OnMariaDb(mariadb)
    yield native, OnSqlite()
    if duckdb:
        yield native, OnDuckDb(duckdb)
    else:
        print("left out: DuckDB (WAYBILL_TEST_DUCKDB is not set)", file=sys.stderr)
    yield OnPostgres(postgres, "odbc"), OnPostgres(postgres, "odbc")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[200_000, 2_000_000])
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--pairs", nargs="+", help='such as "PostgreSQL > MariaDB"')
    jobs = ["load", "existing", "upsert", "incremental", "snapshot", "mirror"]
    parser.add_argument("--jobs", nargs="+", choices=jobs, default=jobs)
    parser.add_argument("--load-connections", type=int, default=1, help="that fill a new table at once")
    parser.add_argument("--line", type=float, help="megabytes a second of each connection to the target: a long way")
    parser.add_argument("--json", type=Path, help="keep every figure there")
    options = parser.parse_args()
    build("bench_meter", "bench_generate", "bench_limit_postgres", "bench_limit_diff", "bench_limit_odbc")
    subprocess.run(["ninja", "-C", BUILD, "--quiet", "bindings/cli/waybill"], check=True)
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    print(f"{os.cpu_count()} cores, medians of {options.turns} turns; the ratio is Waybill's rate over that of the line")
    kept = {}
    for rows in options.rows:
        with Postgres() as postgres, MariaDb() as mariadb:
            print(f"\n{rows:,} rows of ten columns\n\n| job | who | s | krows/s | Waybill's ratio | goal | client CPU s "
                  "| server CPU s | client peak MiB |\n" + "| --- " * 9 + "|")
            filled = None
            for source, target in pairs(postgres, mariadb, options.line):
                bench = Bench(Runs(source, target, options.load_connections), rows, options.turns)
                if options.pairs and bench.pair not in options.pairs:
                    continue
                if filled is not source:
                    source.fill(rows)
                for job in sorted(options.jobs, key=jobs.index):
                    if job in ("existing", "upsert") and bench.pair != "PostgreSQL > PostgreSQL":
                        continue
                    getattr(bench, job)()
                bench.show()
                # Mirrors took rows away.
                filled = source if "mirror" not in options.jobs else None
                kept.setdefault(rows, {})[bench.pair] = bench.kept
                target.empty()
    print("\nAll rows equal.")
    if options.json:
        options.json.write_text(json.dumps(kept, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
