"""Ten processes at a time on one catalog: create, update, list, run, schedule, apply, back up. Nothing
that was acknowledged is lost, and nobody is told that the catalog is busy.

Usage: one_catalog.py WAYBILL [SECONDS]

A few seconds; a minute with WAYBILL_TEST_DEEP=1.
"""

import json
import os
import sys
import threading
import time
import traceback

from workbench import INSTANT, Workbench, finish

BINARY = sys.argv[1]
WORKERS = 10
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 60 if os.environ.get("WAYBILL_TEST_DEEP") else 6
BUSY = ("WB9307", "database is locked")


class Worker(threading.Thread):
    def __init__(self, bench, number, until):
        super().__init__()
        self.bench, self.number, self.until = bench, number, until
        self.created, self.updates, self.shared, self.runs, self.calls = [], 0, 0, 0, 0
        self.error = None

    def call(self, *words, allowed=()):
        code, out, error = self.bench.run("--json", *words)
        self.calls += 1
        said = out + error
        assert not any(word in said for word in BUSY), f"{words}: {said}"
        answer = json.loads(out)
        if code != 0:
            assert answer.get("error", {}).get("code") in allowed, f"{words}: exit {code} {said}"
            return None
        return answer

    def document(self, name, body):
        file = self.bench.folder / f"{name}.json"
        file.write_text(json.dumps({"recipient": body}))
        return str(file)

    def recipient(self, name, description):
        return self.document(f"worker-{self.number}", {
            "name": name, "id_in_provider_system": name, "description": description})

    def round(self, number):
        name = f"w{self.number} r{number}"
        self.call("recipient", "create", self.recipient(name, "made"))
        self.created.append(name)
        # One object of its own: every update is a version.
        self.call("recipient", "update", self.recipient(f"own {self.number}", f"round {number}"))
        self.updates += 1
        # One that all change: an update is refused when another was faster, and never lost.
        seen = self.call("recipient", "get", "shared")["version"]
        saved = self.call("recipient", "update", self.recipient("shared", f"{name}"),
                          "--version", str(seen), allowed=("WB9311",))
        if saved is not None:
            assert saved["version"] == seen + 1, saved
            self.shared += 1
        self.call("run", f"sync {self.number}")
        self.runs += 1
        listed = self.call("run", "list", "--sync", f"sync {self.number}", "--page-size", "1000")
        assert len(listed["items"]) == min(1000, self.runs), len(listed["items"])
        assert self.call("recipient", "list", "--page-size", "10")["items"]
        self.call("schedule", "run_due")
        if number % 5 == self.number % 5:
            assert self.call("plan", "config")["changes"] == []
            self.call("apply", "config")
        if number % 7 == self.number % 7:
            copy = str(self.bench.folder / f"copy-{self.number}.db")
            self.call("catalog", "backup", copy, "--force")
        if number % 11 == self.number:
            self.call("catalog", "vacuum", "--versions-days", "1", "--runs-days", "1")

    def run(self):
        try:
            number = 0
            while number < 2 or time.monotonic() < self.until:
                self.round(number)
                number += 1
        except Exception:
            self.error = traceback.format_exc()


def prepare(bench):
    bench.source(rows=[(i, f"row {i}", INSTANT) for i in range(50)])
    bench.configure()
    config = bench.folder / "config"
    for i in [*range(WORKERS), "timed"]:
        documents = {
            f"to {i}": {"connection": {"name": f"to {i}", "vendor": "sqlite",
                                       "options": {"path": f"destination-{i}.db"}}},
            f"wh {i}": {"destination": {"name": f"wh {i}", "connection": f"to {i}"}},
            f"sync {i}": {"sync": {"name": f"sync {i}", "model": "items",
                                   "destination": f"wh {i}",
                                   "schedule": {"every": "1s"} if i == "timed" else "manual"}}}
        for name, document in documents.items():
            (config / f"{name}.json").write_text(json.dumps(document))
    bench.check("apply", "config")
    for name in ["shared"] + [f"own {i}" for i in range(WORKERS)]:
        (bench.folder / "made.json").write_text(json.dumps(
            {"recipient": {"name": name, "id_in_provider_system": name}}))
        bench.check("recipient", "create", "made.json")


def all_items(bench, *words):
    items, cursor = [], None
    while True:
        page = json.loads(bench.check("--json", *words, "--page-size", "1000",
                                      *(["--cursor", cursor] if cursor else [])))
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            return items


def main():
    with Workbench(BINARY) as bench:
        prepare(bench)
        until = time.monotonic() + SECONDS
        workers = [Worker(bench, number, until) for number in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        failures = [worker.error for worker in workers if worker.error]

        def check(what, good):
            if not good:
                failures.append(what)

        there = {item["name"]: item for item in all_items(bench, "recipient", "list")}
        for worker in workers:
            check(f"created by {worker.number}", all(name in there for name in worker.created))
            check(f"updates by {worker.number}",
                  there[f"own {worker.number}"]["version"] == 1 + worker.updates)
            runs = all_items(bench, "run", "list", "--sync", f"sync {worker.number}")
            by_hand = [run for run in runs if run["trigger"] == "manual"]
            check(f"runs by {worker.number}: {len(by_hand)} of {worker.runs}",
                  len(by_hand) == worker.runs)
            check(f"statuses of {worker.number}", all(run["status"] == "success" for run in runs))
            check(f"rows of {worker.number}",
                  len(bench.query(f"destination-{worker.number}.db", "SELECT id FROM items")) == 50)
        timed = all_items(bench, "run", "list", "--sync", "sync timed")
        check("scheduled runs", timed and all(run["trigger"] == "schedule" and run["status"] == "success"
                                              for run in timed))
        check("updates of the shared one",
              there["shared"]["version"] == 1 + sum(worker.shared for worker in workers))
        check("no more recipients than were made",
              len(there) == 1 + WORKERS + sum(len(worker.created) for worker in workers))
        check("the catalog is whole", json.loads(bench.check("--json", "catalog", "check"))["ok"])
        for copy in bench.folder.glob("copy-*.db"):
            check(f"{copy.name} is whole",
                  bench.query(copy.name, "PRAGMA integrity_check") == [("ok",)])
        for failure in failures:
            print(f"FAILED {failure}")
        calls = sum(worker.calls for worker in workers)
        print(f"{calls} calls in {SECONDS:g} s, {sum(worker.shared for worker in workers)} updates of one object")
        finish(0 if failures else 1, len(failures))


main()
