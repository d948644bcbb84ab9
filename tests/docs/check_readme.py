"""README.md is true: its C program is the compiled example, its model lints clean, its files exist.

Usage: check_readme.py ROOT WAYBILL
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

root, binary = Path(sys.argv[1]), sys.argv[2]
readme = (root / "README.md").read_text(encoding="utf-8")
failures = []


def check(what, good):
    print(("ok " if good else "FAILED ") + what)
    if not good:
        failures.append(what)


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", readme, re.M | re.S)


def lint(folder):
    return subprocess.run([binary, "--json", "lint", str(folder)], capture_output=True, text=True,
                          check=False)


program, = blocks("c")
check("the C program is docs/examples/readme.c",
      program == (root / "docs/examples/readme.c").read_text(encoding="utf-8"))
model, = blocks("json")
with tempfile.TemporaryDirectory() as folder:
    (Path(folder) / "models").mkdir()
    file = Path(folder) / "models" / "purchases.json"
    file.write_text(model, encoding="utf-8")
    check("the first model lints clean", lint(folder).returncode == 0)
    file.write_text(model.replace('"name_in_destination": "item"',
                                  '"name_in_destination": "order"'), encoding="utf-8")
    finding, = json.loads(lint(folder).stdout)["findings"]
    shown = "models/purchases.json:{line}:{column}: error {code}: {message} [{pointer}]".format(
        **finding)
    check(f"the finding is shown as it is printed: {shown}", shown in readme)
for target in re.findall(r"\]\((?!http)([^)#]+)", readme):
    check(f"{target} is there", (root / target).exists())
for command in re.findall(r"^waybill (\w+)", readme, re.M):
    helped = subprocess.run([binary, command, "--help"], capture_output=True, check=False)
    check(f"waybill {command} is a command", helped.returncode == 0)
raise SystemExit(1 if failures else 0)
