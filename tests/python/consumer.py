"""Another library's side of the Arrow PyCapsule interface, in the few lines it takes."""

import ctypes

from waybill import _arrow, _ffi

_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi)
)


def moved(capsule: object, kind: type) -> object:
    """Takes the struct out of its capsule, as a consumer does: what stays has no release."""
    name = {_ffi.ArrowSchema: b"arrow_schema", _ffi.ArrowArray: b"arrow_array",
            _ffi.ArrowArrayStream: b"arrow_array_stream"}[kind]
    there = kind.from_address(_pointer(capsule, name))
    assert there.release, "nothing in the capsule"
    taken = kind()
    ctypes.memmove(ctypes.byref(taken), ctypes.byref(there), ctypes.sizeof(kind))
    ctypes.memset(ctypes.byref(there), 0, ctypes.sizeof(kind))
    return taken


def release(struct) -> None:
    struct.release(ctypes.byref(struct))


def rows_of(stream) -> list:
    """All rows as tuples; the stream is released."""
    schema = _ffi.ArrowSchema()
    assert stream.get_schema(ctypes.byref(stream), ctypes.byref(schema)) == 0
    fields = _arrow.fields_of(schema)
    release(schema)
    rows = []
    while True:
        array = _ffi.ArrowArray()
        assert stream.get_next(ctypes.byref(stream), ctypes.byref(array)) == 0
        if not array.release:
            break
        columns = [_arrow.values_of(array.children[at].contents, field) for at, field in enumerate(fields)]
        rows += zip(*columns)
        release(array)
    release(stream)
    return rows
