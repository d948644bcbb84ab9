"""The command line as a person and a program meet it: exit codes, streams, help, the table.

Usage: test_cli.py WAYBILL
"""

import contextlib
import csv
import io
import json
import os
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

BINARY = os.path.abspath(sys.argv[1])
failures = []
passed = 0


def check(what, good, note=""):
    global passed
    if good:
        passed += 1
        return
    failures.append(what)
    print(f"FAILED {what} {note}")


def run(*words, folder=None, extra=None):
    environment = {key: value for key, value in os.environ.items()
                   if not key.startswith("WAYBILL_CATALOG")}
    environment.update(extra or {})
    return subprocess.run([BINARY, *words], cwd=folder, text=True, capture_output=True,
                          env=environment, check=False, stdin=subprocess.DEVNULL)


def on_terminal(*words, folder, extra=None):
    """Runs it on a terminal of 80 columns; answers what is shown."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        for key, value in (extra or {}).items():
            os.environ[key] = value
        os.execv(BINARY, [BINARY, *words])
    import fcntl
    import struct
    import termios
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    shown = b""
    try:
        while chunk := os.read(terminal, 65536):
            shown += chunk
    except OSError:
        pass
    os.waitpid(pid, 0)
    return shown.decode()


def test_table():
    """Every operation is reachable by its noun and verb, with help and a working example line."""
    operations = json.loads(run("--json", "operations", "list").stdout)["items"]
    check("there are operations", len(operations) > 20)
    shown = run("--help-all").stdout
    for operation in operations:
        noun, verb = operation["name"].split(".")
        helped = run(noun, verb, "--help")
        check(f"{noun} {verb} --help", helped.returncode == 0 and operation["help"] in helped.stdout
              and operation["example"] in helped.stdout)
        for name, kind in operation["parameter_types"].items():
            if kind == "documents":
                continue
            word = {"skip_verification": "no-verify", "skip_model_validation": "no-validate"}.get(name, name.replace("_", "-"))
            word = word.rstrip("s") if kind in ("text_list", "text_map") else word
            check(f"{noun} {verb} offers {name}", word in helped.stdout or name in helped.stdout)
        words = operation["example"].split()[1:]
        words = [word.strip('"') for word in words if word not in ("version\"",)]
        quoted = "--note" in words and '"' in operation["example"]
        tried = run(*words[:words.index("--note")] if quoted else words, folder="/")
        check(f"example of {operation['name']} is understood: {operation['example']}",
              "not expected" not in tried.stderr and "required" not in tried.stderr, tried.stderr)
    for word in re.findall(r"^  ([a-z]+) ", run("--help").stdout, re.M):
        check(f"{word} is of the table", word in shown)


def test_exit_codes(folder):
    check("help is no failure", run("--help").returncode == 0)
    check("no words: help", "Usage" in run().stdout)
    check("version", run("--version").stdout.startswith("waybill "))
    for words in (["transfr"], ["transfer"], ["run"], ["lint"], ["explain", "WB0"], ["lint", "none"],
                  ["run", "list", "--status", "bad"], ["run", "list", "--page-size", "x"],
                  ["--catalog", "/nonexistent/c.db", "model", "list"], ["transfer", "acme", "--from", "x"],
                  ["transfer", "acme", "--tag", "novalue"]):
        tried = run(*words, folder=folder)
        lines = tried.stderr.splitlines()
        check(f"{words}: usage, one line and a hint",
              tried.returncode == 2 and tried.stdout == "" and len(lines) == 2
              and lines[0].startswith("waybill: ") and lines[1].startswith("  hint: "),
              f"{tried.returncode} {tried.stdout} {tried.stderr}")
    broken = Path(folder) / "broken.json"
    broken.write_text('{"recipient": {"nam": "x"}}')
    tried = run("lint", "broken.json", folder=folder)
    check("findings: 1, on standard output", tried.returncode == 1 and "WB1003" in tried.stdout
          and "did you mean" in tried.stdout)
    tried = run("apply", "broken.json", folder=folder)
    check("apply of a broken config: 1", tried.returncode == 1 and "WB10" in tried.stderr
          and tried.stdout == "")
    broken.unlink()


def test_lint_formats(folder):
    """Each format says the same; the exit code is the findings', and 2 when something is unreadable."""
    config = Path(folder) / "config"
    config.mkdir()
    (config / "a, b%.json").write_text('{"recipient": {"nam": "\u00e4"}}', encoding="utf-8")
    for words, code in ((["lint", "config"], 1), (["lint", "clean"], 0), (["lint", "none"], 2)):
        (Path(folder) / "clean").mkdir(exist_ok=True)
        (Path(folder) / "clean" / "r.json").write_text(
            '{"recipient": {"name": "A", "id_in_provider_system": "a"}}')
        for form in ("text", "json", "sarif", "github"):
            tried = run(*words, "--format", form, folder=folder)
            check(f"{words} --format {form}: {code}", tried.returncode == code, tried.returncode)
            check(f"{words} --format {form}: one stream", (tried.stdout == "") == (code == 2)
                  and (tried.stderr == "") == (code != 2), tried.stderr)
    findings = json.loads(run("lint", "config", "--format", "json", folder=folder).stdout)["findings"]
    check("--json is --format json", json.loads(run("lint", "config", "--json", folder=folder).stdout)[
        "findings"] == findings and len(findings) == 3, findings)
    sarif = json.loads(run("lint", "config", "--format", "sarif", folder=folder).stdout)
    results = sarif["runs"][0]["results"]
    rules = sarif["runs"][0]["tool"]["driver"]["rules"]
    check("SARIF: the findings", [result["ruleId"] for result in results] ==
          [finding["code"] for finding in findings])
    check("SARIF: rules by index", all(rules[result["ruleIndex"]]["id"] == result["ruleId"]
                                       for result in results))
    check("SARIF: the file's URI", {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                                    for result in results} == {"config/a%2C%20b%25.json"})
    lines = run("lint", "config", "--format", "github", folder=folder).stdout.splitlines()
    check("GitHub: a command a finding and a summary", [line.split(" ")[0] for line in lines[:3]] ==
          ["::error"] * 3 and lines[-1] == "3 errors, 0 warnings", lines)
    check("GitHub: the file", all("file=config/a%2C b%25.json,line=" in line for line in lines[:3]), lines)
    check("another format is refused", run("lint", "config", "--format", "xml", folder=folder).returncode == 2)


def test_explain():
    codes = json.loads(run("--json", "rules", "list").stdout)["items"]
    check("codes of every kind", {code["code"][:3] for code in codes} >= {"WB1", "WB4", "WB8", "WB9"})
    check("codes are in order", [code["code"] for code in codes] == sorted(code["code"] for code in codes))
    for code in codes:
        check(f"{code['code']} has its help", all(code.get(part) for part in ("title", "why", "example", "fix")))
        shown = run("explain", code["code"]).stdout
        flat = " ".join(shown.split())
        check(f"explain {code['code']}", all(" ".join(code[part].split()) in flat
                                             for part in ("title", "why", "example", "fix"))
              and all(f"\n  {heading}\n" in shown for heading in ("Why", "Example", "Fix")), shown)
        check(f"explain {code['code']} fits 90 columns", all(
            len(line) <= 90 for line in shown.split("Example")[0].splitlines()[1:]), shown)
    check("in any case", run("explain", "wb4001").stdout.startswith("WB4001 (error): "))
    check("an error's class", run("explain", "WB9104").stdout.startswith("WB9104 (class transient, retryable): "))
    check("a reason's class", run("explain", "WB8503").stdout.startswith("WB8503 (class data): "))


def test_schema():
    for kind in ("connection", "source", "model", "product", "recipient", "destination", "sync", "document"):
        schema = json.loads(run("config", "schema", kind).stdout)
        check(f"config schema {kind}", schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
              and (kind == "document") == (len(schema["$defs"]) == 7), list(schema["$defs"]))
    check("the schema is the same as JSON", json.loads(run("--json", "config", "schema", "sync").stdout) ==
          json.loads(run("config", "schema", "sync").stdout))
    check("no schema of another kind", run("config", "schema", "modle").returncode == 2)
    check("a kind is asked for", run("config", "schema").returncode == 2)


def test_first_steps(folder):
    check("init", run("init", "shop", folder=folder).returncode == 0)
    check("init again is refused", run("init", "shop", folder=folder).returncode == 2)
    check("lint", run("lint", "shop", folder=folder).returncode == 0)
    check("plan --check before", run("plan", "--check", "shop", folder=folder).returncode == 1)
    check("apply", "6 created" in run("apply", "shop", "--note", "first", folder=folder).stdout)
    check("plan --check after", run("plan", "shop", "--check", folder=folder).returncode == 0)
    preview = run("preview", "purchases", "--recipient", "Acme", folder=folder).stdout
    check("preview", "rocket skates" in preview and "hammock" not in preview, preview)
    first = run("transfer", "acme", folder=folder)
    check("transfer", first.returncode == 0 and re.search(r"acme/purchases +success +3 +3 ",
                                                          first.stdout), first.stdout)
    check("nothing but results without --json", first.stderr == "", first.stderr)
    second = run("--json", "transfer", "acme", "--tag", "a=b=c", folder=folder)
    result = json.loads(second.stdout)
    check("one JSON document", second.stdout.count("\n") == 1 and result["status"] == "success")
    check("events, one JSON object a line",
          all(json.loads(line)["event"] for line in second.stderr.splitlines()))
    runs = json.loads(run("--json", "run", "list", folder=folder).stdout)["items"]
    check("tags are kept", runs[0]["tags"] == {"a": "b=c"}, runs[0]["tags"])
    check("a global option behind the verb", json.loads(
        run("model", "list", "--json", folder=folder).stdout)["items"][0]["name"] == "purchases")
    compared = run("--json", "compare", "acme/purchases", folder=folder)
    check("what is equal compares so", compared.returncode == 0 and json.loads(compared.stdout)["equal"] == 3, compared)
    compared = run("compare", "acme/purchases", folder=folder)
    check("and is told so", compared.stdout.splitlines() == [
        "acme/purchases: every row of the source that can go is there as it is",
        "  source 3, destination 3, equal 3, refused 0"], compared)
    planned = run("--json", "sync", "plan", "acme/purchases", folder=folder)
    check("a plan", planned.returncode == 0 and json.loads(planned.stdout)["mode"] == "upsert", planned)
    planned = run("sync", "plan", "acme/purchases", "--full-refresh", "--counts", "exact", folder=folder)
    check("a plan for people", planned.returncode == 0 and planned.stdout.splitlines() == [
        'acme/purchases: upsert into "purchases"', "  would read everything (full_refresh)",
        "  exactly: read 3, present 3, unchanged 3", "", "at the source:",
        '  SELECT "id", "item", "price", "updated_at", "customer"', '  FROM "purchases"',
        '  WHERE "customer" = ? COLLATE BINARY', '  with "acme"'] and not planned.stderr, planned)
    wrong = run("sync", "plam", "acme/purchases", folder=folder)
    check("a verb that is none", wrong.returncode == 2 and "there is no verb 'plam' of sync" in wrong.stderr, wrong)
    check("a verb of two words", run("schedule", "next-due", folder=folder).returncode == 0)
    failed = run("--json", "transfer", "acm", folder=folder)
    check("an error is one JSON document too", json.loads(failed.stdout)["error"]["code"] == "WB9007")
    (Path(folder) / "shop" / "shop.db").rename(Path(folder) / "shop" / "gone.db")
    gone = run("transfer", "acme", folder=folder)
    check("a run that committed nothing: 1", gone.returncode == 1 and "WB9101" in gone.stdout,
          f"{gone.returncode} {gone.stdout}")
    (Path(folder) / "shop" / "gone.db").rename(Path(folder) / "shop" / "shop.db")
    asked = run("run", "get", "list", folder=folder)
    check("run get of no run", asked.returncode == 2)
    elsewhere = run("preview", "purchases", "--recipient", "Acme", folder="/",
                    extra={"WAYBILL_CATALOG": str(Path(folder) / "waybill.db")})
    check("the catalog's folder counts, not the working directory", elsewhere.returncode == 0,
          elsewhere.stderr)


def test_folder(folder):
    run("init", "shop", folder=folder)
    run("apply", "shop", folder=folder)
    exported = run("export", "out", folder=folder)
    check("export", exported.stdout == "6 written, 0 removed, 0 unchanged\n", exported)
    check("plan of what was exported", run("plan", "out", "--check", folder=folder).returncode == 0)
    (Path(folder) / "new.json").write_text('{"name": "New", "id_in_provider_system": "n"}')
    run("recipient", "create", "new.json", folder=folder)
    check("export again", run("export", "out", folder=folder).stdout ==
          "1 written, 0 removed, 6 unchanged\n")
    new = Path(folder) / "out" / "recipients" / "New.json"
    new.write_text(new.read_text().replace('"n"', '"m"'))
    refused = run("export", "out", folder=folder)
    check("a changed file", refused.returncode == 2 and "recipients/New.json" in refused.stderr and
          "--force" in refused.stderr, refused)
    check("told to", run("export", "out", "--force", folder=folder).returncode == 0)
    new.unlink()
    check("plan without prune", run("plan", "out", "--check", folder=folder).returncode == 0)
    planned = run("plan", "out", "--check", "--prune", folder=folder)
    check("plan --prune", planned.returncode == 1 and planned.stdout ==
          "delete recipient New\n0 to create, 0 to update, 1 to delete, 6 unchanged\n", planned)
    pruned = run("apply", "out", "--prune", folder=folder)
    check("apply --prune", "1 deleted" in pruned.stdout, pruned)


def test_care_of_the_catalog(folder):
    run("init", "shop", folder=folder)
    run("apply", "shop", folder=folder)
    copied = run("catalog", "backup", "copy.db", folder=folder)
    check("backup", copied.returncode == 0 and "copy.db" in copied.stdout, copied)
    check("backup over a file", run("catalog", "backup", "copy.db", folder=folder).returncode == 2)
    check("told to", run("catalog", "backup", "copy.db", "--force", folder=folder).returncode == 0)
    check("a copy is a catalog", "purchases" in run("--catalog", "copy.db", "model", "list", folder=folder).stdout)
    upgraded = json.loads(run("--json", "catalog", "upgrade", folder=folder).stdout)
    check("upgrade of --catalog's file", upgraded["ok"] and upgraded["from"] == upgraded["to"], upgraded)
    fixtures = Path(__file__).parents[1] / "catalog" / "fixtures"
    with contextlib.closing(sqlite3.connect(Path(folder) / "old.db")) as old:
        old.executescript((fixtures / "schema_1.sql").read_text())
    upgraded = run("--json", "catalog", "upgrade", "old.db", "--backup", "old.bak", folder=folder)
    check("upgrade of an older one", json.loads(upgraded.stdout)["from"] == 1, upgraded)
    check("its copy", (Path(folder) / "old.bak").exists())
    check("upgrade of none", run("catalog", "upgrade", "none.db", folder=folder).returncode == 2)
    vacuumed = json.loads(run("--json", "catalog", "vacuum", "--runs-days", "1", folder=folder).stdout)
    check("vacuum", vacuumed["runs"] == 0 and vacuumed["bytes_after"] > 0, vacuumed)
    check("vacuum of no days", run("catalog", "vacuum", "--runs-days", "0", folder=folder).returncode == 2)


def test_objects(folder):
    """Documents come from a file or standard input, one at a time; each change says what it was."""
    place = Path(folder) / "objects"
    run("init", str(place), folder=folder)
    order = ["connection", "source", "model", "product", "recipient", "destination", "sync"]
    config = []
    for path in place.rglob("*.json*"):
        kind, name = re.search(r'"(\w+)":\s*{\s*"\w*name": "([^"]+)"', path.read_text()).groups()
        config.append((order.index(kind), kind, name, str(path.relative_to(place))))
    for _, kind, name, file in sorted(config):
        made = run(kind, "create", file, "--note", "by hand", folder=place)
        check(f"{kind} create", made.returncode == 0 and made.stdout == f"{name}: saved, version 1\n",
              made.stdout + made.stderr)
    again = run(kind, "create", file, folder=place)
    check("twice is refused", again.returncode == 2 and "WB9310" in again.stderr, again.stderr)
    same = run(kind, "update", file, folder=place)
    check("an equal document", same.stdout == f"{name}: unchanged, version 1\n", same.stdout)
    delivered = run("transfer", "acme", folder=place)
    check("what was made by hand runs", delivered.returncode == 0, delivered.stderr)
    recipient = {"recipient": {"name": "Acme", "id_in_provider_system": "acme", "description": "ours"}}
    saved = subprocess.run([BINARY, "recipient", "update", "-", "--version", "1"], cwd=place,
                           input=json.dumps(recipient), text=True, capture_output=True, check=False)
    check("- is standard input", saved.stdout == "Acme: saved, version 2\n", saved.stdout + saved.stderr)
    diff = run("version", "diff", "recipient", "Acme", folder=place)
    check("a diff", diff.stdout == "recipient Acme, version 1 to version 2\n"
          '  /description: null -> "ours"\n', diff.stdout)
    renamed = run("model", "rename", "purchases", "orders", folder=place)
    check("rename", renamed.stdout.startswith("orders: saved, version 2\n"), renamed.stdout)
    goes_on = run("--json", "transfer", "acme", folder=place)
    runs = json.loads(goes_on.stdout)["runs"]
    check("the renamed model goes on", [item["report"]["counts"]["inserted"] for item in runs
                                        if item["model"] == "orders"] == [0], goes_on.stdout)
    used = run("recipient", "delete", "acme", folder=place)
    check("what is used stays", used.returncode == 2 and "destination 'acme' (recipient)" in used.stderr,
          f"{used.returncode} {used.stderr}")
    deleted = run("destination", "delete", "acme", folder=place)
    check("delete", deleted.returncode == 0 and deleted.stdout.startswith("acme: deleted"), deleted.stdout)
    back = run("version", "restore", "destination", "acme", folder=place)
    check("restore", back.stdout.startswith("acme: saved, version "), back.stdout + back.stderr)
    tested = run("destination", "test", "acme", folder=place)
    check("destination test", tested.returncode == 0 and tested.stdout.endswith("ok\n"), tested.stdout)
    usage = run("model", "usage", "orders", folder=place)
    check("model usage", "acme/orders" in usage.stdout, usage.stdout)
    wrong = place / "wrong.json"
    wrong.write_text('{"recipient": {"name": "x", "nmae": 1}}')
    for words, code in ((["recipient", "create", "none.json"], 2), (["recipient", "create", "."], 2),
                        (["recipient", "create", "wrong.json"], 1), (["source", "create", "wrong.json"], 2)):
        tried = run(*words, folder=place)
        lines = tried.stderr.splitlines()
        check(f"{words}: {code}", tried.returncode == code and tried.stdout == "" and len(lines) == 2
              and lines[1].startswith("  hint: "), f"{tried.returncode} {tried.stderr}")


def test_render(folder):
    empty = Path(folder) / "empty"
    empty.mkdir()
    template = "SELECT * FROM t WHERE org = '{{.IdInProviderSystem}}'"
    named = ["--variable", "IdInProviderSystem=it's"]
    done = run("model", "render", "--query", template, "--dialect", "postgres", *named, folder=empty)
    check("a template is rendered with no catalog in sight", "org = 'it''s'" in done.stdout)
    done = run("model", "render", "nothing", folder=empty)
    check("a model's name asks for a catalog", done.returncode == 2 and "WB9003" in done.stderr)
    shop = Path(folder) / "rendered"
    run("init", str(shop), folder=empty)
    model = shop / "models" / "purchases.json"
    text = model.read_text(encoding="utf-8")
    query = "SELECT * FROM purchases WHERE customer = '{{.IdInProviderSystem}}'"
    model.write_text(text.replace('"source_table": "purchases"', f'"source_query": "{query}"'), encoding="utf-8")
    run("apply", str(shop), folder=shop)
    done = run("--json", "model", "render", "purchases", *named, folder=shop)
    check("the catalog of the folder is opened for a model's name",
          json.loads(done.stdout) == {"sql": query.replace("{{.IdInProviderSystem}}", "it''s"), "dialect": "sqlite"})


KINDS = {"id": "bigint", "txt": "text", "flag": "boolean", "small": "integer", "amount": "decimal(10,2)",
         "huge": "decimal(60,10)", "ratio": "float", "raw": "bytes", "born": "date", "clock": "time",
         "changed_at": "timestamp", "wall": "datetime", "doc": "json", "guid": "uuid", "plain": "decimal"}
STORED = [
    (9223372036854775807, "\u00e9\n\"\\\u0001, x", 1, -2147483648, "-0.01", "-" + "9" * 40 + ".0000000001",
     float("inf"), b"\0\xff\x10", "9999-12-31", "23:59:59.999999", "0001-01-01T00:00:00Z",
     "1969-12-31T23:59:59.999999", "{\"a\": [1, 2]}", "00112233-4455-6677-8899-aabbccddeeff", "123.4500"),
    (2, "", 0, 0, "99999999.99", "0", 0.1, b"", "1970-01-01", "00:00:00", "2026-02-28T12:00:00.5Z",
     "2000-02-29T12:00:00", "1", None, "-0"),
    (3,) + (None,) * 9 + ("1900-03-01T00:00:00Z",) + (None,) * 4]


def rows_folder(folder):
    """A catalog with a model of every type, one of many rows, and one whose query takes forever."""
    def columns(types):
        return [{"name_in_source": name, "name_in_destination": name, "data_type": kind,
                 "is_primary_key": name == "id", "is_last_modified": name == "changed_at"}
                for name, kind in types.items()]

    place = Path(folder) / "rows"
    (place / "config").mkdir(parents=True)
    some = columns({"id": "bigint", "changed_at": "timestamp"})
    slow = ("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000000) "
            "SELECT i AS id, '2026-01-01T00:00:00Z' AS changed_at FROM n WHERE i < 0")
    documents = [
        {"connection": {"name": "here", "vendor": "sqlite", "options": {"path": "source.db"}}},
        {"source": {"name": "here", "connection": "here"}},
        {"model": {"model_name": "kinds", "source_table": "kinds", "columns": columns(KINDS)}},
        {"model": {"model_name": "many", "source_table": "many", "columns": some}},
        {"model": {"model_name": "slow", "source_query": slow, "columns": some}}]
    for number, document in enumerate(documents):
        (place / "config" / f"{number}.json").write_text(json.dumps(document))
    with sqlite3.connect(place / "source.db") as db:
        db.execute(f"CREATE TABLE kinds ({', '.join(KINDS)})")
        db.executemany(f"INSERT INTO kinds VALUES ({', '.join('?' for _ in KINDS)})", STORED)
        db.execute("CREATE TABLE many (id INTEGER PRIMARY KEY, changed_at)")
        db.executemany("INSERT INTO many VALUES (?, ?)", (
            (i, "2026-01-01T00:00:00Z" if i < 20_000 else "none") for i in range(20_001)))
    db.close()
    applied = run("apply", "config", "--no-validate", folder=place)
    check("the models of rows are applied", applied.returncode == 0, applied.stderr)
    return place


def test_read(folder):
    place = rows_folder(folder)
    page = json.loads(run("preview", "kinds", "--json", folder=place).stdout)
    page = {row["id"]: row for row in page["rows"]}
    done = run("model", "read", "kinds", folder=place)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    check("read: JSON lines, each value as a preview has it", done.returncode == 0 and len(lines) == 3
          and {row["id"]: row for row in lines} == page, done.stdout + done.stderr)
    check("read: nothing but rows", done.stderr == "", done.stderr)
    document = json.loads(run("--json", "model", "read", "kinds", folder=place).stdout)
    check("read --json: one document", document["rows"] == lines and document["columns"] == [
        {"name": name, "type": kind} for name, kind in KINDS.items()], document)
    text = run("model", "read", "kinds", "--format", "csv", folder=place).stdout
    header, *table = csv.reader(io.StringIO(text, newline=""), strict=True)
    check("read --format csv: names", header == list(KINDS), header)
    check("read --format csv: values", table == [
        ["" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
         for value in row.values()] for row in lines], table)
    check("read --format csv: NULL is nothing, an empty text is not",
          text.splitlines()[-2].startswith('2,"",') and text.endswith("\n3,,,,,,,,,,1900-03-01T00:00:00.000000Z,,,,\n"),
          text)
    for words in (["--format", "xml"], ["--format", "csv", "--json"], ["--from", "x"]):
        refused = run("model", "read", "kinds", *words, folder=place)
        check(f"read {words}: usage", refused.returncode == 2 and not refused.stdout.startswith("{\"col"),
              refused.stdout)
    none = run("model", "read", "none", folder=place)
    check("read of no model", none.returncode == 2 and "WB9007" in none.stderr and none.stdout == "")
    window = run("model", "read", "kinds", "--from", "2026-01-01T00:00:00Z", folder=place)
    check("read of a window", [json.loads(line)["id"] for line in window.stdout.splitlines()] == ["2"],
          window.stdout)
    # The last row does not fit.
    failed = run("model", "read", "many", folder=place)
    check("read: a failure in mid-stream is one, behind the rows before it",
          failed.returncode == 2 and failed.stdout.count("\n") >= 8192 and "WB9206" in failed.stderr
          and json.loads(failed.stdout.splitlines()[-1]), failed.stderr)
    failed = json.loads(run("model", "read", "many", "--json", folder=place).stdout)
    check("read --json: the failure is in the document", failed["error"]["code"] == "WB9206"
          and len(failed["rows"]) >= 8192)
    done = run("model", "read", "many", "--max-rejects", "1", folder=place)
    check("read: so many rows may be left out", done.returncode == 0 and done.stdout.count("\n") == 20_000)
    with open("/dev/full", "w", encoding="utf-8") as full:
        tried = subprocess.run([BINARY, "model", "read", "kinds"], cwd=place, stdout=full,
                               stderr=subprocess.PIPE, text=True, check=False)
    check("read: a full disk is told", tried.returncode == 2 and "No space left" in tried.stderr, tried.stderr)
    slow = subprocess.Popen([BINARY, "model", "read", "slow"], cwd=place, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)
    time.sleep(0.2)
    slow.send_signal(signal.SIGINT)
    out, error = slow.communicate(timeout=20)
    check("read: Ctrl-C ends it", slow.returncode == 130 and out == "", f"{slow.returncode} {out} {error}")


def test_what_a_run_says(folder):
    """Which part was read, and what was deleted or not."""
    folder = Path(folder) / "said"
    folder.mkdir()
    with sqlite3.connect(folder / "shop.db") as source:
        source.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)")
        source.executemany("INSERT INTO t VALUES (?, 'v')", [(number,) for number in range(50)])
    documents = [
        {"connection": {"name": name, "vendor": "sqlite", "options": {"path": str(folder / f"{name}.db")}}}
        for name in ("shop", "copy")]
    columns = [{"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": True},
               {"name_in_source": "v", "name_in_destination": "v", "data_type": "text"}]
    documents += [
        {"source": {"name": "shop", "connection": "shop"}}, {"destination": {"name": "copy", "connection": "copy"}},
        {"model": {"model_name": "t", "source_table": "t", "change_detection": "snapshot", "columns": columns}},
        {"sync": {"name": "mirrored", "model": "t", "destination": "copy", "mode": "mirror"}}]
    (folder / "config").mkdir()
    for number, document in enumerate(documents):
        (folder / "config" / f"{number}.json").write_text(json.dumps(document))
    check("said: apply", run("apply", "config", folder=folder).returncode == 0)
    first = run("run", "mirrored", folder=folder).stdout
    check("said: the first run", "mirrored: read everything (first_run)\n" in first, first)
    with sqlite3.connect(folder / "shop.db") as source:
        source.execute("DELETE FROM t WHERE id < 3")
    second = run("run", "mirrored", folder=folder).stdout
    check("said: deletes", "mirrored: read everything\nmirrored: 3 deleted\n" in second, second)
    with sqlite3.connect(folder / "shop.db") as source:
        source.execute("DELETE FROM t WHERE id < 40")
    third = run("run", "mirrored", folder=folder).stdout
    check("said: deletes withheld", "mirrored: 37 deletes withheld: 37 of 47 " in third, third)
    check("said: rows told apart", " INSERTED " in third and " UPDATED " in third and "UPSERTED" not in third, third)
    documents[-1]["sync"]["counts"] = "total"
    (folder / "config" / f"{len(documents) - 1}.json").write_text(json.dumps(documents[-1]))
    check("said: apply counts", run("apply", "config", folder=folder).returncode == 0)
    fourth = run("run", "mirrored", "--allow-deletes", folder=folder).stdout
    check("said: rows in total", " UPSERTED " in fourth and "INSERTED" not in fourth and "UPDATED" not in fourth, fourth)


def test_dead_letters(folder):
    """Refused rows listed, sent again, given up and exported."""
    folder = Path(folder) / "said"
    with sqlite3.connect(folder / "copy.db") as copy:
        copy.execute("CREATE TRIGGER refuse BEFORE INSERT ON t WHEN NEW.v LIKE 'bad%' "
                     "BEGIN SELECT RAISE(ABORT, 'no'); END")
    with sqlite3.connect(folder / "shop.db") as source:
        source.executemany("INSERT INTO t VALUES (?, 'bad')", [(100,), (101,), (102,)])
    done = run("run", "mirrored", "--allow-deletes", folder=folder)
    check("refused rows: partial failure", done.returncode == 3, done.stderr)
    listed = run("reject", "list", folder=folder).stdout
    check("dead letters are listed", listed.count("WB8514") == 3 and "pending" in listed, listed)
    with sqlite3.connect(folder / "shop.db") as source:
        source.execute("UPDATE t SET v = 'good' WHERE id = 100")
    done = run("reject", "retry", "--sync", "mirrored", folder=folder)
    check("retry: what came of it", done.returncode == 3 and
          "1 delivered, 2 refused again, 0 gone" in done.stdout, done.stdout + done.stderr)
    done = run("--as", "ann", "reject", "discard", "--key", "id=101", "--note", "a test, \"row\"", folder=folder)
    check("discard", done.returncode == 0 and done.stdout == "1 discarded\n", done.stdout + done.stderr)
    done = run("reject", "discard", "--note", "x", folder=folder)
    check("discard of nothing in particular is refused", done.returncode == 2 and
          "--all" in done.stderr or "all" in done.stderr, done.stderr)
    rows = list(csv.DictReader(io.StringIO(run("reject", "export", "--format", "csv",
                                               folder=folder).stdout)))
    check("export as CSV", len(rows) == 3 and {row["state"] for row in rows} ==
          {"resolved", "pending", "discarded"}, rows)
    check("export has who and why", [(row["settled_by"], row["note"]) for row in rows
                                     if row["state"] == "discarded"] == [("ann", 'a test, "row"')], rows)
    lines = run("reject", "export", "--state", "pending", folder=folder).stdout.splitlines()
    check("export as JSON lines", len(lines) == 1 and json.loads(lines[0])["attempts"] == 2, lines)
    check("the run of a retry is listed", '"trigger":"retry"' in
          run("--json", "run", "list", folder=folder).stdout)
    with sqlite3.connect(folder / "copy.db") as copy:
        copy.execute("DROP TRIGGER refuse")
    done = run("--json", "reject", "retry", folder=folder)
    check("retry: done", done.returncode == 0 and json.loads(done.stdout)["resolved"] == 1, done.stdout)
    check("retry: nothing waits", run("reject", "retry", folder=folder).stdout ==
          "no dead letter waits\n")


def test_metrics(folder):
    """Prometheus text as an independent parser reads it, beside the JSON."""
    folder = Path(folder) / "said"
    text = run("metrics", "get", "--format", "prometheus", folder=folder).stdout
    check("metrics: text is what a person sees", run("metrics", folder=folder).stdout[:7] == "# HELP ")
    done = run("metrics", "--textfile", "w.prom", folder=folder)
    check("metrics: a textfile", done.stdout == "wrote w.prom\n" and
          (folder / "w.prom").read_text().startswith("# HELP waybill_runs_total "), done.stderr)
    check("metrics: nothing beside the textfile", not list(folder.glob("*prom?*")))
    listed = json.loads(run("--json", "metrics", folder=folder).stdout)["metrics"]
    check("metrics: names and units", all(
        re.fullmatch(r"waybill_[a-z_]+", one["name"]) and
        one["name"].endswith("_total") == (one["type"] == "counter") for one in listed), listed)
    try:
        from prometheus_client.parser import text_string_to_metric_families
    except ImportError:
        print("SKIP: python3-prometheus-client is not installed")
        return
    read = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            read[sample.name, tuple(sorted(sample.labels.items()))] = (sample.value, family.type)
    said = {(one["name"], tuple(sorted(sample["labels"].items()))): (sample["value"], one["type"])
            for one in listed for sample in one["samples"]}
    check("metrics: the same samples", read.keys() == said.keys() and len(read) > 20,
          read.keys() ^ said.keys())
    check("metrics: the same values", all(
        kind == said[key][1] and (value == said[key][0] or "age" in key[0])
        for key, (value, kind) in read.items()), (read, said))


def test_alerts(folder):
    """A program is told once of a failure and once of its end, without a shell, and in time."""
    folder = Path(folder) / "alerts"
    (folder / "config").mkdir(parents=True)
    column = {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": True}
    documents = [
        {"connection": {"name": "shop", "vendor": "sqlite", "options": {"path": str(folder / "shop.db")}}},
        {"connection": {"name": "copy", "vendor": "sqlite", "options": {"path": str(folder / "copy.db")}}},
        {"source": {"name": "shop", "connection": "shop"}},
        {"destination": {"name": "copy", "connection": "copy", "alerts": {"failed": True}}},
        {"model": {"model_name": "t", "source_table": "t", "change_detection": "snapshot", "columns": [column]}}]
    for number, document in enumerate(documents):
        (folder / "config" / f"{number}.json").write_text(json.dumps(document))
    sqlite3.connect(folder / "shop.db").close()
    done = run("apply", "config", "--no-validate", "--no-verify", folder=folder)
    check("alerts: apply", done.returncode == 0, done.stderr)
    words = ["sh", "-c", "cat >> told; echo >> told; echo noise", "x; touch shell"]
    told = [word for pair in (("--alert-command", word) for word in words) for word in pair]
    done = run("run", "copy/t", *told, folder=folder)
    events = [json.loads(line) for line in (folder / "told").read_text().splitlines()]
    check("alerts: a failure is told", done.returncode == 1 and done.stdout == "" and
          [(event["rule"], event["state"], event["sync"]) for event in events] ==
          [("failed", "firing", "copy/t")], (events, done.stdout, done.stderr))
    check("alerts: no shell", not (folder / "shell").exists())
    check("alerts: it is listed", re.search(r"copy/t +failed", run("alert", "list", folder=folder).stdout))
    with sqlite3.connect(folder / "shop.db") as source:
        source.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)")
    done = run("run", "copy/t", folder=folder, extra={"WAYBILL_ALERT_COMMAND": json.dumps(words)})
    events = [json.loads(line) for line in (folder / "told").read_text().splitlines()]
    check("alerts: the end is told", done.returncode == 0 and
          [event["state"] for event in events] == ["firing", "resolved"] and
          len({event["alert_id"] for event in events}) == 1, (events, done.stderr))
    with sqlite3.connect(folder / "shop.db") as source:
        source.execute("DROP TABLE t")
    for command in (["false"], ["/nonexistent/program"], ["true"]):
        done = run("alert", "check", *[word for one in command for word in ("--alert-command", one)],
                   folder=folder)
        check(f"alerts: {command}: nothing to tell", done.returncode == 0 and not done.stderr, done.stderr)
    done = run("run", "copy/t", "--alert-command", "/nonexistent/program", folder=folder)
    check("alerts: a program that is not there fails no more than the run", done.returncode == 1 and
          "did not take an alert" in done.stderr, done.stderr)
    check("alerts: it waits", json.loads(run("--json", "alert", "check", folder=folder).stdout)["untold"] == 1)
    check("alerts: the variable is read", run("alert", "check", folder=folder,
                                              extra={"WAYBILL_ALERT_COMMAND": "notify me"}).returncode == 2)


COMPLETED = (  # what stands there, and what has to be offered, or nothing but that
    ("waybill r", {"run", "reject", "recipient", "rules"}, False),
    ("waybill run li", {"list"}, False),
    ("waybill run list --st", {"--status"}, False),
    ("waybill run list --status ", {"success", "orphaned"}, False),
    ("waybill --catalog x.db --json run list --order ", {"newest_first", "oldest_first"}, True),
    ("waybill --as run reject ", {"list", "retry", "discard", "export", "get"}, True),
    ("waybill reject export --format ", {"jsonl", "csv"}, True),
    ("waybill lint --format ", {"text", "json", "sarif", "github"}, True),
    ("waybill completion ", {"bash", "zsh", "fish"}, True),
    ("waybill run people --fu", {"--full-refresh"}, False),
    ("waybill plan --ch", {"--check"}, False),
    ("waybill transfer --jso", {"--json"}, False))


def test_model_tests(folder):
    place = Path(folder) / "tested"
    place.mkdir()
    check("a folder to test", run("init", "config", folder=place).returncode == 0)
    for words in (["config"], ["config/models/purchases.json"], ["config", "purchases"], ["purchases", "--path", "config"],
                  ["config", "--test", "a customer gets its own rows"]):
        tried = run("test", *words, folder=place)
        check(f"test {words}", tried.returncode == 0 and re.match(r"1 passed, 0 failed in \d+\.\d+ s\n$", tried.stdout), tried)
    model = place / "config/models/purchases.json"
    good = model.read_text()
    expect = '"expect": [{"id": 1, "item": "anvil", "price": "99.95"}]'
    model.write_text(good.replace(expect, '"expect": [{"id": 1, "price": "99.94"}, {"id": 3}]'))
    tried = run("test", "config", "--junit", "junit.xml", folder=place)
    lines = tried.stdout.splitlines()
    check("a failed test: 1, and how it differs", tried.returncode == 1 and lines[:4] == [
        "failed purchases: a customer gets its own rows (config/models/purchases.json:16)",
        "  1 value differs, 1 row is missing", '  {"id":1} price: expected "99.94", got "99.95"',
        '  missing:    {"id":3}'], tried)
    suites = ElementTree.parse(place / "junit.xml").getroot()
    check("JUnit's counts", suites.attrib["tests"] == "1" and suites.attrib["failures"] == "1")
    case = suites.find("testsuite/testcase")
    check("JUnit's case", case.attrib["classname"] == "purchases" and case.attrib["line"] == "16"
          and "got \"99.95\"" in case.find("failure").text, ElementTree.tostring(case))
    tried = run("--json", "test", "config", folder=place)
    check("--json", tried.returncode == 1 and json.loads(tried.stdout)["counts"]["failed"] == 1, tried)
    tried = run("test", "config", "--junit", "none/j.xml", folder=place)
    check("a report that cannot be written: 2", tried.returncode == 2 and "none/j.xml" in tried.stderr, tried)
    model.write_text(good)
    (place / "config/broken.json").write_text("{")
    tried = run("test", "config", folder=place)
    check("a file that is no document: 1", tried.returncode == 1 and "config/broken.json:1:2: error WB1001" in tried.stdout
          and "1 passed" in tried.stdout, tried)
    (place / "config/broken.json").unlink()
    for words in (["confgi/"], ["--path", "none"], ["config", "purchase"], ["config", "--test", "x"], []):
        tried = run("test", *words, folder=place)
        check(f"test {words}: 2", tried.returncode == 2 and tried.stderr.startswith("waybill: WB90"), tried)
    check("into a catalog", run("apply", "config", folder=place).returncode == 0)
    for words in ([], ["purchases"]):
        check(f"test {words}: the catalog's", "1 passed" in run("test", *words, folder=place).stdout)


def test_completion(folder):
    """In the shells themselves; every command of the table is in every script."""
    place = Path(folder) / "completion"
    place.mkdir()
    (place / "a file.json").touch()
    scripts = {}
    for shell in ("bash", "zsh", "fish"):
        scripts[shell] = place / f"waybill.{shell}"
        scripts[shell].write_text(run("completion", shell).stdout)
        for operation in json.loads(run("--json", "operations", "list").stdout)["items"]:
            path = operation["name"].replace(".", " ")
            check(f"completion {shell}: {path}", f"'{path}'" in scripts[shell].read_text()
                  or f"\\'{path}\\'" in scripts[shell].read_text())
    check("completion of another shell is refused", run("completion", "csh").returncode == 2)

    def in_bash(line):
        words = line.split(" ")
        done = subprocess.run(
            ["bash", "--norc", "-c", 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
             '_waybill; printf "%s\\n" "${COMPREPLY[@]}"', "bash", str(scripts["bash"]), *words],
            cwd=place, text=True, capture_output=True, check=False)
        check(f"bash says nothing else: {line}", done.stderr == "", done.stderr)
        return set(done.stdout.split("\n")) - {""}

    def in_zsh(line):  # without the editor: what it is given to choose from
        words = line.split(" ")
        done = subprocess.run(
            ["zsh", "-f", "-c", 'compdef() {}; _files() { print FILES }; '
             '_describe() { print -l -- "${(@P)4}" }; source "$1"; shift; words=("$@"); CURRENT=$#; '
             '_waybill', "zsh", str(scripts["zsh"]), *words],
            cwd=place, text=True, capture_output=True, check=False)
        check(f"zsh says nothing else: {line}", done.stderr == "", done.stderr)
        return {item.split(":")[0] for item in done.stdout.split("\n")} - {""}

    def in_fish(line):
        done = subprocess.run(
            ["fish", "--no-config", "-c", f"source {scripts['fish']}; complete -C '{line}'"],
            cwd=place, text=True, capture_output=True, check=False,
            env={**os.environ, "HOME": str(place), "XDG_CONFIG_HOME": str(place)})
        check(f"fish says nothing else: {line}", done.stderr == "", done.stderr)
        return {item.split("\t")[0] for item in done.stdout.split("\n")} - {""}

    for shell, complete in (("bash", in_bash), ("zsh", in_zsh), ("fish", in_fish)):
        if shutil.which(shell) is None:
            print(f"SKIP: {shell} is not installed")
            continue
        for line, wanted, only in COMPLETED:
            offered = complete(line)
            check(f"{shell}: {line!r}", offered == wanted if only else wanted <= offered, offered)
        files = complete("waybill apply ")
        check(f"{shell}: files", any("file" in name or name == "FILES" for name in files), files)
        files = complete("waybill run people --catalog ")
        check(f"{shell}: a file after an option", any("file" in name or name == "FILES"
                                                      for name in files), files)
        check(f"{shell}: nothing after a text", complete("waybill run people --tag ") == set() or
              shell == "fish")


def test_terminal(folder):
    shown = on_terminal("plan", "shop2", folder=folder)
    check("errors are coloured on a terminal", "\x1b[31m" in shown, repr(shown))
    shown = on_terminal("plan", "shop2", folder=folder, extra={"NO_COLOR": "1"})
    check("NO_COLOR", "\x1b[3" not in shown, repr(shown))
    shown = on_terminal("--no-color", "plan", "shop2", folder=folder)
    check("--no-color", "\x1b[3" not in shown, repr(shown))
    shown = on_terminal("rules", "list", folder=folder)
    check("a table fits 80 columns", all(len(line) <= 80 for line in shown.splitlines()))
    shown = on_terminal("run", "list", folder=folder)
    check("ids are never cut", re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}", shown), shown)
    check("no colours through a pipe", "\x1b" not in run("plan", "shop2", folder=folder).stderr)


with tempfile.TemporaryDirectory() as work:
    test_table()
    test_exit_codes(work)
    test_lint_formats(work)
    test_explain()
    test_schema()
    test_first_steps(work)
    with tempfile.TemporaryDirectory() as other:
        test_folder(other)
    with tempfile.TemporaryDirectory() as other:
        test_care_of_the_catalog(other)
    test_objects(work)
    test_render(work)
    test_read(work)
    test_what_a_run_says(work)
    test_dead_letters(work)
    test_metrics(work)
    test_alerts(work)
    test_model_tests(work)
    test_completion(work)
    test_terminal(work)
print(f"{passed} passed, {len(failures)} failed, 0 skipped")
raise SystemExit(1 if failures else 0)
