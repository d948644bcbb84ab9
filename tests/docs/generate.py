#!/usr/bin/env python3
"""Files that are made from Waybill's own tables: docs/rules.md, docs/config.md, docs/dialects.md,
docs/operations.md, docs/schema/*.json, the operations of the Python package.

usage: generate.py ROOT WAYBILL            fails with a diff where a page is not what the tables say
       generate.py ROOT WAYBILL --write    writes the pages
"""

import difflib
import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bindings" / "python"))
import generate as python_operations  # noqa: E402

SCHEMAS = ["connection", "source", "model", "product", "recipient", "destination", "sync", "document"]
GROUPS = {
    "WB1": "Documents: JSON, keys and values",
    "WB2": "Models: what is read, the key, the cursor, the tenant",
    "WB3": "Columns",
    "WB4": "Names",
    "WB5": "Queries and their templates",
    "WB6": "Syncs",
    "WB7": "Documents beside each other",
    "WB8": "Models beside their warehouse (`waybill validate`)",
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
judges, and `waybill apply` refuses by name, since no run of this version would carry it out. `waybill.lock.json` is no
document: [folder.md](folder.md). This page is generated (`tests/docs/generate.py`).

"""


DIALECTS_INTRO = """\
# Dialects

What Waybill knows of each kind of warehouse is data: one row a dialect, in `src/sql/dialects/`. This page is generated
from it (`tests/docs/generate.py`); `waybill dialect show postgres` prints a row.

*Run* in the table: tests run the dialect's statements on that database. *Checked, never run*: they are only read,
statement by statement, by an independent parser (sqlglot, `tests/sql/check_sqlglot.py`), which tells their structure
but neither their quoting nor their meaning. As destinations those are experimental.

"""
DIALECTS_NOTES = """\
Of some of them one should know:

- **Athena** makes Iceberg tables. Such a table needs a place in S3, which Waybill does not know: make destination
  tables beforehand, or let a dialect file say it in `table_options`.
- **SQL Server** reads in a snapshot, which the database must allow (`ALTER DATABASE ... SET ALLOW_SNAPSHOT_ISOLATION
  ON`). A model's query must not end in ORDER BY without TOP or OFFSET, nor in OPTION. Keys that differ only by blanks
  at the end are the same to it.
- **Oracle** keeps an empty text as NULL.
- **MariaDB, MySQL**: a JSON value nested deeper than 32 levels (MariaDB) or 100 (MySQL) is refused by the column's
  check. Text keys have at most 255 characters.
- **DuckDB** tells of repeated keys at COMMIT only, so they are counted before.
- Temporary tables that a warehouse lacks are ordinary ones there, named `_waybill_stg_...`.

"""
DIALECT_FILE = """\
## A dialect of your own

A warehouse that has no row here gets one from a JSON file, with no rebuild. What the file does not say is as in the
dialect that `extends` names, or as in `generic`:

```json
{
  "extends": "postgres",
  "name": "cockroach",
  "title": "CockroachDB",
  "created": {"json": "jsonb"},
  "transactional_ddl": false,
  "lookback_seconds": 60
}
```

`waybill dialect check mine.json` prints the whole dialect, or where the first mistake is. A connection of vendor
`generic` names the file in `options.dialect_file`, from the catalog's folder on, and is read over the ODBC driver it
names ([connections.md](connections.md#a-warehouse-with-a-dialect-of-your-own)); such a warehouse is a source, not a
destination.

A text with names in braces is a pattern: each name is replaced, quoted where it is one of a table or column, and the
first of those listed must be there unless the table says *optional*.

| key | value | in braces | meaning |
| --- | --- | --- | --- |
| `extends` | text | | name of a dialect above |
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


def yes(value: bool) -> str:
    return "yes" if value else "no"


def dialects_page(waybill: str) -> str:
    listed = ask(waybill, "dialect", "list")["items"]
    shown = {row["name"]: ask(waybill, "dialect", "show", row["name"]) for row in listed}
    keys = ask(waybill, "dialect", "keys")["items"]
    page = DIALECTS_INTRO + (
        "| dialect | statements | transactions | DDL rolls back | keys enforced | temporary tables | merge | "
        "bound values | bytes of a name: table, column | lookback, s |\n" + "| --- " * 10 + "|\n"
    )
    for row in listed:
        has = shown[row["name"]]
        names = [str(has["syntax"][key] or "any") for key in ("table_bytes", "column_bytes")]
        page += (
            f"| {row['title']} (`{row['name']}`) | {'run' if row['executed'] else 'checked, never run'} | "
            f"{yes(has['transactions'])} | {yes(has['transactional_ddl'])} | {yes(has['keys_enforced'])} | "
            f"{yes(has['temporary_table'] != '')} | {has['merge'].replace('_', ' ')} | {has['bind_parameters']:,} | "
            f"{', '.join(names)} | {has['lookback_seconds']} |\n"
        )
    page += "\n" + DIALECTS_NOTES + "## Types of created columns\n\n"
    logical = list(shown["generic"]["created"])
    page += "| dialect | " + " | ".join(logical) + " | text in a key |\n" + "| --- " * (len(logical) + 2) + "|\n"
    for name, has in shown.items():
        types = [has["created"][each] for each in logical]
        page += f"| `{name}` | " + " | ".join(f"`{each}`" for each in types)
        page += f" | `{has['created_key_text'] or has['created']['text']}` |\n"
    page += "\n`decimal` without precision becomes:\n\n"
    for name, has in shown.items():
        limits = [f"{each['digits']} digits, {each['scale']} behind the point" for each in has["decimals"]]
        most = f"; at most {'; '.join(limits)}" if limits else ""
        page += f"- `{name}`: `{has['created_plain_decimal']}`{most}\n"
    page += "\n" + DIALECT_FILE
    for key in keys:
        places = key["places"].removeprefix("?").split()
        told = ", ".join(f"`{{{place}}}`" for place in places) + (" (optional)" if key["places"][:1] == "?" else "")
        page += f"| `{key['name'].replace('/', '.')}` | {key['value']} | {told} | {sentence(key['help'])} |\n"
    return page


OPERATIONS_INTRO = """\
# Operations

All that Waybill can do is one table. From it come the C functions' `waybill_call`, `waybill_start` and
`waybill_stream` ([embedding.md](embedding.md)), the command line (`waybill NOUN VERB`), the Python methods
([python.md](python.md)) and this page (`tests/docs/generate.py`); `operations.list` answers the table itself, with JSON
Schemas. Parameters and results are JSON objects; parameters in **bold** are required. An operation needs nothing, or a
catalog. *Started*: it may take long, tells its progress and can be cancelled. *Rows*: it answers an Arrow stream.

A list answers `{"items": [...], "next": cursor or null}`; what is asked for with `cursor` goes on there. Every error
has `code`, `class`, `title`, `message`, `hint`, `path`, `sqlstate`, `native_code`, `retryable` and `blame`
([rules.md](rules.md)).

"""


def typed(schema: dict) -> str:
    words = schema.get("type", "")
    words = " or ".join(words) if isinstance(words, list) else words
    if schema.get("enum"):
        words = " \\| ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("format") == "date-time":
        words = "instant"
    if words == "array" and "items" in schema:
        words = f"list of {typed(schema['items'])}"
    return words


def operations_page(waybill: str) -> str:
    text, group = OPERATIONS_INTRO, ""
    for row in ask(waybill, "operations", "list")["items"]:
        noun = row["name"].split(".")[0]
        if noun != group:
            text, group = f"{text}## {noun}\n\n", noun
        ways = [word for way, word in (("start", "started"), ("stream", "rows")) if way in row["ways"]]
        about = ["needs a catalog" if row["needs"] == "catalog" else "needs no catalog",
                 *(["changes something"] if row["changes"] else []), *(ways if row["lasting"] or "stream" in ways else [])]
        text += f"### {row['name']}\n\n{sentence(row['help'])} *{', '.join(about)}.* `{row['example']}`\n\n"
        required = row["parameters"]["required"]
        if row["parameters"]["properties"]:
            text += "| parameter | type | default | meaning |\n| --- | --- | --- | --- |\n"
            for name, schema in row["parameters"]["properties"].items():
                shown = f"**`{name}`**" if name in required else f"`{name}`"
                default = f"`{json.dumps(schema['default'])}`" if "default" in schema else ""
                text += f"| {shown} | {typed(schema)} | {default} | {cell(schema['description'])} |\n"
            text += "\n"
        if row["result"]["properties"]:
            text += "| answers | type | meaning |\n| --- | --- | --- |\n"
            for name, schema in row["result"]["properties"].items():
                text += f"| `{name}` | {typed(schema)} | {cell(schema['description'])} |\n"
            text += "\n"
    return text.rstrip() + "\n"


def pages(waybill: str) -> dict[str, str]:
    made = {"docs/rules.md": rules_page(ask(waybill, "rules", "list")["items"])}
    schemas = {kind: ask(waybill, "config", "schema", kind) for kind in SCHEMAS}
    made["docs/config.md"] = config_page(schemas)
    made["docs/dialects.md"] = dialects_page(waybill)
    made["docs/operations.md"] = operations_page(waybill)
    for kind, schema in schemas.items():
        made[f"docs/schema/{kind}.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    table = ask(waybill, "operations", "list")["items"]
    made["bindings/python/waybill/_operations.py"] = python_operations.made_from(table)
    made["bindings/python/waybill/results.py"] = python_operations.results_made_from(table)
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
