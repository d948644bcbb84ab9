#!/usr/bin/env python3
"""Runs the built examples of docs/examples in a folder of their own and checks what they say.

usage: run_examples.py LINT FIRST EMBED
"""

import subprocess
import sys
import tempfile
from pathlib import Path


class Failed(Exception):
    pass


def said_by(command: list[str], expect: int, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    if done.returncode != expect:
        raise Failed(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def needs(said: str, *parts: str) -> None:
    for part in parts:
        if part not in said:
            raise Failed(f"'{part}' is not in:\n{said}")


def run_examples(lint: str, first: str, embed: str, environment: dict[str, str] | None = None) -> None:
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
        run_examples(*sys.argv[1:4])
    except Failed as failure:
        print(failure)
        sys.exit(1)
