"""_ffi.py says what waybill.h says: every function with its types, every struct with its fields."""

import ctypes
import re
import unittest
from pathlib import Path

from waybill import _errors, _ffi

INCLUDE = Path(__file__).resolve().parents[2] / "include" / "waybill"
HANDLES = (
    "waybill_error", "waybill_context", "waybill_catalog", "waybill_operation", "waybill_cancel",
    "waybill_row_results",
)
VALUES = {
    "void": None, "int": ctypes.c_int, "int32_t": ctypes.c_int32, "int64_t": ctypes.c_int64,
    "uint32_t": ctypes.c_uint32, "size_t": ctypes.c_size_t, "waybill_status": ctypes.c_int32,
    "waybill_destroy_fn": _ffi.DestroyFn, "waybill_log_fn": _ffi.LogFn, "waybill_clock_fn": _ffi.ClockFn,
    "waybill_secret_fn": _ffi.SecretFn, "waybill_progress_fn": _ffi.ProgressFn,
    "waybill_alert_fn": _ffi.AlertFn, "waybill_sink_open_fn": _ffi.SinkOpenFn,
    "waybill_sink_write_fn": _ffi.SinkWriteFn, "waybill_sink_finish_fn": _ffi.SinkFinishFn,
    "waybill_sink_close_fn": _ffi.SinkCloseFn, "waybill_source_open_fn": _ffi.SourceOpenFn,
}
STRUCTS = {
    "waybill_buf": _ffi.Buf, "waybill_catalog_options": _ffi.CatalogOptions, "ArrowSchema": _ffi.ArrowSchema,
    "ArrowArray": _ffi.ArrowArray, "ArrowArrayStream": _ffi.ArrowArrayStream, "waybill_sink": _ffi.Sink,
    "waybill_sink_run": _ffi.SinkRun, "waybill_sink_batch": _ffi.SinkBatch,
    "waybill_source_request": _ffi.SourceRequest, "waybill_source": _ffi.Source,
}
CALLBACKS = {
    "waybill_destroy_fn": _ffi.DestroyFn, "waybill_log_fn": _ffi.LogFn, "waybill_clock_fn": _ffi.ClockFn,
    "waybill_secret_fn": _ffi.SecretFn, "waybill_progress_fn": _ffi.ProgressFn,
    "waybill_alert_fn": _ffi.AlertFn, "waybill_sink_open_fn": _ffi.SinkOpenFn,
    "waybill_sink_write_fn": _ffi.SinkWriteFn, "waybill_sink_finish_fn": _ffi.SinkFinishFn,
    "waybill_sink_close_fn": _ffi.SinkCloseFn, "waybill_source_open_fn": _ffi.SourceOpenFn,
}


def code(name: str) -> str:
    text = re.sub(r"/\*.*?\*/", "", (INCLUDE / name).read_text(encoding="utf-8"), flags=re.S)
    return re.sub(r"^\s*#.*$", "", text, flags=re.M)


def type_of(written: str, writable: bool = False):
    """The ctypes type of a C declaration, its name left out. `writable`: a char* that is filled."""
    words = re.sub(r"\b(const|struct)\b", "", written)
    stars = words.count("*")
    base = words.replace("*", "").split()[0]
    if base in HANDLES:
        base, stars = "void", stars
    if base == "char":
        kind, stars = (ctypes.c_void_p if writable else ctypes.c_char_p), stars - 1
    elif base == "void" and stars > 0:
        kind, stars = ctypes.c_void_p, stars - 1
    else:
        kind = STRUCTS.get(base, VALUES.get(base))
        if kind is None and base != "void":
            raise AssertionError(f"what is {written}?")
    for _ in range(stars):
        kind = ctypes.POINTER(kind)
    return kind


def arguments(written: str, writable: tuple = ()) -> list:
    if written.strip() in ("", "void"):
        return []
    return [type_of(part, part.split()[-1].strip("*") in writable) for part in written.split(",")]


def shape(kind):
    """Function types are made anew at each CFUNCTYPE that differs in nothing: compared by parts."""
    if kind is not None and hasattr(kind, "_argtypes_"):
        return (kind._restype_, tuple(kind._argtypes_))
    return kind


class Header(unittest.TestCase):
    def test_every_function_has_its_types(self) -> None:
        found = re.findall(r"WAYBILL_API\s+([^;(]*?)\b(waybill_\w+)\s*\(([^;]*?)\)\s*;", code("waybill.h"))
        self.assertGreater(len(found), 25)
        self.assertEqual([name for _, name, _ in found], list(_ffi.FUNCTIONS))
        for answer, name, written in found:
            with self.subTest(name):
                wanted = (type_of(answer), arguments(written))
                self.assertEqual(wanted, (_ffi.FUNCTIONS[name][0], _ffi.FUNCTIONS[name][1]))
                function = getattr(_ffi.lib, name)
                self.assertEqual((function.restype, list(function.argtypes)), wanted)

    def test_every_callback_has_its_types(self) -> None:
        found = re.findall(r"typedef\s+(\w+)\s+\(\*(waybill_\w+)\)\s*\(([^;]*?)\)\s*;", code("waybill.h"))
        self.assertEqual({name for _, name, _ in found}, set(CALLBACKS))
        for answer, name, written in found:
            with self.subTest(name):
                # Texts that are filled, or come with their size, are addresses.
                written = written.replace("event_json", "value")
                filled = ("value",) if name in ("waybill_secret_fn", "waybill_progress_fn", "waybill_alert_fn") else ()
                wanted = (type_of(answer), tuple(arguments(written, filled)))
                self.assertEqual(shape(CALLBACKS[name]), wanted)

    def test_every_struct_has_its_fields(self) -> None:
        text = code("waybill.h") + code("arrow_abi.h")
        found = dict(re.findall(r"\bstruct (\w+) \{(.*?)\n\}", text, re.S))
        self.assertEqual(set(found), set(STRUCTS))
        for name, body in found.items():
            with self.subTest(name):
                fields = re.findall(r"\(\*(\w+)\)|(\w+)\s*;", body)
                self.assertEqual([a or b for a, b in fields], [field for field, _ in STRUCTS[name]._fields_])
        for name in ("waybill_buf", "waybill_catalog_options", "waybill_sink", "waybill_sink_run", "waybill_sink_batch"):
            for line in found[name].strip().split(";"):
                if line.strip():
                    field = line.split()[-1].strip("*")
                    wanted = type_of(line, writable=name == "waybill_buf")
                    self.assertEqual(dict(STRUCTS[name]._fields_)[field], wanted, line)

    def test_every_status_has_its_exception(self) -> None:
        text = (INCLUDE / "waybill.h").read_text(encoding="utf-8")
        statuses = re.findall(r"^#define WAYBILL_(E_\w+|OK) (\d+)", text, re.M)
        self.assertEqual([int(number) for _, number in statuses], list(range(len(_errors.BY_STATUS) + 1)))


if __name__ == "__main__":
    unittest.main()
