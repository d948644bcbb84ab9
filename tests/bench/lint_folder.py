#!/usr/bin/env python3
"""Lints a config folder by Waybill, beside jq reading the same files.

Both take turns in one run, because only ratios of one run carry over to another machine. jq only
reads and prints JSON, so it is a measure of the machine and the files: lint also judges them, each
by itself and all beside each other. The folder has no findings, which is checked.

  tests/bench/lint_folder.py                     1,000 and 10,000 models, five turns
  tests/bench/lint_folder.py --models 1000 --turns 15
  tests/bench/lint_folder.py --json figures.json --build build

Builds what it needs in build/ (see docs/quickstart.sh for the set-up) and works in build/bench/.
Without jq its column is left out, and said to be.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SUBJECTS = ["account", "invoice", "shipment", "visitor", "campaign", "ticket", "payment", "refund", "session", "product"]
PARTS = ["amount", "status", "origin", "channel", "region", "owner", "score", "discount", "reference", "priority",
         "quantity", "weight", "currency", "locale", "segment", "revision", "category", "stage", "carrier", "contact"]
TYPES = ["text", "bigint", "integer", "boolean", "decimal(18,4)", "float", "date", "timestamp", "json", "uuid"]


def column(name: str, kind: str, **more: object) -> dict:
    return {"name_in_source": name, "name_in_destination": f"{name}_sent", "data_type": kind, **more}


def columns(count: int, rng: random.Random) -> list[dict]:
    made = [column("record_id", "bigint", is_primary_key=True), column("changed_at", "timestamp", is_last_modified=True)]
    for i in range(count - len(made)):
        name = f"{rng.choice(SUBJECTS)}_{rng.choice(PARTS)}_{i}"
        more = {"description": f"The {name.replace('_', ' ')}, as the source's users see it."} if i % 3 == 0 else {}
        made.append(column(name, rng.choice(TYPES), **more))
    return made


def query(table: str, names: list[str]) -> str:
    listed = ",\n  ".join(f"r.{name}" for name in names)
    return (
        f"SELECT\n  {listed},\n  r.tenant\nFROM app.{table} r\nJOIN app.tenants t ON t.tenant = r.tenant\n"
        "WHERE t.tenant = '{{.IdInProviderSystem}}'\n"
        "{{if .LastModifiedAtEpoch}}  AND r.changed_at >= to_timestamp({{.LastModifiedAtEpoch}})\n{{end}}"
    )


def model(i: int, rng: random.Random, count: int) -> dict:
    table = f"{rng.choice(SUBJECTS)}_records_{i}"
    body = {
        "model_name": f"{table}_shared",
        "description": f"Model {i}: what partners get of {table}.",
        "source_name": f"app-{i % 5}",
        "organization_column": "tenant",
        "columns": columns(count, rng),
    }
    if i % 10 == 0:
        body["source_query"] = query(table, [one["name_in_source"] for one in body["columns"]])
    else:
        body["source_table"] = f"app.{table}"
    return {"model": body}


def write(folder: Path, name: str, document: dict) -> int:
    file = folder / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def sqlite(name: str) -> dict:
    return {"connection": {"name": name, "vendor": "sqlite", "options": {"path": f"{name}.db"}}}


def make_folder(folder: Path, models: int, seed: int) -> tuple[int, int]:
    """Files and bytes. One recipient with its connection and destination for twenty models."""
    rng = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    sizes = []
    for i in range(5):
        sizes.append(write(folder, f"connections/app-{i}", sqlite(f"app-{i}")))
        source = {"name": f"app-{i}", "connection": f"app-{i}", "tenancy": "multi_tenant_tables"}
        sizes.append(write(folder, f"sources/app-{i}", {"source": source}))
    for i in range(models):
        sizes.append(write(folder, f"models/{i // 500:03}/model-{i:05}", model(i, rng, rng.randint(20, 40))))
    for i in range(max(1, models // 20)):
        name = f"customer-{i}"
        sizes.append(write(folder, f"connections/{name}", sqlite(name)))
        sizes.append(write(folder, f"recipients/{name}", {"recipient": {"name": name, "id_in_provider_system": f"c{i}"}}))
        destination = {"name": name, "recipient": name, "connection": name}
        sizes.append(write(folder, f"destinations/{name}", {"destination": destination}))
    return len(sizes), sum(sizes)


def make_wide(folder: Path, count: int, seed: int) -> tuple[int, int]:
    shutil.rmtree(folder, ignore_errors=True)
    body = model(1, random.Random(seed), count)
    del body["model"]["source_name"]
    return 1, write(folder, "wide", body)


class Bench:
    def __init__(self, build: Path) -> None:
        self.meter = build / "tests/bench/bench_meter"
        self.waybill = build / "bindings/cli/waybill"
        self.work = build / "bench"
        self.jq = shutil.which("jq")

    def measure(self, command: list, output: Path = Path(os.devnull)) -> dict:
        words = [str(word) for word in (self.meter, self.work / "meter.txt", *command)]
        with output.open("wb") as out:
            status = subprocess.run(words, stdout=out, check=False).returncode
        if status != 0:
            said = output.read_text()[:2000] if output.is_file() else ""
            sys.exit(f"{' '.join(words[:6])} ...: exit {status}\n{said}")
        wall, user, system, peak = (self.work / "meter.txt").read_text().split()
        return {"wall": float(wall), "cpu": float(user) + float(system), "mib": int(peak) / 1024}

    def lint(self, folder: Path) -> dict:
        output = self.work / "out.txt"
        figures = self.measure([self.waybill, "lint", folder], output)
        report = output.read_text()
        if not report.endswith("0 errors, 0 warnings\n"):
            sys.exit(f"the folder has findings:\n{report[:2000]}")
        return figures

    def turns(self, folder: Path, turns: int) -> dict:
        """{who: [measurement of each turn]}, each the first in every other turn."""
        files = sorted(folder.rglob("*.json"))
        who = {"waybill lint": lambda: self.lint(folder)}
        if self.jq:
            who["jq ."] = lambda: self.measure([self.jq, ".", *files])
        for ask in who.values():  # so that no file is read from the disk for the first time
            ask()
        results: dict[str, list] = {name: [] for name in who}
        for turn in range(turns):
            for name in list(who) if turn % 2 == 0 else reversed(list(who)):
                results[name].append(who[name]())
        return results


def median(figures: list, key: str) -> float:
    return statistics.median(one[key] for one in figures)


def show(title: str, results: dict, files: int, size: int) -> None:
    """The ratio is lint's rate divided by that of the line."""
    print(f"\n{title}: {files:,} files, {size / 1e6:.1f} MB\n")
    print("| | ms | files/s | MB/s | lint is | CPU ms | peak MiB |\n| --- | --- | --- | --- | --- | --- | --- |")
    own = median(results["waybill lint"], "wall")
    for who, figures in results.items():
        wall = median(figures, "wall")
        ratio = "" if who == "waybill lint" else f"{wall / own:.2f} times as fast"
        print(
            f"| {who} | {wall * 1000:.0f} | {files / wall:,.0f} | {size / wall / 1e6:.0f} | {ratio} "
            f"| {median(figures, 'cpu') * 1000:.0f} | {median(figures, 'mib'):.0f} |",
            flush=True,
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="a configured build folder")
    parser.add_argument("--json", type=Path, help="keep every figure there")
    options = parser.parse_args()

    targets = ["bindings/cli/waybill", "tests/bench/bench_meter"]
    subprocess.run(["ninja", "-C", options.build, "--quiet", *targets], check=True)
    bench = Bench(options.build.resolve())
    bench.work.mkdir(exist_ok=True)
    if bench.jq is None:
        print("skipped: jq is not installed (apt-get install jq): no peer is measured")
    print(f"{os.cpu_count()} cores, medians of {options.turns} turns")

    kept, per_file = {}, {}
    folder = bench.work / "lint"
    for models in options.models:
        files, size = make_folder(folder, models, options.seed)
        kept[models] = bench.turns(folder, options.turns)
        per_file[models] = median(kept[models]["waybill lint"], "wall") / files
        show(f"{models:,} models", kept[models], files, size)
    files, size = make_wide(folder, 4_096, options.seed)
    kept["wide"] = bench.turns(folder, options.turns)
    show("One model of 4,096 columns", kept["wide"], files, size)
    print()
    if len(per_file) > 1:
        print(f"Time a file, largest folder over smallest: {per_file[max(per_file)] / per_file[min(per_file)]:.2f}")
    start = [bench.measure([bench.waybill, "--version"]) for _ in range(5)]
    print(f"Start-up (waybill --version): {median(start, 'wall') * 1000:.0f} ms, {median(start, 'mib'):.0f} MiB")
    if options.json:
        options.json.write_text(json.dumps({str(key): value for key, value in kept.items()}, indent=1))
    shutil.rmtree(folder)
    for name in ("meter.txt", "out.txt"):
        (bench.work / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
