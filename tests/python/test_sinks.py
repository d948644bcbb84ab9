"""Sinks that are Python's: rows come as Python's values, exceptions go back as what they mean."""

import gc
import signal
import threading
import time
import weakref
from decimal import Decimal

import waybill
from shop import Case

DESCRIBED = {
    "objects": [{"name": "purchase", "fields": [{"name": "id", "type": "bigint", "required": True}, {"name": "item"},
                                                {"name": "price"}, {"name": "updated_at"}]}],
    "batch_rows": 2,
}


class Crm(waybill.Sink):
    name = "crm"

    def __init__(self) -> None:
        self.calls = []
        self.rows = []
        self.ids = []

    def describe(self):
        return DESCRIBED

    def open(self, run):
        self.calls.append("open")
        return {"config": run.config, "object": run.object, "key": run.key, "mode": run.mode}

    def write(self, batch):
        self.calls.append("write")
        self.ids.append(batch.id)
        self.rows += batch.to_pylist()

    def finish(self, run):
        self.calls.append("finish")
        self.session = run.session

    def close(self, run):
        self.calls.append("close")
        self.run = run


class Bare:
    """No more than has to be there."""

    name = "crm"

    def __init__(self, write) -> None:
        self.write = write


class Sinks(Case):
    def setUp(self) -> None:
        super().setUp()
        self.context = waybill.Context()
        self.addCleanup(self.context.close)
        self.catalog.close()
        self.catalog = waybill.open(self.folder / "waybill.db", context=self.context)
        self.addCleanup(self.catalog.close)

    def add(self, sink, **sync):
        self.context.register_sink(sink)
        models = [item["name"] for item in self.catalog.models.list()["items"]]
        self.catalog.config.apply(documents=[
            {"destination": {"name": "crm", "sink": "crm", "recipient": "Acme", "config": {"account": "a"}}},
            {"sync": {"name": "to crm", "model": models[0], "destination": "crm", "object": "purchase",
                      "on_reject": {"max_ratio": 1}, **sync}},
        ])
        return self.catalog.syncs["to crm"]

    def test_rows_come_as_values_in_batches_of_the_size_it_takes(self) -> None:
        crm = Crm()
        report = self.add(crm).run()
        self.assertEqual(report["status"], "success")
        self.assertEqual(crm.calls, ["open", "write", "write", "finish", "close"])
        self.assertEqual(crm.session, {"config": {"account": "a"}, "object": "purchase", "key": ("id",), "mode": "upsert"})
        self.assertEqual([row["id"] for row in crm.rows], [1, 2, 4])
        self.assertEqual(crm.rows[0]["price"], Decimal("99.95"))
        self.assertEqual(len(set(crm.ids)), 2)
        self.assertTrue(crm.run.cancelled)  # nothing of it is there any more
        listed = [item["name"] for item in self.context.sink.list()["items"]]
        self.assertEqual(listed, ["crm", "csv", "jsonl"])
        with self.assertRaises(waybill.ConflictError):
            self.context.register_sink(Crm())
        self.context.unregister_sink("crm")
        with self.assertRaises(waybill.NotFoundError):
            self.context.unregister_sink("crm")
        dead = weakref.ref(crm)
        del crm
        gc.collect()
        self.assertIsNone(dead())

    def test_single_rows_are_rejected_or_asked_for_again(self) -> None:
        sizes = []

        def write(batch) -> None:
            sizes.append(len(batch))
            if len(batch) == 3:
                batch.rejected(0, "no email")
                batch.retry(1, "locked")

        report = self.add(Bare(write)).run()
        self.assertEqual(sizes, [3, 1])
        self.assertEqual(report["report"]["counts"]["inserted"], 2)
        (letter,) = self.catalog.rejects.list()["items"]
        self.assertEqual((letter["key"], letter["message"]), ({"id": "1"}, "no email"))

    def test_a_batch_may_be_kept_or_given_to_arrow(self) -> None:
        kept = []
        self.add(Bare(kept.append)).run()
        (batch,) = kept
        with self.assertRaises(ValueError):
            batch.rejected(0, "too late")
        self.assertEqual(len(batch.to_pylist()), 3)
        schema, array = batch.__arrow_c_array__()
        self.assertTrue(batch.closed)

    def test_wrong_answers_raise_and_fail_the_run(self) -> None:
        raised = []

        def write(batch) -> None:
            for row, reason in ((3, "x"), (-1, "x"), (2**70, "x"), ("0", "x"), (0, None)):
                try:
                    batch.rejected(row, reason)
                except (TypeError, ValueError) as wrong:
                    raised.append(type(wrong))

        with self.assertRaises(waybill.UsageError):
            self.add(Bare(write)).run()
        self.assertEqual(raised, [ValueError, ValueError, ValueError, TypeError, TypeError])

    def test_sink_errors_say_what_they_are(self) -> None:
        errors = [waybill.SinkError("429", retry_after=0.01), waybill.SinkError("busy", kind="transient")]

        def write(batch) -> None:
            if errors:
                raise errors.pop(0)

        sync = self.add(Bare(write))
        self.assertEqual(sync.run()["status"], "success")
        for kind, expected in (("failed", waybill.UnreachableError), ("config", waybill.ConfigError),
                               ("permission", waybill.PermissionDeniedError), ("schema", waybill.SchemaError)):
            errors.append(waybill.SinkError("no", kind=kind, hint="do it"))
            with self.assertRaises(expected) as caught:
                sync.run(full_refresh=True)
            self.assertEqual(caught.exception.message, "sink 'crm', write: no")
            self.assertEqual(caught.exception.hint, "do it")
        errors.append(waybill.SinkError("tomorrow", retry_after=86400))
        with self.assertRaises(waybill.TransientError) as late:
            sync.run(full_refresh=True)
        self.assertTrue(late.exception.retryable)
        for wrong in ({"kind": "other"}, {"kind": "config", "retry_after": 1}):
            with self.assertRaises(ValueError):
                waybill.SinkError("x", **wrong)

    def test_any_other_exception_is_the_cause_and_is_not_on_record(self) -> None:
        def write(batch) -> None:
            raise KeyError("ada@example.com")

        sync = self.add(Bare(write))
        with self.assertRaises(waybill.UnreachableError) as caught:
            sync.run()
        self.assertIsInstance(caught.exception.__cause__, KeyError)
        self.assertIn("it raised KeyError", caught.exception.message)
        self.assertNotIn("ada", str(self.catalog.runs.list()["items"]))

    def test_an_exit_cancels_and_goes_on(self) -> None:
        def write(batch) -> None:
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            self.add(Bare(write)).run()
        self.assertEqual(self.catalog.runs.list()["items"][0]["status"], "cancelled")

    def test_a_cancel_is_seen_and_one_that_does_not_look_is_left_behind(self) -> None:
        there, go_on = threading.Event(), threading.Event()
        seen = []

        def write(batch) -> None:
            there.set()
            if looks:
                seen.append(batch.run.wait(60))
            else:
                go_on.wait(60)

        sync = self.add(Bare(write))
        for looks in (True, False):
            there.clear()
            started = sync.run_start() if hasattr(sync, "run_start") else self.catalog.start("sync.run", {"sync": "to crm"})
            self.assertTrue(there.wait(60))
            began = time.monotonic()
            started.cancel()
            with self.assertRaises(waybill.CancelledError):
                started.wait()
            self.assertLess(time.monotonic() - began, 1)
        self.assertEqual(seen, [True])
        with self.assertRaises(waybill.BusyError):
            sync.run()
        go_on.set()
        looks = True

    def test_ctrl_c_reaches_the_main_thread_while_a_sink_hangs(self) -> None:
        there, go_on = threading.Event(), threading.Event()

        def write(batch) -> None:
            there.set()
            go_on.wait(60)

        sync = self.add(Bare(write))

        def interrupt() -> None:
            there.wait(60)
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

        threading.Thread(target=interrupt).start()
        began = time.monotonic()
        with self.assertRaises(KeyboardInterrupt):
            sync.run()
        self.assertLess(time.monotonic() - began, 30)
        go_on.set()

    def test_what_is_no_sink_is_refused(self) -> None:
        class Nameless:
            write = print

        with self.assertRaises(TypeError):
            self.context.register_sink(Nameless())
        with self.assertRaises(TypeError):
            self.context.register_sink(Bare(None))
        wrong = Crm()
        wrong.describe = lambda: {"objects": 7}
        with self.assertRaises(waybill.UsageError) as refused:
            self.context.register_sink(wrong)
        self.assertEqual(refused.exception.path, "/objects")

    def test_it_is_checked_as_its_author_would(self) -> None:
        crm = Crm()
        self.context.register_sink(crm)
        report = self.context.sink.check("crm")
        self.assertTrue(report["ok"], report)
        self.assertEqual(crm.calls.count("open"), crm.calls.count("close"))
