"""`waybill scheduler` as a process: started, killed, started again, twice at once, stopped.

Usage: test_scheduler.py WAYBILL
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

BINARY = os.path.abspath(sys.argv[1])
DOCUMENTS = {
    "from": {"connection": {"name": "from", "vendor": "sqlite", "options": {"path": "source.db"}}},
    "to": {"connection": {"name": "to", "vendor": "sqlite", "options": {"path": "target.db"}}},
    "shop": {"source": {"name": "shop", "connection": "from"}},
    "items": {
        "model": {
            "model_name": "items",
            "source_table": "items",
            "columns": [
                {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": True},
                {"name_in_source": "at", "name_in_destination": "changed", "data_type": "timestamp",
                 "is_last_modified": True},
            ],
        }
    },
    "lake": {"destination": {"name": "lake", "connection": "to"}},
    "often": {"sync": {"name": "often", "model": "items", "destination": "lake", "schedule": {"every": "1s"}}},
}
failures, passed = [], 0


def check(what, good, note=""):
    global passed
    if good:
        passed += 1
        return
    failures.append(what)
    print(f"FAILED {what} {note}")


def waybill(folder, *words):
    done = subprocess.run([BINARY, "--json", *words], cwd=folder, capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


class Scheduler:
    def __init__(self, folder):
        self.events = []
        self.process = subprocess.Popen([BINARY, "--json", "scheduler"], cwd=folder, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stderr:
            self.events.append(json.loads(line))

    def of(self, event):
        return [item for item in self.events if item["event"] == event]

    def wait_for(self, event, count, seconds=20):
        until = time.monotonic() + seconds
        while len(self.of(event)) < count and time.monotonic() < until and self.process.poll() is None:
            time.sleep(0.02)
        return len(self.of(event)) >= count

    def end(self, number):
        self.process.send_signal(number)
        out = self.process.stdout.read()
        self.process.wait(timeout=20)
        self.reader.join()
        self.process.stderr.close()
        self.process.stdout.close()
        return self.process.returncode, out


def set_up(folder):
    with sqlite3.connect(folder / "source.db") as source:
        source.execute("CREATE TABLE items (id INTEGER PRIMARY KEY, at TEXT)")
        source.execute("INSERT INTO items VALUES (1, '2026-01-01T00:00:00Z')")
    config = folder / "config"
    config.mkdir()
    for name, document in DOCUMENTS.items():
        (config / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    applied = waybill(folder, "apply", "config")
    check("the config is applied", "changes" in applied, applied)


def runs(folder):
    return waybill(folder, "run", "list", "--sync", "often", "--order", "oldest_first", "--page-size", "1000")["items"]


def check_no_overlap(folder, what):
    ended = ""
    for run in runs(folder):
        if run["status"] == "orphaned":
            continue
        check(f"{what}: one run after the other", run["started_at"] >= ended, run)
        ended = run["ended_at"] or "9999"


def test_stop(folder):
    scheduler = Scheduler(folder)
    check("it runs what is due", scheduler.wait_for("schedule.ended", 2), scheduler.events)
    check("its runs succeed", all(event["status"] == "success" for event in scheduler.of("schedule.ended")),
          scheduler.events)
    code, out = scheduler.end(signal.SIGTERM)
    check("SIGTERM is an order", code == 0 and json.loads(out) == {"stopped": True}, f"{code} {out}")
    check("runs are of the schedule", {run["trigger"] for run in runs(folder)} == {"schedule"})
    scheduler = Scheduler(folder)
    scheduler.wait_for("schedule.ended", 1)
    code, out = scheduler.end(signal.SIGINT)
    check("Ctrl-C", code == 130 and json.loads(out)["error"]["code"] == "WB9092", f"{code} {out}")
    check("no run is left running", all(run["ended_at"] for run in runs(folder)))


def test_kills(folder):
    for number in range(12):
        scheduler = Scheduler(folder)
        check("it goes on after a kill", scheduler.wait_for("schedule.started", 1), scheduler.events)
        time.sleep(0.004 * number)
        scheduler.end(signal.SIGKILL)
        with sqlite3.connect(folder / "source.db") as source:
            source.execute("INSERT INTO items VALUES (?, '2026-01-02T00:00:00Z')", (100 + number,))
    scheduler = Scheduler(folder)
    check("it ends well after kills", scheduler.wait_for("schedule.ended", 3), scheduler.events)
    scheduler.end(signal.SIGTERM)
    with sqlite3.connect(folder / "source.db") as source, sqlite3.connect(folder / "target.db") as target:
        wanted = source.execute("SELECT id FROM items ORDER BY id").fetchall()
        check("every row arrived once", target.execute("SELECT id FROM items ORDER BY id").fetchall() == wanted)
    check("nothing is left running", all(run["ended_at"] for run in runs(folder)), runs(folder)[-3:])
    check_no_overlap(folder, "kills")


def test_two(folder):
    before = len(runs(folder))
    both = [Scheduler(folder), Scheduler(folder)]
    for _ in range(250):
        if sum(len(one.of("schedule.ended")) for one in both) >= 5:
            break
        time.sleep(0.05)
    # Another process holds the catalog for a moment.
    with sqlite3.connect(folder / "waybill.db", isolation_level=None) as catalog:
        catalog.execute("BEGIN IMMEDIATE")
        time.sleep(1.2)
        catalog.execute("ROLLBACK")
    ended = sum(len(one.of("schedule.ended")) for one in both)
    for _ in range(250):
        if sum(len(one.of("schedule.ended")) for one in both) > ended:
            break
        time.sleep(0.05)
    else:
        check("they survive a busy catalog", False, both[0].events[-3:])
    codes = [one.end(signal.SIGTERM)[0] for one in both]
    check("both end", codes == [0, 0], codes)
    due = [event["due_at"] for one in both for event in one.of("schedule.ended")
           if event["runs"] and event["runs"][0]["status"] == "success"]
    check("no start is carried out twice", len(due) == len(set(due)), sorted(due))
    check("each is one run", len(runs(folder)) - before <= len(due) + 2, f"{len(runs(folder)) - before} {len(due)}")
    check_no_overlap(folder, "two")


with tempfile.TemporaryDirectory() as work:
    place = Path(work)
    set_up(place)
    test_stop(place)
    test_kills(place)
    test_two(place)
print(f"{passed} passed, {len(failures)} failed, 0 skipped")
raise SystemExit(1 if failures else 0)
