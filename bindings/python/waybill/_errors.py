"""Errors as exceptions: one class for each status, what the library says of it as attributes."""

from __future__ import annotations

import json
from typing import Any, Dict, Mapping, Optional, Tuple, Type

from . import _ffi


class WaybillError(Exception):
    """What went wrong, and what to do. Branch on the class or on `code`, never on the text.

    Holds no secrets and no row data: it may be logged as it is.
    """

    def __init__(self, fields: Mapping[str, Any]) -> None:
        super().__init__(dict(fields))
        self.code: str = fields.get("code", "")  #: "WB9101"; `rules.explain` explains it
        self.title: str = fields.get("title", "")  #: what the code means
        self.message: str = fields.get("message", "")  #: what failed, and where
        self.hint: str = fields.get("hint", "")  #: what to do
        self.path: str = fields.get("path", "")  #: a JSON pointer into what was given
        self.sqlstate: str = fields.get("sqlstate", "")  #: of a driver
        self.native_code: int = fields.get("native_code", 0)  #: of a driver
        self.retryable: bool = fields.get("retryable", False)  #: the same may work when tried again
        self.blame: str = fields.get("blame", "")  #: host, source, destination or waybill

    def __str__(self) -> str:
        text = f"{self.code}: {self.message}" if self.code else self.message
        if self.path:
            text += f" [{self.path}]"
        return f"{text} ({self.hint})" if self.hint else text

    def to_dict(self) -> Dict[str, Any]:
        """All of it, as the library wrote it."""
        return dict(self.args[0])


class UsageError(WaybillError):
    """A call or a parameter is wrong."""


class ConfigError(WaybillError):
    """A config document or a catalog does not fit."""


class NotFoundError(WaybillError, LookupError):
    """No such object."""


class ConflictError(WaybillError):
    """The object is in use, or exists already."""


class PermissionDeniedError(WaybillError):
    """Not allowed."""


class SchemaError(WaybillError):
    """A table, column or statement does not fit."""


class DataError(WaybillError):
    """A row or value does not fit."""


class TransientError(WaybillError):
    """May work when tried again."""


class UnreachableError(WaybillError):
    """A file, a disk or a database cannot be reached."""


class BusyError(WaybillError):
    """Another run or process is at it."""


class CancelledError(WaybillError):
    """Cancelled by the host."""


class OutOfMemoryError(WaybillError, MemoryError):
    """Out of memory."""


class InternalError(WaybillError):
    """An error inside Waybill."""


class ForkedError(WaybillError):
    """The handle belongs to the parent process."""


# By status, from WAYBILL_E_USAGE on.
BY_STATUS: Tuple[Type[WaybillError], ...] = (
    UsageError,
    ConfigError,
    NotFoundError,
    ConflictError,
    PermissionDeniedError,
    SchemaError,
    DataError,
    TransientError,
    UnreachableError,
    BusyError,
    CancelledError,
    OutOfMemoryError,
    InternalError,
    ForkedError,
)


def error_of(pointer: Optional[int]) -> WaybillError:
    """The exception for a waybill_error, which stays its owner's."""
    status = _ffi.lib.waybill_error_status(pointer)
    kind = BY_STATUS[status - 1] if 1 <= status <= len(BY_STATUS) else WaybillError
    text = _ffi.lib.waybill_error_json(pointer)
    fields: Dict[str, Any] = json.loads(text) if text else {"message": "the library gave no reason"}
    made: WaybillError = kind(fields)
    return made


def check(status: int, error: Any) -> None:
    """Raises what a function answered, and gives its error back."""
    if status == _ffi.OK:
        return
    try:
        raised = error_of(error.value)
    finally:
        _ffi.lib.waybill_error_free(error)
    raise raised
