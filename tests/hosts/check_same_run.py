"""One job by the C functions, by waybill.hpp, by the Python package and by the command line: equal
reports, equal destinations, equal catalogs, for a first run and for one after a change, with rows that
cannot go.

Usage: check_same_run.py WAYBILL RUN_IN_C RUN_IN_CPP [LIBRARY PYTHON_PACKAGE]

Without LIBRARY, where one with a sanitizer cannot be loaded by Python, the other three are compared.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WAYBILL, IN_C, IN_CPP = (os.path.abspath(path) for path in sys.argv[1:4])
SYNC = "acme orders"
DOCUMENTS = [
    {"connection": {"name": "from", "vendor": "sqlite", "options": {"path": "source.db"}}},
    {"connection": {"name": "to", "vendor": "sqlite", "options": {"path": "acme.db"}}},
    {"source": {"name": "shop", "connection": "from", "tenancy": "multi_tenant_tables"}},
    {"model": {"model_name": "orders", "source_table": "orders", "organization_column": "org", "columns": [
        {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": True},
        {"name_in_source": "label", "name_in_destination": "label", "data_type": "text"},
        {"name_in_source": "price", "name_in_destination": "price", "data_type": "decimal(18,2)"},
        {"name_in_source": "changed_at", "name_in_destination": "changed_at", "data_type": "timestamp",
         "is_last_modified": True}]}},
    {"recipient": {"name": "Acme", "id_in_provider_system": "acme"}},
    {"destination": {"name": "acme", "connection": "to", "recipient": "Acme"}},
    {"sync": {"name": SYNC, "id": "0192f3a4-0000-7000-8000-000000000001", "model": "orders", "destination": "acme", "on_reject": {"max_ratio": 1}}},
]
ROWS = [(number, f"é€😀 {number}", f"{number}.25", "acme" if number % 3 else "other",
         f"2026-01-01T00:00:{number % 60:02}Z") for number in range(1, 401)]
# What no two runs have in common: identities, moments, and what follows from how fast a machine is.
OF_THE_RUN = {"run_id", "reject_id", "started_at", "ended_at", "first_at", "last_at", "phase_seconds", "at"}
passed, failed = 0, 0


def check(what, good, note=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"FAILED {what}: {note}")


def without(value):
    if isinstance(value, dict):
        return {key: without(item) for key, item in value.items() if key not in OF_THE_RUN}
    return [without(item) for item in value] if isinstance(value, list) else value


def dump(path):
    """Everything users see in a destination."""
    with sqlite3.connect(path) as database:
        tables = [name for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_waybill%' ESCAPE '\\' ORDER BY 1")]
        return {name: [database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone(),
                       database.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()] for name in tables}


class Host:
    def __init__(self, name, folder, command, environment=None):
        self.name, self.folder, self.command = name, folder, command
        self.environment = {**os.environ, "HOME": str(folder), **(environment or {})}
        (folder / "config").mkdir(parents=True)
        for number, document in enumerate(DOCUMENTS):
            (folder / "config" / f"{number}.json").write_text(json.dumps(document), encoding="utf-8")
        with sqlite3.connect(folder / "source.db") as source:
            source.execute("CREATE TABLE orders (id INTEGER, label TEXT, price TEXT, org TEXT, changed_at TEXT)")
            source.executemany("INSERT INTO orders VALUES (?, ?, ?, ?, ?)", ROWS)

    def change(self):
        with sqlite3.connect(self.folder / "source.db") as source:
            source.execute("UPDATE orders SET label = 'new', changed_at = '2026-01-02T00:00:00Z' WHERE id IN (1, 2, 50)")
            source.executemany("INSERT INTO orders VALUES (?, NULL, ?, 'acme', '2026-01-02T00:00:01Z')",
                               [(1000, None), (1001, "1.234"), (1002, "much"), (1003, "9" * 20)])

    def ask(self, *words):
        done = subprocess.run([WAYBILL, "--json", "--catalog", self.folder / "waybill.db", *words], check=False,
                              capture_output=True, text=True, cwd=self.folder, env=self.environment, timeout=120)
        return json.loads(done.stdout)

    def run(self):
        done = subprocess.run([*self.command, self.folder, SYNC], check=False, capture_output=True, text=True,
                              cwd=self.folder, env=self.environment, timeout=120)
        check(f"{self.name}: it ends well", done.returncode == 0, done)
        result, listened = done.stdout.strip().splitlines()
        check(f"{self.name}: there were events", listened == "1", done.stdout)
        return json.loads(result)

    def everything(self):
        runs = self.ask("run", "list", "--order", "oldest_first")["items"]
        return {"rows": dump(self.folder / "acme.db"), "runs": without(runs),
                "reports": [without(self.ask("run", "get", run["run_id"])["report"]) for run in runs],
                "letters": sorted(({**without(item), "run": None} for item in self.ask("reject", "list")["items"]),
                                  key=json.dumps),
                "versions": without(self.ask("version", "list", "sync", SYNC)["items"])}


class CommandLine(Host):
    def run(self):
        self.ask("--as", "host", "apply", "config")
        done = subprocess.run([WAYBILL, "--json", "--as", "host", "run", SYNC], check=False, capture_output=True, text=True,
                              cwd=self.folder, env=self.environment, timeout=120)
        check("the command line says that some rows could not go", done.returncode in (0, 3), done)
        check("the command line: there were events", len(done.stderr.splitlines()) > 0, done.stderr)
        return json.loads(done.stdout)


def main(folder):
    hosts = [Host("C", folder / "c", [IN_C]), Host("C++", folder / "cpp", [IN_CPP]),
             CommandLine("the command line", folder / "cli", [])]
    if len(sys.argv) > 4:
        library, package = map(os.path.abspath, sys.argv[4:6])
        hosts.append(Host("Python", folder / "python", [sys.executable, "-B", HERE / "run_in_python.py"],
                          {"WAYBILL_LIBRARY": library, "PYTHONPATH": os.path.dirname(package)}))
    for wanted in ({"inserted": 267}, {"inserted": 1, "updated": 3, "rejected": 3}):
        results = {host.name: without(host.run()) for host in hosts}
        first = results["C"]
        check(f"the run of C: {wanted}", wanted.items() <= first["report"]["counts"].items(), first["report"]["counts"])
        for name, result in results.items():
            check(f"{name} answers what C answers", result == first, (result, first))
        for host in hosts:
            host.change()
    ends = {host.name: host.everything() for host in hosts}
    check("the destination has its rows", len(ends["C"]["rows"]["orders"][1]) == 268, ends["C"]["rows"])
    for name, end in ends.items():
        for part, value in end.items():
            check(f"{name}: {part} as by C", value == ends["C"][part], (value, ends["C"][part]))


with tempfile.TemporaryDirectory(prefix="waybill-hosts-") as name:
    main(Path(name))
print(f"{passed} passed, {failed} failed, 0 skipped")
raise SystemExit(1 if failed else 0)
