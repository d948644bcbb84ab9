"""The command line: `waybill` where a wheel is installed, and `python -m waybill`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

_PROGRAM = Path(__file__).resolve().parent / "bin" / "waybill"


def main() -> NoReturn:
    if not _PROGRAM.exists():
        sys.exit(f"error: there is no {_PROGRAM}\n  hint: a wheel carries the command line; a build folder has its own")
    os.execv(_PROGRAM, ["waybill", *sys.argv[1:]])


if __name__ == "__main__":
    main()
