#!/usr/bin/env python3
"""The functions that waybill.h declares, that docs/abi/symbols.txt lists and that the library
exports are the same.

usage: check_symbols.py LIBRARY HEADER SYMBOLS_TXT NM
"""

import re
import subprocess
import sys
from pathlib import Path

NODE = "WAYBILL_0"
VERSION = re.compile(r"\d+\.\d+\.\d+")


def declared(header: str) -> list[str]:
    """Functions in the header's order. Every one carries WAYBILL_API, and nothing else does."""
    code = re.sub(r"/\*.*?\*/", "", header, flags=re.S)
    code = re.sub(r"^\s*#.*$", "", code, flags=re.M)
    code = re.sub(r"^typedef\b[^;{]*;", "", code, flags=re.M)
    with_api = re.findall(r"WAYBILL_API[^;(]*?\b(waybill_\w+)\s*\(", code)
    called_like_one = re.findall(r"^\w[^;(=]*?\b(waybill_\w+)\s*\(", code, flags=re.M)
    without = sorted(set(called_like_one) - set(with_api))
    if without:
        sys.exit(f"declared without WAYBILL_API: {without}")
    return with_api


def listed(text: str) -> tuple[list[str], list[str]]:
    names, complaints = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split()
        if len(parts) != 3 or not VERSION.fullmatch(parts[1]) or not (
            parts[2] == "-" or VERSION.fullmatch(parts[2])
        ):
            complaints.append(f"symbols.txt:{number}: not 'name since deprecated': {line}")
            continue
        names.append(parts[0])
    return names, complaints


def exported(library: str, nm: str) -> tuple[list[str], list[str]]:
    out = subprocess.run(
        [nm, "--dynamic", "--defined-only", "--with-symbol-versions", library],
        check=True, capture_output=True, text=True,
    ).stdout
    names, complaints = [], []
    for line in out.splitlines():
        kind, symbol = line.split()[-2:]
        name, _, version = symbol.partition("@@")
        if kind == "A" and name == NODE:  # the version node itself
            continue
        if kind != "T" or version != NODE:
            complaints.append(f"exported, but no function of {NODE}: {kind} {symbol}")
        names.append(name)
    return names, complaints


def main() -> int:
    library, header, symbols, nm = sys.argv[1:5]
    in_header = declared(Path(header).read_text(encoding="utf-8"))
    in_list, complaints = listed(Path(symbols).read_text(encoding="utf-8"))
    in_library, more = exported(library, nm)
    complaints += more
    if len(in_header) < 20:
        complaints.append(f"only {len(in_header)} functions found in the header: the search is broken")
    if in_header != in_list:
        wrong = sorted(set(in_header) ^ set(in_list)) or "their order"
        complaints.append(f"waybill.h and symbols.txt differ: {wrong}")
    if sorted(in_header) != sorted(in_library):
        complaints.append(f"waybill.h and the library differ: {sorted(set(in_header) ^ set(in_library))}")
    for complaint in complaints:
        print(complaint)
    print(f"{len(in_header)} functions declared, {len(in_list)} listed, {len(in_library)} exported")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
