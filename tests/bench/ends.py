"""The databases of whole runs, as source and as destination: how each is filled, changed and read."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from places import POSTGRES_TABLE, SEED, TOOLS, WORK, execute, measure

COLUMNS = [("id", "uuid"), ("tenant", "text"), ("n", "bigint"), ("d", "float"), ("amt", "decimal(18,4)"),
           ("flag", "boolean"), ("ts", "timestamp"), ("dt", "date"), ("name", "text"), ("note", "text")]
NAMES = ",".join(name for name, _ in COLUMNS)

SOCKET = ".s.PGSQL.5432"
HOUR = 3_600_000_000  # microseconds: over one hour the rows of a turn change


def picked(column, turn):
    """About one in a hundred of the ids, others each turn: three of the 256 first pairs of digits."""
    return f"substr({column}, 1, 2) IN ({', '.join(repr(f'{(3 * turn + at) % 256:02x}') for at in range(3))})"


def shell(text):
    return ["bash", "-c", f"set -eo pipefail; {text}"]


class OnPostgres:
    """`via` is how Waybill reaches it; `line`: over a line that carries so many bytes a second (line.py)."""

    def __init__(self, server, via="native", line=None):
        self.server, self.servers, self.via = server, [server], via
        self.host = server.folder
        if line:
            self.host = WORK / "line"
            self.host.mkdir(exist_ok=True)
            self.relay = subprocess.Popen([sys.executable, Path(__file__).parent / "line.py", self.host / SOCKET,
                                           server.folder / SOCKET, str(line)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self.relay.stdout.readline()
        self.name = "PostgreSQL" if via == "native" else "PostgreSQL (ODBC)"

    def connection(self, role):
        document = {"vendor": "postgres", "options": {"host": str(self.host), "database": role, "user": "postgres"}}
        return document if self.via == "native" else {**document, "via": "odbc", "ssl_mode": "disable"}

    def psql(self, role, *statements):
        commands = " ".join(f'-c "{statement}"' for statement in statements)
        return f"PGOPTIONS=--client-min-messages=warning psql -qX -v ON_ERROR_STOP=1 -h {self.host} -U postgres -d {role} {commands}"

    def execute(self, role, *statements):
        subprocess.run(shell(self.psql(role, *statements)), check=True, stdout=subprocess.DEVNULL)

    def fill(self, rows):
        execute(self.server, "DROP DATABASE IF EXISTS source", "CREATE DATABASE source")
        self.execute("source", POSTGRES_TABLE.format("items"))
        measure(self.servers, [TOOLS / "bench_limit_postgres", "write",
                               f"host={self.server.folder} user=postgres dbname=source", "items", rows, SEED])
        self.execute("source", "CREATE INDEX ON items (ts)", "VACUUM ANALYZE items", "CHECKPOINT")

    def empty(self):
        execute(self.server, "DROP DATABASE IF EXISTS target", "CREATE DATABASE target", "CHECKPOINT")

    def settle(self):
        execute(self.server, "CHECKPOINT")

    def change(self, turn, moment):
        self.execute("source", f"UPDATE items SET n = n / 2, ts = '{moment}+00'::timestamptz + "
                               f"abs(n) % {HOUR} * interval '1 microsecond' WHERE {picked('id::text', turn)}")

    def remove(self, turn):
        self.execute("source", f"DELETE FROM items WHERE {picked('id::text', turn + 40)}")

    def lines(self, role, table):
        text = (f"COPY (SELECT id, tenant, n, d, amt, flag::int, to_char(ts AT TIME ZONE 'UTC', "
                f"'YYYY-MM-DD HH24:MI:SS.US'), dt, name, note FROM {table}) TO STDOUT")
        with subprocess.Popen(shell(self.psql(role, text)), stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout:
                yield tuple(None if field == "\\N" else field for field in line[:-1].split("\t"))


class OnMariaDb:
    name = "MariaDB"

    def __init__(self, server):
        self.server, self.servers = server, [server]
        self.databases = {"source": "bench", "target": "target"}

    def connection(self, role):
        return {"vendor": "mariadb", "options": {"socket": f"{self.server.folder}/socket", "user": "root",
                                                 "database": self.databases[role]}}

    def client(self, role, statement):
        return (f"mariadb --no-defaults -uroot -S {self.server.folder}/socket --local-infile=1 "
                f"--default-character-set=utf8mb4 --quick -BN {self.databases[role]} -e \"{statement}\"")

    def fill(self, rows):
        execute(self.server, "DROP TABLE IF EXISTS items", self.server.table.format("items"))
        measure(self.servers, [TOOLS / "bench_limit_odbc", "write", self.server.odbc(), "items", rows, SEED, "mariadb"])
        execute(self.server, "CREATE INDEX items_ts ON items (ts)", "ANALYZE TABLE items")

    def empty(self):
        execute(self.server, "DROP DATABASE IF EXISTS target", "CREATE DATABASE target COLLATE utf8mb4_bin")

    def settle(self):
        pass

    def change(self, turn, moment):
        execute(self.server, f"UPDATE items SET ts = '{moment}' + INTERVAL abs(n) % {HOUR} MICROSECOND, n = n DIV 2 "
                             f"WHERE {picked('id', turn)}")

    def remove(self, turn):
        execute(self.server, f"DELETE FROM items WHERE {picked('id', turn + 40)}")

    def lines(self, role, table):
        text = f"SELECT id, tenant, n, d, amt, flag, ts, dt, name, ifnull(note, 0x5c4e) FROM {table}"
        with subprocess.Popen(shell(self.client(role, text)), stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout:
                fields = line[:-1].split("\t")
                yield (*fields[:9], None if fields[9] == "\\\\N" else fields[9])


class OnSqlite:
    name = "SQLite"
    servers = ()

    @staticmethod
    def path(role):
        return WORK / f"{role}.db"

    def connection(self, role):
        return {"vendor": "sqlite", "options": {"path": str(self.path(role))}}

    @staticmethod
    def remove_file(path):
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)

    def fill(self, rows):
        self.remove_file(self.path("source"))
        subprocess.run([TOOLS / "bench_generate", self.path("source"), str(rows), str(SEED)], check=True)

    def empty(self):
        for role in ("target", "peer"):
            self.remove_file(self.path(role))

    def settle(self):
        os.sync()

    def execute(self, statement):
        connection = sqlite3.connect(self.path("source"))
        with connection:
            connection.execute(statement)
        connection.close()

    def change(self, turn, moment):
        self.execute(f"UPDATE items SET n = n / 2, ts = '{moment[:13].replace(' ', 'T')}' || printf(':%02d:%02d.%06dZ', "
                     f"abs(n) / 60000000 % 60, abs(n) / 1000000 % 60, abs(n) % 1000000) WHERE {picked('id', turn)}")

    def remove(self, turn):
        self.execute(f"DELETE FROM items WHERE {picked('id', turn + 40)}")

    def lines(self, role, table):
        connection = sqlite3.connect(self.path(role))
        yield from connection.execute(
            f"SELECT id, tenant, n, d, amt, flag, rtrim(replace(ts, 'T', ' '), 'Z'), dt, name, note FROM {table}")
        connection.close()


class OnDuckDb:
    name = "DuckDB"
    servers = ()
    lines = None  # has no client here but Waybill

    def __init__(self, library):
        self.library = library

    def connection(self, role):
        return {"vendor": "duckdb", "driver": self.library, "options": {"path": str(WORK / f"{role}.duckdb")}}

    def empty(self):
        for suffix in ("", ".wal"):
            (WORK / f"target.duckdb{suffix}").unlink(missing_ok=True)

    def settle(self):
        os.sync()
