#!/usr/bin/env python3
"""Counts test cases, not executables: reads Meson's testlog.json, prints "PASSED FAILED SKIPPED".

usage: summary.py TESTLOG.json

A doctest executable counts as its cases, a script as the "N passed, N failed, N skipped" line it
prints, anything else as one. What was skipped, and each executable that failed, go to stderr.
"""

import json
import re
import sys
from typing import Iterable

DOCTEST = re.compile(r"\[doctest\] test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed \|\s*(\d+) skipped")
SCRIPT = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", re.M)
SKIP_REASON = re.compile(r"^skipped: .*$", re.M)


def counts_of(test: dict) -> tuple[int, int, int]:
    output = test.get("stdout") or ""
    ended_well = test["result"] in ("OK", "SKIP", "EXPECTEDFAIL")
    rows = DOCTEST.findall(output) or SCRIPT.findall(output)[-1:]
    if not rows:
        if test["result"] == "SKIP":
            return 0, 0, 1
        return (1, 0, 0) if ended_well else (0, 1, 0)
    passed, failed, skipped = (sum(int(row[i]) for row in rows) for i in range(3))
    if not ended_well and failed == 0:
        failed = 1  # it crashed, or ran out of time, after or between its cases
    return passed, failed, skipped


def read(lines: Iterable[str]) -> tuple[int, int, int]:
    total = (0, 0, 0)
    for line in lines:
        test = json.loads(line)
        counts = counts_of(test)
        if counts[1]:
            print(f"FAILED {test['name']} ({test['result']})", file=sys.stderr)
        if counts[2]:
            reasons = SKIP_REASON.findall(test.get("stdout") or "") or ["skipped: no reason given"]
            for reason in reasons:
                print(f"{test['name']}: {reason}", file=sys.stderr)
        total = tuple(a + b for a, b in zip(total, counts))
    return total


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as log:
        print(*read(log))
