"""A model's rows read by a host in another language, through the C functions alone: what an Arrow
consumer gets, that it costs a batch's memory, how a cancel and a failure end it.

Usage: test_rows.py LIBRARY
"""

import ctypes
import json
import math
import os
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from datetime import date, datetime, time as clock_time, timedelta, timezone
from decimal import Decimal
from pathlib import Path

LIBRARY = os.path.abspath(sys.argv[1])
passed, failures = 0, []


def check(what, good, note=""):
    global passed
    if good:
        passed += 1
    else:
        failures.append(what)
        print(f"FAILED {what}: {note}")


class Schema(ctypes.Structure):
    pass


Schema._fields_ = [
    ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_void_p),
    ("flags", ctypes.c_int64), ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(Schema))), ("dictionary", ctypes.POINTER(Schema)),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))), ("private_data", ctypes.c_void_p)]


class Array(ctypes.Structure):
    pass


Array._fields_ = [
    ("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(Array))), ("dictionary", ctypes.POINTER(Array)),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))), ("private_data", ctypes.c_void_p)]


class ArrayStream(ctypes.Structure):
    pass


ArrayStream._fields_ = [
    ("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ArrayStream),
                                    ctypes.POINTER(Schema))),
    ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ArrayStream),
                                  ctypes.POINTER(Array))),
    ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.POINTER(ArrayStream))),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(ArrayStream))),
    ("private_data", ctypes.c_void_p)]


class Buf(ctypes.Structure):
    _fields_ = [("ptr", ctypes.c_void_p), ("size", ctypes.c_size_t), ("reserved", ctypes.c_void_p)]


library = ctypes.CDLL(LIBRARY)
pointer, text, status = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int32
library.waybill_catalog_open.argtypes = [ctypes.POINTER(pointer), pointer, text, pointer,
                                         ctypes.POINTER(pointer)]
library.waybill_call.argtypes = [pointer, pointer, text, text, ctypes.c_size_t,
                                 ctypes.POINTER(Buf), ctypes.POINTER(pointer)]
library.waybill_stream.argtypes = [pointer, pointer, text, text, ctypes.c_size_t,
                                   ctypes.POINTER(ArrayStream), ctypes.POINTER(pointer)]
library.waybill_stream_cancel.argtypes = [ctypes.POINTER(ArrayStream)]
library.waybill_stream_cancel.restype = None
library.waybill_error_from_stream.argtypes = [ctypes.POINTER(ArrayStream)]
library.waybill_error_from_stream.restype = pointer
library.waybill_error_json.argtypes, library.waybill_error_json.restype = [pointer], text
library.waybill_error_free.argtypes = library.waybill_catalog_free.argtypes = [pointer]
library.waybill_error_free.restype = library.waybill_catalog_free.restype = None
library.waybill_buf_dispose.argtypes, library.waybill_buf_dispose.restype = [ctypes.POINTER(Buf)], None


class Failed(Exception):
    def __init__(self, error):
        self.error = json.loads(library.waybill_error_json(error))
        super().__init__(self.error["message"])


def done(answer, error):
    if answer != 0:
        failed = Failed(error)
        library.waybill_error_free(error)
        raise failed


class Catalog:
    def __init__(self, folder):
        self.handle, error = pointer(), pointer()
        done(library.waybill_catalog_open(ctypes.byref(self.handle), None,
                                          str(folder / "waybill.db").encode(), None,
                                          ctypes.byref(error)), error)

    def call(self, operation, params):
        given, result, error = json.dumps(params).encode(), Buf(), pointer()
        done(library.waybill_call(None, self.handle, operation.encode(), given, len(given),
                                  ctypes.byref(result), ctypes.byref(error)), error)
        answer = json.loads(ctypes.string_at(result.ptr, result.size))
        library.waybill_buf_dispose(ctypes.byref(result))
        return answer

    def read(self, **params):
        return Rows(self.handle, params)

    def close(self):
        library.waybill_catalog_free(self.handle)


class Rows:
    def __init__(self, catalog, params):
        given, error, self.stream = json.dumps(params).encode(), pointer(), ArrayStream()
        done(library.waybill_stream(None, catalog, b"model.read", given, len(given),
                                    ctypes.byref(self.stream), ctypes.byref(error)), error)
        schema = Schema()
        self.answered(self.stream.get_schema(self.stream, ctypes.byref(schema)))
        fields = [schema.children[i].contents for i in range(schema.n_children)]
        self.fields = [(field.name.decode(), field.format.decode()) for field in fields]
        schema.release(schema)

    def answered(self, answer):
        if answer != 0:
            raise Failed(library.waybill_error_from_stream(ctypes.byref(self.stream)))

    def batches(self):
        while True:
            batch = Array()
            self.answered(self.stream.get_next(self.stream, ctypes.byref(batch)))
            if not batch.release:
                return
            yield batch
            batch.release(batch)

    def values(self):
        return [row for batch in self.batches()
                for row in zip(*(column(batch.children[i].contents, kind)
                                 for i, (_, kind) in enumerate(self.fields)))]

    def count(self):
        return sum(batch.length for batch in self.batches())

    def cancel(self):
        library.waybill_stream_cancel(ctypes.byref(self.stream))

    def close(self):
        self.stream.release(self.stream)


SIZES = {"i": ("i", 4), "l": ("q", 8), "g": ("d", 8), "tdD": ("i", 4), "ttu": ("q", 8),
         "tsu:UTC": ("q", 8), "tsu:": ("q", 8)}
EPOCH = datetime(1970, 1, 1)


def column(array, kind):
    """The values of an array, as Python has them."""
    def bit(buffer, at):
        return ctypes.cast(buffer, ctypes.POINTER(ctypes.c_uint8))[at >> 3] >> (at & 7) & 1

    def value(at):
        if array.null_count and array.buffers[0] and not bit(array.buffers[0], at):
            return None
        if kind == "b":
            return bool(bit(array.buffers[1], at))
        if kind in ("u", "z"):
            begin, end = struct.unpack("2i", ctypes.string_at(array.buffers[1] + 4 * at, 8))
            found = ctypes.string_at(array.buffers[2] + begin, end - begin)
            return found.decode() if kind == "u" else found
        if kind == "w:16":
            return uuid.UUID(bytes=ctypes.string_at(array.buffers[1] + 16 * at, 16))
        if kind.startswith("d:"):
            precision, scale, *bits = map(int, kind[2:].split(","))
            size = (bits[0] if bits else 128) // 8
            found = int.from_bytes(ctypes.string_at(array.buffers[1] + size * at, size), "little",
                                   signed=True)
            return Decimal(f"{found}e-{scale}")
        how, size = SIZES[kind]
        number = struct.unpack(how, ctypes.string_at(array.buffers[1] + size * at, size))[0]
        if kind == "tdD":
            return date(1970, 1, 1) + timedelta(days=number)
        if kind == "ttu":
            return (EPOCH + timedelta(microseconds=number)).time()
        if kind.startswith("tsu:"):
            found = EPOCH + timedelta(microseconds=number)
            return found.replace(tzinfo=timezone.utc) if kind.endswith("UTC") else found
        return number

    return [value(i + array.offset) for i in range(array.length)]


TYPES = {"id": "bigint", "txt": "text", "flag": "boolean", "small": "integer", "amount": "decimal(10,2)",
         "huge": "decimal(60,10)", "ratio": "float", "raw": "bytes", "born": "date", "clock": "time",
         "changed_at": "timestamp", "local": "datetime", "doc": "json", "guid": "uuid"}
UUID = "00112233-4455-6677-8899-aabbccddeeff"
STORED = [
    (9223372036854775807, "é\n\"", 1, -2147483648, "-0.01", "-" + "9" * 40 + ".0000000001", math.inf,
     b"\0\xff", "9999-12-31", "23:59:59.999999", "0001-01-01T00:00:00Z",
     "1969-12-31T23:59:59.999999", "{\"a\": [1, 2]}", UUID),
    (2, "", 0, 0, "99999999.99", "0", 0.1, b"", "1970-01-01", "00:00:00", "2026-02-28T12:00:00.5Z",
     "2026-02-28T12:00:00", "1", None),
    (3,) + (None,) * 9 + ("2026-01-01T00:00:00Z",) + (None,) * 3]
UTC = timezone.utc
ARRIVES = [
    (9223372036854775807, "é\n\"", True, -2147483648, Decimal("-0.01"),
     Decimal("-" + "9" * 40 + ".0000000001"), math.inf, b"\0\xff", date(9999, 12, 31),
     clock_time(23, 59, 59, 999999), datetime(1, 1, 1, tzinfo=UTC),
     datetime(1969, 12, 31, 23, 59, 59, 999999), "{\"a\": [1, 2]}", uuid.UUID(UUID)),
    (2, "", False, 0, Decimal("99999999.99"), Decimal("0e-10"), 0.1, b"", date(1970, 1, 1),
     clock_time(0), datetime(2026, 2, 28, 12, 0, 0, 500000, tzinfo=UTC),
     datetime(2026, 2, 28, 12), "1", None),
    (3,) + (None,) * 9 + (datetime(2026, 1, 1, tzinfo=UTC),) + (None,) * 3]


def documents():
    def columns(types):
        return [{"name_in_source": name, "name_in_destination": name, "data_type": kind,
                 "is_primary_key": name == "id", "is_last_modified": name == "changed_at"}
                for name, kind in types.items()]

    some = columns({"id": "bigint", "note": "text", "changed_at": "timestamp"})
    return [
        {"connection": {"name": "here", "vendor": "sqlite", "options": {"path": "source.db"}}},
        {"source": {"name": "here", "connection": "here"}},
        {"model": {"model_name": "kinds", "source_table": "kinds", "columns": columns(TYPES)}},
        {"model": {"model_name": "many", "source_table": "many", "organization_column": "org",
                   "columns": some}},
        {"model": {"model_name": "endless", "columns": some, "source_query":
                   "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000000) "
                   "SELECT i AS id, '' AS note, '2026-01-01T00:00:00Z' AS changed_at FROM n WHERE i < 0"}},
        {"recipient": {"name": "Acme", "id_in_provider_system": "acme"}},
        {"recipient": {"name": "Other", "id_in_provider_system": "ACME"}}]


def make(folder, rows):
    with sqlite3.connect(folder / "source.db") as db:
        db.execute(f"CREATE TABLE kinds ({', '.join(TYPES)})")
        marks = ", ".join("?" for _ in TYPES)
        db.executemany(f"INSERT INTO kinds VALUES ({marks})", STORED)
        db.execute("CREATE TABLE many (id INTEGER PRIMARY KEY, note, changed_at, org)")
        db.executemany("INSERT INTO many VALUES (?, ?, '2026-01-01T00:00:00Z', ?)",
                       ((i, f"{i:0200d}", "ACME" if i % 1000 == 0 else "acme")
                        for i in range(rows)))
    db.close()
    catalog = Catalog(folder)
    catalog.call("config.apply", {"documents": documents(), "skip_model_validation": True})
    return catalog


def most_memory():
    """Of this process so far, in KiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise AssertionError("no VmHWM")


def read_in_child(folder):
    """What a process of its own needs for all rows: "ROWS KiB"."""
    done = subprocess.run([sys.executable, "-B", __file__, LIBRARY, str(folder)],
                          stdout=subprocess.PIPE, text=True, check=True)
    rows, memory = map(int, done.stdout.split())
    return rows, memory


def child(folder):
    catalog = Catalog(Path(folder))
    rows = catalog.read(model="many", recipient="Acme")
    first = next(rows.batches()).length
    before = most_memory()
    print(first + rows.count(), most_memory() - before)


def test_values(catalog):
    rows = catalog.read(model="kinds")
    check("names", [name for name, _ in rows.fields] == list(TYPES))
    got = rows.values()
    for wanted, found in zip(ARRIVES, got):
        for name, a, b in zip(TYPES, wanted, found):
            check(f"{name} of {wanted[0]}", a == b and type(a) is type(b), f"{b!r}, not {a!r}")
    check("rows", len(got) == len(ARRIVES))
    rows.close()


def test_tenants(catalog, many):
    rows = catalog.read(model="many", recipient="Acme")
    ids = [row[0] for row in rows.values()]
    check("one tenant's rows, each once", len(ids) == len(set(ids)) == many - many // 1000)
    check("none of another's", all(i % 1000 for i in ids))
    rows.close()
    rows = catalog.read(model="many", recipient="Other")
    check("the other's are there too", rows.count() == many // 1000)
    rows.close()
    try:
        catalog.read(model="many")
        check("nobody's rows", False)
    except Failed as failed:
        check("whose rows must be said", failed.error["code"] == "WB9208", failed)


def test_memory(folder, more_folder, rows, more):
    """Four times the rows: no more memory."""
    few, few_kib = read_in_child(folder)
    many, many_kib = read_in_child(more_folder)
    check("all rows", few == rows - rows // 1000 and many == more - more // 1000, (few, many))
    check("400,000 rows cost no more than 100,000", many_kib < few_kib + 4096, (few_kib, many_kib))
    check("and a few batches", many_kib < 24 * 1024, many_kib)


def test_cancel(catalog):
    rows = catalog.read(model="endless")
    threading.Timer(0.1, rows.cancel).start()
    start = time.monotonic()
    for attempt in ("running", "later"):
        try:
            rows.count()
            check(f"{attempt}: a cancelled stream has no end", False)
        except Failed as failed:
            check(f"{attempt}: cancelled", failed.error["code"] == "WB9092", failed)
    check("within seconds", time.monotonic() - start < 5)
    rows.close()


def test_failure(folder, catalog, many):
    """The file is damaged behind what has been read."""
    rows = catalog.read(model="many", recipient="Acme")
    batches = rows.batches()
    got = next(batches).length
    path = folder / "source.db"
    with open(path, "r+b") as file:
        size = path.stat().st_size // 4096 * 4096
        file.seek(size // 3 // 4096 * 4096)
        file.write(b"\xff" * (size // 3))
    try:
        got += sum(batch.length for batch in batches)
        check("a failure is no end of the rows", False, f"{got} of {many}")
    except Failed as failed:
        check("the failure is the source's", failed.error["blame"] == "source" and
              failed.error["code"] in ("WB9103", "WB9107"), failed.error)
    check("it came in mid-stream", 0 < got < many - many // 1000, got)
    rows.close()


def main():
    few, many = 100_000, 400_000
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        one, other = Path(one), Path(other)
        catalog, larger = make(one, few), make(other, many)
        test_values(catalog)
        test_tenants(catalog, few)
        test_memory(one, other, few, many)
        test_cancel(catalog)
        test_failure(other, larger, many)
        catalog.close()
        larger.close()
    print(f"{passed} checks passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        child(sys.argv[2])
    else:
        main()
