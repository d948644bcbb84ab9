"""The C functions of waybill.h, each with its types. tests/python compares them with the header."""

from __future__ import annotations

import ctypes
import os
from ctypes import c_char_p, c_int, c_int32, c_int64, c_size_t, c_uint32, c_void_p
from pathlib import Path
from typing import Any, List, Mapping, Optional, Tuple

POINTER = ctypes.POINTER
OK = 0


class Buf(ctypes.Structure):
    _fields_ = [("ptr", c_void_p), ("size", c_size_t), ("reserved", c_void_p)]


class CatalogOptions(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("actor", c_char_p), ("roles", POINTER(c_char_p)), ("role_count", c_size_t)]


class ArrowSchema(ctypes.Structure):
    pass


class ArrowArray(ctypes.Structure):
    pass


class ArrowArrayStream(ctypes.Structure):
    pass


ArrowSchema._fields_ = [
    ("format", c_char_p),
    ("name", c_char_p),
    ("metadata", c_void_p),
    ("flags", c_int64),
    ("n_children", c_int64),
    ("children", POINTER(POINTER(ArrowSchema))),
    ("dictionary", POINTER(ArrowSchema)),
    ("release", ctypes.CFUNCTYPE(None, POINTER(ArrowSchema))),
    ("private_data", c_void_p),
]
ArrowArray._fields_ = [
    ("length", c_int64),
    ("null_count", c_int64),
    ("offset", c_int64),
    ("n_buffers", c_int64),
    ("n_children", c_int64),
    ("buffers", POINTER(c_void_p)),
    ("children", POINTER(POINTER(ArrowArray))),
    ("dictionary", POINTER(ArrowArray)),
    ("release", ctypes.CFUNCTYPE(None, POINTER(ArrowArray))),
    ("private_data", c_void_p),
]
ArrowArrayStream._fields_ = [
    ("get_schema", ctypes.CFUNCTYPE(c_int, POINTER(ArrowArrayStream), POINTER(ArrowSchema))),
    ("get_next", ctypes.CFUNCTYPE(c_int, POINTER(ArrowArrayStream), POINTER(ArrowArray))),
    ("get_last_error", ctypes.CFUNCTYPE(c_char_p, POINTER(ArrowArrayStream))),
    ("release", ctypes.CFUNCTYPE(None, POINTER(ArrowArrayStream))),
    ("private_data", c_void_p),
]

# Callbacks. user_data is a number that Python finds its own object by.
DestroyFn = ctypes.CFUNCTYPE(None, c_void_p)
LogFn = ctypes.CFUNCTYPE(None, c_void_p, c_int32, c_char_p, c_char_p)
ClockFn = ctypes.CFUNCTYPE(c_int64, c_void_p)
SecretFn = ctypes.CFUNCTYPE(c_int32, c_void_p, c_char_p, c_void_p, c_size_t, POINTER(c_size_t))
# An event is (pointer, size): a char pointer would be copied up to its NUL, then again.
AlertFn = ctypes.CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t)
ProgressFn = ctypes.CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t)

class SinkRun(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("config_json", c_char_p),
        ("config_size", c_size_t),
        ("object", c_char_p),
        ("mode", c_char_p),
        ("key", POINTER(c_char_p)),
        ("key_count", c_size_t),
        ("run_id", c_char_p),
        ("cancel", c_void_p),
    ]


class SinkBatch(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("run", POINTER(SinkRun)),
        ("operation", c_char_p),
        ("id", c_char_p),
    ]


# A session is a number too.
SinkOpenFn = ctypes.CFUNCTYPE(c_int32, c_void_p, POINTER(SinkRun), POINTER(c_void_p), POINTER(c_void_p))
SinkWriteFn = ctypes.CFUNCTYPE(
    c_int32,
    c_void_p,
    POINTER(SinkBatch),
    POINTER(ArrowArray),
    POINTER(ArrowSchema),
    c_void_p,
    POINTER(c_void_p),
)
SinkFinishFn = ctypes.CFUNCTYPE(c_int32, c_void_p, POINTER(c_void_p))
SinkCloseFn = ctypes.CFUNCTYPE(None, c_void_p)


class Sink(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_uint32),
        ("name", c_char_p),
        ("describe_json", c_char_p),
        ("describe_size", c_size_t),
        ("user_data", c_void_p),
        ("destroy", DestroyFn),
        ("open", SinkOpenFn),
        ("write", SinkWriteFn),
        ("finish", SinkFinishFn),
        ("close", SinkCloseFn),
    ]


class SourceRequest(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("table", c_char_p), ("tenant", c_char_p), ("has_since", c_int32),
                ("since", c_int64)]


SourceOpenFn = ctypes.CFUNCTYPE(c_int32, c_void_p, POINTER(SourceRequest), POINTER(ArrowArrayStream), POINTER(c_void_p))


class Source(ctypes.Structure):
    _fields_ = [("struct_size", c_uint32), ("name", c_char_p), ("describe_json", c_char_p), ("describe_size", c_size_t),
                ("user_data", c_void_p), ("destroy", DestroyFn), ("open", SourceOpenFn)]


# Handles are opaque. A place for one, and for an error:
Out = POINTER(c_void_p)

FUNCTIONS: Mapping[str, Tuple[Any, List[Any]]] = {
    "waybill_version": (c_char_p, []),
    "waybill_features_json": (c_char_p, []),
    "waybill_error_status": (c_int32, [c_void_p]),
    "waybill_error_code": (c_char_p, [c_void_p]),
    "waybill_error_class": (c_char_p, [c_void_p]),
    "waybill_error_message": (c_char_p, [c_void_p]),
    "waybill_error_hint": (c_char_p, [c_void_p]),
    "waybill_error_path": (c_char_p, [c_void_p]),
    "waybill_error_sqlstate": (c_char_p, [c_void_p]),
    "waybill_error_native_code": (c_int32, [c_void_p]),
    "waybill_error_retryable": (c_int32, [c_void_p]),
    "waybill_error_blame": (c_char_p, [c_void_p]),
    "waybill_error_json": (c_char_p, [c_void_p]),
    "waybill_error_free": (None, [c_void_p]),
    "waybill_error_set": (c_int32, [Out, c_int32, c_char_p, c_char_p, c_int64]),
    "waybill_buf_dispose": (None, [POINTER(Buf)]),
    "waybill_context_new": (c_int32, [Out, Out]),
    "waybill_context_free": (None, [c_void_p]),
    "waybill_context_set_log": (c_int32, [c_void_p, LogFn, c_int32, c_void_p, DestroyFn, Out]),
    "waybill_context_set_clock": (c_int32, [c_void_p, ClockFn, c_void_p, DestroyFn, Out]),
    "waybill_context_set_secret_resolver": (c_int32, [c_void_p, SecretFn, c_void_p, DestroyFn, Out]),
    "waybill_context_set_alert": (c_int32, [c_void_p, AlertFn, c_void_p, DestroyFn, Out]),
    "waybill_cancelled": (c_int32, [c_void_p, c_uint32]),
    "waybill_row_reject": (c_int32, [c_void_p, c_int64, c_char_p]),
    "waybill_row_retry": (c_int32, [c_void_p, c_int64, c_char_p]),
    "waybill_register_sink": (c_int32, [c_void_p, POINTER(Sink), Out]),
    "waybill_unregister_sink": (c_int32, [c_void_p, c_char_p, Out]),
    "waybill_register_source": (c_int32, [c_void_p, POINTER(Source), Out]),
    "waybill_catalog_open": (c_int32, [Out, c_void_p, c_char_p, POINTER(CatalogOptions), Out]),
    "waybill_catalog_free": (None, [c_void_p]),
    "waybill_call": (c_int32, [c_void_p, c_void_p, c_char_p, c_char_p, c_size_t, POINTER(Buf), Out]),
    "waybill_start": (
        c_int32,
        [Out, c_void_p, c_void_p, c_char_p, c_char_p, c_size_t, ProgressFn, c_void_p, DestroyFn, Out],
    ),
    "waybill_operation_poll": (c_int32, [c_void_p, POINTER(c_int32), Out]),
    "waybill_operation_wait": (c_int32, [c_void_p, POINTER(Buf), Out]),
    "waybill_operation_cancel": (None, [c_void_p]),
    "waybill_operation_free": (None, [c_void_p]),
    "waybill_stream": (
        c_int32,
        [c_void_p, c_void_p, c_char_p, c_char_p, c_size_t, POINTER(ArrowArrayStream), Out],
    ),
    "waybill_stream_cancel": (None, [POINTER(ArrowArrayStream)]),
    "waybill_error_from_stream": (c_void_p, [POINTER(ArrowArrayStream)]),
}

_NAME = "libwaybill.so.0"


def _places() -> List[str]:
    """Where the library may be: where the environment says, beside the package, where a wheel has
    it, and where the system looks."""
    named = os.environ.get("WAYBILL_LIBRARY")
    if named:
        return [named]
    package = Path(__file__).resolve().parent
    beside = [package / _NAME, package.parent / ".waybill.mesonpy.libs" / _NAME]
    return [*(str(place) for place in beside if place.exists()), _NAME]


def _load() -> Any:
    failure: Optional[OSError] = None
    for place in _places():
        try:
            library = ctypes.CDLL(place)
        except OSError as error:
            failure = failure or error
            continue
        for name, (answer, arguments) in FUNCTIONS.items():
            try:
                function = getattr(library, name)
            except AttributeError:
                raise ImportError(f"{place} has no {name}: it is older than this package") from None
            function.restype = answer
            function.argtypes = arguments
        return library
    raise ImportError(f"cannot load Waybill's library: {failure}; WAYBILL_LIBRARY may name it") from failure


lib: Any = _load()


def text_of(buf: Buf) -> bytes:
    """What a result holds; the result is given back."""
    try:
        return ctypes.string_at(buf.ptr, buf.size) if buf.ptr else b""
    finally:
        lib.waybill_buf_dispose(ctypes.byref(buf))
