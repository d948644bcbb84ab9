#!/usr/bin/env python3
"""pytest over a folder of models with Waybill's plugin, beside pytest over as many trivial tests of its own.

Both take turns in one run, because only ratios of one run carry over to another machine. Each model is a document
that is linted and has one unit test, so that the plugin has two items a model; the trivial side has as many
`def test(): pass`, a hundred a file. A run collects and runs everything, in a process of its own.

  tests/bench/pytest_models.py                     1,000 models, three turns
  tests/bench/pytest_models.py --models 100 --turns 1
  tests/bench/pytest_models.py --most 5            fails where a run over the models takes longer, in seconds

Builds what it needs in build/ (see docs/quickstart.sh for the set-up). Needs python3-pytest.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "bench"))
from lint_folder import column, write  # noqa: E402

A_FILE = 100


def model(i: int) -> dict:
    columns = [column("record_id", "bigint", is_primary_key=True), column("amount", "decimal(18,4)"),
               column("changed_at", "timestamp", is_last_modified=True)]
    given = [{"record_id": n, "amount": f"{n}.25", "changed_at": "2026-01-01T00:00:00Z", "tenant": "acme" if n % 2 else "b"}
             for n in range(4)]
    expect = [{"record_id_sent": n, "amount_sent": f"{n}.25"} for n in (1, 3)]
    return {"model": {"model_name": f"model_{i}", "source_table": f"records_{i}", "organization_column": "tenant",
                      "columns": columns, "tests": [{"name": "acme's rows", "tenant": "acme",
                                                     "given": {f"records_{i}": given}, "expect": expect}]}}


def run(folder: Path, library: Path, *arguments: str) -> float:
    environment = {**os.environ, "WAYBILL_LIBRARY": str(library), "PYTHONPATH": str(ROOT / "bindings" / "python"),
                   "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments], cwd=folder,
                          env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"pytest {' '.join(arguments)}: exit {done.returncode}\n{done.stdout[-3000:]}{done.stderr}")
    return seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=int, default=1_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--most", type=float, help="seconds a run over the models may take")
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="a configured build folder")
    options = parser.parse_args()
    subprocess.run(["ninja", "-C", options.build, "--quiet", "capi/libwaybill.so.0"], check=True)
    library = (options.build / "capi" / "libwaybill.so").resolve()

    with tempfile.TemporaryDirectory(prefix="waybill-bench-") as name:
        folder = Path(name)
        for i in range(options.models):
            write(folder / "config", f"models/model-{i:05}", model(i))
        (folder / "pytest.ini").write_text("[pytest]\nwaybill_paths = config\n", encoding="utf-8")
        (folder / "plain").mkdir()
        for first in range(0, 2 * options.models, A_FILE):
            tests = (f"def test_{i}():\n    pass\n" for i in range(first, min(first + A_FILE, 2 * options.models)))
            (folder / "plain" / f"test_{first}.py").write_text("\n".join(tests), encoding="utf-8")
        models, plain = [], []
        for _ in range(options.turns):
            models.append(run(folder, library, "-p", "waybill.pytest_plugin", "config"))
            plain.append(run(folder, library, "plain"))
    ours, theirs = statistics.median(models), statistics.median(plain)
    print(f"{options.models:,} models, {2 * options.models:,} items, medians of {options.turns} turns\n")
    print("| | s | ratio |\n| --- | --- | --- |")
    print(f"| models: linted, and one unit test each | {ours:.2f} | {ours / theirs:.2f} |")
    print(f"| as many trivial tests | {theirs:.2f} | 1 |")
    if options.most is not None and min(models) > options.most:
        print(f"FAILED: no run took less than {options.most} s")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
