"""Rows of a Python program, as a source that models read."""

from __future__ import annotations

import ctypes
import itertools
import json
import struct
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Protocol, Tuple
from uuid import UUID

from . import _errors, _ffi
from ._callbacks import Kept, Lent

_EPOCH = datetime(1970, 1, 1)
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICRO = timedelta(microseconds=1)
_ROWS = 4096
_EINVAL = 22
_FAILED = _errors.BY_STATUS.index(_errors.UnreachableError) + 1
_STREAM = b"arrow_array_stream"


class Source(Protocol):
    """What a source document names as its `host`."""

    def tables(self) -> Mapping[str, Mapping[str, str]]:
        """Columns by table: `{"orders": {"id": "bigint", "paid_at": "timestamp"}}`."""

    def read(self, table: str, *, tenant: str, since: Optional[datetime]) -> Any:
        """The table's rows: whatever has `__arrow_c_stream__`, or dicts, one a row, as they come.

        `tenant` ("" for everybody) and `since` (None for all) say what may be left out: rows of
        other tenants, and rows last modified before. More may be handed out.
        """


class SourceOf(Lent):
    def __init__(self, kept: Kept, source: Source) -> None:
        super().__init__(kept)
        self.source = source
        self.columns = {name: dict(columns) for name, columns in source.tables().items()}

    def description(self) -> bytes:
        tables = [{"name": name, "columns": [{"name": column, "type": kind} for column, kind in columns.items()]}
                  for name, columns in self.columns.items()]
        return json.dumps({"tables": tables}).encode()

    def open(self, request: Any, out: Any) -> None:
        table = request.table.decode()
        since = _EPOCH_UTC + _MICRO * request.since if request.has_since else None
        rows = self.source.read(table, tenant=request.tenant.decode(), since=since)
        if hasattr(rows, "__arrow_c_stream__"):
            _move(rows.__arrow_c_stream__(), out)
        else:
            _Export(self.kept, rows, self.columns[table]).fill(out)


def _move(capsule: Any, out: Any) -> None:
    pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
    pointer_of.restype, pointer_of.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    given = _ffi.ArrowArrayStream.from_address(pointer_of(capsule, _STREAM))
    ctypes.memmove(out, ctypes.byref(given), ctypes.sizeof(given))
    ctypes.memset(ctypes.byref(given), 0, ctypes.sizeof(given))  # moved: the capsule releases nothing


def _micros(value: datetime) -> int:
    return (value - (_EPOCH if value.tzinfo is None else _EPOCH_UTC)) // _MICRO


def _text(value: Any) -> bytes:
    if not isinstance(value, str):
        raise TypeError(f"a text is a str, not {type(value).__name__}")
    return value.encode("utf-8")


def _stamp(zoned: bool) -> Callable[[Any], int]:
    def micros(value: Any) -> int:
        if not isinstance(value, datetime) or (value.tzinfo is not None) != zoned:
            raise TypeError("a timestamp is a datetime with a zone" if zoned else "a datetime has no zone")
        return _micros(value)

    return micros


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"a whole number is an int, not {type(value).__name__}")
    return value


def _decimal(value: Any) -> bytes:
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise TypeError(f"a decimal is a Decimal, int or str, not {type(value).__name__}")
    return str(value).encode()


# By type: Arrow's format, the code of a fixed-size value or None, and what makes it of Python's.
_Way = Tuple[bytes, Optional[str], Callable[[Any], Any]]
_WAYS: Mapping[str, _Way] = {
    "text": (b"u", None, _text),
    "boolean": (b"b", "?", bool),
    "integer": (b"i", "i", _whole),
    "bigint": (b"l", "q", _whole),
    "float": (b"g", "d", float),
    "bytes": (b"z", None, bytes),
    "date": (b"tdD", "i", lambda value: value.toordinal() - date(1970, 1, 1).toordinal()),
    "time": (b"ttu", "q", lambda value: _micros(datetime.combine(_EPOCH, value))),
    "timestamp": (b"tsu:UTC", "q", _stamp(True)),
    "datetime": (b"tsu:", "q", _stamp(False)),
    "json": (b"u", None, lambda value: value.encode() if isinstance(value, str) else json.dumps(value).encode()),
    "uuid": (b"u", None, lambda value: str(value if isinstance(value, UUID) else UUID(value)).encode()),
    "decimal": (b"u", None, _decimal),
}


def _way(kind: str) -> _Way:
    name = kind.split("(")[0].strip().lower()
    if name not in _WAYS:
        raise ValueError(f"rows of dicts have no column of type {kind!r}: one of {', '.join(_WAYS)}")
    return _WAYS[name]


# What structs that were handed out point to, by a number in their private_data, until they are released.
_held: Dict[int, Any] = {}
_numbers = itertools.count(1)


def _hold(what: Any) -> int:
    number = next(_numbers)
    _held[number] = what
    return number


def _release(pointer: Any) -> None:
    given = pointer.contents
    for at in range(given.n_children):
        child = given.children[at]
        if child.contents.release:
            child.contents.release(child)
    _held.pop(given.private_data or 0, None)
    ctypes.memset(pointer, 0, ctypes.sizeof(given))


_release_schema = ctypes.CFUNCTYPE(None, ctypes.POINTER(_ffi.ArrowSchema))(_release)
_release_array = ctypes.CFUNCTYPE(None, ctypes.POINTER(_ffi.ArrowArray))(_release)


def _children(kind: Any, made: List[Any]) -> Any:
    pointers = (ctypes.POINTER(kind) * len(made))()
    for at, child in enumerate(made):
        pointers[at] = ctypes.pointer(child)
    return pointers


def _validity(values: List[Any]) -> bytes:
    packed = bytearray((len(values) + 7) // 8)
    for at, value in enumerate(values):
        if value is not None:
            packed[at >> 3] |= 1 << (at & 7)
    return bytes(packed)


def _array(values: List[Any], way: _Way) -> Any:
    _, code, make = way
    made = [None if value is None else make(value) for value in values]
    buffers: List[bytes] = [_validity(values)]
    if code == "?":
        buffers.append(_validity([value or None for value in made]))
    elif code is not None:
        buffers.append(struct.pack(f"{len(made)}{code}", *(0 if value is None else value for value in made)))
    else:
        ends = list(itertools.accumulate((len(value or b"") for value in made), initial=0))
        buffers += [struct.pack(f"{len(ends)}i", *ends), b"".join(value or b"" for value in made)]
    kept = [ctypes.create_string_buffer(buffer, len(buffer) + 8) for buffer in buffers]  # never no bytes
    pointers = (ctypes.c_void_p * len(kept))(*(ctypes.addressof(buffer) for buffer in kept))
    array = _ffi.ArrowArray(length=len(values), null_count=-1, n_buffers=len(kept), release=_release_array,
                            private_data=_hold((kept, pointers)))
    array.buffers = ctypes.cast(pointers, ctypes.POINTER(ctypes.c_void_p))
    return array


_GetSchema = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_ffi.ArrowArrayStream), ctypes.POINTER(_ffi.ArrowSchema))
_GetNext = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_ffi.ArrowArrayStream), ctypes.POINTER(_ffi.ArrowArray))
_LastError = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.POINTER(_ffi.ArrowArrayStream))
_Said = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(_ffi.ArrowArrayStream))  # a text would not be ours to keep
_ReleaseStream = ctypes.CFUNCTYPE(None, ctypes.POINTER(_ffi.ArrowArrayStream))


class _Export:
    """Dicts as a stream, a few thousand rows at a time."""

    def __init__(self, kept: Kept, rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
        self.kept = kept
        self.rows: Iterator[Mapping[str, Any]] = iter(rows)
        self.ways = {name: _way(kind) for name, kind in columns.items()}
        self.said = ctypes.create_string_buffer(b"")

    def fill(self, out: Any) -> None:
        stream = out.contents
        said = _Said(lambda _: ctypes.addressof(self.said))
        functions = (_GetSchema(self._schema), _GetNext(self._next), said, _ReleaseStream(self._release))
        stream.get_schema, stream.get_next, _, stream.release = functions
        stream.get_last_error = ctypes.cast(said, _LastError)
        stream.private_data = _hold((self, functions))

    @staticmethod
    def _release(stream: Any) -> None:
        number = stream.contents.private_data
        ctypes.memset(stream, 0, ctypes.sizeof(_ffi.ArrowArrayStream))
        _ending.append(_held.pop(number, None))  # its own function is still running
        del _ending[:-8]

    def _answer(self, make: Callable[[], None]) -> int:
        try:
            make()
            return 0
        except BaseException as raised:
            self.kept.keep(raised)
            self.said = ctypes.create_string_buffer(f"{type(raised).__name__} in the program".encode())
            return _EINVAL

    def _schema(self, _: Any, out: Any) -> int:
        def make() -> None:
            made = []
            for name, (arrow, _, _) in self.ways.items():
                text = name.encode()
                made.append(_ffi.ArrowSchema(format=arrow, name=text, flags=2, release=_release_schema,
                                             private_data=_hold(text)))
            pointers = _children(_ffi.ArrowSchema, made)
            schema = _ffi.ArrowSchema(format=b"+s", name=b"", n_children=len(made), release=_release_schema,
                                      private_data=_hold((made, pointers)))
            schema.children = ctypes.cast(pointers, ctypes.POINTER(ctypes.POINTER(_ffi.ArrowSchema)))
            ctypes.memmove(out, ctypes.byref(schema), ctypes.sizeof(schema))

        return self._answer(make)

    def _next(self, _: Any, out: Any) -> int:
        def make() -> None:
            ctypes.memset(out, 0, ctypes.sizeof(_ffi.ArrowArray))
            rows = list(itertools.islice(self.rows, _ROWS))
            if not rows:
                return
            made = [_array([row.get(name) for row in rows], way) for name, way in self.ways.items()]
            pointers = _children(_ffi.ArrowArray, made)
            nothing = (ctypes.c_void_p * 1)()
            array = _ffi.ArrowArray(length=len(rows), n_buffers=1, n_children=len(made), release=_release_array,
                                    private_data=_hold((made, pointers, nothing)))
            array.buffers = ctypes.cast(nothing, ctypes.POINTER(ctypes.c_void_p))
            array.children = ctypes.cast(pointers, ctypes.POINTER(ctypes.POINTER(_ffi.ArrowArray)))
            ctypes.memmove(out, ctypes.byref(array), ctypes.sizeof(array))

        return self._answer(make)


_ending: List[Any] = []


def _open(number: int, request: Any, out: Any, error: Any, lent: Any = None) -> int:
    from ._callbacks import _lent

    what = (_lent if lent is None else lent).get(number)
    if not isinstance(what, SourceOf):
        return _FAILED
    try:
        what.open(request.contents, out)
        return _ffi.OK
    except BaseException as raised:
        what.kept.keep(raised)
        return _FAILED


open_table: Any = _ffi.SourceOpenFn(_open)
for _function in (open_table, _release_schema, _release_array):
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(_function))  # never freed: C may hold it to the last
