"""Contexts and catalogs: what operations are called with."""

from __future__ import annotations

import ctypes
import logging
import os
import threading
from contextlib import contextmanager
from typing import Any, Callable, Iterator, Mapping, Optional, Sequence, Tuple, Union

from . import _callbacks, _ffi, _sinks, _source, _values
from ._callbacks import Alerts, Clock, Kept, LogHook, Progress, Secrets
from ._errors import check
from ._handle import EXIT_PATIENCE, Handle
from ._operation import Cancellation, Operation, settle
from ._operations import PARAMETERS, CatalogOperations, Operations
from ._rows import Rows
from ._sinks import SinkLike
from ._source import Source

_Pointers = Tuple[Optional[ctypes.c_void_p], Optional[ctypes.c_void_p]]
_NO_PROGRESS = _ffi.ProgressFn(0)


class Caller(Handle, Operations):
    """Calls operations: by their names here, by methods of `models`, `syncs` and the others."""

    _kept: Kept

    @property
    def _caller(self) -> Caller:
        return self

    @contextmanager
    def _pointers(self) -> Iterator[_Pointers]:
        """The context and the catalog, used by nobody else meanwhile."""
        raise NotImplementedError
        yield

    def call(
        self,
        operation: str,
        params: Optional[Mapping[str, Any]] = None,
        *,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> Any:
        """Runs any operation of the table and waits for it. Ctrl-C cancels it."""
        with self.start(operation, params, progress=progress, cancel=cancel) as started:
            return started.wait()

    async def call_async(
        self, operation: str, params: Optional[Mapping[str, Any]] = None, *, progress: Optional[Progress] = None
    ) -> Any:
        """The same for asyncio; cancelling the task cancels the operation."""
        with self.start(operation, params, progress=progress) as started:
            return await started.wait_async()

    def start(
        self,
        operation: str,
        params: Optional[Mapping[str, Any]] = None,
        *,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> Operation:
        """Starts any operation on a thread of its own.

        `progress` is called with each event, a dict, on that thread; False cancels, and so does an
        exception, which `wait` then raises.
        """
        name, given = _request(operation, params)
        if progress is not None and not callable(progress):
            raise TypeError("progress must be callable")
        if cancel is not None and not isinstance(cancel, Cancellation):
            raise TypeError("cancel must be a waybill.Cancellation")
        started = _callbacks.Started(progress)
        made = Operation(operation, started, self._kept)  # owns what starts, also when Ctrl-C comes now
        error = ctypes.c_void_p()
        with self._pointers() as (context, catalog):
            status = _ffi.lib.waybill_start(
                ctypes.byref(made._pointer),
                context,
                catalog,
                name,
                given,
                len(given),
                _NO_PROGRESS if progress is None else _callbacks.progress,
                _callbacks.lend(started),
                _callbacks.destroy,
                ctypes.byref(error),
            )
        if status != _ffi.OK:
            settle(self._kept, status, error)
        if cancel is not None:
            cancel._give(made)
        return made

    def stream(
        self, operation: str, params: Optional[Mapping[str, Any]] = None, *, cancel: Optional[Cancellation] = None
    ) -> Rows:
        """The rows of an operation that streams them."""
        name, given = _request(operation, params)
        if cancel is not None and not isinstance(cancel, Cancellation):
            raise TypeError("cancel must be a waybill.Cancellation")
        made, error = Rows(self._kept), ctypes.c_void_p()
        with self._pointers() as (context, catalog):
            status = _ffi.lib.waybill_stream(
                context, catalog, name, given, len(given), ctypes.byref(made._stream), ctypes.byref(error)
            )
        if status != _ffi.OK:
            settle(self._kept, status, error)
        if cancel is not None:
            cancel._give(made)
        return made


def _request(operation: object, params: Optional[Mapping[str, Any]]) -> Tuple[bytes, bytes]:
    name = _values.name_bytes(operation, "operation")
    if params is not None and not isinstance(params, Mapping):
        raise TypeError(f"params must be a mapping, not {type(params).__name__}")
    kinds = PARAMETERS.get(str(operation), {})
    return name, _values.json_bytes(_values.parameters(kinds, params or {}))


def _log_hook(log: Union[LogHook, logging.Logger]) -> LogHook:
    if not isinstance(log, logging.Logger):
        return log
    logger = log
    return lambda level, event, fields: logger.log(level, "%s %s", event, fields)


class Context(Caller):
    """What calls share: a log hook, secrets of the host, who is told of alerts, a clock (for tests).

    Without a catalog it can call what needs none, such as `models.validate(paths="config")`.
    `log` is a logging.Logger, or is called with (level, event, fields) on any thread; levels are
    those of `logging`. `secrets` answers what connections name as `host:NAME`, a mapping or a
    function that may answer None. `alerts` is called with each event of an alert, on any thread;
    what it answers False to comes again later. `sources` are rows of this program, by the names that
    sources say as their `host`. `clock` answers seconds since 1970.
    """

    _rank = 0

    def __init__(
        self,
        *,
        log: Union[LogHook, logging.Logger, None] = None,
        log_level: int = logging.INFO,
        secrets: Optional[Secrets] = None,
        alerts: Optional[Alerts] = None,
        clock: Optional[Clock] = None,
        sources: Optional[Mapping[str, Source]] = None,
    ) -> None:
        for what, hook in (("log", log), ("clock", clock), ("alerts", alerts)):
            if hook is not None and not callable(hook) and not isinstance(hook, logging.Logger):
                raise TypeError(f"{what} must be callable, not {type(hook).__name__}")
        if secrets is not None and not callable(secrets) and not isinstance(secrets, Mapping):
            raise TypeError(f"secrets must be a mapping or callable, not {type(secrets).__name__}")
        if not isinstance(log_level, int):
            raise TypeError(f"log_level must be a level of logging, not {type(log_level).__name__}")
        self._kept = Kept()
        self._pointer, error = ctypes.c_void_p(), ctypes.c_void_p()
        check(_ffi.lib.waybill_context_new(ctypes.byref(self._pointer), ctypes.byref(error)), error)
        super().__init__()
        if log is not None:
            lent = _callbacks.lend(_callbacks.Log(self._kept, _log_hook(log)))
            level = max(0, min(3, (log_level - 1) // 10))
            self._set(_ffi.lib.waybill_context_set_log, _callbacks.log, level, lent)
        if clock is not None:
            lent = _callbacks.lend(_callbacks.ClockOf(self._kept, clock))
            self._set(_ffi.lib.waybill_context_set_clock, _callbacks.clock, lent)
        if secrets is not None:
            lent = _callbacks.lend(_callbacks.SecretsOf(self._kept, secrets))
            self._set(_ffi.lib.waybill_context_set_secret_resolver, _callbacks.secret, lent)

        if alerts is not None:
            lent = _callbacks.lend(_callbacks.AlertsOf(self._kept, alerts))
            self._set(_ffi.lib.waybill_context_set_alert, _callbacks.alert, lent)
        for name, source in (sources or {}).items():
            self._register(name, source)

    def _register(self, name: str, source: Source) -> None:
        text, lent = _values.name_bytes(name, "the name of a source"), _source.SourceOf(self._kept, source)
        described = lent.description()
        given = _ffi.Source(ctypes.sizeof(_ffi.Source), text, described, len(described), _callbacks.lend(lent),
                            _callbacks.destroy, _source.open_table)
        error = ctypes.c_void_p()
        check(_ffi.lib.waybill_register_source(self._pointer, ctypes.byref(given), ctypes.byref(error)), error)

    def register_sink(self, sink: SinkLike) -> None:
        """Makes a sink known by its name, which destinations then may have: an object with a `name`
        and `write(batch)`, such as a waybill.Sink. Operations that begin later find it."""
        error = ctypes.c_void_p()
        with self._used():
            check(_sinks.register(self._pointer, self._kept, sink, ctypes.byref(error)), error)

    def unregister_sink(self, name: str) -> None:
        """Takes a sink away. Runs that are under way go on with it."""
        error = ctypes.c_void_p()
        given = _values.name_bytes(name, "name")
        with self._used():
            check(_ffi.lib.waybill_unregister_sink(self._pointer, given, ctypes.byref(error)), error)

    def _set(self, function: Callable[..., int], *arguments: Any) -> None:
        error = ctypes.c_void_p()
        check(function(self._pointer, *arguments, _callbacks.destroy, ctypes.byref(error)), error)

    @contextmanager
    def _pointers(self) -> Iterator[_Pointers]:
        with self._used():
            yield self._pointer, None

    def _release(self) -> None:
        pointer, self._pointer = self._pointer, ctypes.c_void_p()
        _ffi.lib.waybill_context_free(pointer)


class Catalog(Caller, CatalogOperations):
    """An open catalog. Any thread may use it; opening is one at a time, running is not."""

    _rank = 0

    def __init__(
        self,
        path: Union[str, "os.PathLike[str]"],
        *,
        actor: str = "",
        roles: Sequence[str] = (),
        context: Optional[Context] = None,
    ) -> None:
        if isinstance(roles, (str, bytes)) or not isinstance(roles, Sequence):
            raise TypeError("roles must be a sequence of str")
        if context is not None and not isinstance(context, Context):
            raise TypeError("context must be a waybill.Context")
        held = [_values.name_bytes(role, "a role") for role in roles]
        array = (ctypes.c_char_p * len(held))(*held)
        options = _ffi.CatalogOptions(
            struct_size=ctypes.sizeof(_ffi.CatalogOptions),
            actor=_values.name_bytes(actor, "actor"),
            roles=array,
            role_count=len(held),
        )
        place = _values.path_bytes(path, "the catalog's path")
        self.path = os.fspath(path)
        self._context = context
        self._kept = Kept() if context is None else context._kept
        self._pointer, error = ctypes.c_void_p(), ctypes.c_void_p()
        if context is not None:
            context._hold()  # until this catalog is closed
        status = _ffi.lib.waybill_catalog_open(
            ctypes.byref(self._pointer), self._hooks(), place, ctypes.byref(options), ctypes.byref(error)
        )
        if status != _ffi.OK:
            if context is not None:
                context._let_go()
            settle(self._kept, status, error)
        super().__init__()

    def _renew_locks(self) -> None:
        super()._renew_locks()
        self._turn = threading.RLock()  # a catalog is used by one thread at a time

    def _hooks(self) -> Optional[ctypes.c_void_p]:
        return None if self._context is None else self._context._pointer

    def __repr__(self) -> str:
        return f"<waybill.Catalog {self.path!r}{', closed' if self.closed else ''}>"

    @contextmanager
    def _pointers(self) -> Iterator[_Pointers]:
        with self._used():
            with self._turn:
                yield self._hooks(), self._pointer

    def _at_exit(self) -> None:
        self.close()
        if not self._inherited:
            self._turn.acquire(timeout=EXIT_PATIENCE)

    def _release(self) -> None:
        pointer, self._pointer = self._pointer, ctypes.c_void_p()
        _ffi.lib.waybill_catalog_free(pointer)
        if self._context is not None:
            self._context._let_go()
