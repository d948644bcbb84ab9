"""Started operations: progress, results, cancels from every side, asyncio, threads, Ctrl-C."""

import asyncio
import gc
import threading
import time
import unittest
import weakref

import waybill
from shop import Case


class Started(Case):
    def test_a_result_may_be_asked_for_twice(self) -> None:
        with self.catalog.start("destination.transfer", {"destination": "acme"}) as started:
            first = started.wait()
            self.assertTrue(started.done)
            self.assertEqual(started.wait(), first)
            self.assertIn("destination.transfer, done", repr(started))
        with self.assertRaises(ValueError):
            started.wait()

    def test_a_failure_is_raised_by_wait(self) -> None:
        started = self.catalog.start("model.get", {"name": "nope"})
        for _ in range(2):
            with self.assertRaises(waybill.NotFoundError):
                started.wait()

    def test_false_cancels(self) -> None:
        self.add_endless()
        with self.assertRaises(waybill.CancelledError):
            self.catalog.syncs["forever"].run(progress=lambda event: False)
        seen = []
        self.catalog.syncs["acme/purchases"].run(progress=lambda event: seen.append(event))  # None goes on
        self.assertTrue(seen)

    def test_what_progress_raises_is_raised(self) -> None:
        class Odd(BaseException):
            pass

        for kind in (ZeroDivisionError, SystemExit, Odd):
            def fail(event: dict) -> None:
                raise kind("stop")

            with self.subTest(kind), self.catalog.start(
                "sync.run", {"sync": "acme/purchases"}, progress=fail
            ) as started:
                for _ in range(2):
                    with self.assertRaises(kind):
                        started.wait()
        self.assertEqual(self.catalog.syncs["acme/purchases"].run()["report"]["counts"]["inserted"], 3)

    def test_progress_may_call_the_catalog(self) -> None:
        names = []
        self.catalog.syncs["acme/purchases"].run(
            progress=lambda event: names.append(self.catalog.models["purchases"].get()["name"])
        )
        self.assertEqual(set(names), {"purchases"})

    def test_a_time_limit(self) -> None:
        self.add_endless()
        with self.catalog.start("sync.run", {"sync": "forever"}) as started:
            with self.assertRaises(TimeoutError):
                started.wait(timeout=0.05)
            self.assertFalse(started.done)
            started.cancel()
            with self.assertRaises(waybill.CancelledError):
                started.wait(timeout=10)

    def test_closing_ends_what_runs(self) -> None:
        self.add_endless()
        started = self.catalog.start("sync.run", {"sync": "forever"})
        waiting = threading.Thread(target=lambda: self.assertRaises(waybill.CancelledError, started.wait))
        waiting.start()
        self.wait_for_a_run(self.catalog)
        started.close()
        waiting.join(10)
        self.assertFalse(waiting.is_alive())
        started.cancel()  # nothing is left to cancel
        self.assertEqual(self.catalog.runs.list()["items"][0]["status"], "cancelled")

    def test_a_cancellation_reaches_all_it_was_given_to(self) -> None:
        self.add_endless()
        token = waybill.Cancellation()
        started = self.catalog.start("sync.run", {"sync": "forever"}, cancel=token)
        threading.Timer(0.05, token.cancel).start()
        with self.assertRaises(waybill.CancelledError):
            started.wait()
        with self.assertRaises(waybill.CancelledError):
            self.catalog.syncs["forever"].run(cancel=token)
        with self.assertRaises(waybill.CancelledError):
            self.catalog.call("sync.run", {"sync": "forever"}, cancel=token)

    def test_one_that_is_forgotten_is_ended_and_freed(self) -> None:
        self.add_endless()
        started = self.catalog.start("sync.run", {"sync": "forever"}, progress=lambda event: None)
        gone = weakref.ref(started)
        del started
        gc.collect()
        self.assertIsNone(gone())
        self.assertEqual(self.catalog.runs.list(status="running")["items"], [])

    def test_nothing_stays_lent(self) -> None:
        from waybill import _callbacks

        for _ in range(20):
            self.catalog.models.list()
            with self.assertRaises(waybill.WaybillError):
                self.catalog.call("no.operation")
            with self.assertRaises(waybill.WaybillError):
                self.catalog.models.get("nope")
        self.assertEqual(_callbacks._lent, {})

    def test_cycles_are_collected(self) -> None:
        catalog = waybill.open(self.folder / "waybill.db")
        holder = {}
        holder["progress"] = lambda event: holder
        holder["started"] = catalog.start("sync.run", {"sync": "acme/purchases"}, progress=holder["progress"])
        holder["catalog"] = catalog
        holder["started"].wait()
        gone = weakref.ref(holder["started"]), weakref.ref(catalog)
        del holder, catalog
        gc.collect()
        self.assertEqual([one() for one in gone], [None, None])


class Threads(Case):
    def test_one_catalog_on_many_threads(self) -> None:
        failures, names = [], []

        def work(number: int) -> None:
            try:
                for at in range(10):
                    name = f"r{number}-{at}"
                    self.catalog.recipients.create({"recipient": {"name": name, "id_in_provider_system": name}})
                    names.append(self.catalog.recipients[name].get()["name"])
                    self.assertEqual(len(self.catalog.models["purchases"].read(recipient="Acme").to_pylist()), 3)
            except BaseException as failure:
                failures.append(failure)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])
        self.assertEqual(len(set(names)), 60)

    def test_python_goes_on_while_the_library_works(self) -> None:
        self.add_endless()
        counted = 0
        with self.catalog.start("sync.run", {"sync": "forever"}) as started:
            waiting = threading.Thread(target=lambda: self.assertRaises(waybill.CancelledError, started.wait))
            waiting.start()
            end = time.monotonic() + 0.2
            while time.monotonic() < end:
                counted += 1
            started.cancel()
            waiting.join()
        self.assertGreater(counted, 1000)

    def test_closing_a_catalog_that_is_in_use(self) -> None:
        for _ in range(10):
            catalog = waybill.open(self.folder / "waybill.db")
            failures = []

            def work() -> None:
                try:
                    while True:
                        catalog.models.list()
                except ValueError as closed:
                    failures.append(closed)

            threads = [threading.Thread(target=work) for _ in range(3)]
            for thread in threads:
                thread.start()
            time.sleep(0.005)
            catalog.close()
            for thread in threads:
                thread.join()
            self.assertEqual(len(failures), 3)
            self.assertFalse(catalog._pointer)


class Async(Case):
    def test_operations_side_by_side(self) -> None:
        async def both() -> list:
            return await asyncio.gather(
                self.catalog.syncs["acme/purchases"].run_async(),
                self.catalog.models["purchases"].preview_async(recipient="Acme"),
                self.catalog.call_async("model.list"),
            )

        run, preview, models = asyncio.run(both())
        self.assertEqual(run["status"], "success")
        self.assertEqual(len(preview["rows"]), 3)
        self.assertEqual([item["name"] for item in models["items"]], ["purchases"])

    def test_failures_and_callbacks(self) -> None:
        with self.assertRaises(waybill.NotFoundError):
            asyncio.run(self.catalog.models.get_async("nope"))

        def fail(event: dict) -> None:
            raise ZeroDivisionError

        with self.assertRaises(ZeroDivisionError):
            asyncio.run(self.catalog.syncs["acme/purchases"].run_async(progress=fail))

    def test_cancelling_the_task_cancels_the_run(self) -> None:
        self.add_endless()

        async def main() -> None:
            task = asyncio.create_task(self.catalog.syncs["forever"].run_async())
            while not (await self.catalog.runs.list_async(status="running"))["items"]:
                await asyncio.sleep(0.005)
            self.assertFalse(task.done())
            task.cancel()
            await asyncio.sleep(0)
            task.cancel()  # once more, while its end is waited for
            with self.assertRaises(asyncio.CancelledError):
                await task

        asyncio.run(main())
        self.assertEqual(self.catalog.runs.list()["items"][0]["status"], "cancelled")

    def test_a_time_limit(self) -> None:
        self.add_endless()

        async def main() -> None:
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(self.catalog.syncs["forever"].run_async(), 0.1)

        asyncio.run(main())
        self.assertEqual(self.catalog.runs.list(status="running")["items"], [])

    def test_rows(self) -> None:
        self.add_many(20_000)
        self.add_endless()

        async def main() -> None:
            total = 0
            async for batch in self.catalog.models["many"].read():
                total += len(batch)
            self.assertEqual(total, 20_000)

            async def drain() -> None:
                async for _ in self.catalog.models["endless"].read():
                    pass

            task = asyncio.create_task(drain())
            await asyncio.sleep(0.1)
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task

        asyncio.run(main())


class Interrupted(Case):
    """Ctrl-C, as a terminal sends it, to an interpreter of its own."""

    PROGRAM = """
        import os, signal, sys, threading, time, waybill
        catalog = waybill.open("waybill.db")
        def interrupt():
            if {recorded}:
                with waybill.open("waybill.db") as other:
                    while not other.runs.list(status="running")["items"]:
                        time.sleep(0.005)
            time.sleep(0.2)
            os.kill(os.getpid(), signal.SIGINT)
        threading.Thread(target=interrupt).start()
        start = time.monotonic()
        try:
            {work}
        except KeyboardInterrupt:
            took = time.monotonic() - start
            print("interrupted", took < 10, took > 0.1)
        print([run["status"] for run in catalog.runs], len(catalog.models.list()["items"]))
    """

    def test_a_run(self) -> None:
        self.add_endless()
        done = self.python(self.PROGRAM.format(recorded=True, work='catalog.syncs["forever"].run()'))
        self.assertEqual(done.stdout, "interrupted True True\n['cancelled'] 2\n")
        self.assertEqual(done.stderr, "")

    def test_wait_has_ended_what_it_waited_for(self) -> None:
        self.add_endless()
        work = ('started = catalog.start("sync.run", {{"sync": "forever"}})\n'
                '            try: started.wait()\n'
                '            except KeyboardInterrupt: print(started.done); raise').replace("{{", "{").replace("}}", "}")
        done = self.python(self.PROGRAM.format(recorded=True, work=work))
        self.assertEqual(done.stdout, "True\ninterrupted True True\n['cancelled'] 2\n")

    def test_rows(self) -> None:
        self.add_endless()
        done = self.python(self.PROGRAM.format(recorded=False, work='catalog.models["endless"].read().to_pylist()'))
        self.assertEqual(done.stdout, "interrupted True True\n[] 2\n")
        self.assertEqual(done.stderr, "")

    def test_asyncio(self) -> None:
        self.add_endless()
        work = 'import asyncio; asyncio.run(catalog.syncs["forever"].run_async())'
        done = self.python(self.PROGRAM.format(recorded=True, work=work))
        self.assertEqual(done.stdout, "interrupted True True\n['cancelled'] 2\n")

    def test_uncaught_it_ends_the_program(self) -> None:
        self.add_endless()
        done = self.python("""
            import os, signal, threading, waybill
            threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
            waybill.open("waybill.db").syncs["forever"].run()
        """, expect=-2)
        self.assertTrue(done.stderr.endswith("KeyboardInterrupt\n"), done.stderr)


if __name__ == "__main__":
    unittest.main()
