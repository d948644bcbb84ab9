#!/usr/bin/env python3
"""Installs into a staging folder, then builds and runs the examples against what is there and
nothing else, found by pkg-config.

usage: test_install.py BUILD_DIR EXAMPLES_DIR WORK_DIR PREFIX CC CXX MESON...
"""

import os
import shutil
import sys
from pathlib import Path

from run_examples import Failed, run_examples, said_by

# Neither the build folder's library nor a system's own may be found.
LEFT_OUT = ("PKG_CONFIG_PATH", "LD_LIBRARY_PATH", "LIBRARY_PATH", "CPATH", "DESTDIR")


def installed(stage: Path, pattern: str) -> Path:
    found = sorted(stage.rglob(pattern))
    if not found:
        raise Failed(f"{pattern} was not installed")
    return found[0]


def test(build: Path, examples: Path, work: Path, prefix: str, cc: list[str], cxx: list[str], meson: list[str]) -> None:
    stage = work / "stage"
    environment = {k: v for k, v in os.environ.items() if k not in LEFT_OUT}
    said_by([*meson, "install", "-C", str(build), "--no-rebuild", "--destdir", str(stage)], 0, environment)

    include = installed(stage, "waybill.hpp").parent
    if sorted(path.name for path in include.iterdir()) != ["arrow_abi.h", "version.h", "waybill.h", "waybill.hpp"]:
        raise Failed(f"unexpected headers: {sorted(include.iterdir())}")
    archives = [path.name for path in stage.rglob("*.a")]
    if archives:
        raise Failed(f"installed, but no host's concern: {archives}")
    library = installed(stage, "libwaybill.so").parent
    module = installed(stage, "waybill.pc")
    environment["PKG_CONFIG_PATH"] = str(module.parent)
    environment["LD_LIBRARY_PATH"] = str(library)
    pkg_config = ["pkg-config", f"--define-variable=prefix={stage}{prefix}"]
    flags = said_by([*pkg_config, "--cflags", "--libs", "waybill"], 0, environment).split()
    if "-lwaybill" not in flags or any("sqlite" in flag or str(build / "capi") in flag for flag in flags):
        raise Failed(f"pkg-config answers {flags}")
    if said_by([*pkg_config, "--modversion", "waybill"], 0, environment).count(".") != 2:
        raise Failed("pkg-config has no version")
    sqlite = said_by(["pkg-config", "--cflags", "--libs", "sqlite3"], 0, environment).split()

    strict_c = [*cc, "-std=c99", "-pedantic-errors", "-Wall", "-Wextra", "-Werror"]
    strict_cxx = [*cxx, "-std=c++17", "-pedantic-errors", "-Wall", "-Wextra", "-Werror"]
    sources = ("lint.c", "first.c", "embed.cpp", "lint_test.c", "lint_test.cpp", "model_test.c", "model_test.cpp")
    programs = [str(work / name.replace(".", "_")) for name in sources]
    for name, program in zip(sources, programs):
        compiler = strict_c if name.endswith(".c") else strict_cxx
        said_by([*compiler, str(examples / name), *flags, *sqlite, "-o", program], 0, environment)

    run_examples(*programs, environment=environment)


def main() -> int:
    build, examples, work = (Path(argument) for argument in sys.argv[1:4])
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        test(build, examples, work, sys.argv[4], sys.argv[5].split(), sys.argv[6].split(), sys.argv[7:])
    except Failed as failure:
        print(failure)
        return 1
    shutil.rmtree(work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
