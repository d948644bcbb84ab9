"""Handles: closed once, dead afterwards; the end of the interpreter; forks; finding the library."""

import os
import shutil
import subprocess
import sys
import time
import unittest
from pathlib import Path

import waybill
from shop import Case

PACKAGE = Path(waybill.__file__).parent


class Closing(Case):
    def test_twice_and_dead_afterwards(self) -> None:
        for handle in (waybill.open(self.folder / "waybill.db"), waybill.Context(),
                       self.catalog.models["purchases"].read(recipient="Acme"), self.catalog.start("model.list")):
            with self.subTest(handle):
                self.assertFalse(handle.closed)
                with handle as same:
                    self.assertIs(same, handle)
                self.assertTrue(handle.closed)
                handle.close()
                with self.assertRaisesRegex(ValueError, "closed"):
                    handle.__enter__()
        catalog = waybill.open(self.folder / "waybill.db")
        models, item = catalog.models, catalog.models["purchases"]
        catalog.close()
        for call in (models.list, item.get, lambda: catalog.call("model.list"), lambda: item.read(recipient="Acme")):
            with self.assertRaisesRegex(ValueError, "Catalog is closed"):
                call()
        self.assertIn("closed", repr(catalog))

    def test_a_handle_that_failed_to_open_has_nothing_to_close(self) -> None:
        done = self.python("""
            import waybill, gc
            for make in (lambda: waybill.open("no folder/x.db"), lambda: waybill.open(7),
                         lambda: waybill.Context(log=3), lambda: waybill.open("x.db", roles=7)):
                try:
                    make()
                except Exception:
                    gc.collect()
                else:
                    print("no error")
        """)
        self.assertEqual((done.stdout, done.stderr), ("", ""))


class Exit(Case):
    """An interpreter that ends with everything open says nothing, and ends."""

    def test_open_handles(self) -> None:
        self.add_many(20_000)
        done = self.python("""
            import waybill
            context = waybill.Context(log=lambda *event: None)
            catalog = waybill.open("waybill.db", context=context)
            rows = catalog.models["many"].read()
            batch = rows.read_batch()
            capsule = catalog.models["many"].read().__arrow_c_stream__()
            arrays = catalog.models["purchases"].read(recipient="Acme").read_batch().__arrow_c_array__()
            done = catalog.start("model.list")
            async_rows = catalog.models["many"].read().__aiter__()
            cycle = [catalog, rows]; cycle.append(cycle)
            print(len(batch))
        """)
        self.assertEqual((done.stdout, done.stderr), ("8192\n", ""))

    def test_a_running_operation(self) -> None:
        self.add_endless()
        for callbacks in ("", ", progress=lambda event: None"):
            done = self.python(f"""
                import waybill
                catalog = waybill.open("waybill.db", log=lambda *event: None, log_level=0)
                before = len(catalog.runs.list()["items"])
                running = catalog.start("sync.run", {{"sync": "forever"}}{callbacks})
                while len(catalog.runs.list()["items"]) == before:
                    pass
            """)
            self.assertEqual((done.stdout, done.stderr), ("", ""))
        self.assertEqual([run["status"] for run in self.catalog.runs], ["cancelled"] * 2)

    def test_a_daemon_thread_in_the_library(self) -> None:
        self.add_endless()
        done = self.python("""
            import threading, time, waybill
            catalog = waybill.open("waybill.db")
            def work():
                try:
                    catalog.syncs["forever"].run()
                except waybill.CancelledError:
                    pass
            threading.Thread(target=work, daemon=True).start()
            threading.Thread(target=lambda: list(catalog.models["endless"].read()), daemon=True).start()
            time.sleep(0.2)
        """)
        self.assertEqual(done.stdout, "")

    def test_what_never_started_is_not_waited_for(self) -> None:
        start = time.monotonic()
        done = self.python("""
            import waybill
            catalog = waybill.open("waybill.db")
            catalog.close()
            catalog.models.list()
        """, expect=1)
        self.assertLess(time.monotonic() - start, 4)
        self.assertTrue(done.stderr.endswith("ValueError: this Catalog is closed\n"), done.stderr)

    def test_exceptions_and_exit_codes_stay(self) -> None:
        done = self.python("""
            import waybill
            catalog = waybill.open("waybill.db")
            raise SystemExit(7)
        """, expect=7)
        self.assertEqual(done.stderr, "")


class Fork(Case):
    def test_handles_of_the_parent(self) -> None:
        self.add_many(20_000)
        done = self.python("""
            import gc, os, sys, waybill
            catalog = waybill.open("waybill.db", log=lambda *event: None)
            rows = catalog.models["many"].read()
            first = rows.read_batch()
            ended = catalog.start("model.list")
            ended.wait()
            child = os.fork()
            if child == 0:
                answers = []
                for use in (catalog.models.list, rows.read_batch, ended.wait):
                    try:
                        use()
                    except waybill.ForkedError as error:
                        answers.append(error.code)
                rows.cancel()
                ended.cancel()
                with waybill.open("waybill.db") as own:
                    answers.append(len(own.models.list()["items"]))
                print(answers, len(first), flush=True)
                del rows, ended, first
                gc.collect()
                sys.exit(3)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
            print(len(first) + sum(map(len, rows)), len(catalog.models.list()["items"]))
        """)
        lines = done.stdout.splitlines()
        self.assertRegex(lines[0], r"^\['WB\d+', 'WB\d+', 'WB\d+', 2\] 8192$")
        self.assertEqual(lines[1:], ["20000 2"])
        self.assertNotIn("Traceback", done.stderr)

    def test_while_another_thread_holds_every_lock(self) -> None:
        done = self.python("""
            import os, signal, threading, waybill
            catalog = waybill.open("waybill.db")
            rows = catalog.models["purchases"].read(recipient="Acme")
            ended = catalog.start("model.list")
            ended.wait()
            held, done = threading.Event(), threading.Event()
            def hold():
                with catalog._lock, catalog._turn, rows._lock, rows._reading, ended._lock, ended._asking:
                    held.set()
                    done.wait()
            thread = threading.Thread(target=hold)
            thread.start()
            held.wait()
            child = os.fork()
            if child == 0:
                signal.alarm(10)
                for use in (catalog.models.list, rows.read_batch, ended.wait, lambda: ended.done):
                    try:
                        use()
                    except waybill.ForkedError:
                        continue
                    os._exit(4)
                for handle in (catalog, rows, ended):
                    handle.close()
                os._exit(3)
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            done.set()
            thread.join()
            print(len(rows.to_pylist()))
        """)
        self.assertEqual(done.stdout, "3\n3\n")

    def test_while_other_threads_are_inside(self) -> None:
        done = self.python("""
            import os, threading, waybill
            catalog = waybill.open("waybill.db")
            stop = threading.Event()
            def work():
                while not stop.is_set():
                    catalog.models.list()
            threads = [threading.Thread(target=work) for _ in range(3)]
            for thread in threads: thread.start()
            for _ in range(20):
                child = os.fork()
                if child == 0:
                    try:
                        catalog.models.list()
                    except waybill.ForkedError:
                        os._exit(3)
                    os._exit(4)
                assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
            stop.set()
            for thread in threads: thread.join()
            print(len(catalog.models.list()["items"]))
        """)
        self.assertEqual(done.stdout, "1\n")


class Library(Case):
    def load(self, program: str, **environment: str) -> subprocess.CompletedProcess:
        given = {key: value for key, value in os.environ.items() if key not in ("WAYBILL_LIBRARY", "PYTHONPATH")}
        return subprocess.run([sys.executable, "-c", program], cwd=self.folder, env={**given, **environment},
                              capture_output=True, text=True, timeout=60)

    def test_beside_the_package(self) -> None:
        for place in ("waybill/libwaybill.so.0", ".waybill.mesonpy.libs/libwaybill.so.0"):
            with self.subTest(place):
                site = self.folder / place.replace("/", "_")
                shutil.copytree(PACKAGE, site / "waybill", ignore=shutil.ignore_patterns("__pycache__"))
                (site / place).parent.mkdir(exist_ok=True)
                (site / place).symlink_to(os.environ["WAYBILL_LIBRARY"])
                done = self.load("import waybill; print(waybill.__version__)", PYTHONPATH=str(site))
                self.assertEqual(done.stdout, f"{waybill.__version__}\n", done.stderr)

    def test_what_is_missing_is_said(self) -> None:
        done = self.load("import waybill", PYTHONPATH=str(PACKAGE.parent), WAYBILL_LIBRARY="/no/such.so")
        self.assertEqual(done.returncode, 1)
        self.assertIn("ImportError: cannot load Waybill's library: /no/such.so", done.stderr)
        self.assertIn("WAYBILL_LIBRARY", done.stderr)
        other = subprocess.run(["sh", "-c", "ldconfig -p | sed -n 's/.*=> //p' | grep libsqlite3.so.0 | head -1"],
                               capture_output=True, text=True).stdout.strip() or "libc.so.6"
        done = self.load("import waybill", PYTHONPATH=str(PACKAGE.parent), WAYBILL_LIBRARY=other)
        self.assertIn("has no waybill_version: it is older than this package", done.stderr)

    def test_the_command_line_is_a_wheels(self) -> None:
        done = subprocess.run([sys.executable, "-m", "waybill", "--version"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("hint: a wheel carries the command line", done.stderr)

    def test_nothing_but_the_standard_library_is_imported(self) -> None:
        done = self.load(
            "import sys; before = set(sys.modules); import waybill; "
            "files = {name: getattr(sys.modules[name], '__file__', None) or '' for name in set(sys.modules) - before}; "
            "print(len(files) > 30, [name for name in files if '-packages' in files[name]])",
            PYTHONPATH=str(PACKAGE.parent), WAYBILL_LIBRARY=os.environ["WAYBILL_LIBRARY"])
        self.assertEqual(done.stdout, "True []\n", done.stderr)


if __name__ == "__main__":
    unittest.main()
