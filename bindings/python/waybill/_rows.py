"""Rows, a batch at a time: for Python itself, and for whatever reads Arrow's C stream."""

from __future__ import annotations

import ctypes
import threading
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, Dict, Iterator, List, Optional, Tuple

from . import _arrow, _ffi
from ._arrow import Field
from ._callbacks import Kept
from ._errors import error_of
from ._handle import EXIT_PATIENCE, Handle
from ._operation import Cancellable

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_NullPointer = ctypes.c_void_p(None)
_PyCapsule_New = ctypes.pythonapi.PyCapsule_New
_PyCapsule_New.restype = ctypes.py_object
_PyCapsule_New.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
# A capsule that is being destroyed is no object any more: its address is what is passed.
_capsule_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi)
)
_CapsuleDestructor = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)

# What capsules point to, by address, until they are destroyed.
_exported: Dict[int, Any] = {}


def _destructor(name: bytes) -> Any:
    def destroy(
        capsule: int,
        pointer_of: Any = _capsule_pointer,
        exported: Dict[int, Any] = _exported,
        byref: Any = ctypes.byref,
    ) -> None:
        struct = exported.pop(pointer_of(capsule, name), None)
        if struct is not None and struct.release:
            struct.release(byref(struct))

    function = _CapsuleDestructor(destroy)
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(function))  # a capsule may outlive this module
    return function


_NAMES = {
    _ffi.ArrowSchema: b"arrow_schema",
    _ffi.ArrowArray: b"arrow_array",
    _ffi.ArrowArrayStream: b"arrow_array_stream",
}
_DESTRUCTORS = {kind: _destructor(name) for kind, name in _NAMES.items()}


def _capsule(struct: Any) -> Any:
    """Gives a struct away, in a capsule that releases it when nobody took it."""
    kind = type(struct)
    given = kind()
    ctypes.memmove(ctypes.byref(given), ctypes.byref(struct), ctypes.sizeof(kind))
    ctypes.memset(ctypes.byref(struct), 0, ctypes.sizeof(kind))
    address = ctypes.addressof(given)
    _exported[address] = given
    return _PyCapsule_New(address, _NAMES[kind], ctypes.cast(_DESTRUCTORS[kind], ctypes.c_void_p))


class Batch(Handle):
    """Some rows. It lives on when its stream is closed."""

    _rank = 2

    def __init__(self) -> None:
        super().__init__()
        self._array: Any = _ffi.ArrowArray()
        self._schema: Any = _ffi.ArrowSchema()
        self.fields: Tuple[Field, ...] = ()

    def __len__(self) -> int:
        with self._used():
            return int(self._array.length)

    def __repr__(self) -> str:
        return f"<waybill.Batch, {'closed' if self.closed else f'{len(self)} rows'}>"

    def to_pydict(self) -> Dict[str, List[Any]]:
        """A list of values for each column."""
        with self._used():
            return {
                field.name: _arrow.values_of(self._array.children[at].contents, field)
                for at, field in enumerate(self.fields)
            }

    def to_pylist(self) -> List[Dict[str, Any]]:
        """A dict for each row."""
        columns = self.to_pydict()
        return [dict(zip(columns, row)) for row in zip(*columns.values())]

    def __arrow_c_array__(self, requested_schema: object = None) -> Tuple[Any, Any]:
        """For Arrow's consumers, which take the rows: the batch is closed."""
        with self._used(), self._lock:
            if self._uses > 1:
                raise RuntimeError("these rows are being read by another thread")
            capsules = _capsule(self._schema), _capsule(self._array)
            self.close()
        return capsules

    def _release(self) -> None:
        for struct in (self._array, self._schema):
            if struct.release:
                struct.release(ctypes.byref(struct))


class Rows(Cancellable):
    """A stream of rows: iterate over its batches, or take all with one of the `to_` methods.

    It outlives the catalog that it came from, and holds a read of the source until it is closed or
    at its end. pyarrow, polars, pandas and DuckDB read it by `__arrow_c_stream__`.
    """

    _rank = 2

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self._stream: Any = _ffi.ArrowArrayStream()
        self._kept = kept
        self._fields: Optional[Tuple[Field, ...]] = None
        self._ended = False

    def _renew_locks(self) -> None:
        super()._renew_locks()
        self._reading = threading.Lock()  # one reader at a time

    def __repr__(self) -> str:
        return f"<waybill.Rows{', closed' if self.closed else ''}>"

    def _raise_failure(self) -> None:
        failure = error_of(_ffi.lib.waybill_error_from_stream(ctypes.byref(self._stream)))
        raised = self._kept.take()
        if raised is not None:
            raise raised from failure
        raise failure

    @contextmanager
    def _read(self) -> Iterator[None]:
        """The stream is there, and read by nobody else."""
        with self._used(), self._reading:
            if not self._stream.release:
                raise ValueError("these Rows were given away")
            yield

    def _fill_schema(self, schema: Any) -> None:
        if self._stream.get_schema(ctypes.byref(self._stream), ctypes.byref(schema)) != 0:
            self._raise_failure()

    @property
    def fields(self) -> Tuple[Field, ...]:
        """The columns."""
        if self._fields is None:
            schema = _ffi.ArrowSchema()
            with self._read():
                self._fill_schema(schema)
            self._fields = _arrow.fields_of(schema)
            schema.release(ctypes.byref(schema))
        return self._fields

    def __iter__(self) -> Iterator[Batch]:
        while True:
            batch = self.read_batch()
            if batch is None:
                return
            yield batch

    def read_batch(self) -> Optional[Batch]:
        """The next rows; None at the end, where the stream is closed. Ctrl-C ends the stream."""
        if self._ended:
            return None
        batch = Batch()  # owns what comes, also when Ctrl-C does

        def get_next() -> int:
            return int(self._stream.get_next(ctypes.byref(self._stream), ctypes.byref(batch._array)))

        try:
            batch.fields = self.fields
            with self._read():
                if self._ended:
                    return None
                self._fill_schema(batch._schema)
                if _interruptible(get_next, self.cancel) != 0:
                    self._raise_failure()
                self._kept.raise_kept()
                if not batch._array.release:
                    self._ended = True
        except ValueError:
            if self._ended:  # another thread met the end meanwhile
                return None
            raise
        if not batch._array.release:
            self.close()
            return None
        return batch

    async def __aiter__(self) -> AsyncIterator[Batch]:
        """Batches for asyncio. Cancelling the task ends the stream."""
        import asyncio  # who never waits so need not load it

        while True:
            reading = asyncio.get_running_loop().run_in_executor(None, self.read_batch)
            try:
                batch = await asyncio.shield(reading)
            except asyncio.CancelledError:
                self.cancel()
                await asyncio.wait([reading])
                reading.exception()  # it was cancelled, or was at its end
                raise
            if batch is None:
                return
            yield batch

    def to_pylist(self) -> List[Dict[str, Any]]:
        """All that is left, a dict for each row."""
        with self:
            return list(chain.from_iterable(batch.to_pylist() for batch in self))

    def to_pydict(self) -> Dict[str, List[Any]]:
        """All that is left, a list of values for each column."""
        with self:
            columns: Dict[str, List[Any]] = {field.name: [] for field in self.fields}
            for batch in self:
                with batch:
                    for name, values in batch.to_pydict().items():
                        columns[name] += values
            return columns

    def to_pandas(self) -> pandas.DataFrame:
        """All that is left as a pandas DataFrame, without pyarrow; NULL stays apart from NaN.

        Integers, booleans, floats and text have pandas' nullable types, times its datetime64 where
        all of them lie in its years (1677 to 2262), else, as all other types, Python's own values.
        """
        from ._pandas import frame_of

        with self:
            return frame_of(self.fields, self._arrays())

    def _arrays(self) -> Iterator[Any]:
        for batch in self:
            with batch, batch._used():
                yield batch._array

    def to_polars(self) -> polars.DataFrame:
        """All that is left as a polars DataFrame."""
        import polars

        return polars.DataFrame(self)

    def to_arrow(self) -> pyarrow.Table:
        """All that is left as a pyarrow Table."""
        import pyarrow

        return pyarrow.table(self)

    def __arrow_c_schema__(self) -> Any:
        schema = _ffi.ArrowSchema()
        with self._read():
            self._fill_schema(schema)
        return _capsule(schema)

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        """For Arrow's consumers, which take the rows that are left: this object is closed."""
        with self._used():
            if not self._reading.acquire(blocking=False):
                raise RuntimeError("these rows are being read by another thread")
            try:
                with self._lock:
                    capsule = _capsule(self._stream)
            finally:
                self._reading.release()
        self.close()
        return capsule

    def cancel(self) -> None:
        """Ends the reading, from any thread and within a second: reads raise CancelledError."""
        with self._lock:
            if self._stream.release:
                _ffi.lib.waybill_stream_cancel(ctypes.byref(self._stream))

    def _stop(self) -> None:
        self.cancel()

    def _at_exit(self) -> None:
        self.cancel()
        if not self._inherited:
            self._reading.acquire(timeout=EXIT_PATIENCE)
        self.close()

    def _release(self) -> None:
        with self._lock:
            if self._stream.release:
                self._stream.release(ctypes.byref(self._stream))


def _interruptible(work: Callable[[], int], cancel: Callable[[], None]) -> int:
    """Runs what waits in C. The main thread would not hear Ctrl-C there, so that another does it."""
    if threading.current_thread() is not threading.main_thread():
        return work()
    answer: List[int] = []
    ended = threading.Lock()
    ended.acquire()

    def run() -> None:
        try:
            answer.append(work())
        finally:
            ended.release()

    thread = threading.Thread(target=run, name="waybill-read")
    try:
        thread.start()
        ended.acquire()
    except BaseException:
        cancel()
        if thread.ident is not None:
            thread.join()
        raise
    return answer[0]
