"""Parameters as the library takes them. What is of the wrong type is refused before any call."""

from __future__ import annotations

import json
import os
from datetime import datetime, timezone
from typing import Any, Callable, Dict, List, Mapping, Sequence, Union

Document = Union[str, Mapping[str, Any]]
Documents = Union[Document, Sequence[Document]]
Instant = Union[str, datetime]
Text = str
Path = Union[str, "os.PathLike[str]"]
TextList = Union[Path, Sequence[Path]]
TextMap = Mapping[str, str]


def name_bytes(name: object, what: str) -> bytes:
    """A name for C: UTF-8 that ends at the first NUL, so it may hold none."""
    if not isinstance(name, str):
        raise TypeError(f"{what} must be a str, not {type(name).__name__}")
    if "\0" in name:
        raise ValueError(f"{what} holds a NUL character")
    return name.encode("utf-8")


def path_bytes(path: object, what: str) -> bytes:
    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"{what} must be a str or a path, not {type(path).__name__}")
    encoded = os.fsencode(path)
    if b"\0" in encoded:
        raise ValueError(f"{what} holds a NUL character")
    return encoded


def json_bytes(value: object) -> bytes:
    """As JSON. A lone surrogate or NaN is a ValueError, what JSON does not have a TypeError."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def _text(value: object) -> str:
    if isinstance(value, os.PathLike):
        value = os.fspath(value)
    if not isinstance(value, str):
        raise TypeError("a str")
    return value


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("True or False")
    return value


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("an int")
    if not -(2**63) <= value < 2**63:
        raise OverflowError("an int of 64 bits")
    return value


def _instant(value: object) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, datetime):
        raise TypeError("a datetime or a str")
    if value.tzinfo is None:
        raise TypeError("a datetime with a time zone")
    return value.astimezone(timezone.utc).replace(tzinfo=None).isoformat() + "Z"


def _text_list(value: object) -> List[str]:
    if isinstance(value, (str, os.PathLike)):
        return [_text(value)]  # a str is a sequence too, of what nobody means
    if not isinstance(value, Sequence) or isinstance(value, (bytes, bytearray)):
        raise TypeError("a str or a sequence of them")
    return [_text(item) for item in value]


def _text_map(value: object) -> Dict[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError("a mapping of str to str")
    for name, text in value.items():
        if not isinstance(name, str) or not isinstance(text, str):
            raise TypeError("a mapping of str to str")
    return dict(value)


def _document(value: object) -> Union[str, Dict[str, Any]]:
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        raise TypeError("a mapping, or its JSON text")
    return dict(value)


def _documents(value: object) -> List[Union[str, Dict[str, Any]]]:
    if isinstance(value, (str, Mapping)):
        return [_document(value)]
    if not isinstance(value, Sequence) or isinstance(value, (bytes, bytearray)):
        raise TypeError("a document or a sequence of them")
    return [_document(item) for item in value]


KINDS: Mapping[str, Callable[[object], Any]] = {
    "text": _text,
    "boolean": _boolean,
    "integer": _integer,
    "instant": _instant,
    "text_list": _text_list,
    "text_map": _text_map,
    "document": _document,
    "documents": _documents,
}


def parameters(kinds: Mapping[str, str], given: Mapping[str, Any]) -> Dict[str, Any]:
    """The parameters that were given, None left out. One that `kinds` does not name is left to the
    library to judge."""
    made: Dict[str, Any] = {}
    for name, value in given.items():
        if value is None:
            continue
        convert = KINDS.get(kinds.get(name, ""))
        try:
            made[name] = value if convert is None else convert(value)
        except (TypeError, OverflowError) as wrong:
            raise type(wrong)(f"{name} must be {wrong}, not {type(value).__name__}") from None
    return made
