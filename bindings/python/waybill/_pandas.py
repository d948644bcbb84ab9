"""Rows as a pandas DataFrame, with nothing but pandas."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, List, Mapping, Sequence, Tuple

from ._arrow import Field, make_of, values_of

if TYPE_CHECKING:
    import pandas

# What numpy reads as it lies in memory: by Arrow's format, numpy's type.
_NUMBERS: Mapping[str, str] = {"i": "int32", "l": "int64", "g": "float64", "tsu:": "int64", "tsu:UTC": "int64"}
# Values and which of them are NULL.
_Piece = Tuple[Any, Any]


def _bits(address: int, offset: int, length: int) -> Any:
    import numpy

    if length == 0:
        return numpy.zeros(0, dtype=bool)
    packed = ctypes.string_at(address + (offset >> 3), ((offset & 7) + length + 7) >> 3)
    bits = numpy.unpackbits(numpy.frombuffer(packed, dtype="uint8"), bitorder="little")
    return bits[offset & 7 :][:length].astype(bool)


def _piece(array: Any, field: Field) -> _Piece:
    """A batch's column."""
    import numpy

    length = array.length
    if field.format in _NUMBERS:
        kind = numpy.dtype(_NUMBERS[field.format])
        start = (array.buffers[1] or 0) + array.offset * kind.itemsize
        packed = ctypes.string_at(start, length * kind.itemsize) if length else b""
        values = numpy.frombuffer(packed, dtype=kind)
    elif field.format == "b":
        values = _bits(array.buffers[1], array.offset, length)
    else:
        values = numpy.empty(length, dtype=object)
        values[:] = values_of(array, field)
    if array.null_count == 0 or not array.buffers[0]:
        return values, numpy.zeros(length, dtype=bool)
    return values, ~_bits(array.buffers[0], array.offset, length)


def _times(field: Field, values: Any, missing: Any) -> Any:
    """As datetime64 where all lie in its years, else as Python's own values."""
    import numpy
    import pandas

    there = values[~missing]
    first, last = pandas.Timestamp.min.ceil("us").value // 1000, pandas.Timestamp.max.floor("us").value // 1000
    if there.size and (there.min() < first or there.max() > last):
        objects = numpy.full(len(values), None, dtype=object)
        make: Callable[[Any], Any] = make_of(field)
        objects[~missing] = list(map(make, there.tolist()))
        return pandas.Series(objects, dtype=object)
    nanoseconds = numpy.where(missing, 0, values) * 1000
    times = nanoseconds.view("datetime64[ns]").copy()
    times[missing] = numpy.datetime64("NaT")
    made = pandas.Series(times)
    return made.dt.tz_localize("UTC") if field.format == "tsu:UTC" else made


def _series(field: Field, values: Any, missing: Any) -> pandas.Series[Any]:
    import pandas

    made: pandas.Series[Any]
    if field.format in ("i", "l"):
        made = pandas.Series(pandas.arrays.IntegerArray(values, missing))
    elif field.format == "g":  # a NaN is a value, and stays one
        made = pandas.Series(pandas.arrays.FloatingArray(values, missing))
    elif field.format == "b":
        made = pandas.Series(pandas.arrays.BooleanArray(values, missing))
    elif field.format.startswith("tsu:"):
        made = _times(field, values, missing)
    elif field.format == "u" and field.type != "decimal":
        made = pandas.Series(values, dtype="string")
    else:
        made = pandas.Series(values, dtype=object)
    return made


def frame_of(fields: Sequence[Field], arrays: Iterable[Any]) -> pandas.DataFrame:
    """Of structs of Arrow, each there until the next one is asked for."""
    import numpy
    import pandas

    pieces: List[List[_Piece]] = [[] for _ in fields]
    for array in arrays:
        for at, field in enumerate(fields):
            pieces[at].append(_piece(array.children[at].contents, field))
    columns: Dict[str, Any] = {}
    for field, parts in zip(fields, pieces):
        kind = _NUMBERS.get(field.format, "bool" if field.format == "b" else "object")
        values = numpy.concatenate([values for values, _ in parts] or [numpy.zeros(0, dtype=kind)])
        missing = numpy.concatenate([missing for _, missing in parts] or [numpy.zeros(0, dtype=bool)])
        parts.clear()
        columns[field.name] = _series(field, values, missing)
    return pandas.DataFrame(columns)
