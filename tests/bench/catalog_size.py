#!/usr/bin/env python3
"""What a large catalog costs: start-up, lists, plan and apply of a config folder.

Two catalogs, one ten times the other: models, recipients, runs with their events, dead letters of
which one in a hundred waits. Every figure is a whole process of the command line, from its start to
its end, the median of some turns, wall clock and user time; the machine may be shared. What each
answers is looked at as well.

  tests/bench/catalog_size.py --waybill build/bindings/cli/waybill
  tests/bench/catalog_size.py --models 10000 --turns 7 --json figures.json

Exits with 1 when a goal of the larger catalog is missed in user time: 50 ms a list and a start, 5 s
a plan.
"""

import argparse
import contextlib
import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

LIST_GOAL_MS = 50
PLAN_GOAL_MS = 5000
START = 1_780_000_000_000_000  # microseconds
STATUSES = ["success"] * 17 + ["partial_failure", "error", "cancelled"]


def write_folder(folder: Path, models: int, recipients: int) -> None:
    for kind in ("connections", "sources", "models", "recipients", "destinations"):
        (folder / kind).mkdir(parents=True)

    def put(path: str, document: dict) -> None:
        (folder / path).write_text(json.dumps(document, indent=2), encoding="utf-8")

    put("connections/shop.json", {"connection": {"name": "shop", "vendor": "sqlite", "options": {"path": "shop.db"}}})
    put("sources/shop.json", {"source": {"name": "shop", "connection": "shop", "tenancy": "multi_tenant_tables"}})
    for i in range(models):
        columns = [{"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": True},
                   {"name_in_source": "changed_at", "name_in_destination": "changed_at", "data_type": "timestamp",
                    "is_last_modified": True}]
        columns += [{"name_in_source": f"value_{j}", "name_in_destination": f"sent_{j}", "data_type": "text"}
                    for j in range(10)]
        put(f"models/model_{i}.json", {"model": {"model_name": f"model_{i}", "source_name": "shop",
                                                 "source_table": f"table_{i}", "organization_column": "tenant",
                                                 "columns": columns}})
    for i in range(recipients):
        put(f"recipients/tenant_{i}.json", {"recipient": {"name": f"Tenant {i}", "id_in_provider_system": f"t{i}"}})


def fill(path: Path, models: int, recipients: int, runs: int, rejects: int) -> None:
    """Past the catalog's own rules: what years of runs leave."""
    def run_id(i: int) -> str:
        return str(uuid.UUID(int=(START // 1000 + i) << 80 | 7 << 76 | 2 << 62 | i))

    def run(i: int) -> tuple:
        tenant = i % recipients
        name = f"tenant_{tenant}/model_{i % models}"
        at = START + i * 1_000_000
        report = json.dumps({"counts": {"read": i, "inserted": i, "updated": 0}, "seconds": 1.5, "pad": "x" * 300})
        return (run_id(i), name, name, name, f"tenant_{tenant}", f"tenant_{tenant}", f"model_{i % models}", f"t{tenant}",
                "", "schedule", "", STATUSES[i % len(STATUSES)], at, at + 900_000, report,
                json.dumps({"team": f"team_{i % 50}"}), None)

    def reject(i: int) -> tuple:
        tenant = i % recipients
        name = f"tenant_{tenant}/model_{i % models}"
        waits = i % 100 == 0
        at = START + i * 100_000
        return (f"{i:032x}", name, name, name, run_id(i % runs), f"t{tenant}", json.dumps({"id": i}),
                f"WB850{1 + i % 5}", "a value does not fit", json.dumps({"id": i, "name": "x" * 60}), 1, at, at,
                "pending" if waits else "resolved", None if waits else at + 5)

    def rows(table: str, columns: str, made) -> None:
        names = columns.split()
        database.executemany(f'INSERT INTO {table} ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})', made)

    with contextlib.closing(sqlite3.connect(path)) as database, database:
        rows("runs", "id sync_id sync_name sync_folded destination destination_folded model tenant transfer_id trigger "
             "actor status started_at ended_at report tags cancel_asked_at", (run(i) for i in range(runs)))
        rows("run_events", "run_id number at event fields",
             ((run_id(i), n, START + i, event, "{}") for i in range(runs)
              for n, event in ((1, "started"), (2, "finished"))))
        rows("rejects", 'id sync_id sync_name sync_folded run_id tenant "key" code message payload attempts first_at '
             "last_at state settled_at", (reject(i) for i in range(rejects)))


class Machine:
    def __init__(self, binary: str, folder: Path, turns: int) -> None:
        self.binary, self.folder, self.turns = binary, folder, turns
        self.figures: dict[str, dict] = {}

    def run(self, *words: str) -> tuple[float, float, dict]:
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        began = time.monotonic()
        ended = subprocess.run([self.binary, "--catalog", "waybill.db", "--json", *words], cwd=self.folder, text=True,
                               capture_output=True, check=False, stdin=subprocess.DEVNULL)
        wall = time.monotonic() - began
        user = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        if ended.returncode != 0:
            sys.exit(f"{' '.join(words)}: {ended.returncode} {ended.stdout[:400]}{ended.stderr[:400]}")
        return wall * 1000, user * 1000, json.loads(ended.stdout)

    def measure(self, what: str, words: list[str], good, turns: int | None = None) -> None:
        walls, users = [], []
        for _ in range(turns or self.turns):
            wall, user, answer = self.run(*words)
            if not good(answer):
                sys.exit(f"{what}: not the answer that was expected: {json.dumps(answer)[:400]}")
            walls.append(wall)
            users.append(user)
        self.figures[what] = {"wall_ms": round(statistics.median(walls), 1),
                              "user_ms": round(statistics.median(users), 1), "least_ms": round(min(walls), 1)}
        print(f"  {what:34} {self.figures[what]['wall_ms']:>9} ms, user {self.figures[what]['user_ms']:>8} ms",
              flush=True)


def measure(binary: str, work: Path, models: int, turns: int) -> dict:
    recipients, runs, rejects = models // 10, models * 10, models * 100
    print(f"{models} models, {recipients} recipients, {runs} runs, {rejects} dead letters", flush=True)
    work.mkdir()
    write_folder(work / "config", models, recipients)
    machine = Machine(binary, work, turns)
    documents = models + recipients + 2
    machine.measure("apply of a new folder", ["apply", "config", "--no-verify", "--no-validate"],
                    lambda answer: len(answer["changes"]) == documents, turns=1)
    fill(work / "waybill.db", models, recipients, runs, rejects)

    def page(answer: dict) -> bool:
        return len(answer["items"]) == 100 and answer["next"] is not None

    def some(answer: dict) -> bool:
        return len(answer["items"]) > 0

    machine.measure("start-up, catalog opened", ["recipient", "get", "Tenant 1"], lambda answer: answer["version"] == 1)
    cursor = machine.run("model", "list", "--page-size", "500")[2]["next"]
    lists = {
        "model list": (["model", "list"], page),
        "model list, a later page": (["model", "list", "--cursor", cursor], page),
        "recipient list": (["recipient", "list"], lambda answer: len(answer["items"]) == min(100, recipients)),
        "run list": (["run", "list"], page),
        "run list, oldest first": (["run", "list", "--order", "oldest_first"], page),
        "run list, one sync": (["run", "list", "--sync", "tenant_1/model_1"], some),
        "run list, one destination": (["run", "list", "--destination", "tenant_1"], some),
        "run list, failed": (["run", "list", "--status", "error"], page),
        "run list, ended before": (["run", "list", "--ended-before", "2026-05-30T00:00:00Z"], some),
        "run list, none running": (["run", "list", "--status", "running"], lambda answer: answer["items"] == []),
        "run list, one tag": (["run", "list", "--tag", "team=team_7"], page),
        "run list, a tag that none has": (["run", "list", "--tag", "team=none"], lambda answer: answer["items"] == []),
        "run list, ended before the first": (["run", "list", "--ended-before", "2026-05-01T00:00:00Z"],
                                             lambda answer: answer["items"] == []),
        "run list, failed at one destination": (["run", "list", "--destination", "tenant_18", "--status", "error"],
                                                some),
        "reject list": (["reject", "list"], page),
        "reject list, waiting": (["reject", "list", "--state", "pending"], page),
        "reject list, one sync": (["reject", "list", "--sync", "tenant_1/model_1"], some),
        "reject list, waiting of one sync": (["reject", "list", "--sync", "tenant_0/model_0", "--state", "pending"], some),
        "reject list, one code": (["reject", "list", "--code", "WB8503"], page),
        "reject list, waiting of one code": (["reject", "list", "--code", "WB8501", "--state", "pending"], some),
        "reject list, waiting of another": (["reject", "list", "--code", "WB8502", "--state", "pending"],
                                            lambda answer: answer["items"] == []),
        "version list": (["version", "list", "model", "model_1"], some),
        "run events": (["run", "events", machine.run("run", "list")[2]["items"][0]["run_id"]], some),
    }
    for what, (words, good) in lists.items():
        machine.measure(what, words, good)
    machine.measure("plan, nothing changed", ["plan", "config"],
                    lambda answer: answer["changes"] == [] and answer["unchanged"] == documents, turns=3)
    machine.measure("apply, nothing changed", ["apply", "config"], lambda answer: answer["changes"] == [], turns=3)
    machine.measure("export", ["export", "exported"],
                    lambda answer: len(answer["files"]) == documents, turns=1)
    machine.measure("export, nothing changed", ["export", "exported"],
                    lambda answer: answer["unchanged"] == documents, turns=1)
    machine.measure("catalog backup", ["catalog", "backup", "copy.db"], lambda answer: answer["bytes"] > 0, turns=1)
    machine.measure("catalog vacuum", ["catalog", "vacuum", "--runs-days", "1"],
                    lambda answer: answer["bytes_after"] > 0, turns=1)
    machine.figures["catalog file"] = {"mib": os.path.getsize(work / "copy.db") >> 20}
    return machine.figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--waybill", default=str(Path(__file__).resolve().parents[2] / "build/bindings/cli/waybill"))
    parser.add_argument("--models", type=int, default=10000, help="of the larger catalog; a multiple of 100")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--json", help="writes the figures to this file")
    options = parser.parse_args()
    figures = {}
    with tempfile.TemporaryDirectory() as work:
        for models in (options.models // 10, options.models):
            figures[models] = measure(os.path.abspath(options.waybill), Path(work) / str(models), models, options.turns)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    missed = []
    for what, figure in figures[options.models].items():
        is_list = " list" in what or what.startswith("start-up") or what == "run events"
        goal = LIST_GOAL_MS if is_list else PLAN_GOAL_MS if what.startswith("plan") else None
        if goal is not None and figure["user_ms"] > goal:
            missed.append(f"{what}: {figure['user_ms']} ms of {goal}")
    print("\n".join(["missed: " + what for what in missed] or ["every goal is met"]))
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
