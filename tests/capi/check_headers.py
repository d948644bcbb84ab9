#!/usr/bin/env python3
"""Compiles every public header alone, as strictly as a host may ask for.

usage: check_headers.py INCLUDE_DIR CC CXX

CC and CXX are command lines. C headers must hold as C99, C11 and C++20; C++ headers as C++17 and
C++20. Each is included twice in one unit, so that its guard is tried too.
"""

import subprocess
import sys
from pathlib import Path

C = "-pedantic-errors -Wall -Wextra -Werror -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition"
CXX = "-pedantic-errors -Wall -Wextra -Werror -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast"


def compiles(command: list[str], language: str, header: str, include: Path) -> str:
    source = f'#include "{header}"\n' * 2 + "int waybill_test_unit_is_not_empty;\n"
    run = subprocess.run(
        [*command, "-fsyntax-only", f"-I{include}", "-x", language, "-"],
        input=source, capture_output=True, text=True,
    )
    return run.stderr if run.returncode != 0 else ""


def main() -> int:
    include = Path(sys.argv[1])
    cc, cxx = sys.argv[2].split(), sys.argv[3].split()
    headers = sorted(str(path.relative_to(include)) for path in include.glob("waybill/*.h*"))
    as_c = [(f"{' '.join(cc)} -std={std}", [*cc, f"-std={std}", *C.split()], "c") for std in ("c99", "c11")]
    as_cxx = [(f"{' '.join(cxx)} -std={std}", [*cxx, f"-std={std}", *CXX.split()], "c++") for std in ("c++17", "c++20")]
    tried, failed = 0, 0
    for header in headers:
        for name, command, language in (as_c if header.endswith(".h") else []) + as_cxx:
            tried += 1
            complaint = compiles(command, language, header, include)
            if complaint:
                failed += 1
                print(f"{header} with {name}:\n{complaint}")
    # The checker itself must be able to complain.
    if not compiles(as_c[0][1], "c", "waybill/no_such_header.h", include):
        print("a header that does not exist compiled")
        failed += 1
    print(f"{len(headers)} headers, {tried} compilations, {failed} failed")
    return 1 if failed or len(headers) < 4 else 0


if __name__ == "__main__":
    sys.exit(main())
