#!/usr/bin/env python3
"""docs/schema/ agrees with lint: a document whose keys and values lint has nothing against validates,
and what lint refuses for its keys and values alone (WB1003 to WB1006) does not.

usage: check_schemas.py ROOT WAYBILL
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed; tests/run.sh --setup-only installs it")
    raise SystemExit(77) from None

SHAPE = {"WB1003", "WB1004", "WB1005", "WB1006"}
# Cases that the schema judges in another way than lint, each with the reason.
ACCEPTED_BY_SCHEMA: dict[str, str] = {}
REFUSED_BY_SCHEMA = {
    "wb7003-password-among-the-options": "for lint it is a secret in the wrong place, not an unknown option",
}

root, waybill = Path(sys.argv[1]), str(Path(sys.argv[2]).resolve())
failures: list[str] = []
counted = {"clean": 0, "refused": 0, "broken elsewhere": 0, "of init": 0}


def without_comments(text: str) -> str:
    """JSON from JSON with comments and trailing commas."""
    token = r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/'
    plain = re.sub(token, lambda found: found[1] or " ", text, flags=re.S)
    return re.sub(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])', lambda found: found[1] or "", plain, flags=re.S)


def load(file: Path) -> object:
    return json.loads(without_comments(file.read_text(encoding="utf-8-sig")))


def validators() -> dict[str, jsonschema.Draft202012Validator]:
    made = {}
    for file in sorted((root / "docs/schema").glob("*.json")):
        schema = json.loads(file.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        made[file.stem] = jsonschema.Draft202012Validator(schema)
    return made


def problems(schemas: dict, file: Path) -> list[str]:
    """By the schema an editor would use, and by the one of its kind."""
    document = load(file)
    kind = next(iter(document), None) if isinstance(document, dict) and len(document) == 1 else None
    bare = file.parent.name == "models" and kind not in schemas
    wanted = ["model"] if bare else ["document"]
    if kind in schemas and kind != "document":
        wanted.append(kind)
    return [f"{name}: {error.message}" for name in wanted for error in schemas[name].iter_errors(document)]


def lint(path: Path) -> dict[str, set]:
    """Codes of the findings by file."""
    done = subprocess.run([waybill, "--json", "lint", str(path)], capture_output=True, text=True, check=False)
    found: dict[str, set] = {}
    for finding in json.loads(done.stdout)["findings"]:
        found.setdefault(finding["file"], set()).add(finding["code"])
    return found


def documents(path: Path) -> list[Path]:
    return sorted(file for file in [path, *path.rglob("*")] if file.suffix in (".json", ".jsonc"))


def expect_valid(schemas: dict, file: Path, counter: str) -> None:
    counted[counter] += 1
    for problem in problems(schemas, file):
        failures.append(f"{file}: lint has nothing against its keys, but {problem}")


def check_broken(schemas: dict, case: Path) -> None:
    codes = lint(case)
    for file in documents(case):
        found = codes.get(str(file), set())
        if case.stem in REFUSED_BY_SCHEMA:
            counted["refused"] += 1
            if not problems(schemas, file):
                failures.append(f"{file}: the schema accepts it")
        elif found and not any(code.startswith("WB1") for code in found):
            expect_valid(schemas, file, "broken elsewhere")
        if not found or not found <= SHAPE:
            continue
        counted["refused"] += 1
        valid = not problems(schemas, file)
        if valid != (case.stem in ACCEPTED_BY_SCHEMA):
            failures.append(f"{file} has {sorted(found)}, and the schema {'accepts' if valid else 'refuses'} it")


schemas = validators()
for file in documents(root / "tests/lint/clean"):
    expect_valid(schemas, file, "clean")
for case in sorted((root / "tests/lint/broken").iterdir()):
    if case.is_dir() or case.suffix in (".json", ".jsonc"):
        check_broken(schemas, case)
with tempfile.TemporaryDirectory() as work:
    subprocess.run([waybill, "init", "shop"], cwd=work, check=True, capture_output=True)
    for file in documents(Path(work) / "shop"):
        expect_valid(schemas, file, "of init")
for counter, least in {"clean": 20, "refused": 30, "broken elsewhere": 30, "of init": 5}.items():
    if counted[counter] < least:
        failures.append(f"only {counted[counter]} documents {counter}, at least {least} were expected")
print("\n".join(failures))
print(", ".join(f"{count} {counter}" for counter, count in counted.items()))
print(f"{max(0, sum(counted.values()) - len(failures))} passed, {len(failures)} failed, 0 skipped")
raise SystemExit(1 if failures else 0)
