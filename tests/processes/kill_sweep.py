"""Ends a run with SIGKILL at every crash point, before and after each step, then runs again.

Usage: kill_sweep.py WAYBILL   (a build with -Dcrash_points=true)
"""

import collections
import json
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from workbench import INSTANT, Workbench, finish

ROWS = 3000


def first_run(binary):
    """Nothing at the destination; some rows cannot be delivered."""
    bench = Workbench(binary)
    bench.source(rows=[(i, f"row {i} " + "x" * 200, INSTANT) for i in range(ROWS)] +
                 [(None, "no key", INSTANT), (7, "a second seven", INSTANT)])
    bench.configure()
    return bench


def next_run(binary):
    """A filled destination; rows changed, new, and refused."""
    bench = first_run(binary)
    bench.transfer()
    bench.source("UPDATE items SET name = name || ' changed' WHERE id % 3 = 0",
                 "UPDATE items SET updated_at = '2026-01-02T00:00:00Z' WHERE id % 5 = 0",
                 rows=[(i, f"new {i} " + "y" * 200, INSTANT) for i in range(ROWS, ROWS + 500)] +
                 [(None, "no key either", INSTANT)])
    return bench


def points_of(template):
    with template.copy() as bench, tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "points"
        bench.run("transfer", "wh", extra={"WAYBILL_CRASH_LIST": str(listed)})
        if not listed.exists():
            return None
        names = collections.Counter(listed.read_text().split())
    return [(name, nth) for name, times in names.items() for nth in range(1, min(times, 4) + 1)]


def kill_at(template, name, nth):
    """One case; answers what went wrong, or nothing."""
    with template.copy() as bench:
        code, _, error = bench.run("transfer", "wh",
                                   extra={"WAYBILL_CRASH_AT": f"{name}:{nth}"})
        if code != -9:
            return f"was not killed: exit {code} {error}"
        bench.transfer()
        if bench.delivered() != bench.oracle():
            return "the destination differs from the oracle"
        left = bench.query("destination.db",
                           "SELECT name FROM sqlite_master WHERE name LIKE '%waybill_stg%'")
        if left:
            return f"staging is left: {left}"
        if bench.query("destination.db", "SELECT count(*) FROM _waybill_rejects") != [(0,)]:
            return "dead letters wait in the destination"
        refused = bench.query("source.db", "SELECT count(*) FROM items WHERE id IS NULL OR id = 7")
        kept = json.loads(bench.check("--json", "reject", "list"))["items"]
        if len(kept) != refused[0][0]:
            return f"{refused[0][0]} rows were refused, {len(kept)} dead letters are kept"
        runs = json.loads(bench.check("--json", "run", "list"))["items"]
        if any(run["status"] == "running" for run in runs):
            return "a dead run is still on record as running"
        counts = bench.transfer()
        if counts["inserted"] or counts["updated"]:
            return f"a run with nothing to do wrote rows: {counts}"
    return None


def main():
    binary = sys.argv[1]
    start = time.monotonic()
    failed = passed = 0
    for make in (first_run, next_run):
        with make(binary) as template:
            points = points_of(template)
            if points is None:
                raise SystemExit("this build has no crash points: meson setup -Dcrash_points=true")
            with ThreadPoolExecutor(2) as pool:
                cases = [(name, nth, pool.submit(kill_at, template, name, nth))
                         for name, nth in points]
                for name, nth, case in cases:
                    problem = case.result()
                    if problem is None:
                        passed += 1
                    else:
                        failed += 1
                        print(f"FAILED {make.__name__} at {name}:{nth}: {problem}")
            print(f"{make.__name__}: {len(points)} kills")
    print(f"kill sweep: {passed} kills survived in {time.monotonic() - start:.0f} s")
    finish(passed, failed)


main()
