"""The pytest plugin: a project's documents as tests, run by a pytest of its own."""

import json
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

try:
    import pytest  # noqa: F401
except ImportError:
    raise unittest.SkipTest("pytest is not installed; tests/run.sh --setup-only installs it") from None

GIVEN = {"items": [{"id": 1, "org": "acme", "changed": "2026-01-01T00:00:00Z"},
                   {"id": 2, "org": "globex", "changed": "2026-01-01T00:00:00Z"}]}


def model(name: str, *tests: dict) -> dict:
    columns = [{"name_in_source": "id", "name_in_destination": f"{name}_id", "data_type": "bigint", "is_primary_key": True},
               {"name_in_source": "changed", "name_in_destination": "changed", "data_type": "timestamp",
                "is_last_modified": True}]
    return {"model": {"model_name": name, "source_table": "items", "organization_column": "org", "columns": columns,
                      "tests": list(tests)}}


def case(name: str, expect: list, **more: object) -> dict:
    return {"name": name, "tenant": "acme", "given": GIVEN, "expect": expect, **more}


class Plugin(unittest.TestCase):
    def setUp(self) -> None:
        folder = TemporaryDirectory(prefix="waybill-pytest-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.write("pytest.ini", "[pytest]\nwaybill_paths = config\ntestpaths = tests\n")
        self.write("tests/test_own.py", "def test_own():\n    pass\n")
        self.write("other/x.json", "{}")

    def write(self, name: str, content: object) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, indent=1)
        path.write_text(text, encoding="utf-8")

    def pytest(self, *arguments: str, expect: int) -> str:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        done = subprocess.run([sys.executable, "-B", "-m", "pytest", "-p", "waybill.pytest_plugin", "-p", "no:cacheprovider",
                               *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout

    def test_documents_are_linted_and_models_are_tested_beside_the_project_s_own_tests(self) -> None:
        self.write("config/models/good.json", model("good", case("one row", [{"good_id": 1}]), case("é / b", [{"good_id": "1"}])))
        self.write("config/recipient.jsonc", '// fine\n{"recipient": {"name": "A", "id_in_provider_system": "a",}}')
        self.write("config/.hidden/x.json", "{")
        self.write("config/waybill.lock.json", {"format": 1, "ids": {}})
        said = self.pytest("-v", expect=0)
        for line in ("tests/test_own.py::test_own PASSED", "config/models/good.json::lint PASSED",
                     "config/models/good.json::one row PASSED", "config/models/good.json::é / b PASSED",
                     "config/recipient.jsonc::lint PASSED", "5 passed"):
            self.assertIn(line, said)
        self.assertIn("1 passed", self.pytest("config/models/good.json::one row", expect=0))
        self.assertIn("1 passed, 4 deselected", self.pytest("-k", "row", expect=0))
        self.assertIn("4 passed", self.pytest("config", expect=0))
        self.assertIn("1 passed", self.pytest("tests", expect=0))

    def test_failures_say_what_differs_and_one_stops_no_other(self) -> None:
        bad = case("bad", [{"bad_id": 1, "changed": "2027-01-01T00:00:00Z"}, {"bad_id": 3}])
        self.write("config/bad.json", model("bad", bad, bad, case("no", [], given={}), case("good", [{"bad_id": 1}])))
        self.write("config/broken.json", "{")
        self.write("config/none.json", {"recipient": {"name": "A"}})
        unread = case("unread", [{"warned_id": 1}], given={**GIVEN, "x": [{"a": 1}]})
        self.write("config/warned.json", model("warned", unread))
        said = self.pytest("config", expect=1)
        for part in ("config/bad.json:", "1 value differs, 1 row is missing", "expected \"2027-01-01T00:00:00Z\"",
                     "got      \"2026-01-01T00:00:00.000000Z\"", 'missing:    {"bad_id": 3}',
                     "another test of the model has this name", "the model reads 'items', which is not given",
                     "config/broken.json:1:2: error WB1001", "error WB1005", "given 'x' is never read",
                     "5 failed, 4 passed"):
            self.assertIn(part, said)
        self.assertNotIn("Traceback", said)
        self.assertNotRegex(said, re.compile(r"^pytest_plugin", re.M))
        self.assertIn("bad.json::bad [2]", self.pytest("config", "--collect-only", "-q", expect=0))

    def test_another_vendor_s_query_is_skipped_and_live_runs_on_the_source(self) -> None:
        body = {"model_name": "pg", "source_query": "SELECT id::bigint AS id FROM t", "primary_key": "id",
                "change_detection": "snapshot",
                "tests": [{"name": "t", "given": {"t": [{"id": 1}]}, "expect": [{"id": 1}]}]}
        self.write("config/pg.json", {"model": body})
        options = {"host": str(self.folder), "database": "d", "user": "u"}
        self.write("config/c.json", {"connection": {"name": "c", "vendor": "postgres", "options": options}})
        self.write("config/s.json", {"source": {"name": "s", "connection": "c"}})
        self.assertIn("SQLite does not read it", self.pytest("-rs", expect=0))
        self.assertIn("WB9119", self.pytest("--waybill-live", expect=1))

    def test_fixtures(self) -> None:
        self.write("tests/test_own.py", """
            def test_a_run(waybill_warehouse, waybill_catalog):
                waybill_warehouse.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)")
                assert waybill_warehouse.rows("SELECT a FROM t ORDER BY a") == [(1,), (2,)]
                waybill_catalog.connections.create(waybill_warehouse.connection)
                rows = waybill_catalog.models.preview(sql="SELECT a FROM t", connection="warehouse")["rows"]
                assert rows == [{"a": 1}, {"a": 2}] or rows == [{"a": "1"}, {"a": "2"}]

            def test_another(waybill_warehouse, waybill_catalog):
                assert waybill_warehouse.rows("SELECT * FROM sqlite_schema") == []
                assert waybill_catalog.connections.list()["items"] == []
        """.replace("\n            ", "\n"))
        self.assertIn("2 passed", self.pytest("tests", expect=0))

    def test_what_cannot_be_read_is_told_in_a_line(self) -> None:
        self.write("config/good.json", model("good", case("one row", [])))
        self.write("config/waybill.lock.json", "{")
        said = self.pytest(expect=2)
        self.assertIn("WB9010", said)
        self.assertNotIn("waybill/_errors.py", said)

    def test_the_guide(self) -> None:
        text = (Path(__file__).resolve().parents[2] / "docs/testing.md").read_text(encoding="utf-8")
        for language, name in (("ini", "pytest.ini"), ("json", "config/orders.json"), ("python", "test_ours.py")):
            (block,) = re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)
            self.write(name, block)
        said = self.pytest("-v", expect=0)
        self.assertIn("config/orders.json::only paid orders, with the customer's name PASSED", said)
        self.assertIn("test_ours.py::test_what_we_ship PASSED", said)

    def test_without_the_option_nothing_is_taken(self) -> None:
        self.write("pytest.ini", "[pytest]\n")
        self.write("config/good.json", model("good", case("one row", [])))
        self.assertIn("1 passed", self.pytest(expect=0))

    def test_many_models_are_collected_and_run(self) -> None:
        for i in range(100):
            self.write(f"config/models/m{i}.json", model(f"m{i}", case("one row", [{f"m{i}_id": 1}])))
        self.assertIn("200 passed", self.pytest("config", expect=0))


if __name__ == "__main__":
    unittest.main()
