"""What a host writes: opening, calling, what is refused before a call, what errors say."""

import logging
import os
import pickle
import sqlite3
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path

import waybill
from shop import Case, SOME
from waybill import _values


class Calls(Case):
    def test_groups_items_and_plain_calls_are_the_same(self) -> None:
        document = {"recipient": {"name": "Bolt", "id_in_provider_system": "bolt"}}
        made = self.catalog.recipients.create(document, note="new")
        self.assertEqual((made["name"], made["version"], made["changed"]), ("Bolt", 1, True))
        got = self.catalog.recipients["Bolt"].get()
        self.assertEqual(got, self.catalog.recipients.get("Bolt"))
        self.assertEqual(got, self.catalog.call("recipient.get", {"name": "Bolt"}))
        self.assertIn("Bolt", self.catalog.recipients)
        self.assertNotIn("Blot", self.catalog.recipients)
        self.assertNotIn(7, self.catalog.recipients)
        self.assertEqual({item["name"] for item in self.catalog.recipients}, {"Acme", "Bolt"})
        (version,) = self.catalog.versions.list("recipient", "Bolt")["items"]
        self.assertEqual((version["note"], version["actor"]), ("new", "test"))
        self.assertEqual(repr(self.catalog.recipients["Bolt"]), "<waybill Recipient 'Bolt'>")

    def test_all_goes_through_every_page(self) -> None:
        for number in range(7):
            self.catalog.recipients.create({"recipient": {"name": f"r{number}", "id_in_provider_system": str(number)}})
        self.assertEqual(len(self.catalog.recipients.list(page_size=3)["items"]), 3)
        names = [item["name"] for item in self.catalog.recipients.all(page_size=3)]
        self.assertEqual(len(names), 8)
        self.assertEqual(len(set(names)), 8)

    def test_a_sync_runs_and_what_it_did_can_be_asked(self) -> None:
        events = []
        done = self.catalog.destinations["acme"].transfer(progress=events.append)
        self.assertEqual(done["status"], "success")
        self.assertEqual(done["runs"][0]["report"]["counts"]["inserted"], 3)
        self.assertIn("commit", [event["phase"] for event in events])
        again = self.catalog.syncs["acme/purchases"].run(full_refresh=True, tags={"why": "test"})
        self.assertEqual(again["report"]["counts"]["unchanged"], 3)
        (run,) = self.catalog.runs.all(tags={"why": "test"})
        self.assertEqual(self.catalog.runs[run["run_id"]].get()["run_id"], run["run_id"])
        later = datetime.now(timezone(timedelta(hours=5))) + timedelta(days=1)
        self.assertEqual(len(list(self.catalog.runs.all(ended_before=later))), 2)
        self.assertEqual(list(self.catalog.runs.all(ended_after=later)), [])

    def test_without_a_catalog(self) -> None:
        with waybill.Context() as context:
            self.assertIn("reserved", str(context.rules.explain("WB4001")))
            with self.assertRaises(waybill.UsageError):
                context.models.get("purchases")
        self.assertEqual(waybill.features()["version"], waybill.__version__)
        self.assertEqual(waybill.call("system.features")["version"], waybill.__version__)

    def test_names_of_any_characters(self) -> None:
        for name in ("naïve 🚀", "a\nb", "\u202ename", "x" * 200):
            with self.subTest(name):
                try:
                    self.catalog.recipients.create({"recipient": {"name": name, "id_in_provider_system": "x"}})
                except waybill.ConfigError:
                    continue
                self.assertEqual(self.catalog.recipients[name].get()["name"], name)
                self.assertIn(name, self.catalog.recipients)

    def test_a_catalog_of_any_name(self) -> None:
        for name in ("datenbank ä.db", b"\xff\xfe.db"):
            path = os.fsdecode(name)
            with self.subTest(name), waybill.open(self.folder / path) as catalog:
                self.assertEqual(catalog.models.list()["items"], [])
            self.assertTrue(os.path.exists(os.fsencode(self.folder / path)))

    def test_big_answers_and_parameters(self) -> None:
        text = "é" * 2_000_000
        document = {"model": {"model_name": "big", "source_name": "shop", "source_table": "purchases",
                              "description": text, "columns": SOME}}
        try:
            self.catalog.models.create(document, skip_model_validation=True)
        except waybill.WaybillError as refused:
            self.assertNotEqual(refused.code, "WB9099")
            self.assertLess(len(str(refused)), 2000)


class Refused(Case):
    """Wrong types are TypeErrors, and nothing was called."""

    def test_types(self) -> None:
        catalog = self.catalog
        wrong = (
            lambda: catalog.models.get(7),
            lambda: catalog.models.get(b"purchases"),
            lambda: catalog.models[7],
            lambda: catalog.models.create(["not a document"]),
            lambda: catalog.models.list(page_size="3"),
            lambda: catalog.models.list(page_size=True),
            lambda: catalog.models.list(page_size=1.5),
            lambda: catalog.syncs["x"].run(full_refresh=1),
            lambda: catalog.syncs["x"].run(tags=["a"]),
            lambda: catalog.syncs["x"].run(tags={"a": 1}),
            lambda: catalog.syncs["x"].run(from_=7),
            lambda: catalog.syncs["x"].run(from_=datetime(2026, 1, 1)),
            lambda: catalog.syncs["x"].run(progress="loud"),
            lambda: catalog.syncs["x"].run(cancel=True),
            lambda: catalog.models["x"].read(cancel=1),
            lambda: catalog.models.validate(paths=7),
            lambda: catalog.models.validate(paths=[b"x"]),
            lambda: catalog.models.get(),
            lambda: catalog.models.get("x", nonsense=1),
            lambda: catalog.call(7),
            lambda: catalog.call("model.get", [("name", "x")]),
            lambda: catalog.call("model.create", {"document": {"model": object()}}),
            lambda: catalog.call("model.get", {"name": 7}),
            lambda: waybill.open(7),
            lambda: waybill.open(self.folder / "x.db", actor=7),
            lambda: waybill.open(self.folder / "x.db", roles="admin"),
            lambda: waybill.open(self.folder / "x.db", roles=[1]),
            lambda: waybill.open(self.folder / "x.db", context=catalog),
            lambda: waybill.Context(log="stderr"),
            lambda: waybill.Context(log_level="INFO"),
            lambda: waybill.Context(secrets=7),
            lambda: waybill.Context(alerts=7),
            lambda: waybill.Context(clock=12),
        )
        for number, call in enumerate(wrong):
            with self.subTest(number), self.assertRaises(TypeError):
                call()
        self.assertFalse((self.folder / "x.db").exists())

    def test_a_name_with_a_nul(self) -> None:
        for call in (
            lambda: self.catalog.call("model.get\0x"),
            lambda: waybill.open(f"{self.folder}/a\0b.db"),
            lambda: waybill.open(self.folder / "x.db", actor="a\0b"),
            lambda: waybill.open(self.folder / "x.db", roles=["a\0b"]),
        ):
            with self.assertRaisesRegex(ValueError, "NUL"):
                call()
        with self.assertRaises(waybill.WaybillError):
            self.catalog.models.get("a\0b")  # in JSON it is a name that nothing has

    def test_lone_surrogates_and_nan(self) -> None:
        with self.assertRaises(UnicodeEncodeError):
            self.catalog.models.get("\ud800")
        with self.assertRaises(UnicodeEncodeError):
            self.catalog.call("model.\ud800")
        with self.assertRaises(ValueError):
            self.catalog.models.create({"model": {"model_name": float("nan")}})

    def test_huge_integers(self) -> None:
        for number in (2**63, -(2**63) - 1, 10**400):
            with self.subTest(number), self.assertRaises(OverflowError):
                self.catalog.models.list(page_size=number)
        with self.assertRaises(waybill.UsageError):
            self.catalog.models.list(page_size=2**63 - 1)
        with self.assertRaises(waybill.WaybillError):
            self.catalog.models.create({"model": {"model_name": "m", "max_rows": 10**400}})

    def test_deep_nesting(self) -> None:
        deep = "x"
        for _ in range(900):
            deep = [deep]
        with self.assertRaises(waybill.WaybillError):
            self.catalog.models.create({"model": {"columns": deep}})

    def test_an_unknown_operation_or_parameter(self) -> None:
        with self.assertRaises(waybill.WaybillError) as raised:
            self.catalog.call("model.craete")
        self.assertIn("model.create", raised.exception.hint)
        with self.assertRaises(waybill.WaybillError):
            self.catalog.call("model.get", {"name": "purchases", "nam": 1})

    def test_paths_of_one_and_of_several(self) -> None:
        texts = _values.KINDS["text_list"]
        self.assertEqual(texts("config"), ["config"])
        self.assertEqual(texts(Path("a")), ["a"])
        self.assertEqual(texts((Path("a"), "b")), ["a", "b"])
        instant = _values.KINDS["instant"]
        self.assertEqual(instant(datetime(2026, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))), "2026-01-01T00:00:00Z")


class Errors(Case):
    def test_an_error_says_all_that_the_library_says(self) -> None:
        with self.assertRaises(waybill.NotFoundError) as raised:
            self.catalog.models.get("nope")
        error = raised.exception
        self.assertIsInstance(error, LookupError)
        self.assertEqual((error.code, error.blame, error.retryable), ("WB9007", "host", False))
        self.assertIn("nope", error.message)
        self.assertTrue(error.hint and error.title)
        self.assertEqual(str(error), f"WB9007: {error.message} ({error.hint})")
        self.assertEqual(set(error.to_dict()), {"code", "class", "title", "message", "hint", "path", "sqlstate",
                                                "native_code", "retryable", "blame"})

    def test_an_error_can_be_pickled(self) -> None:
        with self.assertRaises(waybill.NotFoundError) as raised:
            self.catalog.models.get("nope")
        again = pickle.loads(pickle.dumps(raised.exception))
        self.assertEqual((type(again), again.code, str(again)),
                         (waybill.NotFoundError, "WB9007", str(raised.exception)))

    def test_classes_by_what_went_wrong(self) -> None:
        document = {"recipient": {"name": "Acme", "id_in_provider_system": "acme"}}
        with self.assertRaises(waybill.ConflictError):
            self.catalog.recipients.create(document)
        with self.assertRaises(waybill.ConfigError) as raised:
            self.catalog.recipients.create({"recipient": {"name": "B"}})
        self.assertTrue(raised.exception.code.startswith("WB"))
        with self.assertRaises(waybill.WaybillError) as raised:
            waybill.open(self.folder / "no folder" / "x.db")
        self.assertIn(type(raised.exception), (waybill.UnreachableError, waybill.ConfigError))

    def test_roles(self) -> None:
        (connection,) = self.catalog.connections["shop"].get()["document"].values()
        with waybill.open(self.folder / "waybill.db", roles=["boss", "chef"]) as boss:
            boss.connections.update({"connection": {**connection, "roles": ["boss"]}})
            self.assertEqual(boss.connections["shop"].verify()["ok"], True)
        with self.assertRaises(waybill.PermissionDeniedError):
            self.catalog.connections["shop"].verify()

    def test_every_class_is_a_waybill_error(self) -> None:
        classes = [value for value in vars(waybill).values() if isinstance(value, type) and issubclass(value, Exception)]
        classes.remove(waybill.SinkError)  # which a host raises
        self.assertEqual(len(classes), 15)
        for one in classes:
            self.assertTrue(issubclass(one, waybill.WaybillError))


class Hooks(Case):
    def test_a_log_function(self) -> None:
        said = []
        with waybill.open(self.folder / "waybill.db", log=lambda *event: said.append(event)) as catalog:
            catalog.destinations["acme"].transfer()
        events = {event: (level, fields) for level, event, fields in said}
        self.assertIn("run.finished", events)
        self.assertEqual(events["run.finished"][0], logging.INFO)
        self.assertIsInstance(events["run.finished"][1], dict)

    def test_a_logger(self) -> None:
        with self.assertLogs("shop", logging.INFO) as caught:
            with waybill.open(self.folder / "waybill.db", log=logging.getLogger("shop")) as catalog:
                catalog.destinations["acme"].transfer()
        self.assertTrue(any("run.finished" in line for line in caught.output), caught.output)

    def test_levels(self) -> None:
        said = []
        with waybill.open(self.folder / "waybill.db", log=lambda *e: said.append(e), log_level=logging.ERROR) as catalog:
            catalog.destinations["acme"].transfer()
        self.assertEqual(said, [])

    def test_what_a_hook_raises_comes_out_of_the_call(self) -> None:
        def fail(level: int, event: str, fields: dict) -> None:
            raise ZeroDivisionError(event)

        with waybill.open(self.folder / "waybill.db", log=fail) as catalog:
            with self.assertRaises(ZeroDivisionError):
                catalog.destinations["acme"].transfer()
            catalog.models.list()

    def test_secrets(self) -> None:
        asked = []

        def secret(name: str) -> "str | None":
            asked.append(name)
            return {"PATH": "shop/shop.db"}.get(name)

        document = {"connection": {"name": "pg", "vendor": "postgres", "options": {"host": str(self.folder), "user": "u",
                    "database": "d"}, "secrets": {"password": "host:PATH"}}}
        with waybill.open(self.folder / "waybill.db", secrets=secret) as catalog:
            catalog.connections.create(document, skip_verification=True)
            result = catalog.connections["pg"].verify()
        self.assertFalse(result["ok"])  # there is no server
        self.assertEqual(set(asked), {"PATH"})

    def test_what_a_secret_function_raises(self) -> None:
        document = {"connection": {"name": "pg", "vendor": "postgres", "options": {"host": str(self.folder), "user": "u",
                    "database": "d"}, "secrets": {"password": "host:PATH"}}}

        def fail(name: str) -> str:
            raise ZeroDivisionError(name)

        with waybill.open(self.folder / "waybill.db", secrets=fail) as catalog:
            catalog.connections.create(document, skip_verification=True)
            with self.assertRaisesRegex(ZeroDivisionError, "PATH"):
                catalog.connections["pg"].verify()

    def test_alerts(self) -> None:
        told = []
        path = self.folder / "waybill.db"
        with waybill.open(path, alerts=told.append) as catalog:
            document = catalog.destinations["acme"].get()["document"]
            document["destination"]["alerts"] = {"failed": True}
            catalog.destinations.update(document)
            with sqlite3.connect(self.folder / "shop" / "shop.db") as shop:
                for (table,) in shop.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                    shop.execute(f'ALTER TABLE "{table}" RENAME TO "moved {table}"')
            catalog.destinations["acme"].transfer()
            catalog.destinations["acme"].transfer()
        self.assertTrue(told)
        self.assertEqual({(event["rule"], event["state"]) for event in told}, {("failed", "firing")})
        self.assertEqual(len({event["sync"] for event in told}), len(told))

    def test_a_clock(self) -> None:
        with waybill.Context(clock=lambda: 1_000_000_000.0) as context, waybill.open(
            self.folder / "clock.db", context=context
        ) as catalog:
            catalog.recipients.create({"recipient": {"name": "A", "id_in_provider_system": "a"}})
            (version,) = catalog.versions.list("recipient", "A")["items"]
        self.assertIn("2001-09-09T01:46:40", str(version))

    def test_hooks_of_a_closed_context_serve_its_catalog(self) -> None:
        said = []
        context = waybill.Context(log=lambda *event: said.append(event))
        catalog = waybill.open(self.folder / "waybill.db", context=context)
        context.close()
        catalog.destinations["acme"].transfer()
        self.assertTrue(said)
        catalog.close()
        self.assertFalse(context._pointer)


if __name__ == "__main__":
    unittest.main()
