"""Ends the engine with SIGKILL at every crash point, in every mode, between kinds of databases; then
runs again and compares the destination with what it has to hold.

Usage: kill_modes.py ENGINE_PROCESS [AT_LEAST]   (WAYBILL_TEST_DEEP=1: every case, not a share)
"""

import collections
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))
from servers import MariaDb, Missing, Postgres  # noqa: E402

PAIRS = (("sqlite", "sqlite"), ("sqlite", "postgres"), ("postgres", "sqlite"),
         ("postgres", "mariadb"), ("sqlite", "duckdb"))
WAYS = (("upsert", "last_modified"), ("upsert", "snapshot"), ("insert", "last_modified"),
        ("insert", "snapshot"), ("insert", "none"), ("update", "last_modified"),
        ("update", "snapshot"), ("delete", "last_modified"), ("mirror", "last_modified"),
        ("mirror", "snapshot"))
POINTS = ("plan.before", "plan.after", "epoch.before", "epoch.after", "prepare.before",
          "prepare.after", "load.batch.before", "load.batch.after", "merge.before", "merge.after",
          "control.before", "control.after", "commit.before", "commit.after")
SHARE = 9  # of the cases, where not all are played
# DuckDB 1.4 spoils what a killed process left in its log, unless that is folded in first.
ALWAYS = ((("sqlite", "duckdb"), ("upsert", "last_modified"), False, "commit.after"),
          *((("sqlite", "postgres"), way, True, point)
            for way in (("upsert", "last_modified"), ("mirror", "snapshot"))
            for point in ("prepare.after", "load.batch.after", "merge.after", "commit.after")))
TYPES = {"sqlite": ("INTEGER", "TEXT", "TEXT"), "postgres": ("bigint", "text", "timestamptz"),
         "mariadb": ("bigint", "longtext", "datetime(6)"), "duckdb": ("bigint", "varchar", "timestamptz")}
EARLY, LATE = "2026-01-01T00:00:00.123456Z", "2026-01-02T00:00:00.000000Z"


def literal(value):
    return "NULL" if value is None else str(value) if isinstance(value, int) else f"'{value}'"


class Story:
    """A source before and after its changes, and what a destination then has to hold."""

    before = {i: (f"row {i}", EARLY) for i in range(1, 41)}
    prefilled = {i: ("theirs", EARLY) for i in range(20, 61)}

    def __init__(self, mode, detection, first):
        self.mode, self.detection, self.first = mode, detection, first
        self.after = dict(self.before)
        for i in range(1, 41, 4):
            self.after[i] = ("東京 changed", LATE)
        for i in range(41, 51):
            self.after[i] = ("new", LATE)
        if mode != "delete":
            del self.after[3], self.after[30]
        self.twins = (7, "a second seven", EARLY)

    def read(self):
        """What a run after the changes sends: not seven, which is a key twice."""
        return {key: row for key, row in self.after.items() if key != 7}

    def wanted(self, runs_after):
        """Rows as [id, name, time]; `runs_after`: how many runs committed after the changes."""
        start = {} if self.first else dict(self.before)
        rows = self.read()
        if self.mode == "insert" and self.detection == "none":
            every = list(self.after.items()) + [(self.twins[0], self.twins[1:])]
            return listed(list(start.items()) + every * runs_after)
        if self.mode == "upsert":
            return listed((start | rows).items())
        if self.mode == "insert":
            return listed((rows | start).items())
        if self.mode == "mirror":
            kept = {7: self.before[7]} if not self.first else {}
            return listed((rows | kept | {500: ("theirs", EARLY)} if not self.first else rows).items())
        table = dict(self.prefilled)
        if not self.first:
            self.apply(table, self.before)
        self.apply(table, rows)
        return listed(table.items())

    def apply(self, table, rows):
        for key in rows:
            if key in table:
                if self.mode == "update":
                    table[key] = rows[key]
                else:
                    del table[key]


def listed(rows):
    return sorted([str(key), name, at] for key, (name, at) in rows)


class Case:
    def __init__(self, binary, folder, places, number, pair, way, first, point):
        self.binary, self.number, self.pair, self.point = binary, number, pair, point
        self.story = Story(*way, first)
        self.name = (f"{pair[0]} to {pair[1]}, {way[0]} by {way[1]}, "
                     f"{'first' if first else 'next'} run, {point}")
        self.folder = Path(folder) / str(number)
        self.source, self.table = f"items_{number}", f"out_{number}"
        self.job = {"mode": way[0], "detection": way[1], "state": f"sync {number}",
                    "source": self.source, "table": self.table,
                    "load_connections": 3 if way[0] in ("upsert", "mirror") else 1}
        for end, vendor in zip(("from", "to"), pair):
            place = places.get(vendor) or {
                "vendor": vendor, "options": {"path": str(self.folder / f"{end}.db")}}
            if vendor == "duckdb":
                place["driver"] = os.environ["WAYBILL_TEST_DUCKDB"]
            self.job[end] = place

    def process(self, steps, kill_at=None):
        environment = {key: value for key, value in os.environ.items()
                       if not key.startswith("WAYBILL_")}
        if kill_at:
            environment["WAYBILL_CRASH_AT"] = kill_at
        done = subprocess.run([self.binary, json.dumps(self.job | {"steps": steps})],
                              env=environment, capture_output=True, text=True, timeout=120)
        if done.returncode not in (0, -signal.SIGKILL if kill_at else 0):
            raise AssertionError(f"exit {done.returncode}: {done.stderr}")
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]

    def create(self, end, table, key):
        id_type, text, instant = TYPES[self.pair[0] if end == "from" else self.pair[1]]
        return {"at": end, "sql": f"CREATE TABLE {table} (id {id_type}{key}, name {text}, "
                                  f"updated_at {instant})"}

    def insert(self, end, table, rows):
        vendor = self.pair[0] if end == "from" else self.pair[1]
        values = ", ".join(
            f"({literal(key)}, {literal(name)}, "
            f"{literal(at.rstrip('Z') if vendor == 'mariadb' else at)})" for key, name, at in rows)
        return {"at": end, "sql": f"INSERT INTO {table} VALUES {values}"}

    def fill_source(self, rows):
        return [{"at": "from", "sql": f"DELETE FROM {self.source}"},
                self.insert("from", self.source, rows)]

    def steps_before(self):
        story = self.story
        steps = [self.create("from", self.source, "")]
        if story.mode in ("update", "delete"):
            steps += [self.create("to", self.table, " PRIMARY KEY"),
                      self.insert("to", self.table,
                                  [(key, *row) for key, row in story.prefilled.items()])]
        if not story.first:
            steps += self.fill_source([(key, *row) for key, row in story.before.items()])
            steps.append({"run": f"first {self.number}"})
            if story.mode == "mirror":
                steps.append(self.insert("to", self.table, [(500, "theirs", EARLY)]))
        return steps + self.fill_source([*((key, *row) for key, row in story.after.items()),
                                         story.twins])

    def play(self):
        """What went wrong, or nothing."""
        self.folder.mkdir()
        try:
            self.process(self.steps_before())
            code, _ = self.process([{"run": f"killed {self.number}"}], self.point)
            if code != -signal.SIGKILL:
                return "it was not killed"
            counted, refused = 1, self.process([{"drain": True}])[1][0]
            if self.point == "commit.after":
                counted = 2
            _, answers = self.process([{"run": f"again {self.number}"}, {"rows": self.table},
                                       {"tables": True}])
            _, rows, tables = answers
            if sorted(rows) != self.story.wanted(counted):
                extra = [row for row in rows if row not in self.story.wanted(counted)]
                lacking = [row for row in self.story.wanted(counted) if row not in rows]
                return (f"the destination differs: {len(rows)} rows, not in the oracle "
                        f"{extra[:3]}, lacking {lacking[:3]}")
            staging = [name for name in tables if "_waybill_" in name and any(
                part in name for part in ("_stg_", "_gone_", "_seen_", "_van_", "_chg_", "_num_",
                                          "_part_", "_new_"))]
            if staging:
                return f"staging is left: {staging}"
            keyless = self.story.detection == "none"
            if refused != (2 if self.point == "commit.after" and not keyless else 0):
                return f"{refused} dead letters are there after the kill"
            return None
        except (AssertionError, subprocess.TimeoutExpired) as error:
            return str(error)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


class CaseOfUnits(Case):
    """A table of many units, killed while several connections write them, or after."""

    rows = 30_000

    def play(self):
        self.folder.mkdir()
        try:
            numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {self.rows})"
            self.process([self.create("from", self.source, ""),
                          {"at": "from", "sql": f"INSERT INTO {self.source} {numbers} SELECT i, "
                                                f"'a row of some length, and its number ' || i, '{EARLY}' FROM n"}])
            code, _ = self.process([{"run": f"killed {self.number}"}], self.point)
            if code != -signal.SIGKILL:
                return "it was not killed"
            _, (report, rows, tables) = self.process(
                [{"run": f"again {self.number}"}, {"rows": self.table}, {"tables": True}])
            if not report["load"].endswith("in units") and self.point != "commit.after":
                return f"it was loaded {report['load']}"
            if sorted(int(row[0]) for row in rows) != list(range(1, self.rows + 1)):
                return f"{len(rows)} rows are there, {len({row[0] for row in rows})} of them once"
            left = [name for name in tables if "_stg_" in name or "_new_" in name]
            return f"left: {left}" if left else None
        except (AssertionError, subprocess.TimeoutExpired) as error:
            return str(error)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


CASES_OF_UNITS = [(("sqlite", "postgres"), way, True, point)
                  for way in (("upsert", "last_modified"), ("mirror", "snapshot"))
                  for point in ("units.expected", *(f"load.batch.after:{nth}" for nth in (1, 2, 4, 6)),
                                "merge.before", "merge.after", "commit.before", "commit.after")]


def places(stack):
    """Where each kind of database is; those that this machine lacks are left out, with a word."""
    found = {"sqlite": None}
    try:
        postgres = stack.enter_context(Postgres())
        found["postgres"] = {"vendor": "postgres", "options": {
            "host": str(postgres.folder), "user": "postgres", "database": "postgres"}}
    except Missing as missing:
        print(f"skipped: {missing}")
    try:
        mariadb = stack.enter_context(MariaDb())
        connection = mariadb.connect()
        connection.cursor().execute("CREATE DATABASE kills")
        connection.close()
        found["mariadb"] = {"vendor": "mariadb", "options": {
            "socket": f"{mariadb.folder}/socket", "user": "root", "database": "kills"}}
    except Missing as missing:
        print(f"skipped: {missing}")
    if os.environ.get("WAYBILL_TEST_DUCKDB"):
        found["duckdb"] = None
    else:
        print("skipped: DuckDB's library is not here: set WAYBILL_TEST_DUCKDB to its path")
    return found


def all_cases():
    for pair in PAIRS:
        for way in WAYS:
            for first in (False, True):
                for point in POINTS:
                    yield pair, way, first, point


def main():
    binary = os.path.abspath(sys.argv[1])
    deep = bool(os.environ.get("WAYBILL_TEST_DEEP"))
    start = time.monotonic()
    failed = skipped = 0
    survived = collections.Counter()
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with ExitStack() as stack, tempfile.TemporaryDirectory(prefix="waybill-", dir=memory) as folder:
        there = places(stack)
        wanted = [case for at, case in enumerate(all_cases()) if deep or at % SHARE == 0 or case in ALWAYS]
        cases = [Case(binary, folder, there, number, *case) for number, case in enumerate(wanted)
                 if all(vendor in there for vendor in case[0])]
        cases += [CaseOfUnits(binary, folder, there, len(wanted) + number, *case)
                  for number, case in enumerate(CASES_OF_UNITS) if "postgres" in there]
        skipped = len(wanted) + len(CASES_OF_UNITS) - len(cases)
        with ThreadPoolExecutor(2) as pool:
            for case, problem in zip(cases, pool.map(lambda case: case.play(), cases)):
                if problem is None:
                    survived[case.pair] += 1
                else:
                    failed += 1
                    print(f"FAILED {case.name}: {problem}", flush=True)
    for pair, kills in survived.items():
        print(f"{pair[0]} to {pair[1]}: {kills} kills survived")
    passed = sum(survived.values())
    print(f"kill modes: {passed} kills survived, {skipped} left out, in "
          f"{time.monotonic() - start:.0f} s")
    print(f"{passed} passed, {failed} failed, {1 if skipped else 0} skipped")
    raise SystemExit(1 if failed or not passed else 0)


main()
