"""Destinations of the host's own: an object with a name and a `write`, registered in a context."""

from __future__ import annotations

import ctypes
import itertools
import json
from typing import Any, Callable, Dict, List, Mapping, Optional, Protocol, Tuple

from . import _arrow, _callbacks, _errors, _ffi, _values
from ._callbacks import Kept, Lent
from ._rows import Batch

_CANCELLED = _errors.BY_STATUS.index(_errors.CancelledError) + 1
_FAILED = _errors.BY_STATUS.index(_errors.UnreachableError) + 1
_STATUSES = {
    "transient": _errors.BY_STATUS.index(_errors.TransientError) + 1,
    "failed": _FAILED,
    "config": _errors.BY_STATUS.index(_errors.ConfigError) + 1,
    "permission": _errors.BY_STATUS.index(_errors.PermissionDeniedError) + 1,
    "schema": _errors.BY_STATUS.index(_errors.SchemaError) + 1,
}
_MOST_MS = 2**31


class SinkError(Exception):
    """What a sink raises to say how it failed. Its texts are kept with the run and logged: no
    secrets, no row data.

    `kind` is "transient" (tried again, after `retry_after` seconds where they are given), "failed",
    "config", "permission" or "schema"; `retry_after` alone means transient.
    """

    def __init__(
        self, message: str, *, kind: Optional[str] = None, hint: str = "", retry_after: Optional[float] = None
    ) -> None:
        super().__init__(message)
        self.kind = kind or ("failed" if retry_after is None else "transient")
        if self.kind not in _STATUSES:
            raise ValueError(f"kind must be one of {', '.join(_STATUSES)}, not {kind!r}")
        if retry_after is not None and self.kind != "transient":
            raise ValueError("retry_after is of a transient error")
        self.hint = hint
        self.retry_after = retry_after


class SinkRun:
    """One run, on its way to a sink."""

    def __init__(self, given: Any) -> None:
        self.config: Dict[str, Any] = json.loads(ctypes.string_at(given.config_json, given.config_size))
        self.object: str = given.object.decode()  #: "" where the sink is only tried
        self.mode: str = given.mode.decode()  #: of the sync
        self.key: Tuple[str, ...] = tuple(given.key[at].decode() for at in range(given.key_count))
        self.run_id: str = given.run_id.decode()
        self.session: Any = None  #: what `open` answered
        self._cancel: Optional[int] = given.cancel  # None: closed, and nothing of it is there

    def wait(self, seconds: float) -> bool:
        """Waits so long, or until the run is cancelled: then True."""
        if self._cancel is None:
            return True
        return bool(_ffi.lib.waybill_cancelled(self._cancel, max(0, min(_MOST_MS, round(seconds * 1000)))))

    @property
    def cancelled(self) -> bool:
        """The run was cancelled, or is over: what is still under way should end."""
        return self.wait(0)


class SinkBatch(Batch):
    """Rows for a sink, which may keep them. What `rejected` and `retry` do not name was taken."""

    def __init__(self, run: SinkRun, given: Any, array: Any, schema: Any, results: int) -> None:
        super().__init__()
        self.run = run
        self.operation: str = given.operation.decode()  #: "insert", "update", "upsert" or "delete"
        self.id: str = given.id.decode()  #: of what the rows are and do: an idempotency key
        self._results: Optional[int] = results
        for mine, lent in ((self._array, array), (self._schema, schema)):
            ctypes.memmove(ctypes.byref(mine), ctypes.byref(lent), ctypes.sizeof(mine))
            ctypes.memset(ctypes.byref(lent), 0, ctypes.sizeof(lent))
        self.fields = _arrow.fields_of(self._schema)

    def rejected(self, row: int, reason: str) -> None:
        """The row, from 0 on, will never be taken as it is: it becomes a dead letter."""
        self._answer(_ffi.lib.waybill_row_reject, row, reason)

    def retry(self, row: int, reason: str) -> None:
        """The row may be taken soon: it is sent again a few times, and then is a dead letter."""
        self._answer(_ffi.lib.waybill_row_retry, row, reason)

    def _answer(self, function: Callable[[int, int, bytes], int], row: int, reason: str) -> None:
        if isinstance(row, bool) or not isinstance(row, int):
            raise TypeError(f"row must be an int, not {type(row).__name__}")
        text = _values.name_bytes(reason, "reason")
        if self._results is None:
            raise ValueError("write has returned: these rows are answered for")
        if not -(2**63) <= row < 2**63 or function(self._results, row, text) != _ffi.OK:
            raise ValueError(f"row {row} is not in the batch, or was answered for before")


class SinkLike(Protocol):
    """What `register_sink` takes. Beside `write` an object may have the methods of Sink."""

    @property
    def name(self) -> str: ...

    def write(self, batch: SinkBatch, /) -> object: ...


class Sink:
    """A destination of your own. Give it a name and a `write`; the rest is there to be overridden.

    Methods are called on threads of the library's: those of one run on one thread, those of
    different runs at once. Raise a SinkError to say how a call failed. Of any other exception the
    run's record holds the class alone, and the call that ran it raises the exception as the cause
    of its own.
    """

    name: str = ""

    def describe(self) -> Optional[Mapping[str, Any]]:
        """Objects, fields, modes, sizes and rates, as docs/sinks.md says. None: it takes anything."""
        return None

    def open(self, run: SinkRun) -> Any:
        """Begins a run; what it answers is `run.session` from then on."""
        return None

    def write(self, batch: SinkBatch) -> object:
        """Takes the rows: all that it rejects or wants again is said of them by the batch."""
        raise NotImplementedError

    def finish(self, run: SinkRun) -> None:
        """All rows were written. When it returns they have arrived."""

    def close(self, run: SinkRun) -> None:
        """The end of a run that was opened, whether it went well or not."""


class _Lent(Lent):
    def __init__(self, kept: Kept, sink: SinkLike) -> None:
        super().__init__(kept)
        self.sink = sink


class _Session(Lent):
    def __init__(self, of: _Lent, run: SinkRun) -> None:
        super().__init__(of.kept)
        self.of = of
        self.run = run


def _failure(kept: Kept, function: str, raised: BaseException, error: Any) -> int:
    """An exception as what the library is answered."""
    if isinstance(raised, SinkError):
        status, message, hint = _STATUSES[raised.kind], str(raised), raised.hint
        wait = 0 if raised.retry_after is None else max(1, round(raised.retry_after * 1000))
    else:
        status, hint, wait = _FAILED, "see the exception that this one was raised from", 0
        message = f"it raised {type(raised).__name__}"
        if isinstance(raised, Exception):
            kept.explain(f"{function}: {message}", raised)
        else:  # such as KeyboardInterrupt: it ends what runs, and goes on when that has ended
            status = _CANCELLED
            kept.keep(raised)
    texts = (text.replace("\0", " ").encode("utf-8", "replace") for text in (message, hint))
    return int(_ffi.lib.waybill_error_set(error, status, *texts, min(wait, 2**62)))


_Table = Dict[int, Lent]


def _called(number: int, function: str, error: Any, work: Callable[[Any], None], lent: _Table) -> int:
    what = lent.get(number)
    if what is None:  # the interpreter is going
        return _CANCELLED
    mark = next(_marks)
    _callbacks.running.add(mark)
    try:
        work(what)
        return _ffi.OK
    except BaseException as raised:
        return _failure(what.kept, function, raised, error)
    finally:
        _callbacks.running.discard(mark)


def _open(number: int, run: Any, session: Any, error: Any, lent: _Table = _callbacks._lent) -> int:
    def work(what: _Lent) -> None:
        made = SinkRun(run.contents)
        open_it = getattr(what.sink, "open", None)
        made.session = None if open_it is None else open_it(made)
        session[0] = _callbacks.lend(_Session(what, made))

    return _called(number, "open", error, work, lent)


def _write(
    number: int,
    batch: Any,
    array: Any,
    schema: Any,
    results: int,
    error: Any,
    lent: _Table = _callbacks._lent,
) -> int:
    def work(what: _Session) -> None:
        made = SinkBatch(what.run, batch.contents, array.contents, schema.contents, results)
        try:
            what.of.sink.write(made)
        finally:
            made._results = None

    return _called(number, "write", error, work, lent)


def _finish(number: int, error: Any, lent: _Table = _callbacks._lent) -> int:
    def work(what: _Session) -> None:
        finish = getattr(what.of.sink, "finish", None)
        if finish is not None:
            finish(what.run)

    return _called(number, "finish", error, work, lent)


def _close(number: int, lent: _Table = _callbacks._lent) -> None:
    def work(what: _Session) -> None:
        close = getattr(what.of.sink, "close", None)
        try:
            if close is not None:
                close(what.run)
        except BaseException as raised:  # there is nobody else to say it to
            what.kept.keep(raised)
        finally:
            what.run._cancel = None

    _called(number, "close", None, work, lent)
    lent.pop(number, None)


_marks = itertools.count(1)
open_fn: Any = _ffi.SinkOpenFn(_open)
write_fn: Any = _ffi.SinkWriteFn(_write)
finish_fn: Any = _ffi.SinkFinishFn(_finish)
close_fn: Any = _ffi.SinkCloseFn(_close)
for _function in (open_fn, write_fn, finish_fn, close_fn):
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(_function))  # never freed: C may hold it to the last


def register(context: Any, kept: Kept, sink: SinkLike, error: Any) -> int:
    """Lends the sink to the library."""
    name = _values.name_bytes(getattr(sink, "name", None), "the sink's name")
    if not callable(getattr(sink, "write", None)):
        raise TypeError(f"a sink needs a write(batch), and {type(sink).__name__} has none")
    describe = getattr(sink, "describe", None)
    described = None if describe is None else describe()
    text = None if described is None else _values.json_bytes(described)
    functions: List[Any] = [open_fn, write_fn, finish_fn, close_fn]
    given = _ffi.Sink(
        ctypes.sizeof(_ffi.Sink),
        name,
        text,
        0 if text is None else len(text),
        _callbacks.lend(_Lent(kept, sink)),
        _callbacks.destroy,
        *functions,
    )
    return int(_ffi.lib.waybill_register_sink(context, ctypes.byref(given), error))
