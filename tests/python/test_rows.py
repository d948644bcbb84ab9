"""Rows in Python: exact values of every type, Arrow's capsules, one reader, errors, the end."""

import ctypes
import gc
import math
import os
import random
import sqlite3
import struct
import sys
import threading
import time
import unittest
import uuid
from datetime import date, datetime, timezone
from datetime import time as clock_time
from decimal import Decimal

import waybill
from consumer import moved, release, rows_of
from shop import Case
from waybill import _arrow, _ffi

try:
    import pandas
except ImportError:
    pandas = None
try:
    import pyarrow
except ImportError:
    pyarrow = None
try:
    import polars
except ImportError:
    polars = None

TYPES = {"id": "bigint", "txt": "text", "flag": "boolean", "small": "integer", "amount": "decimal(10,2)",
         "huge": "decimal(60,10)", "plain": "decimal", "ratio": "float", "raw": "bytes", "born": "date",
         "clock": "time", "changed_at": "timestamp", "local": "datetime", "doc": "json", "guid": "uuid"}
UUID = "00112233-4455-6677-8899-aabbccddeeff"
UTC = timezone.utc
STORED = [
    (9223372036854775807, "é\n\"\U0001f680", 1, -2147483648, "-0.01", "-" + "9" * 40 + ".0000000001",
     "1" + "0" * 60 + ".5", math.inf, b"\0\xff", "9999-12-31", "23:59:59.999999", "0001-01-01T00:00:00Z",
     "1969-12-31T23:59:59.999999", "{\"a\": [1, 2]}", UUID),
    (-9223372036854775808, "", 0, 0, "99999999.99", "0", "-0.001", 0.1, b"", "1970-01-01", "00:00:00",
     "2026-02-28T12:00:00.5Z", "2026-02-28T12:00:00", "1", None),
    (3,) + (None,) * 10 + ("9999-12-31T23:59:59.999999Z",) + (None,) * 3,
]
ARRIVES = [
    (9223372036854775807, "é\n\"\U0001f680", True, -2147483648, Decimal("-0.01"),
     Decimal("-" + "9" * 40 + ".0000000001"), Decimal("1" + "0" * 60 + ".5"), math.inf, b"\0\xff",
     date(9999, 12, 31), clock_time(23, 59, 59, 999999), datetime(1, 1, 1, tzinfo=UTC),
     datetime(1969, 12, 31, 23, 59, 59, 999999), "{\"a\": [1, 2]}", uuid.UUID(UUID)),
    (-9223372036854775808, "", False, 0, Decimal("99999999.99"), Decimal("0e-10"), Decimal("-0.001"), 0.1, b"",
     date(1970, 1, 1), clock_time(0), datetime(2026, 2, 28, 12, 0, 0, 500000, tzinfo=UTC),
     datetime(2026, 2, 28, 12), "1", None),
    (3,) + (None,) * 10 + (datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),) + (None,) * 3,
]


class Kinds(Case):
    def setUp(self) -> None:
        super().setUp()
        with sqlite3.connect(self.folder / "shop" / "shop.db") as db:
            db.execute(f"CREATE TABLE kinds ({', '.join(TYPES)})")
            db.executemany(f"INSERT INTO kinds VALUES ({', '.join('?' for _ in TYPES)})", STORED)
        db.close()
        columns = [{"name_in_source": name, "name_in_destination": name, "data_type": kind,
                    "is_primary_key": name == "id", "is_last_modified": name == "changed_at"}
                   for name, kind in TYPES.items()]
        self.catalog.models.create({"model": {"model_name": "kinds", "source_name": "untenanted", "source_table": "kinds",
                                              "columns": columns}}, skip_model_validation=True)

    def read(self) -> waybill.Rows:
        return self.catalog.models["kinds"].read()

    def test_fields(self) -> None:
        with self.read() as rows:
            self.assertEqual({field.name: field.type for field in rows.fields}, TYPES)
            self.assertEqual([field.name for field in rows.fields if not field.nullable], ["id"])

    def test_every_value_is_exact(self) -> None:
        got = self.read().to_pylist()
        self.assertEqual(len(got), len(ARRIVES))
        for wanted, found in zip(ARRIVES, got):
            self.assertEqual(list(found), list(TYPES))
            for name, value in zip(TYPES, wanted):
                with self.subTest(name, of=wanted[0]):
                    self.assertEqual((found[name], type(found[name])), (value, type(value)))
                    if isinstance(value, Decimal):
                        self.assertEqual(found[name].as_tuple(), value.as_tuple())

    def test_columns(self) -> None:
        columns = self.read().to_pydict()
        self.assertEqual(columns, {name: [row[at] for row in ARRIVES] for at, name in enumerate(TYPES)})

    def test_a_consumer_of_streams(self) -> None:
        rows = self.read()
        stream = moved(rows.__arrow_c_stream__(), _ffi.ArrowArrayStream)
        self.assertTrue(rows.closed)
        self.assertEqual(rows_of(stream), ARRIVES)
        with self.assertRaises(ValueError):
            rows.__arrow_c_stream__()
        with self.assertRaises(ValueError):
            next(iter(rows))

    def test_a_consumer_of_arrays(self) -> None:
        with self.read() as rows:
            (batch,) = rows
        self.assertEqual(len(batch), 3)
        self.assertEqual(batch.to_pylist()[2]["id"], 3)
        schema, array = batch.__arrow_c_array__()
        self.assertTrue(batch.closed)
        schema, array = moved(schema, _ffi.ArrowSchema), moved(array, _ffi.ArrowArray)
        fields = _arrow.fields_of(schema)
        self.assertEqual({field.name: field.type for field in fields}, TYPES)
        self.assertEqual(_arrow.values_of(array.children[0].contents, fields[0]), [row[0] for row in ARRIVES])
        release(schema)
        release(array)
        with self.assertRaises(ValueError):
            batch.to_pylist()

    def test_a_schema_capsule(self) -> None:
        with self.read() as rows:
            schema = moved(rows.__arrow_c_schema__(), _ffi.ArrowSchema)
            self.assertEqual([field.name for field in _arrow.fields_of(schema)], list(TYPES))
            release(schema)
            self.assertEqual(len(rows.to_pylist()), 3)

    def test_capsules_that_nobody_takes_are_released(self) -> None:
        from waybill import _rows

        def opened() -> list:
            """Files of the source that this process has open."""
            links = [os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")
                     if os.path.islink(f"/proc/self/fd/{fd}")]
            return [link for link in links if link.endswith("shop.db")]

        before = len(_rows._exported)
        self.assertEqual(opened(), [])
        capsule = self.read().__arrow_c_stream__()
        self.assertEqual(len(opened()), 1)
        del capsule
        self.assertEqual(opened(), [])
        for _ in range(50):
            self.read().__arrow_c_stream__()
            with self.read() as rows:
                rows.__arrow_c_schema__()
                for batch in rows:
                    batch.__arrow_c_array__()
        gc.collect()
        self.assertEqual(len(_rows._exported), before)

    @unittest.skipIf(pandas is None, "python3-pandas is not installed; tests/run.sh --setup-only installs it")
    def test_pandas(self) -> None:
        frame = self.read().to_pandas()
        self.assertEqual(list(frame.columns), list(TYPES))
        kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
        self.assertEqual(kinds, {"id": "Int64", "txt": "string", "flag": "boolean", "small": "Int32", "amount": "object",
                                 "huge": "object", "plain": "object", "ratio": "Float64", "raw": "object",
                                 "born": "object", "clock": "object", "changed_at": "object",
                                 "local": "datetime64[ns]", "doc": "string", "guid": "object"})
        for at, name in enumerate(TYPES):
            values = [None if value is pandas.NA or value is pandas.NaT else value for value in frame[name]]
            self.assertEqual(values, [row[at] for row in ARRIVES], name)

    @unittest.skipIf(pandas is None, "python3-pandas is not installed; tests/run.sh --setup-only installs it")
    def test_pandas_keeps_nan_and_null_apart_and_no_rows_typed(self) -> None:
        with sqlite3.connect(self.folder / "shop" / "shop.db") as db:
            db.execute("DELETE FROM kinds")
        frame = self.read().to_pandas()
        self.assertEqual((len(frame), str(frame["id"].dtype), str(frame["changed_at"].dtype)),
                         (0, "Int64", "datetime64[ns, UTC]"))
        db.close()
        import numpy
        from waybill._pandas import _series

        series = _series(_arrow.Field("x", "float", True, "g"), numpy.array([math.nan, 0.0, 1.0]),
                         numpy.array([False, True, False]))
        self.assertEqual(list(series.array._mask), [False, True, False])
        self.assertTrue(math.isnan(series.array._data[0]))

    @unittest.skipIf(pandas is None, "python3-pandas is not installed; tests/run.sh --setup-only installs it")
    def test_pandas_times_and_batches(self) -> None:
        self.add_many(20_000)
        with sqlite3.connect(self.folder / "shop" / "shop.db") as db:
            db.execute("UPDATE many SET note = NULL WHERE id % 3 = 0")
        db.close()
        frame = self.catalog.models["many"].read().to_pandas()
        self.assertEqual((len(frame), str(frame["changed_at"].dtype)), (20_000, "datetime64[ns, UTC]"))
        self.assertEqual(set(frame["changed_at"]), {pandas.Timestamp("2026-01-01", tz="UTC")})
        self.assertEqual(list(frame["id"]), list(range(20_000)))
        self.assertEqual(int(frame["note"].isna().sum()), 6667)
        self.assertEqual(frame["note"][19_999], "note 19999")

    @unittest.skipIf(pyarrow is None, "pyarrow is no package of Debian 12")
    def test_pyarrow(self) -> None:
        table = self.read().to_arrow()
        self.assertEqual(table.num_rows, 3)
        self.assertEqual(table.column("id").to_pylist(), [row[0] for row in ARRIVES])
        self.assertEqual(table.column("huge").to_pylist(), [row[5] for row in ARRIVES])
        reader = pyarrow.RecordBatchReader.from_stream(self.read())
        self.assertEqual(sum(batch.num_rows for batch in reader), 3)

    @unittest.skipIf(polars is None, "polars is no package of Debian 12")
    def test_polars(self) -> None:
        frame = self.catalog.models["purchases"].read(recipient="Acme").to_polars()
        self.assertEqual(frame.height, 3)
        self.assertEqual(frame["id"].to_list(), [1, 2, 4])


class Many(Case):
    def test_batches(self) -> None:
        self.add_many(20_000)
        rows = self.catalog.models["many"].read()
        seen, sizes = [], []
        for batch in rows:
            sizes.append(len(batch))
            seen += batch.to_pydict()["id"]
        self.assertEqual(seen, list(range(20_000)))
        self.assertGreater(len(sizes), 2)
        self.assertTrue(rows.closed)
        self.assertIsNone(rows.read_batch())
        self.assertEqual(list(rows), [])

    def test_an_early_end(self) -> None:
        self.add_many(20_000)
        with self.catalog.models["many"].read() as rows:
            first = rows.read_batch()
        with self.assertRaisesRegex(ValueError, "closed"):
            rows.read_batch()
        self.assertEqual(first.to_pylist()[0]["note"], "note 0")  # a batch is the reader's own

    def test_rows_outlive_everything(self) -> None:
        self.add_many(20_000)
        rows = self.catalog.models["many"].read()
        self.catalog.close()
        gc.collect()
        self.assertEqual(sum(map(len, rows)), 20_000)

    def test_rows_of_a_call_that_streams_too(self) -> None:
        self.assertEqual(len(self.catalog.models["purchases"].preview_rows(recipient="Acme").to_pylist()), 3)

    def test_read_on_another_thread(self) -> None:
        self.add_many(20_000)
        self.addCleanup(sys.setswitchinterval, sys.getswitchinterval())
        sys.setswitchinterval(1e-5)
        for _ in range(8):
            rows, got, failures = self.catalog.models["many"].read(), [], []

            def read() -> None:
                try:
                    got.extend(len(batch.to_pydict()["id"]) for batch in rows)
                except BaseException as failure:
                    failures.append(failure)

            threads = [threading.Thread(target=read) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual((sum(got), failures), (20_000, []))
            self.assertFalse(rows._stream.release)

    def test_given_away_while_others_read(self) -> None:
        self.add_many(20_000)
        for _ in range(8):
            rows, counts = self.catalog.models["many"].read(), []

            def read() -> None:
                try:
                    counts.extend(map(len, rows))
                except ValueError:
                    pass

            threads = [threading.Thread(target=read) for _ in range(3)]
            for thread in threads:
                thread.start()
            while True:
                try:
                    rest = len(rows_of(moved(rows.__arrow_c_stream__(), _ffi.ArrowArrayStream)))
                except RuntimeError:
                    continue
                except ValueError:
                    rest = 0
                break
            for thread in threads:
                thread.join()
            self.assertEqual(sum(counts) + rest, 20_000)

    def test_a_batch_is_given_away_once(self) -> None:
        self.add_many(20_000)
        batch = self.catalog.models["many"].read().read_batch()
        with batch._used(), self.assertRaisesRegex(RuntimeError, "another thread"):
            batch.__arrow_c_array__()
        batch.__arrow_c_array__()
        with self.assertRaises(ValueError):
            batch.__arrow_c_array__()

    def test_the_failure_of_a_stream(self) -> None:
        self.add_many(20_000)
        with sqlite3.connect(self.folder / "shop" / "shop.db") as db:
            db.execute("UPDATE many SET changed_at = 'never' WHERE id = 15000")
        db.close()
        rows = self.catalog.models["many"].read()
        with self.assertRaises(waybill.DataError) as raised:
            rows.to_pylist()
        self.assertEqual(raised.exception.code, "WB9206")
        with self.assertRaises(ValueError):
            rows.read_batch()
        with self.assertRaises(waybill.WaybillError) as raised:
            self.catalog.models["purchases"].read()
        self.assertEqual(raised.exception.code, "WB9208")


class Cancelled(Case):
    def setUp(self) -> None:
        super().setUp()
        self.add_endless()

    def test_from_another_thread(self) -> None:
        rows = self.catalog.models["endless"].read()
        threading.Timer(0.1, rows.cancel).start()
        start = time.monotonic()
        for _ in range(2):
            with self.assertRaises(waybill.CancelledError):
                rows.read_batch()
        self.assertLess(time.monotonic() - start, 10)

    def test_by_a_cancellation(self) -> None:
        token = waybill.Cancellation()
        rows = self.catalog.models["endless"].read(cancel=token)
        threading.Timer(0.1, token.cancel).start()
        with self.assertRaises(waybill.CancelledError):
            rows.to_pylist()
        self.assertTrue(token.cancelled)
        with self.assertRaises(waybill.CancelledError):
            self.catalog.models["endless"].read(cancel=token).to_pylist()

    def test_by_closing(self) -> None:
        rows = self.catalog.models["endless"].read()
        threading.Timer(0.1, rows.close).start()
        with self.assertRaises(waybill.CancelledError):
            rows.read_batch()
        self.assertTrue(rows.closed)
        self.assertFalse(rows._stream.release)


class Decoder(unittest.TestCase):
    """Against arrays made here: offsets into buffers, which the library's own batches do not have."""

    def array(self, length: int, offset: int, buffers: list, nulls: int = -1) -> object:
        array = _ffi.ArrowArray()
        self.kept = [ctypes.create_string_buffer(part, len(part)) if part is not None else None for part in buffers]
        pointers = (ctypes.c_void_p * len(buffers))(*(ctypes.addressof(b) if b is not None else None for b in self.kept))
        self.pointers = pointers
        array.length, array.offset, array.null_count, array.n_buffers = length, offset, nulls, len(buffers)
        array.buffers = pointers
        return array

    def bits(self, flags: list) -> bytes:
        packed = bytearray((len(flags) + 7) // 8)
        for at, flag in enumerate(flags):
            packed[at >> 3] |= bool(flag) << (at & 7)
        return bytes(packed)

    def test_slices(self) -> None:
        rng = random.Random(7)
        for _ in range(200):
            whole = rng.randrange(1, 70)
            offset = rng.randrange(whole)
            length = rng.randrange(whole - offset + 1)
            valid = [rng.random() < 0.7 for _ in range(whole)]
            part = slice(offset, offset + length)

            def check(form: str, values: list, buffers: list, kind: str = "") -> None:
                wanted = [value if good else None for value, good in zip(values, valid)][part]
                array = self.array(length, offset, [self.bits(valid), *buffers])
                self.assertEqual(_arrow.values_of(array, _arrow.Field("x", kind, True, form)), wanted)
                array = self.array(length, offset, [None, *buffers], 0)
                self.assertEqual(_arrow.values_of(array, _arrow.Field("x", kind, True, form)), values[part])
                if pandas is not None:
                    from waybill._pandas import _piece

                    array = self.array(length, offset, [self.bits(valid), *buffers])
                    found, missing = _piece(array, _arrow.Field("x", kind, True, form))
                    self.assertEqual([None if gone else value for value, gone in zip(found.tolist(), missing)], wanted)

            numbers = [rng.randrange(-(2**63), 2**63) for _ in range(whole)]
            check("l", numbers, [struct.pack(f"{whole}q", *numbers)])
            flags = [rng.random() < 0.5 for _ in range(whole)]
            check("b", flags, [self.bits(flags)])
            texts = ["".join(rng.choice("aé\U0001f680\0") for _ in range(rng.randrange(5))) for _ in range(whole)]
            ends = [0]
            for text in texts:
                ends.append(ends[-1] + len(text.encode()))
            check("u", texts, [struct.pack(f"{whole + 1}i", *ends), "".join(texts).encode()])
            decimals = [rng.randrange(-(10**38) + 1, 10**38) for _ in range(whole)]
            packed = b"".join(value.to_bytes(16, "little", signed=True) for value in decimals)
            check("d:38,9", [Decimal((int(v < 0), tuple(map(int, str(abs(v)))), -9)) for v in decimals], [packed])

    def test_what_stands_in_a_nulls_place_is_not_read(self) -> None:
        for form, packed in (("tdD", struct.pack("2i", 0, 2**31 - 1)), ("ttu", struct.pack("2q", 0, -1)),
                             ("tsu:", struct.pack("2q", 0, 2**63 - 1))):
            array = self.array(2, 0, [b"\1", packed])
            self.assertIsNone(_arrow.values_of(array, _arrow.Field("x", "", True, form))[1])

    def test_a_format_of_tomorrow(self) -> None:
        with self.assertRaisesRegex(NotImplementedError, "x.*'\\+l'"):
            _arrow.values_of(self.array(0, 0, [None]), _arrow.Field("x", "list", True, "+l"))


if __name__ == "__main__":
    unittest.main()
