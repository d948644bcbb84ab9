"""Rows of the program as a source: dicts and Arrow, hints, and what read() raises."""

import gc
import sqlite3
import unittest
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import waybill
from shop import SOME, Case

WHEN = datetime(2026, 1, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
KINDS = {"id": "bigint", "a_text": "text", "yes": "boolean", "small": "integer", "amount": "decimal(40,10)", "ratio": "float",
         "raw": "bytes", "a_day": "date", "a_time": "time", "changed_at": "timestamp", "local": "datetime", "doc": "json",
         "u": "uuid"}
ROW = {"id": 2**63 - 1, "a_text": "ü\0'", "yes": True, "small": -5, "amount": Decimal("-12345678901234567890.5"),
       "ratio": 0.1, "raw": b"\0\xff", "a_day": date(1, 1, 1), "a_time": time(23, 59, 59, 999999), "changed_at": WHEN,
       "local": datetime(1969, 12, 31, 23, 59, 59, 999999), "doc": {"a": [1, None]}, "u": UUID(int=7)}
COLUMNS = [{"name_in_source": name, "name_in_destination": name, "data_type": kind, "is_primary_key": name == "id",
            "is_last_modified": name == "changed_at"} for name, kind in KINDS.items()]


class Program:
    def __init__(self, columns: dict, rows: object) -> None:
        self.columns, self.rows, self.asked = columns, rows, []

    def tables(self) -> dict:
        return {"t": self.columns}

    def read(self, table: str, *, tenant: str, since: object) -> object:
        self.asked.append((table, tenant, since))
        return self.rows() if callable(self.rows) else self.rows


class Sources(Case):
    def open(self, program: Program, columns: list) -> waybill.Catalog:
        catalog = waybill.open(self.folder / "own.db", sources={"program": program})
        self.addCleanup(catalog.close)
        catalog.sources.create({"source": {"name": "program", "host": "program"}})
        catalog.models.create({"model": {"model_name": "kinds", "source_name": "program", "source_table": "t",
                                         "columns": columns}}, skip_model_validation=True)
        return catalog

    def test_every_type_arrives_from_dicts(self) -> None:
        catalog = self.open(Program(KINDS, [ROW, {"id": 1, "changed_at": WHEN}]), COLUMNS)
        first, second = sorted(catalog.models["kinds"].read().to_pylist(), key=lambda row: -row["id"])
        self.assertEqual(first, {**ROW, "doc": '{"a": [1, null]}', "changed_at": WHEN.astimezone(timezone.utc)})
        self.assertEqual([second[name] for name in KINDS if name not in ("id", "changed_at")], [None] * 11)

    def test_a_run_asks_for_what_changed_and_delivers_many_rows(self) -> None:
        program = Program({"id": "bigint", "note": "text", "changed_at": "timestamp"}, lambda: (
            {"id": i, "note": f"n{i}", "changed_at": WHEN} for i in range(20_000)))
        catalog = self.open(program, SOME)
        catalog.connections.create({"connection": {"name": "to", "vendor": "sqlite", "options": {"path": "to.db"}}})
        catalog.destinations.create({"destination": {"name": "to", "connection": "to"}})
        self.assertEqual(catalog.syncs["to/kinds"].run()["report"]["counts"]["inserted"], 20_000)
        self.assertEqual(catalog.syncs["to/kinds"].run()["report"]["counts"]["unchanged"], 20_000)
        self.assertEqual(program.asked, [("t", "", None), ("t", "", WHEN - timedelta(seconds=300))])
        with sqlite3.connect(self.folder / "to.db") as db:
            self.assertEqual(db.execute("SELECT count(*), max(note) FROM kinds").fetchone(), (20_000, "n9999"))
        db.close()

    def test_arrow_of_others_is_taken_as_it_is(self) -> None:
        self.add_many(9_000)
        program = Program({"id": "bigint", "note": "text", "changed_at": "timestamp"},
                          lambda: self.catalog.models["many"].read())
        catalog = self.open(program, SOME)
        rows = catalog.models["kinds"].read().to_pylist()
        self.assertEqual((len(rows), rows[0]["note"]), (9_000, "note 0"))

    def test_what_read_raises_comes_out_of_the_call(self) -> None:
        def broken() -> object:
            yield {"id": 1, "changed_at": WHEN}
            raise KeyError("the cursor is gone")

        for rows, error in ((broken, KeyError), (lambda: 1 / 0, ZeroDivisionError), ([{"id": "1"}], TypeError),
                            ([{"id": 1, "changed_at": datetime(2026, 1, 1)}], TypeError), (7, TypeError)):
            with self.subTest(rows), waybill.Context(sources={"p": Program({"id": "bigint", "changed_at": "timestamp"},
                                                                          rows)}) as context:
                with self.assertRaises(error):
                    context.models.preview(sql="SELECT id FROM t", documents=[{"source": {"name": "s", "host": "p"}}])
        gc.collect()

    def test_what_is_no_source_is_refused_when_it_is_given(self) -> None:
        with self.assertRaises(waybill.UsageError):
            waybill.Context(sources={"p": Program({"id": "strange"}, [])})
        with self.assertRaises(AttributeError):
            waybill.Context(sources={"p": object()})


if __name__ == "__main__":
    unittest.main()
