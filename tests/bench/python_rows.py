#!/usr/bin/env python3
"""Reads a model's rows through the Python package and through the C functions, and its table by pyodbc.

All take turns in one run, because only ratios of one run carry over to another machine; each counts the
rows, and a wrong count fails.

  tests/bench/python_rows.py                     2,000,000 rows of ten columns, three turns
  tests/bench/python_rows.py --rows 200000 --turns 5

Builds what it needs in build/ (see docs/quickstart.sh for the set-up) and works in build/bench/. What
needs pandas, pyarrow or polars is left out by name where they are not installed.
"""

import argparse
import importlib.util
import json
import os
import shutil
import sys

from sqlite_copy import BUILD, CONFIG, ROOT, TOOLS, WAYBILL, WORK, measure, remove, run, show

LIBRARY = BUILD / "capi" / "libwaybill.so.0"
# What is done with the rows; each answers how many they were.
WAYS = {
    "Python, batches": (None, "sum(map(len, rows))"),
    "Python, to_pydict": (None, "sum(len(batch.to_pydict()['id']) for batch in rows)"),
    "Python, to_pylist": (None, "sum(len(batch.to_pylist()) for batch in rows)"),
    "pandas, to_pandas": ("pandas", "len(rows.to_pandas())"),
    "pyarrow, to_arrow": ("pyarrow", "rows.to_arrow().num_rows"),
    "polars, to_polars": ("polars", "rows.to_polars().height"),
}
# As one reads a table in Python today, by SQLite's ODBC driver.
PYODBC = """
import pyodbc
cursor = pyodbc.connect("Driver=SQLite3;Database={database}").execute("SELECT * FROM items")
count = 0
while batch := cursor.fetchmany(10_000):
    count += len(batch)
assert count == {rows}
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()

    tools = [f"tests/bench/bench_{name}" for name in ("generate", "meter", "read_rows")]
    run(["ninja", "-C", BUILD, "--quiet", "bindings/cli/waybill", *tools])
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "config").mkdir(parents=True)
    for name, document in CONFIG.items():
        (WORK / "config" / f"{name}.json").write_text(json.dumps(document))
    run([TOOLS / "bench_generate", WORK / "source.db", options.rows, 1])
    catalog = WORK / "catalog.db"
    run([WAYBILL, "--catalog", catalog, "apply", WORK / "config"])
    os.environ.update(WAYBILL_LIBRARY=str(LIBRARY), PYTHONPATH=str(ROOT / "bindings" / "python"))

    results = {}
    for turn in range(options.turns):
        results.setdefault("C functions", []).append(measure([TOOLS / "bench_read_rows", catalog, "items"]))
        for who, (needs, what) in WAYS.items():
            if needs is not None and importlib.util.find_spec(needs) is None:
                if turn == 0:
                    print(f"left out: {who}: {needs} is not installed")
                continue
            program = (f"import waybill\nwith waybill.open({str(catalog)!r}) as catalog:\n"
                       f"    rows = catalog.models['items'].read()\n    assert {what} == {options.rows}\n")
            results.setdefault(who, []).append(measure([sys.executable, "-c", program]))
        if importlib.util.find_spec("pyodbc") is not None:
            results.setdefault("pyodbc, fetchmany", []).append(
                measure([sys.executable, "-c", PYODBC.format(database=WORK / "source.db", rows=options.rows)]))
        elif turn == 0:
            print("left out: pyodbc, fetchmany: pyodbc is not installed")
    count = int(run([TOOLS / "bench_read_rows", catalog, "items"]))
    if count != options.rows:
        sys.exit(f"the C functions read {count} rows, not {options.rows}")
    show(f"{options.rows:,} rows of ten columns, start of the process included; the ratio is the C functions'",
         results, options.rows)
    for name in ("source.db", "catalog.db"):
        remove(WORK / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
