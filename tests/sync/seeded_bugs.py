"""Makes each seeded bug of the sources in turn and runs the tests, which have to find it.

Usage: seeded_bugs.py SOURCE_FOLDER TEST_OF_THE_ENGINE TEST_OF_THE_SERVICE [BUG...]
"""

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

LEAST = 30
SECONDS = 60  # a test that hangs has found it as well
# Cases that take long to find what others find at once.
SLOW = ("*25,000*,a cancelled run commits nothing*,a full disk*,*different batches*,"
        "every mode between every two*")


def bugs_in(folder):
    """Name: whether it is in what only the service tests run."""
    found = {}
    for path in sorted(folder.rglob("*.cpp")):
        for name in re.findall(r'seeded_bug\(\s*"([a-z_]+)"', path.read_text()):
            if name in found:
                raise SystemExit(f"two seeded bugs are named {name}")
            found[name] = path.parent.name in ("service", "catalog")
    return found


def environment(bug):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WAYBILL_")}
    if bug:
        kept["WAYBILL_SEEDED_BUG"] = bug
    if Path("/dev/shm").is_dir():  # in memory: many small files
        kept["TMPDIR"] = "/dev/shm"
    return kept


def first_failure(program, bug):
    """The test case that finds the bug; nothing: none does."""
    try:
        done = subprocess.run([program, "--abort-after=1", "--no-colors",
                               f"--test-case-exclude={SLOW}"],
                              env=environment(bug), capture_output=True, text=True,
                              errors="replace", timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f"(none within {SECONDS} s)"
    if done.returncode == 0:
        return None
    named = re.search(r"^TEST CASE:  (.*)$", done.stdout, re.M)
    return named.group(1) if named else f"(exit {done.returncode})"


def main():
    folder, engine, service = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    start = time.monotonic()
    bugs = bugs_in(folder)
    for program in (engine, service):
        case = first_failure(program, None)
        if case is not None:
            raise SystemExit(f"FAILED without any bug: {program}: {case}")
    wanted = sys.argv[4:] or list(bugs)
    with ThreadPoolExecutor(2) as pool:
        cases = [(bug, pool.submit(first_failure, service if bugs[bug] else engine, bug))
                 for bug in wanted]
    caught = 0
    for bug, case in cases:
        found_by = case.result()
        caught += found_by is not None
        print(f"{bug}: " + (found_by or "NOT FOUND"))
    print(f"seeded bugs: {caught} of {len(wanted)} found in {time.monotonic() - start:.0f} s")
    if not sys.argv[4:] and len(bugs) < LEAST:
        raise SystemExit(f"{len(bugs)} seeded bugs are in the sources, fewer than {LEAST}")
    print(f"{caught} passed, {len(wanted) - caught} failed, 0 skipped")
    raise SystemExit(1 if caught < len(wanted) else 0)


main()
