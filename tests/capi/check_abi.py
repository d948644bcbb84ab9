#!/usr/bin/env python3
"""The binary interface that waybill.h declares is the one on record (docs/abi/libwaybill.abi): no
function, no struct, no type of a parameter changed. And a host built with the oldest header that is
supported works on today's library.

usage: check_abi.py HEADERS DUMP CC OLDEST_HOST

With WAYBILL_TEST_ACCEPT=1 what was added is put on record; what would break a host never is.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

INCOMPATIBLE = 8  # of abidiff's exit code


def stub_of(header: str) -> str:
    """Every function the header declares, defined: their types are what the library's are, since it
    is compiled with the same header, and its own C++ types stay out."""
    text = re.sub(r"/\*.*?\*/", "", header, flags=re.S)
    found = re.findall(r"^WAYBILL_API\s+([^;{]*?\bwaybill_\w+\([^;]*\));", text, re.M | re.S)
    if len(found) < 30:
        sys.exit(f"only {len(found)} functions were found in waybill.h")
    return '#include "waybill/waybill.h"\n' + "".join(f"{one} {{ __builtin_trap(); }}\n" for one in found)


def main() -> int:
    headers, dump, compiler, host = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3].split(), sys.argv[4]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ran = subprocess.run([os.path.abspath(host), folder], capture_output=True, text=True, timeout=120)
        print(ran.stdout + ran.stderr, end="")
        if ran.returncode != 0:
            return 1
        if shutil.which("abidw") is None:
            print("skipped: there is no abidw: apt-get install abigail-tools")
            return 77
        (folder / "stub.c").write_text(stub_of((headers / "waybill" / "waybill.h").read_text(encoding="utf-8")))
        subprocess.run([*compiler, "-g", "-O0", "-fPIC", "-shared", "-Wl,-soname,libwaybill.so.0", f"-I{headers}", "stub.c",
                        "-o", "stub.so"], cwd=folder, check=True)
        subprocess.run(["abidw", "--no-corpus-path", "--no-show-locs", "--no-comp-dir-path", "--out-file", "now.abi",
                        "stub.so"], cwd=folder, check=True)
        differs = subprocess.run(["abidiff", dump, "now.abi"], cwd=folder, capture_output=True, text=True) if dump.exists() else None
        if differs is not None and differs.returncode == 0:
            print("the interface is the one on record")
            return 0
        if differs is not None:
            print(differs.stdout + differs.stderr)
        if os.environ.get("WAYBILL_TEST_ACCEPT") and (differs is None or not differs.returncode & INCOMPATIBLE):
            shutil.copy(folder / "now.abi", dump)
            print("on record now")
            return 0
    print("waybill.h declares another interface than docs/abi/libwaybill.abi has on record")
    return 1


if __name__ == "__main__":
    sys.exit(main())
