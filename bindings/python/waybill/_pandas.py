"""Rows as a pandas DataFrame, with nothing but pandas."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, List

from ._arrow import Field

if TYPE_CHECKING:
    import pandas

    from ._rows import Rows

_TYPES = {"u": "string", "b": "boolean", "i": "Int32", "l": "Int64", "g": "Float64"}


def _is_within(values: List[Any], first: datetime, last: datetime) -> bool:
    return all(value is None or first <= value.replace(tzinfo=None) <= last for value in values)


def _series(field: Field, values: List[Any]) -> pandas.Series[Any]:
    import numpy
    import pandas

    if field.format == "g":  # pandas would take a NaN for NULL
        missing = numpy.array([value is None for value in values], dtype=bool)
        numbers = numpy.array([0.0 if value is None else value for value in values], dtype="float64")
        return pandas.Series(pandas.arrays.FloatingArray(numbers, missing), name=field.name)
    if field.format in _TYPES and not field.type == "decimal":
        return pandas.Series(values, name=field.name, dtype=_TYPES[field.format])
    if field.format.startswith("tsu:"):
        first = pandas.Timestamp.min.ceil("us").to_pydatetime()
        last = pandas.Timestamp.max.floor("us").to_pydatetime()
        if _is_within(values, first, last):
            kind = "datetime64[ns, UTC]" if field.format == "tsu:UTC" else "datetime64[ns]"
            return pandas.Series(values, name=field.name, dtype=kind)
    return pandas.Series(values, name=field.name, dtype=object)


def frame_of(rows: Rows) -> pandas.DataFrame:
    import pandas

    fields = rows.fields
    columns = rows.to_pydict()
    return pandas.DataFrame({field.name: _series(field, columns[field.name]) for field in fields})
