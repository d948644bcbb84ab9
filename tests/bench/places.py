"""What the benchmarks have in common: the servers, how one command is measured, medians."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "servers"))

import servers  # noqa: E402

BUILD = ROOT / "build"
TOOLS = BUILD / "tests" / "bench"
WORK = BUILD / "bench"
SEED = 7

POSTGRES_TABLE = """CREATE TABLE {} (id uuid PRIMARY KEY, tenant text, n bigint, d double precision,
  amt numeric(18,4), flag boolean, ts timestamptz, dt date, name text, note text)"""
MARIADB_TABLE = """CREATE TABLE {} (id char(36) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,
  tenant varchar(16), n bigint, d double, amt decimal(18,4), flag boolean, ts datetime(6), dt date,
  name text, note longtext) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"""


class Postgres(servers.Postgres):
    name = "PostgreSQL"
    kind = "postgres"
    table = POSTGRES_TABLE
    adbc_library = "WAYBILL_TEST_ADBC_POSTGRESQL"

    def command(self):
        return [*super().command(), "-c", "shared_buffers=1GB", "-c", "max_wal_size=16GB",
                "-c", "checkpoint_timeout=1h"]

    def sum_of(self, table):
        return f"SELECT count(*), bit_xor(hashtextextended(t::text, 0)), sum(hashtext(t::text)) FROM {table} t"

    def odbc(self):
        return (f"Driver=PostgreSQL Unicode;Servername={self.folder};Database=postgres;Uid=postgres;"
                "UseDeclareFetch=1;Fetch=1000;BoolsAsChar=0;MaxLongVarcharSize=8190")

    def adbc(self):
        return [os.environ[self.adbc_library], "AdbcDriverInit", f"postgresql:///postgres?host={self.folder}&user=postgres"]

    def spec(self, via):
        driver = f",driver={os.environ[self.adbc_library]}" if via == "adbc" else ""
        return f"vendor=postgres,via={via},host={self.folder},database=postgres,user=postgres{driver}"


class MariaDb(servers.MariaDb):
    name = "MariaDB"
    kind = "mariadb"
    database = None
    table = MARIADB_TABLE

    def __enter__(self):
        super().__enter__()
        execute(self, "CREATE DATABASE bench")
        self.database = "bench"
        return self

    def command(self):
        return [*super().command(), "--innodb-buffer-pool-size=1G", "--innodb-log-file-size=1G", "--local-infile=1"]

    def connect(self):
        return self.client.connect(unix_socket=f"{self.folder}/socket", user="root", charset="utf8mb4",
                                   database=self.database, autocommit=True)

    def sum_of(self, table):
        row = "concat_ws('|', id, tenant, n, d, amt, flag, ts, dt, name, ifnull(note, '-'))"
        return f"SELECT count(*), bit_xor(crc32({row})), sum(crc32({row})) FROM {table}"

    def odbc(self):
        return (f"Driver=MariaDB Unicode;SOCKET={self.folder}/socket;DATABASE=bench;UID=root;CHARSET=utf8mb4")

    def spec(self, via):
        return f"vendor=mariadb,via={via},socket={self.folder}/socket,database=bench,user=root"


class File:
    """A database that is opened in whatever process: there is no server."""

    process = None
    suffixes = ("",)  # of its path: what stands beside it

    def __enter__(self):
        self.remove()
        return self

    def __exit__(self, *exception):
        self.remove()

    def remove(self):
        for suffix in self.suffixes:
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)


class DuckDb(File):
    name = "DuckDB"
    table = POSTGRES_TABLE
    adbc_library = "WAYBILL_TEST_DUCKDB"
    suffixes = ("", ".wal")

    def __init__(self):
        self.path = WORK / "sessions.duckdb"

    def execute(self, *statements):
        return subprocess.run([TOOLS / "bench_limit_adbc", "value", *self.adbc(), *statements], check=True,
                              stdout=subprocess.PIPE, text=True).stdout

    def sum_of(self, table):
        return f"SELECT concat_ws(' ', count(*), bit_xor(hash(t)), sum(hash(t))) FROM {table} t"

    def adbc(self):
        return [os.environ[self.adbc_library], "duckdb_adbc_init", self.path]

    def spec(self, via):
        return f"vendor=duckdb,via={via},driver={os.environ[self.adbc_library]},path={self.path}"


class Sqlite(File):
    name = "SQLite"
    suffixes = ("", "-journal", "-wal", "-shm")

    def __init__(self):
        self.path = WORK / "sessions.db"

    def fill(self, rows):
        self.remove()
        subprocess.run([TOOLS / "bench_generate", self.path, str(rows), str(SEED)], check=True)

    def odbc(self):
        return f"Driver=SQLite3;Database={self.path};StepAPI=1;NoWCHAR=1"

    def spec(self, via):
        return f"vendor=sqlite,via={via},path={self.path}"


def build(*targets):
    subprocess.run(["ninja", "-C", BUILD, "--quiet", *(f"tests/bench/{name}" for name in targets)], check=True)


def children_of(server) -> set:
    return set(Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split())


def ticks_of(server) -> float:
    """CPU seconds of the server and of its children that ended. PostgreSQL's for a connection counts once it is
    reaped: a second at most until there are no others than at the first call."""
    if server.process is None:
        return 0.0
    at_rest = vars(server).setdefault("at_rest", children_of(server))
    deadline = time.monotonic() + 1
    while children_of(server) - at_rest and time.monotonic() < deadline:
        time.sleep(0.005)
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def measure(servers_of_it, command, may_fail=False) -> dict | None:
    """What the command printed, its times in seconds, its peak memory: of several processes, that of the
    largest. None of one that may fail and does."""
    before = sum(ticks_of(server) for server in servers_of_it)
    words = [str(word) for word in (TOOLS / "bench_meter", WORK / "meter.txt", *command)]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        if may_fail:
            return None
        sys.exit(f"{' '.join(words)} failed:\n{done.stdout}{done.stderr}")
    wall, user, system, peak = (WORK / "meter.txt").read_text().split()
    return {"out": done.stdout, "wall": float(wall), "cpu": float(user) + float(system),
            "server_cpu": sum(ticks_of(server) for server in servers_of_it) - before, "mib": int(peak) / 1024}


def execute(server, *statements):
    if server.process is None:
        return server.execute(*statements)
    connection = server.connect()
    try:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None
    finally:
        connection.close()


def median(figures, key):
    return statistics.median(one[key] for one in figures)
