#!/usr/bin/env python3
"""docs/checking.md, docs/connections.md, docs/editors.md, docs/testing.md and docs/ci/ are true: their commands run on a folder that
`waybill init` makes, their output is what is printed, their snippets mean what they say.

usage: check_guides.py ROOT WAYBILL
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable

try:
    import yaml
except ImportError:
    print("skipped: python3-yaml is not installed; tests/run.sh --setup-only installs it")
    raise SystemExit(77) from None

root, waybill = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
passed = 0
failures: list[str] = []


def check(what: str, good: bool, note: object = "") -> None:
    global passed
    if good:
        passed += 1
    else:
        failures.append(what)
        print(f"FAILED {what} {note}")


def run(command: str, folder: Path, shell: str = "bash -e -o pipefail -c") -> subprocess.CompletedProcess:
    environment = {**os.environ, "PATH": f"{waybill.parent}:{os.environ['PATH']}", "GITHUB_PATH": str(folder / "path")}
    environment.pop("WAYBILL_CATALOG", None)
    return subprocess.run(
        [*shell.split(), command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def sample(folder: Path) -> Path:
    made = run("waybill init config && mkdir docs", folder)
    assert made.returncode == 0, made.stderr
    (folder / "docs" / "ci").symlink_to(root / "docs/ci")
    return folder


def break_model(folder: Path) -> None:
    model = folder / "config/models/purchases.json"
    text = model.read_text(encoding="utf-8")
    assert '"name_in_destination": "item"' in text
    model.write_text(text.replace('"name_in_destination": "item"', '"name_in_destination": "order"'), encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    text = (root / "docs" / page).read_text(encoding="utf-8")
    return [block for word, block in re.findall(r"^ *```(\w*)\n(.*?)^ *```$", text, re.M | re.S) if word == language]


def documents(folder: Path) -> list[str]:
    return [f"/{file.relative_to(folder)}" for file in sorted(folder.rglob("*.json")) if ".vscode" not in file.parts]


def glob(pattern: str) -> re.Pattern:
    parts = re.split(r"(\*\*/|\*\*|\*)", pattern)
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    return re.compile("".join(words.get(part, re.escape(part)) for part in parts))


def check_page(page: str, folder: Path) -> None:
    text = (root / "docs" / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!http)([^)#]+)", text):
        check(f"{page}: {target} is there", (root / "docs" / target).exists())
    for code in set(re.findall(r"WB\d{4}", text)):
        check(f"{page}: {code} is a code", run(f"waybill explain {code}", folder).returncode == 0)
    for block in blocks(page, "console"):
        done = run(block, folder)
        check(f"{page}: {block}", done.returncode == 0, done.stdout + done.stderr)


def check_checking(folder: Path) -> None:
    shown, *_ = blocks("checking.md", "")
    table = re.findall(r"^\| `(\w+)`", (root / "docs/checking.md").read_text(encoding="utf-8"), re.M)
    lint = next(
        row
        for row in json.loads(run("waybill --json operations list", folder).stdout)["items"]
        if row["name"] == "config.lint"
    )
    check("checking.md names every format", table == lint["parameters"]["properties"]["format"]["enum"], table)
    break_model(folder)
    done = run("waybill lint config", folder)
    check("checking.md shows what lint prints", done.stdout == shown and done.returncode == 1, done.stdout)
    command = "docs/ci/lint-baseline.sh config lint-baseline.tsv"
    done = run(command, folder)
    check("a new finding fails", done.returncode == 1 and done.stdout == "WB4001\tconfig/models/"
          'purchases.json\t"order" is a reserved column name\n', done)
    check("a baseline is written", run(command.replace(" config", " --write config"), folder).returncode == 0)
    check("a known finding passes", run(command, folder).returncode == 0)
    check("no folder: 2", run(command.replace(" config", " confgi"), folder).returncode == 2)
    check("no baseline: 2", run("docs/ci/lint-baseline.sh config none.tsv", folder).returncode == 2)
    check("usage: 2", run("docs/ci/lint-baseline.sh", folder).returncode == 2)


def check_editors(folder: Path) -> None:
    settings, tasks = (json.loads(block) for block in blocks("editors.md", "json"))
    entries = settings["json.schemas"]
    for entry in entries:
        check(f"editors.md: {entry['url']} is made", (folder / entry["url"]).is_file())
    for document in documents(folder):
        mapped = []
        for entry in entries:
            yes = [glob(pattern) for pattern in entry["fileMatch"] if not pattern.startswith("!")]
            no = [glob(pattern[1:]) for pattern in entry["fileMatch"] if pattern.startswith("!")]
            if any(p.fullmatch(document) for p in yes) and not any(p.fullmatch(document) for p in no):
                mapped.append(entry["url"])
        check(f"editors.md: {document} has one schema", len(mapped) == 1, mapped)
        check(f"editors.md: the right one for {document}", ("/models/" in document) == ("-model" in mapped[0]))
    break_model(folder)
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]
    first = run(tasks["tasks"][0]["command"], folder).stdout.splitlines()[0]
    found = re.match(pattern["regexp"], first)
    check("editors.md: the task's pattern finds a finding", found is not None, first)
    check("editors.md: its parts", found[pattern["file"]] == "config/models/purchases.json"
          and found[pattern["line"]].isdigit() and found[pattern["code"]] == "WB4001", found.groups())


def check_connections(folder: Path) -> None:
    text = (root / "docs/connections.md").read_text(encoding="utf-8")
    result = json.loads(run("waybill --json verify shop", folder).stdout)
    named = re.findall(r"^\| ([A-Z][\w' ]+) \|", text, re.M)
    check("connections.md names every check", named == [item["name"] for item in result["checks"]], named)
    (keys,) = re.findall(r'\{"checks": \[\{([^}]+)\}\], "ok"\}', text)
    check("connections.md names a check's keys", re.findall(r'"(\w+)"', keys) == list(result["checks"][0]))
    (vendors,) = re.findall(r"There is a script for ([^;]+);", text)
    listed = re.findall(r"[a-z]+", vendors.replace(" and ", " "))
    operations = json.loads(run("waybill --json operations list", folder).stdout)["items"]
    render = next(row for row in operations if row["name"] == "model.render")
    for vendor in render["parameters"]["properties"]["dialect"]["enum"]:
        done = run(f"waybill connection grants {vendor}", folder)
        check(f"connections.md: a script for {vendor}", (done.returncode == 0) == (vendor in listed), done.stdout)
    reached = json.loads(run("waybill --json system features", folder).stdout)["warehouses"]
    told = re.findall(r"^\| `(\w+)` \| `\w+`", text.split("## A warehouse with a dialect")[0], re.M)
    check("connections.md tells of every vendor that is reached", sorted(told) == sorted(reached), reached)
    for at, block in enumerate(blocks("connections.md", "json")):
        (folder / f"{at}.json").write_text(block, encoding="utf-8")
        check(f"connections.md: document {at} lints clean", run(f"waybill lint {at}.json", folder).returncode == 0)
    (folder / "config/shop.db").rename(folder / "config/moved.db")
    done = run("waybill verify shop", folder)
    check("a failed check: 1", done.returncode == 1 and "failed" in done.stdout and "hint:" in done.stdout, done.stdout)


def check_testing(folder: Path) -> None:
    for at, block in enumerate(blocks("testing.md", "json")):
        (folder / f"{at}.json").write_text(block, encoding="utf-8")
        done = run(f"waybill test {at}.json && waybill lint {at}.json", folder)
        check(f"testing.md: the tests of document {at} pass", done.returncode == 0 and "2 passed, 0 failed" in done.stdout, done)
    model = folder / "config/models/purchases.json"
    text = model.read_text(encoding="utf-8")
    expect = '"expect": [{"id": 1, "item": "anvil", "price": "99.95"}]'
    assert expect in text
    model.write_text(text.replace(expect, '"expect": [{"id": 1, "price": "99.94"}, {"id": 3}]'), encoding="utf-8")
    done = run("waybill test config", folder)
    shown, *_ = blocks("testing.md", "")
    without_time = re.compile(r"in [0-9.]+ s$", re.M)
    check("testing.md shows what a failed test says", done.returncode == 1
          and without_time.sub("", done.stdout) == without_time.sub("", shown), done)
    keys = re.findall(r"^\| `(\w+)` \|", (root / "docs/testing.md").read_text(encoding="utf-8"), re.M)
    schema = json.loads((root / "docs/schema/model.json").read_text(encoding="utf-8"))
    properties = schema["$defs"]["model"]["properties"]["tests"]["items"]["properties"]
    check("testing.md names every key of a test", keys == list(properties), (keys, list(properties)))


def check_validation(folder: Path) -> None:
    for block in blocks("validation.md", "sh"):
        for command in block.splitlines():
            done = run(command, folder)
            check(f"validation.md: {command}", done.returncode == 0, done)
            for said in ("passed, 3 rows", "more: --cursor 2", "3 rows in all"):
                word = "validate" if "passed" in said else "preview purchases"
                if command.startswith(f"waybill {word}"):
                    check(f"validation.md: {command} says {said}", said in done.stdout, done)
    model = folder / "shop/models/purchases.json"
    text = model.read_text(encoding="utf-8")
    model.write_text(text.replace('"name_in_source": "item"', '"name_in_source": "itm"'), encoding="utf-8")
    unsaved = run("waybill validate purchases --path shop", folder)
    check("validation.md: an unsaved model", unsaved.returncode == 1 and "did you mean 'item'?" in unsaved.stdout, unsaved)
    refused = run("waybill apply shop", folder)
    check("validation.md: apply refuses", refused.returncode == 1 and "WB8010" in refused.stderr, refused)
    check("validation.md: --no-validate", run("waybill apply shop --no-validate", folder).returncode == 0)
    model.write_text(text.replace('"source_table"', '"skip_model_validation": true, "source_table"'), encoding="utf-8")
    check("validation.md: skipped once", run("waybill apply shop", folder).returncode == 0)
    plan = run("waybill plan shop --check", folder)
    check("validation.md: the key is no difference", plan.returncode == 0, plan)


def check_pre_commit(folder: Path) -> None:
    config = yaml.safe_load((root / "docs/ci/pre-commit-config.yaml").read_text(encoding="utf-8"))
    (repo,) = config["repos"]
    (hook,) = repo["hooks"]
    check("a local hook", repo["repo"] == "local" and hook["language"] == "system")
    check("it gets the folder, not the files", hook["pass_filenames"] is False and hook["entry"].split()[-1] == "config")
    for document in documents(folder):
        check(f"it runs for {document}", re.search(hook["files"], document[1:]) is not None)
    for other in ("config/shop.db", "src/config/a.json", "config.json", "config/a.jsonl"):
        check(f"it does not run for {other}", re.search(hook["files"], other) is None)
    check("the hook passes", run(hook["entry"], folder).returncode == 0)
    break_model(folder)
    check("the hook fails", run(hook["entry"], folder).returncode == 1)


def check_workflow(folder: Path) -> None:
    workflow = yaml.safe_load((root / "docs/ci/github-workflow.yml").read_text(encoding="utf-8"))
    check("it runs on pull requests", "pull_request" in workflow[True])  # YAML 1.1 reads `on` as true
    (job,) = workflow["jobs"].values()
    steps = job["steps"]
    for step in steps:
        check(f"{step}: an action or a command", ("uses" in step) != ("run" in step))
        script = re.match(r"waybill-source/(\S+)$", step.get("run", ""))
        check(f"{step}: its script is there", script is None or (root / script[1]).exists())
    commands = [step["run"] for step in steps if step.get("run", "").startswith("waybill ")]
    check("two commands call waybill", len(commands) == 2, commands)
    annotate, report = commands
    (upload,) = [step for step in steps if "upload-sarif" in step.get("uses", "")]
    check("it may upload", workflow["permissions"]["security-events"] == "write")
    for broken in (False, True):
        if broken:
            break_model(folder)
        done = run(annotate, folder, "sh -e -c")
        check(f"annotations, broken {broken}", done.returncode == int(broken) and done.stdout.count("::error file=config/")
              == int(broken), done)
        done = run(report, folder, "sh -e -c")
        check(f"report, broken {broken}", done.returncode == 0, done)
        sarif = json.loads((folder / upload["with"]["sarif_file"]).read_text(encoding="utf-8"))
        check(f"results, broken {broken}", len(sarif["runs"][0]["results"]) == int(broken))
    shutil.rmtree(folder / "config")
    for command in commands:
        check(f"{command}: 2 where nothing can be read", run(command, folder, "sh -e -c").returncode != 0)


def on_sample(check_it: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory() as work:
        check_it(sample(Path(work)))


def page(name: str, more: Callable[[Path], None]) -> None:
    def both(folder: Path) -> None:
        check_page(name, folder)
        more(folder)

    on_sample(both)


page("checking.md", check_checking)
page("editors.md", check_editors)
page("connections.md", check_connections)
page("testing.md", check_testing)
page("validation.md", check_validation)
on_sample(check_pre_commit)
on_sample(check_workflow)
print(f"{passed} passed, {len(failures)} failed, 0 skipped")
raise SystemExit(1 if failures else 0)
