#!/usr/bin/env python3
"""docs/embedding.md and docs/sinks.md say what is true: each of their programs' pieces stands in the
example that is named above it, codes and functions exist, links lead somewhere.

usage: check_embedding.py ROOT
"""

import re
import sys
from pathlib import Path


def check(root: Path, page: str, pieces: int) -> list[str]:
    document = root / "docs" / page
    text = document.read_text(encoding="utf-8")
    complaints = []

    marked = re.findall(r"^<!-- (\S+) -->\n```(?:c|cpp)\n(.*?)^```$", text, re.M | re.S)
    fenced = re.findall(r"^```(?:c|cpp)$", text, re.M)
    if len(marked) != len(fenced) or len(marked) < pieces:
        complaints.append(f"{len(fenced)} programs, {len(marked)} of them name their example")
    for name, piece in marked:
        example = (root / "docs" / "examples" / name).read_text(encoding="utf-8")
        if piece not in example:
            complaints.append(f"not in {name}:\n{piece}")

    codes = (root / "src" / "base" / "codes.inc").read_text(encoding="utf-8")
    codes += (root / "src" / "service" / "code_help.cpp").read_text(encoding="utf-8")
    for code in set(re.findall(r"WB\d{4}", text)):
        if f'"{code}"' not in codes:
            complaints.append(f"there is no code {code}")
    header = (root / "include" / "waybill" / "waybill.h").read_text(encoding="utf-8")
    for name in set(re.findall(r"\b(?:waybill_[a-z_]+|WAYBILL_[A-Z_]+)\b", text)):
        if not re.search(rf"\b{name}\b", header) and name not in ("waybill_", "WAYBILL_"):
            complaints.append(f"waybill.h has no {name}")
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    for target in re.findall(r"\]\((?!http)([^)#]+)", prose):
        if not (document.parent / target).exists():
            complaints.append(f"{target} is not there")
    return [f"{page}: {complaint}" for complaint in complaints]


def main() -> int:
    root = Path(sys.argv[1])
    complaints = check(root, "embedding.md", 5) + check(root, "sinks.md", 3)
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
