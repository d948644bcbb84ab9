"""The Arrow C structures that the library makes, as Python's own values: exact, without a dependency."""

from __future__ import annotations

import ctypes
import struct
from datetime import date, datetime, time, timedelta, timezone
from decimal import Context as DecimalContext
from decimal import Decimal
from itertools import chain
from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Tuple
from uuid import UUID

_NULLABLE = 2
_TYPE = b"waybill.type"
_DAY_0 = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1)
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=timezone.utc)
_EXACT = DecimalContext(prec=100)  # 76 digits are the most
_BITS: Tuple[Tuple[int, ...], ...] = tuple(tuple(byte >> at & 1 for at in range(8)) for byte in range(256))


class Field(NamedTuple):
    """A column of rows."""

    name: str
    type: str  #: as a model writes it: "decimal(18,4)"
    nullable: bool
    format: str  #: Arrow's


def _metadata(address: int) -> Dict[bytes, bytes]:
    """Arrow's encoding: a count, then pairs of texts with their lengths, int32 in native order."""

    def number(at: int) -> int:
        return int(ctypes.c_int32.from_address(at).value)

    def text(at: int) -> Tuple[bytes, int]:
        size = number(at)
        return ctypes.string_at(at + 4, size), at + 4 + size

    pairs: Dict[bytes, bytes] = {}
    at = address + 4
    for _ in range(number(address)):
        name, at = text(at)
        pairs[name], at = text(at)
    return pairs


def fields_of(schema: Any) -> Tuple[Field, ...]:
    """The columns of an ArrowSchema that is a struct."""
    fields = []
    for at in range(schema.n_children):
        child = schema.children[at].contents
        said = _metadata(child.metadata) if child.metadata else {}
        arrow = child.format.decode()
        named = said.get(_TYPE, b"").decode() or arrow
        fields.append(Field(child.name.decode(), named, bool(child.flags & _NULLABLE), arrow))
    return tuple(fields)


def _bits(address: int, offset: int, length: int) -> List[int]:
    if length == 0:
        return []
    skipped = offset & 7
    packed = ctypes.string_at(address + (offset >> 3), (skipped + length + 7) >> 3)
    return list(chain.from_iterable(map(_BITS.__getitem__, packed)))[skipped : skipped + length]


def _numbers(code: str) -> Callable[[Any], List[Any]]:
    size = struct.calcsize(code)

    def read(array: Any) -> List[Any]:
        if array.length == 0:
            return []
        packed = ctypes.string_at(array.buffers[1] + array.offset * size, array.length * size)
        numbers: List[Any] = memoryview(packed).cast(code).tolist()
        return numbers

    return read


def _fixed(size: int) -> Callable[[Any], List[bytes]]:
    def read(array: Any) -> List[bytes]:
        if array.length == 0:
            return []
        packed = ctypes.string_at(array.buffers[1] + array.offset * size, array.length * size)
        return [packed[at : at + size] for at in range(0, len(packed), size)]

    return read


def _variable(array: Any) -> Tuple[bytes, List[int]]:
    """All of the values' bytes, and where each begins and the last ends."""
    if array.length == 0:
        return b"", [0]
    packed = ctypes.string_at(array.buffers[1] + array.offset * 4, (array.length + 1) * 4)
    offsets: List[int] = memoryview(packed).cast("i").tolist()
    first = offsets[0]
    content = ctypes.string_at(array.buffers[2] + first, offsets[-1] - first)
    return content, [offset - first for offset in offsets] if first else offsets


def _byte_strings(array: Any) -> List[bytes]:
    content, offsets = _variable(array)
    return [content[begin:end] for begin, end in zip(offsets, offsets[1:])]


def _texts(array: Any) -> List[str]:
    content, offsets = _variable(array)
    if content.isascii():
        text = content.decode("ascii")
        return [text[begin:end] for begin, end in zip(offsets, offsets[1:])]
    return [content[begin:end].decode() for begin, end in zip(offsets, offsets[1:])]


def _booleans(array: Any) -> List[bool]:
    return list(map(bool, _bits(array.buffers[1], array.offset, array.length)))


def _time_of(micros: int) -> time:
    seconds, micros = divmod(micros, 1_000_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return time(hours, minutes, seconds, micros)


_READ: Mapping[str, Callable[[Any], List[Any]]] = {
    "u": _texts,
    "z": _byte_strings,
    "b": _booleans,
    "i": _numbers("i"),
    "l": _numbers("q"),
    "g": _numbers("d"),
    "tdD": _numbers("i"),
    "ttu": _numbers("q"),
    "tsu:": _numbers("q"),
    "tsu:UTC": _numbers("q"),
    "w:16": _fixed(16),
}
# What a value is made of where it is not one already; never of what stands in a NULL's place.
_MAKE: Mapping[str, Callable[[Any], Any]] = {
    "tdD": lambda days: date.fromordinal(_DAY_0 + days),
    "ttu": _time_of,
    "tsu:": lambda micros: _EPOCH + timedelta(microseconds=micros),
    "tsu:UTC": lambda micros: _EPOCH_UTC + timedelta(microseconds=micros),
    "w:16": lambda packed: UUID(bytes=packed),
}


def _decimal(arrow: str) -> Tuple[int, Callable[[bytes], Decimal]]:
    """Bytes a value, and what makes a Decimal of them: "d:precision,scale[,bits]"."""
    _, scale, *bits = map(int, arrow[2:].split(","))
    return (bits[0] if bits else 128) // 8, lambda packed: Decimal(
        int.from_bytes(packed, "little", signed=True)
    ).scaleb(-scale, _EXACT)


def make_of(field: Field) -> Any:
    """What makes a value of the number or bytes that stand for it; None where that is the value."""
    if field.format == "u" and field.type == "decimal":
        return Decimal
    return _MAKE.get(field.format)


def values_of(array: Any, field: Field) -> List[Any]:
    """A column's values, None for NULL."""
    if field.format.startswith("d:"):
        size, make = _decimal(field.format)
        values: List[Any] = _fixed(size)(array)
    elif field.format in _READ:
        values = _READ[field.format](array)
        make = make_of(field)
    else:
        raise NotImplementedError(f"column {field.name}: Arrow format {field.format!r} is not known to this package")
    if array.null_count == 0 or not array.buffers[0]:
        return values if make is None else list(map(make, values))
    valid = _bits(array.buffers[0], array.offset, array.length)
    if make is None:
        return [value if good else None for value, good in zip(values, valid)]
    return [make(value) if good else None for value, good in zip(values, valid)]
