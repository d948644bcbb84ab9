#!/usr/bin/env python3
"""Reads and writes by Waybill's sessions, each beside the fastest plain loop on the same client library.

All take turns in one run on throw-away servers, because only ratios of one run carry over to another
machine. What is written is compared row by row with what the plain loop wrote: a fast wrong copy fails.

  tests/bench/sessions.py                              200,000 and 2,000,000 rows, three turns
  tests/bench/sessions.py --rows 8000000 --turns 1 --only "PostgreSQL read"
  tests/bench/sessions.py --json figures.json

Builds what it needs in build/ (see docs/quickstart.sh for the set-up) and works in build/bench/. Needs
the headers libpq-dev and unixodbc-dev, and the ODBC drivers odbc-postgresql and odbc-mariadb.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "servers"))

import servers  # noqa: E402

BUILD = ROOT / "build"
TOOLS = BUILD / "tests" / "bench"
WORK = BUILD / "bench"
SEED = 7
TYPES = ["uuid", "text", "bigint", "float", "decimal(18,4)", "boolean", "timestamp", "date", "text", "text"]

POSTGRES_TABLE = """CREATE TABLE {} (id uuid PRIMARY KEY, tenant text, n bigint, d double precision,
  amt numeric(18,4), flag boolean, ts timestamptz, dt date, name text, note text)"""
MARIADB_TABLE = """CREATE TABLE {} (id char(36) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,
  tenant varchar(16), n bigint, d double, amt decimal(18,4), flag boolean, ts datetime(6), dt date,
  name text, note longtext) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"""


class Postgres(servers.Postgres):
    name = "PostgreSQL"
    kind = "postgres"
    table = POSTGRES_TABLE

    def command(self):
        return [*super().command(), "-c", "shared_buffers=1GB", "-c", "max_wal_size=16GB",
                "-c", "checkpoint_timeout=1h"]

    def sum_of(self, table):
        return f"SELECT count(*), bit_xor(hashtextextended(t::text, 0)), sum(hashtext(t::text)) FROM {table} t"

    def odbc(self):
        return (f"Driver=PostgreSQL Unicode;Servername={self.folder};Database=postgres;Uid=postgres;"
                "UseDeclareFetch=1;Fetch=1000;BoolsAsChar=0;MaxLongVarcharSize=8190")

    def spec(self, via):
        return f"vendor=postgres,via={via},host={self.folder},database=postgres,user=postgres"


class MariaDb(servers.MariaDb):
    name = "MariaDB"
    kind = "mariadb"
    table = MARIADB_TABLE

    def command(self):
        return [*super().command(), "--innodb-buffer-pool-size=1G", "--innodb-log-file-size=1G"]

    def sum_of(self, table):
        row = "concat_ws('|', id, tenant, n, d, amt, flag, ts, dt, name, ifnull(note, '-'))"
        return f"SELECT count(*), bit_xor(crc32({row})), sum(crc32({row})) FROM {table}"

    def odbc(self):
        return (f"Driver=MariaDB Unicode;SOCKET={self.folder}/socket;DATABASE=bench;UID=root;CHARSET=utf8mb4")

    def spec(self, via):
        return f"vendor=mariadb,via={via},socket={self.folder}/socket,database=bench,user=root"


def build(*targets):
    subprocess.run(["ninja", "-C", BUILD, "--quiet", *(f"tests/bench/{name}" for name in targets)], check=True)


def ticks_of(server) -> float:
    """CPU seconds of the server and of its children that ended."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def measure(server, command) -> dict:
    before = ticks_of(server)
    words = [str(word) for word in (TOOLS / "bench_meter", WORK / "meter.txt", *command)]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")
    wall, user, system, peak = (WORK / "meter.txt").read_text().split()
    return {"rows": int(done.stdout), "wall": float(wall), "cpu": float(user) + float(system),
            "server_cpu": ticks_of(server) - before, "mib": int(peak) / 1024}


def session(*words):
    return [TOOLS / "bench_session", *words]


def reading(server, via, how):
    """(Waybill, the limit) as commands over table `items`."""
    sql = "SELECT id, tenant, n, d, amt, flag, ts, dt, name, note FROM items"
    own = session(how, server.spec(via), sql, *TYPES)
    if via == "native":
        return own, [TOOLS / "bench_limit_postgres", "read", f"host={server.folder} user=postgres", sql]
    return own, [TOOLS / "bench_limit_odbc", "read", server.odbc(), sql]


def writing(server, via, rows):
    own = session("write", server.spec(via), "own", rows, SEED)
    if via == "native":
        return own, [TOOLS / "bench_limit_postgres", "write", f"host={server.folder} user=postgres", "plain", rows, SEED]
    return own, [TOOLS / "bench_limit_odbc", "write", server.odbc(), "plain", rows, SEED, server.kind]


def execute(server, *statements):
    connection = server.connect()
    try:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None
    finally:
        connection.close()


def fill(server, rows):
    execute(server, "DROP TABLE IF EXISTS items", server.table.format("items"))
    if server.name == "PostgreSQL":
        command = [TOOLS / "bench_limit_postgres", "write", f"host={server.folder} user=postgres", "items", rows, SEED]
    else:
        command = [TOOLS / "bench_limit_odbc", "write", server.odbc(), "items", rows, SEED, server.kind]
    measure(server, command)
    if server.name == "PostgreSQL":
        execute(server, "VACUUM ANALYZE items")


def turns(server, title, pair, count, before_each=(), tables=()):
    """{who: [figures of each turn]}; the first is Waybill."""
    results = {f"{title}, Waybill": [], f"{title}, plain loop": []}
    for _ in range(count):
        for who, command in zip(results, pair, strict=True):
            for statement in before_each:
                execute(server, statement)
            results[who].append(measure(server, command))
            if tables:
                results[who][-1]["sum"] = str(execute(server, server.sum_of(tables[0 if who.endswith("Waybill") else 1])))
    first = results[f"{title}, plain loop"][0]
    for figures in results.values():
        for one in figures:
            if one["rows"] != first["rows"] or one.get("sum") != first.get("sum"):
                sys.exit(f"{title}: the rows differ: {one} and {first}")
    return results


def median(figures, key):
    return statistics.median(one[key] for one in figures)


def show(results):
    own = median(next(iter(results.values())), "wall")
    for who, figures in results.items():
        wall = median(figures, "wall")
        print(f"| {who} | {figures[0]['rows'] / wall / 1000:.0f} | {wall / own:.2f} | {median(figures, 'cpu'):.2f} "
              f"| {median(figures, 'server_cpu'):.2f} | {median(figures, 'mib'):.0f} |", flush=True)


def jobs(options):
    """title, server class, way, what bench_session does"""
    every = [
        ("PostgreSQL read, native", Postgres, "native", "read"),
        ("PostgreSQL write, native", Postgres, "native", "write"),
        ("PostgreSQL read, ODBC", Postgres, "odbc", "read"),
        ("PostgreSQL write, ODBC", Postgres, "odbc", "write"),
        ("MariaDB read, ODBC", MariaDb, "odbc", "read"),
        ("MariaDB read, ODBC, by pages", MariaDb, "odbc", "pages"),
        ("MariaDB write, ODBC", MariaDb, "odbc", "write"),
    ]
    return [job for job in every if not options.only or any(word in job[0] for word in options.only)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[200_000, 2_000_000])
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--only", nargs="+", help="jobs whose title holds one of these")
    parser.add_argument("--json", type=Path, help="keep every figure there")
    options = parser.parse_args()
    build("bench_meter", "bench_session", "bench_limit_postgres", "bench_limit_odbc")
    WORK.mkdir(parents=True, exist_ok=True)
    print(f"{os.cpu_count()} cores, medians of {options.turns} turns; the ratio is Waybill's rate over that of the line")
    kept = {}
    for rows in options.rows:
        print(f"\n{rows:,} rows of ten columns\n\n| | krows/s | Waybill's ratio | client CPU s | server CPU s | client peak MiB |"
              "\n| --- | --- | --- | --- | --- | --- |")
        for kind in (Postgres, MariaDb):
            wanted = [job for job in jobs(options) if job[1] is kind]
            if not wanted:
                continue
            with kind() as server:
                if kind is MariaDb:
                    execute(server, "CREATE DATABASE bench")
                    server.connect = lambda server=server: server.client.connect(
                        unix_socket=f"{server.folder}/socket", user="root", database="bench", charset="utf8mb4",
                        autocommit=True)
                fill(server, rows)
                for title, _, via, how in wanted:
                    if how != "write":
                        results = turns(server, title, reading(server, via, how), options.turns)
                    else:
                        anew = [f"DROP TABLE IF EXISTS {table}" for table in ("own", "plain")]
                        anew += [server.table.format(table) for table in ("own", "plain")]
                        results = turns(server, title, writing(server, via, rows), options.turns, anew, ("own", "plain"))
                    show(results)
                    kept.setdefault(rows, {}).update(results)
    print("\nAll rows equal.")
    if options.json:
        options.json.write_text(json.dumps(kept, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
