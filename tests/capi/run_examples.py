#!/usr/bin/env python3
"""Runs the built examples of docs/examples in a folder of their own and checks what they say.

usage: run_examples.py LINT FIRST EMBED LINT_TEST_C LINT_TEST_CPP MODEL_TEST_C MODEL_TEST_CPP
"""

import subprocess
import sys
import tempfile
from pathlib import Path


class Failed(Exception):
    pass


def said_by(
    command: list[str], expect: int, environment: dict[str, str] | None = None, folder: Path | None = None
) -> str:
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=300)
    if done.returncode != expect:
        raise Failed(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def needs(said: str, *parts: str) -> None:
    for part in parts:
        if part not in said:
            raise Failed(f"'{part}' is not in:\n{said}")


# What a product ships, and the same with a mistake.
SHIPPED = """{"model": {"model_name": "events", "source_table": "app_events", "columns": [
  {"name_in_source": "id", "name_in_destination": "id", "data_type": "uuid", "is_primary_key": true},
  {"name_in_source": "at", "name_in_destination": "happened_at", "data_type": "timestamp", "is_last_modified": true}
], "tests": [{"name": "one event",
  "given": {"app_events": [{"id": "0191d5a0-0000-7000-8000-000000000001", "at": "2026-01-01T00:00:00Z"}]},
  "expect": [{"happened_at": "2026-01-01T00:00:00Z"}]}]}}
"""


def run_tests_of_a_product(program: str, environment: dict[str, str] | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        models = Path(name) / "config" / "models"
        models.mkdir(parents=True)
        (models / "events.json").write_text(SHIPPED, encoding="utf-8")
        said_by([program], 0, environment, Path(name))
        (models / "events.json").write_text(SHIPPED.replace('"uuid"', '"float"'), encoding="utf-8")
        said_by([program], 1, environment, Path(name))


def run_examples(
    lint: str, first: str, embed: str, *tests: str, environment: dict[str, str] | None = None
) -> None:
    for program in tests:
        run_tests_of_a_product(str(Path(program).resolve()), environment)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        document = folder / 'quoted "name".json'
        document.write_text('{"recipient": {"name": "A", "id_in_provider_system": "a"}}', encoding="utf-8")
        needs(said_by([lint, str(document)], 0, environment), "0 errors")
        document.write_text('{"recipient": {"name": "A"}}', encoding="utf-8")
        needs(said_by([lint, str(document)], 1, environment), f"{document}:1:", "WB1005")
        said_by([lint, str(folder / "missing.json")], 2, environment)
        said_by([lint], 2, environment)

        for program in (first, embed):
            (folder / Path(program).name).mkdir()
            said_by([program], 2, environment)
            said_by([program, str(folder / "no folder")], 1, environment)
        needs(
            said_by([first, str(folder / Path(first).name)], 0, environment),
            "first transfer: read 2, inserted 2, updated 0",
            "second transfer: read 1, inserted 0, updated 1",
        )
        needs(
            said_by([embed, str(folder / Path(embed).name)], 0, environment),
            "preview: anvil", "preview: rocket", "log: run.finished", "progress: ", '"inserted":2',
        )


if __name__ == "__main__":
    try:
        run_examples(*sys.argv[1:])
    except Failed as failure:
        print(failure)
        sys.exit(1)
