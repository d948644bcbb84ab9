#!/usr/bin/env python3
"""Shows that check_layers.py bites: each case is a small tree, and the violations it must report."""

import sys
import tempfile
from pathlib import Path

import check_layers

LAYERS = "# floors\nbase:\nsql: base\nlint: base sql\nwarehouse: base sql\ncapi: base\n"


def header(guard: str, body: str, namespace: str) -> str:
    return f"#ifndef {guard}\n#define {guard}\n{body}namespace {namespace} {{ int x(); }}\n#endif\n"


SOUND = {
    "src/layers.txt": LAYERS,
    "src/base/error.hpp": header("WAYBILL_BASE_ERROR_HPP", "", "waybill"),
    "src/sql/dialect.hpp": header("WAYBILL_SQL_DIALECT_HPP", "", "waybill::sql"),
    "src/lint/lint.cpp": '#include "lint/lint.hpp"\nnamespace waybill::lint {\nint x() { return 1; }\n}\n',
    "src/lint/lint.hpp": header("WAYBILL_LINT_LINT_HPP", '#include "base/error.hpp"\n', "waybill::lint"),
    "src/warehouse/sqlite/session.cpp": "#include <sqlite3.h>\nnamespace waybill::warehouse {}\n",
    "capi/guard.hpp": header("WAYBILL_CAPI_GUARD_HPP", '#include "base/error.hpp"\n', "waybill::capi"),
}

# name, files added to or replacing those of SOUND, expected violations as "file:line: part of the message"
CASES = [
    ("a sound tree", {}, []),
    (
        "a higher floor",
        {"src/sql/a.cpp": '#include "sql/dialect.hpp"\n#include "lint/lint.hpp"\n'},
        ["src/sql/a.cpp:2: sql may not use lint"],
    ),
    (
        "a lower floor that the row does not name",
        {"src/layers.txt": LAYERS.replace("lint: base sql", "lint: base"), "src/lint/a.cpp": '#include "sql/dialect.hpp"\n'},
        ["src/lint/a.cpp:1: lint may not use sql"],
    ),
    ("its own folder", {"src/sql/a.cpp": '#include "sql/dialect.hpp"\n'}, []),
    ("an include without a folder", {"src/sql/a.cpp": '#include "dialect.hpp"\n'}, ["src/sql/a.cpp:1: includes are written"]),
    ("capi from below", {"src/base/a.cpp": '#include "capi/guard.hpp"\n'}, ["src/base/a.cpp:1: base may not use capi"]),
    ("the Arrow structs on any floor", {"src/base/a.cpp": '#include "waybill/arrow_abi.h"\n'}, []),
    ("the C header inside", {"src/base/a.cpp": "#include <waybill/waybill.h>\n"}, ["src/base/a.cpp:1: waybill/waybill.h"]),
    ("the C header in capi", {"capi/a.cpp": "#include <waybill/waybill.h>\n"}, []),
    ("an include in a comment", {"src/sql/a.cpp": '// #include "lint/lint.hpp"\n/*\n#include "lint/lint.hpp"\n*/\n'}, []),
    ("a binding that looks inside", {"bindings/cli/a.cpp": '#include "base/error.hpp"\n'}, ["bindings/cli/a.cpp:1: bindings see"]),
    (
        "a binding with its own headers",
        {
            "bindings/cli/a.cpp": '#include "table.hpp"\n#include <waybill/waybill.hpp>\n#include <CLI/CLI.hpp>\n',
            "bindings/cli/table.hpp": "#ifndef WAYBILL_CLI_TABLE_HPP\n#define WAYBILL_CLI_TABLE_HPP\n#endif\n",
        },
        [],
    ),
    (
        "a public header that needs the inside",
        {"include/waybill/waybill.h": '#ifndef WAYBILL_WAYBILL_H\n#define WAYBILL_WAYBILL_H\n#include "base/error.hpp"\n#endif\n'},
        ["include/waybill/waybill.h:3: base/error.hpp"],
    ),
    (
        "a public header's guard",
        {"include/waybill/arrow_abi.h": "#ifndef ARROW_ABI_H\n#define ARROW_ABI_H\n#endif\n"},
        ["include/waybill/arrow_abi.h:1: the include guard is not WAYBILL_ARROW_ABI_H"],
    ),
    ("SQLite outside the session", {"src/lint/a.cpp": "#include <sqlite3.h>\n"}, ["src/lint/a.cpp:1: <sqlite3.h>"]),
    ("the command line's library inside", {"src/base/a.cpp": "#include <CLI/CLI.hpp>\n"}, ["src/base/a.cpp:1: <CLI/CLI.hpp>"]),
    ("Boost in a source file", {"src/base/a.cpp": "#include <boost/json.hpp>\n"}, []),
    (
        "Boost in a header",
        {"src/sql/dialect.hpp": header("WAYBILL_SQL_DIALECT_HPP", "#include <boost/json.hpp>\n", "waybill::sql")},
        ["src/sql/dialect.hpp:3: <boost/json.hpp>"],
    ),
    ("files in lint", {"src/lint/a.cpp": "#include <fstream>\n"}, ["src/lint/a.cpp:1: fstream"]),
    ("files in warehouse", {"src/warehouse/a.cpp": "#include <fstream>\n"}, []),
    ("a clock in sql", {"src/sql/a.cpp": "auto now = base::system_now();\n"}, ["src/sql/a.cpp:1: sql does no I/O"]),
    ("the environment", {"src/base/a.cpp": '\nvoid f() { setenv("A", "b", 1); }\n'}, ["src/base/a.cpp:2: changes the process"]),
    ("a signal handler in a host", {"bindings/cli/a.cpp": "void f() { sigaction(2, 0, 0); }\n"}, []),
    ("pragma once", {"src/sql/a.cpp": "#pragma once\n"}, ["src/sql/a.cpp:1: #pragma once"]),
    ("catch all", {"src/sql/a.cpp": "void f() try {} catch (...) {}\n"}, ["src/sql/a.cpp:1: catch (...)"]),
    ("catch all in the guard", {"capi/guard.cpp": "void f() try {} catch (...) {}\n"}, []),
    ("catch all in the C++ header", {"include/waybill/waybill.hpp": '#ifndef WAYBILL_WAYBILL_HPP\n#define WAYBILL_WAYBILL_HPP\nvoid f() try {} catch (...) {}\n#endif\n'}, []),
    ("catch all in a text", {"src/sql/a.cpp": 'auto a = "catch (...)";\nauto b = R"(catch (...))";\n'}, []),
    ("a quote as a character", {"src/sql/a.cpp": "char a = '\"';\nvoid f() try {} catch (...) {}\n"}, ["src/sql/a.cpp:2: catch"]),
    ("C linkage inside", {"src/sql/a.cpp": 'extern "C" int f();\n'}, ['src/sql/a.cpp:1: extern "C"']),
    ("C linkage in capi", {"capi/a.cpp": 'extern "C" int f();\n'}, []),
    ("another folder's namespace", {"src/lint/a.cpp": "namespace waybill::sql {}\n"}, ["src/lint/a.cpp:1: namespace waybill::sql"]),
    ("a name that only begins alike", {"src/sql/a.cpp": "namespace waybill::sqlite {}\n"}, ["src/sql/a.cpp:1: namespace waybill::sqlite"]),
    ("a nested namespace", {"src/sql/a.cpp": "namespace waybill::sql::detail {}\n"}, []),
    ("waybill itself outside base", {"src/sql/a.cpp": "namespace waybill {}\n"}, ["src/sql/a.cpp:1: namespace waybill:"]),
    ("a header in no namespace", {"src/sql/a.hpp": "#ifndef WAYBILL_SQL_A_HPP\n#define WAYBILL_SQL_A_HPP\n#endif\n"}, ["src/sql/a.hpp:1: declares nothing"]),
    (
        "a guard of another file",
        {"src/sql/b.hpp": header("WAYBILL_SQL_A_HPP", "", "waybill::sql")},
        ["src/sql/b.hpp:1: the include guard is not WAYBILL_SQL_B_HPP"],
    ),
    ("a folder without a row", {"src/sink/a.cpp": ""}, ["src/layers.txt:1: the folder sink"]),
    ("a row without a folder", {"src/layers.txt": LAYERS + "sync: base\n"}, ["src/layers.txt:1: sync is no folder"]),
    (
        "a row that names a floor above",
        {"src/layers.txt": LAYERS.replace("sql: base\n", "sql: base warehouse\n", 1)},
        ["src/layers.txt:3: sql may use warehouse"],
    ),
]


def run(files: dict[str, str], expected: list[str]) -> str:
    """Empty when the violations are the expected ones, else what was found."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in {**SOUND, **files}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        found = [str(violation) for violation in check_layers.check(root)]
    wanted = [one.partition(": ") for one in expected]
    if len(found) == len(wanted) and all(
        have.startswith(place + ": ") and part in have for have, (place, _, part) in zip(found, wanted)
    ):
        return ""
    return f"expected {expected}, found {found}"


def main() -> int:
    failed = 0
    for name, files, expected in CASES:
        problem = run(files, expected)
        if problem:
            failed += 1
            print(f"FAILED {name}: {problem}")
    print(f"{len(CASES) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
