#!/usr/bin/env python3
"""Tests of the Python package on a built library.

usage: main.py LIBRARY [UNITTEST NAME...]     such as test_rows.Values
"""

import os
import sys
import unittest
from pathlib import Path

here = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
os.environ["WAYBILL_LIBRARY"] = str(Path(sys.argv[1]).resolve())
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
os.environ.pop("WAYBILL_CATALOG", None)
sys.path[:0] = [str(here), str(here.parents[1] / "bindings" / "python")]
os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2])


def main() -> int:
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromNames(sys.argv[2:]) if sys.argv[2:] else loader.discover(str(here))
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0).run(suite)
    for test, reason in result.skipped:
        print(f"skipped: {test.id()}: {reason}")
    failed = len({test.id() for test, _ in result.failures + result.errors}) + len(result.unexpectedSuccesses)
    passed = result.testsRun - failed - len(result.skipped)
    print(f"{passed} passed, {failed} failed, {len(result.skipped)} skipped")
    return 1 if failed or result.testsRun == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
