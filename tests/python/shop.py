"""A folder with a small shop to ship from, and a model that never ends."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest
from pathlib import Path

import waybill

SOME = [
    {"name_in_source": name, "name_in_destination": name, "data_type": kind, "is_primary_key": name == "id",
     "is_last_modified": name == "changed_at"}
    for name, kind in (("id", "bigint"), ("note", "text"), ("changed_at", "timestamp"))
]
ENDLESS = {
    "model": {
        "model_name": "endless", "source_name": "untenanted", "columns": SOME,
        "source_query": "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000000) "
        "SELECT i AS id, '' AS note, '2026-01-01T00:00:00Z' AS changed_at FROM n WHERE i < 0",
    }
}
MANY = {"model": {"model_name": "many", "source_name": "untenanted", "source_table": "many", "columns": SOME}}
TO_ACME = {"sync": {"name": "forever", "model": "endless", "destination": "acme", "object": "forever", "mode": "upsert"}}


class Case(unittest.TestCase):
    """Every test has a folder with the sample of `config.init`, and a catalog that it stands in."""

    MANY_ROWS = 0

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="waybill-python-"))
        self.addCleanup(shutil.rmtree, self.folder)
        waybill.call("config.init", {"directory": str(self.folder / "shop")})
        self.catalog = waybill.open(self.folder / "waybill.db", actor="test")
        self.addCleanup(self.catalog.close)
        self.catalog.config.apply(self.folder / "shop")
        self.catalog.sources.create({"source": {"name": "untenanted", "connection": "shop"}})

    def add_many(self, rows: int) -> None:
        with sqlite3.connect(self.folder / "shop" / "shop.db") as db:
            db.execute("CREATE TABLE many (id INTEGER PRIMARY KEY, note, changed_at)")
            db.executemany("INSERT INTO many VALUES (?, ?, '2026-01-01T00:00:00Z')",
                           ((i, f"note {i}") for i in range(rows)))
        db.close()
        self.catalog.models.create(MANY, skip_model_validation=True)

    def add_endless(self) -> None:
        self.catalog.models.create(ENDLESS, skip_model_validation=True)
        self.catalog.syncs.create(TO_ACME)

    def wait_for_a_run(self, catalog: waybill.Catalog) -> None:
        """Until one is recorded as running."""
        while not catalog.runs.list(status="running")["items"]:
            time.sleep(0.005)

    def python(self, program: str, *arguments: object, expect: int = 0) -> subprocess.CompletedProcess:
        """Runs a program in an interpreter of its own, in the folder."""
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-c", textwrap.dedent(program), *map(str, arguments)],
            cwd=self.folder, capture_output=True, text=True, timeout=60,
        )
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done
