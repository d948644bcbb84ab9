#!/usr/bin/env python3
"""Runs the examples of sinks against a CRM with bad moments, and looks into the CRM afterwards: it
has exactly the contacts of the source, each batch was taken once, and what it refused was said.

usage: check_crm.py ROOT CRM_SINK_C [LIBRARY]      without the library the Python example is left out
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crm_server import Crm, serve


def wanted() -> dict:
    people = {i: {"id": i, "email": f"person{i}@example.com", "name": f'Person "{i}"'} for i in range(1, 181) if i != 5}
    people[3]["name"] = None
    return people


def run(command: list, environment: dict) -> str:
    crm = Crm()
    server = serve(crm)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*command, folder, str(server.server_port)], env=environment, capture_output=True,
                              text=True, timeout=120)
        unknown = subprocess.run([*command, folder + "/none", "1"], env=environment, capture_output=True, timeout=120)
    server.shutdown()
    complaints = []
    if done.returncode != 0 or unknown.returncode == 0:
        complaints.append(f"exit {done.returncode}, {unknown.returncode}\n{done.stdout}{done.stderr}")
    if crm.contacts != wanted():
        missing = set(wanted()) - set(crm.contacts)
        complaints.append(f"the CRM has {len(crm.contacts)} contacts, without {sorted(missing)}: {done.stdout}")
    if any(times != 1 for times in crm.taken.values()) or crm.repeats != 1:
        complaints.append(f"batches were taken {crm.taken}, {crm.repeats} of them repeated")
    if crm.moments or time.monotonic() - began < 1:
        complaints.append("Retry-After was not waited for")
    for part in ("the address has no @", "77"):
        if part not in done.stdout:
            complaints.append(f"'{part}' is not in:\n{done.stdout}")
    # 180 rows in batches of 50, what was refused, and a delete; three of them again.
    if crm.requests != 4 + 2 + 3:
        complaints.append(f"{crm.requests} requests")
    return "\n".join(complaints)


def main() -> int:
    root, program, *library = sys.argv[1:]
    examples = [[program]]
    environment = dict(os.environ)
    if library:
        environment["WAYBILL_LIBRARY"] = str(Path(library[0]).resolve())
        environment["PYTHONPATH"] = str(Path(root) / "bindings" / "python")
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        examples.append([sys.executable, str(Path(root) / "docs" / "examples" / "crm_sink.py")])
    failed = 0
    for example in examples:
        complaints = run(example, environment)
        if complaints:
            failed += 1
            print(f"{example[-1]}: {complaints}")
    print(f"{len(examples) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
