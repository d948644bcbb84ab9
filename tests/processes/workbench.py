"""A config folder, a source and a destination for tests that drive the command line."""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

INSTANT = "2026-01-01T00:00:00.000000Z"


def normalized(text):
    """The form in which Waybill writes the instants these tests use."""
    return text if "." in text else text.replace("Z", ".000000Z")


class Workbench:
    """Everything in one folder: config/, source.db, destination.db, waybill.db."""

    def __init__(self, binary, folder=None):
        self.binary = os.path.abspath(binary)
        self.folder = Path(folder or tempfile.mkdtemp(prefix="waybill-"))

    def copy(self):
        folder = tempfile.mkdtemp(prefix="waybill-")
        shutil.rmtree(folder)
        shutil.copytree(self.folder, folder)
        return Workbench(self.binary, folder)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.remove()

    def configure(self, memory_mib=8):
        documents = {
            "from": {"connection": {"name": "from", "vendor": "sqlite",
                                    "options": {"path": "source.db"}}},
            "to": {"connection": {"name": "to", "vendor": "sqlite",
                                  "options": {"path": "destination.db"}}},
            "shop": {"source": {"name": "shop", "connection": "from"}},
            "items": {"model": {
                "model_name": "items", "source_table": "items",
                "columns": [
                    {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint",
                     "is_primary_key": True},
                    {"name_in_source": "name", "name_in_destination": "name",
                     "data_type": "text"},
                    {"name_in_source": "updated_at", "name_in_destination": "updated_at",
                     "data_type": "timestamp", "is_last_modified": True}]}},
            "wh": {"destination": {"name": "wh", "connection": "to"}},
            "sync": {"sync": {"name": "items sync", "model": "items", "destination": "wh",
                              "memory_mib": memory_mib}},
        }
        config = self.folder / "config"
        config.mkdir()
        for name, document in documents.items():
            (config / f"{name}.json").write_text(json.dumps(document))
        self.check("apply", str(config))

    def source(self, *statements, rows=()):
        with sqlite3.connect(self.folder / "source.db") as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS items (id INTEGER, name TEXT, updated_at TEXT)")
            for statement in statements:
                connection.execute(statement)
            connection.executemany("INSERT INTO items VALUES (?, ?, ?)", rows)
        connection.close()

    def query(self, file, sql):
        connection = sqlite3.connect(self.folder / file)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def oracle(self):
        """What the destination must hold: every row with a key of its own."""
        rows = self.query("source.db", "SELECT id, name, updated_at FROM items")
        once = _once(row[0] for row in rows)
        return sorted((row[0], row[1], normalized(row[2])) for row in rows if row[0] in once)

    def delivered(self):
        return self.query("destination.db",
                          "SELECT id, name, updated_at FROM items ORDER BY id")

    def command(self, *words):
        return [self.binary, "--catalog", str(self.folder / "waybill.db"), *words]

    def environment(self, extra=None):
        environment = {key: value for key, value in os.environ.items()
                       if not key.startswith("WAYBILL_")}
        environment.update(extra or {})
        return environment

    def start(self, *words, extra=None):
        return subprocess.Popen(self.command(*words), cwd=self.folder, text=True,
                                env=self.environment(extra), stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)

    def run(self, *words, extra=None):
        process = self.start(*words, extra=extra)
        out, error = process.communicate(timeout=300)
        return process.returncode, out, error

    def check(self, *words):
        code, out, error = self.run(*words)
        assert code in (0, 3), f"{words}: exit {code}\n{out}{error}"
        return out

    def transfer(self):
        code, out, error = self.run("--json", "transfer", "wh")
        assert code in (0, 3), f"transfer: exit {code}\n{out}{error}"
        return json.loads(out)["runs"][0]["report"]["counts"]


def _once(keys):
    seen, twice = set(), set()
    for key in keys:
        (twice if key in seen else seen).add(key)
    return seen - twice - {None}


def finish(passed, failed, skipped=0):
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    raise SystemExit(1 if failed else 0)
