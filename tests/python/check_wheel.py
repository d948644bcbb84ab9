#!/usr/bin/env python3
"""A wheel holds what it must, and works in an empty environment, on a machine without this checkout,
unixODBC and libpq (a mount namespace): lint, SQLite to SQLite, a sink in Python. Then PostgreSQL, by
ODBC and by libpq, where they are.

usage: check_wheel.py FOLDER    with one wheel in it
"""

import glob
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "servers"))

from servers import Postgres  # noqa: E402

PROGRAM = """
import sqlite3
from pathlib import Path
import waybill
waybill.call("config.init", {"directory": "shop"})
assert waybill.lint(Path("shop")).ok
with waybill.open("waybill.db") as catalog:
    catalog.config.apply("shop")
    print(catalog.syncs["acme/purchases"].run()["report"]["counts"]["inserted"])
    print(catalog.syncs["acme/purchases"].run()["report"]["counts"]["inserted"])
    print(len(catalog.models["purchases"].read(recipient="Acme").to_pylist()))

class Crm(waybill.Sink):
    name = "crm"
    taken = {}

    def write(self, batch):
        self.taken.update((tuple(row[name] for name in batch.run.key), row) for row in batch.to_pylist())

context = waybill.Context()
context.register_sink(Crm())
with waybill.open("waybill.db", context=context) as catalog:
    catalog.config.apply(documents=[{"destination": {"name": "crm", "sink": "crm", "recipient": "Acme"}}])
    counts = catalog.destinations["crm"].transfer()["runs"][0]["report"]["counts"]
    print(sum(count or 0 for name, count in counts.items() if name in ("inserted", "upserted")), len(Crm.taken))
print(sqlite3.connect("shop/acme.db").execute("SELECT count(*), max(item) FROM purchases").fetchone())
print(waybill.__file__)
"""
# What a machine without the libraries says when it is asked for PostgreSQL.
MISSING = """
import waybill
for via, name in (("native", "libpq"), ("odbc", "libodbc")):
    connection = {"name": "pg", "vendor": "postgres", "via": via, "options": {"host": "/tmp", "database": "x", "user": "x"}}
    checks = waybill.call("connection.verify", {"name": "pg", "documents": [{"connection": connection}]})["checks"]
    first = [check for check in checks if check["status"] == "failed"][0]
    print(f"{via}: {name in first['message']}: {first['message']}")
"""
POSTGRES = """
import sys
import waybill
with waybill.open("waybill.db") as catalog:
    for via in ("odbc", "native"):
        place = {"host": sys.argv[1], "port": 5432, "database": "postgres", "user": "postgres"}
        catalog.config.apply(documents=[
            {"connection": {"name": via, "vendor": "postgres", "via": via, "options": place}},
            {"destination": {"name": via, "connection": via, "recipient": "Acme", "schema": via}}])
        print(catalog.destinations[via].transfer()["runs"][0]["report"]["counts"]["inserted"])
"""
# Libraries that a machine need not have: there, they are empty files.
LIBRARIES = ("libpq.so*", "libodbc.so*", "libodbcinst.so*", "odbc/*.so")
passed, failed, skipped = 0, 0, 0


def elsewhere(*command: object) -> list:
    """The command where neither the checkout nor the libraries are."""
    found = {os.path.realpath(file) for pattern in LIBRARIES for file in glob.glob(f"/usr/lib/*/{pattern}")}
    hide = "\n".join([f"mount -t tmpfs none '{ROOT}'", *(f"mount --bind /dev/null '{file}'" for file in sorted(found))])
    user = [] if os.getuid() == 0 else ["--map-root-user"]
    return ["unshare", "--mount", *user, "sh", "-ec", f'{hide}\nexec "$@"', "sh", *map(str, command)]


def check(what: str, good: bool, note: object = "") -> None:
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    print(f"{'ok' if good else 'FAILED'} {what} {'' if good else note}")


def main() -> int:
    (wheel,) = Path(sys.argv[1]).resolve().glob("*.whl")
    package = Path(__file__).resolve().parents[2] / "bindings" / "python" / "waybill"
    sources = {f"waybill/{file.name}" for file in package.iterdir() if file.is_file()}
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    info = f"{wheel.name.split('-')[0]}-{wheel.name.split('-')[1]}.dist-info/"
    built = {"waybill/libwaybill.so.0", "waybill/bin/waybill"}
    check("every source, the library, the command line, nothing else",
          {name for name in names if not name.startswith(info)} == sources | built, sorted(names))
    with zipfile.ZipFile(wheel) as opened:
        entries = opened.read(info + "entry_points.txt").decode()
    check("pytest finds its plugin", "[pytest11]" in entries and "waybill = waybill.pytest_plugin" in entries, entries)
    check("a licence", info + "LICENSE" in names, sorted(names))
    check("it says that it is for one kind of machine", not wheel.stem.endswith("-any"), wheel.name)

    left_out = ("PYTHONPATH", "WAYBILL_LIBRARY", "WAYBILL_CATALOG", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    environment = {key: value for key, value in os.environ.items() if key not in left_out}

    def run(*command: object) -> subprocess.CompletedProcess:
        return subprocess.run([str(part) for part in command], cwd=folder, env=environment, capture_output=True,
                              text=True, timeout=300)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = run(sys.executable, "-m", "venv", folder / "venv")
        check("an environment", made.returncode == 0, made.stderr)
        python = folder / "venv" / "bin" / "python"
        installed = run(python, "-m", "pip", "install", "--no-index", "--no-deps", wheel)
        check("pip installs it", installed.returncode == 0, installed.stdout + installed.stderr)
        global skipped
        alone = subprocess.run(elsewhere("true"), capture_output=True, text=True, check=False, cwd=folder).returncode == 0
        if not alone:
            print("skipped: on a machine without the libraries: no mount namespace may be made here")
            skipped += 1
        done = run(*(elsewhere(python, "-c", PROGRAM) if alone else (python, "-c", PROGRAM)))
        lines = done.stdout.splitlines()
        check("a run, another with nothing to do, and one to a sink in Python", lines[:5] == ["3", "0", "3", "3 3", "(3, 'tunnel paint')"], done)
        check("it is the installed one", lines[-1:] != [] and lines[-1].startswith(str(folder)), done.stdout)
        if alone:
            missing = run(*elsewhere(python, "-c", MISSING))
            check("without its libraries PostgreSQL is refused by their names",
                  missing.returncode == 0 and missing.stdout.count(": True: ") == 2, missing)
        with Postgres() as server:
            delivered = run(python, "-c", POSTGRES, server.folder)
            check("to PostgreSQL, by ODBC and by libpq", delivered.stdout.split() == ["3", "3"], delivered)
            cursor = server.connect().cursor()
            cursor.execute("SELECT count(*), max(item) FROM odbc.purchases UNION ALL SELECT count(*), max(item) FROM native.purchases")
            check("it has arrived", cursor.fetchall() == [(3, "tunnel paint")] * 2)
        for command in ([folder / "venv" / "bin" / "waybill"], [python, "-m", "waybill"]):
            linted = run(*command, "lint", "shop")
            check(f"the command line: {command[-1]}", linted.returncode == 0 and linted.stderr == "", linted)
        check("it says nothing else", done.stderr == "" and done.returncode == 0, done.stderr)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
