#!/usr/bin/env python3
"""Checks the house: which folder includes which, and what must be absent where.

usage: check_layers.py ROOT

Prints a line for each violation, "file:line: message", and exits with 1 when there is one.
"""

import re
import sys
from pathlib import Path
from typing import Iterator, NamedTuple

# Headers of plain declarations that any floor may include.
FLOOR_0 = {"waybill/arrow_abi.h", "waybill/version.h"}

# Libraries that only some places may use: an include's start, the places, why.
LIBRARIES = [
    ("sqlite3.h", ("src/warehouse/", "src/catalog/"), "only the session and the catalog know SQLite"),
    ("sql.h", ("src/warehouse/odbc/",), "only the session over ODBC knows its headers"),
    ("sqlext.h", ("src/warehouse/odbc/",), "only the session over ODBC knows its headers"),
    ("CLI/", ("bindings/cli/",), "the command line belongs to bindings/cli"),
]

# model, sql and lint do no I/O and read no clock.
PURE = ("src/model/", "src/sql/", "src/lint/")
IMPURE_INCLUDES = re.compile(
    r"^(fstream|filesystem|iostream|cstdio|stdio\.h|unistd\.h|fcntl\.h|chrono|ctime|time\.h|thread"
    r"|sys/.*|base/file\.hpp|base/process\.hpp)$"
)
IMPURE_CALLS = re.compile(r"\b(system_now|getenv)\s*\(")

# No signal handlers, no environment or locale changes. A host program may do both.
PROCESS_WIDE = re.compile(r"\b(setenv|putenv|unsetenv|setlocale|signal|sigaction|chdir|umask|atexit)\s*\(")


# The library's one exception boundary, and the C++ header's: it keeps what a host's own function
# throws while C frames are on the stack.
CATCH_ALL = ("capi/guard", "include/waybill/waybill.hpp")


class Line(NamedTuple):
    number: int
    code: str  # without comments, and without the content of literals except in an #include
    include: str  # what an #include names, or ""
    angled: bool


class Violation(NamedTuple):
    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|R"(?P<delim>[^()\\\s]{0,16})\(.*?\)(?P=delim)"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""",
    re.S,
)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def strip(text: str) -> str:
    """Blanks comments and the content of literals; extern "C" stays; lines keep their numbers."""

    def blank(match: re.Match) -> str:
        token = match.group()
        if token == '"C"':
            return token
        if token.startswith(("//", "/*")):
            return "\n" * token.count("\n") or " "
        return '""' + "\n" * token.count("\n")

    # A digit separator (1'000) is no literal.
    return TOKEN.sub(blank, re.sub(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])", "", text))


def lines_of(path: Path) -> list[Line]:
    text = path.read_text(encoding="utf-8")
    raw = text.split("\n")
    result = []
    for number, code in enumerate(strip(text).split("\n"), 1):
        match = INCLUDE.match(raw[number - 1]) if code.lstrip().startswith("#") else None
        result.append(
            Line(number, code, match.group(2) if match else "", bool(match and match.group(1) == "<"))
        )
    return result


def read_layers(path: Path) -> tuple[dict[str, list[str]], list[Violation]]:
    """The allowed edges; a folder may only name folders listed before it, so no cycle can be written."""
    layers: dict[str, list[str]] = {}
    problems = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        folder, _, allowed = line.partition(":")
        layers[folder.strip()] = allowed.split()
        for name in allowed.split():
            if name not in list(layers)[:-1]:
                problems.append(
                    Violation("src/layers.txt", number, f"{folder} may use {name}, which is not a floor below it")
                )
    return layers, problems


def sources(root: Path) -> Iterator[tuple[str, Path]]:
    for top in ("src", "capi", "bindings", "include"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix in (".cpp", ".hpp", ".h", ".c", ".inc"):
                yield path.relative_to(root).as_posix(), path


def room_of(file: str) -> str:
    """src/lint/rules/a.cpp -> lint; capi/a.cpp -> capi; src/pch/... -> pch"""
    parts = file.split("/")
    return parts[1] if parts[0] == "src" else parts[0]


def check_includes(file: str, lines: list[Line], layers: dict[str, list[str]], root: Path) -> Iterator[Violation]:
    room = room_of(file)
    for line in lines:
        name = line.include
        if not name:
            continue

        def violation(message: str) -> Violation:
            return Violation(file, line.number, message)

        for start, places, why in LIBRARIES:
            if name.startswith(start) and not file.startswith(places):
                yield violation(f"<{name}>: {why}")
        if name.startswith("boost/") and not (file.endswith(".cpp") or room == "bindings"):
            yield violation(f"<{name}>: the library includes Boost in .cpp files only")
        if file.startswith(PURE) and IMPURE_INCLUDES.match(name):
            yield violation(f"{name}: {room} does no I/O and reads no clock")

        if name.startswith("waybill/"):
            if room in ("include", "bindings", "capi") or name in FLOOR_0:
                continue
            yield violation(f"{name}: src/ may include only {', '.join(sorted(FLOOR_0))} of the public headers")
        elif room == "include":
            if not line.angled:
                yield violation(f"{name}: a public header includes only public and standard headers")
        elif not line.angled:
            other = name.split("/")[0]
            beside = (root / file).parent / name
            if room == "bindings":
                if other in layers or not beside.exists():
                    yield violation(f"{name}: bindings see include/waybill and their own folder only")
            elif room == "pch":
                yield violation(f"{name}: the precompiled header holds standard headers only")
            elif other not in layers:
                yield violation(f"{name}: includes are written from src/, folder first")
            elif other != room and other not in layers.get(room, []):
                yield violation(f"{name}: {room} may not use {other} (src/layers.txt)")


def check_code(file: str, lines: list[Line]) -> Iterator[Violation]:
    library = file.startswith(("src/", "capi/"))
    for line in lines:
        code = line.code

        def violation(message: str) -> Violation:
            return Violation(file, line.number, message)

        if re.match(r"\s*#\s*pragma\s+once", code):
            yield violation("#pragma once: use an include guard")
        if re.search(r"\bcatch\s*\(\s*\.\.\.\s*\)", code) and not file.startswith(CATCH_ALL):
            yield violation("catch (...): the one exception boundary is capi/guard")
        if re.search(r'\bextern\s+"C"', code) and not file.startswith(("capi/", "include/")):
            yield violation('extern "C": only capi/ and the public headers')
        if library and PROCESS_WIDE.search(code):
            yield violation("changes the process: no signal handlers, no environment or locale changes")
        if file.startswith(PURE) and IMPURE_CALLS.search(code):
            yield violation(f"{room_of(file)} does no I/O and reads no clock")


def check_namespace(file: str, lines: list[Line]) -> Iterator[Violation]:
    """Everything in src/<folder>/ stands in waybill::<folder>; base also holds waybill::Error and its codes."""
    if not file.startswith(("src/", "capi/")) or room_of(file) == "pch" or file.endswith((".inc", ".h", ".c")):
        return
    wanted = "waybill::" + room_of(file)
    named = False
    for line in lines:
        for name in re.findall(r"^\s*(?:inline\s+)?namespace\s+([A-Za-z_][\w:]*)\s*\{", line.code):
            if re.match(r"waybill\b", name):
                named = True
                also = ("waybill", "waybill::codes") if room_of(file) == "base" else ()
                if name != wanted and not name.startswith(wanted + "::") and name not in also:
                    yield Violation(file, line.number, f"namespace {name}: this folder's is {wanted}")
    if not named and file.endswith(".hpp"):
        yield Violation(file, 1, f"declares nothing in namespace {wanted}")


def check_guard(file: str, lines: list[Line]) -> Iterator[Violation]:
    if not file.endswith((".hpp", ".h")):
        return
    path = file.removeprefix("src/").removeprefix("bindings/").removeprefix("include/waybill/")
    guard = "WAYBILL_" + re.sub(r"[^A-Z0-9]", "_", path.upper())
    directives = [line.code.split() for line in lines if line.code.strip()][:2]
    if directives != [["#ifndef", guard], ["#define", guard]]:
        yield Violation(file, 1, f"the include guard is not {guard}")


def check(root: Path) -> list[Violation]:
    layers, found = read_layers(root / "src" / "layers.txt")
    folders = {path.name for path in (root / "src").iterdir() if path.is_dir()} - {"pch"}
    if (root / "capi").is_dir():
        folders.add("capi")
    for name in sorted(folders - set(layers)):
        found.append(Violation("src/layers.txt", 1, f"the folder {name} has no row"))
    for name in sorted(set(layers) - folders):
        found.append(Violation("src/layers.txt", 1, f"{name} is no folder"))
    for file, path in sources(root):
        lines = lines_of(path)
        found += check_includes(file, lines, layers, root)
        found += check_code(file, lines)
        found += check_namespace(file, lines)
        found += check_guard(file, lines)
    return sorted(found)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    root = Path(sys.argv[1])
    found = check(root)
    for violation in found:
        print(violation)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
