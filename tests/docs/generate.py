#!/usr/bin/env python3
"""Pages that are made from Waybill's own tables: docs/rules.md, docs/config.md, docs/schema/*.json.

usage: generate.py ROOT WAYBILL            fails with a diff where a page is not what the tables say
       generate.py ROOT WAYBILL --write    writes the pages
"""

import difflib
import json
import re
import subprocess
import sys
from pathlib import Path

SCHEMAS = ["connection", "source", "model", "product", "recipient", "destination", "sync", "document"]
GROUPS = {
    "WB1": "Documents: JSON, keys and values",
    "WB2": "Models: what is read, the key, the cursor, the tenant",
    "WB3": "Columns",
    "WB4": "Names",
    "WB5": "Queries and their templates",
    "WB6": "Syncs",
    "WB7": "Documents beside each other",
}
INTRO = """\
# Rules and codes

What `waybill lint` finds, why a row was refused, and the errors of operations. `waybill explain WB4001` prints one of
them; `waybill rules list --json` has them all. A code never changes its meaning. This page is generated
(`tests/docs/generate.py`).

"""
REASONS = """\
## Why a row was refused

A row that cannot be carried exactly becomes a dead letter with one of these codes; `waybill reject list` shows them.

"""
ERRORS = """\
## Errors of operations

An error ends an operation; what it had begun is undone. *Retry* says that the same call may succeed later.

| code | class | retry | what happened | what to do |
| --- | --- | --- | --- | --- |
"""
CONFIG_INTRO = """\
# Config documents

A config folder is plain JSON, one document a file; comments and trailing commas are accepted. A file holds one object
whose single top key says its kind: `{"source": {...}}`. A bare object in a folder named `models` is a model. What is
checked: [rules.md](rules.md); how to check it: [checking.md](checking.md). *Checked only* marks what lint accepts and
judges, and `waybill apply` refuses by name, since no run of this version would carry it out. This page is generated
(`tests/docs/generate.py`).

"""


class Failed(Exception):
    pass


def ask(waybill: str, *words: str) -> dict:
    done = subprocess.run([waybill, "--json", *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed(f"waybill {' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def cell(text: str) -> str:
    """Text of a Markdown table or paragraph; what stands between backticks is code already."""
    parts = text.split("`")
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(r"([\\<*_\[])", r"\\\1", parts[i])
    return "`".join(parts).replace("|", "\\|")


def sentence(text: str) -> str:
    text = cell(text)
    return text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")


def section(row: dict) -> str:
    kind = f" ({row['severity']})" if "severity" in row else ""
    return (
        f"### {row['code']}\n\n**{cell(row['title'])}**{kind}\n\n{sentence(row['why'])}\n\n"
        f"```\n{row['example']}\n```\n\nFix: {cell(row['fix'])}\n\n"
    )


def rules_page(rows: list[dict]) -> str:
    for row in rows:
        for part in ("title", "why", "example", "fix"):
            if not row.get(part):
                raise Failed(f"{row['code']} has no {part}: see src/lint/rules.cpp, src/service/code_help.cpp")
    page = INTRO
    group = ""
    for row in rows:
        if "severity" not in row:
            continue
        if row["code"][:3] != group:
            group = row["code"][:3]
            if group not in GROUPS:
                raise Failed(f"{row['code']}: tests/docs/generate.py has no heading for {group}xxx")
            page += f"## {GROUPS[group]}\n\n"
        page += section(row)
    page += REASONS
    for row in rows:
        if row["code"].startswith("WB8") and "severity" not in row:
            page += section(row)
    page += ERRORS
    for row in rows:
        if row["code"].startswith("WB9"):
            retry = "yes" if row["retryable"] else "no"
            page += f"| {row['code']} | {row['class']} | {retry} | {cell(row['title'])} | {cell(row['fix'])} |\n"
    told = sum(f"### {row['code']}\n" in page or f"| {row['code']} |" in page for row in rows)
    if told != len(rows):
        raise Failed(f"{len(rows) - told} codes stand nowhere on the page")
    return page


def type_words(schema: dict) -> str:
    """What a value may be, as a person says it."""
    if "enum" in schema:
        return ", ".join(f"`{json.dumps(v) if not isinstance(v, str) else v}`" for v in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(type_words(choice) for choice in schema["anyOf"]))
    kind = schema.get("type", "any value")
    if kind == "array":
        items = schema["items"]
        return "list of objects" if items.get("type") == "object" else f"list of {type_words(items)}s"
    word = {"string": "text", "object": "object", "boolean": "true or false"}.get(kind, kind)
    low, high = schema.get("minimum"), schema.get("maximum")
    return f"{word}, {low:.15g} to {high:.15g}" if low is not None and high is not None else word


def key_rows(schema: dict, path: str) -> list[str]:
    rows = []
    required = schema.get("required", [])
    for name, value in schema.get("properties", {}).items():
        default = f" Default `{json.dumps(value['default'], ensure_ascii=False)}`." if "default" in value else ""
        mark = " **required**" if name in required else ""
        text = sentence(value.get("description", ""))
        rows.append(f"| `{path}{name}`{mark} | {cell(type_words(value))} | {text}{default} |\n")
        inner = [value, value.get("items", {}), *value.get("anyOf", [])]
        for part in inner:
            step = f"{path}{name}[]." if part is value.get("items") else f"{path}{name}."
            rows += key_rows(part, step)
    return rows


def config_page(schemas: dict[str, dict]) -> str:
    page = CONFIG_INTRO
    for kind, schema in schemas.items():
        if kind == "document":
            continue
        body = schema["$defs"][kind]
        page += f"## {kind}\n\n| key | value | meaning |\n| --- | --- | --- |\n" + "".join(key_rows(body, ""))
        for choice in body.get("allOf", []):
            if "oneOf" in choice:
                names = [f"`{row['required'][0]}`" for row in choice["oneOf"]]
                page += f"\nExactly one of {' and '.join(names)} is given.\n"
        for rule in body.get("allOf", []):
            if "if" in rule:
                vendor = rule["if"]["properties"]["vendor"]["const"]
                page += f"\n### Options of {vendor}\n\n| key | value | meaning |\n| --- | --- | --- |\n"
                page += "".join(key_rows(rule["then"]["properties"]["options"], ""))
        page += "\n"
    return page.rstrip("\n") + "\n"


def pages(waybill: str) -> dict[str, str]:
    made = {"docs/rules.md": rules_page(ask(waybill, "rules", "list")["items"])}
    schemas = {kind: ask(waybill, "config", "schema", kind) for kind in SCHEMAS}
    made["docs/config.md"] = config_page(schemas)
    for kind, schema in schemas.items():
        made[f"docs/schema/{kind}.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return made


def main() -> int:
    root, waybill = Path(sys.argv[1]), sys.argv[2]
    made = pages(waybill)
    if sys.argv[3:] == ["--write"]:
        for name, text in made.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return 0
    drifted = 0
    for name, text in made.items():
        kept = (root / name).read_text(encoding="utf-8") if (root / name).exists() else ""
        if kept == text:
            continue
        drifted += 1
        sys.stdout.writelines(
            difflib.unified_diff(kept.splitlines(True), text.splitlines(True), name, f"{name} as the tables have it")
        )
    for file in sorted((root / "docs/schema").glob("*")):
        if f"docs/schema/{file.name}" not in made:
            drifted += 1
            print(f"docs/schema/{file.name} is made from nothing: remove it")
    if drifted:
        print(f"{drifted} pages differ; tests/docs/generate.py ROOT WAYBILL --write makes them anew")
    return 1 if drifted else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        print(failure)
        sys.exit(1)
