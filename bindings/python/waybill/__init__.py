"""Waybill: describes, checks and ships data between databases, inside your own process."""

from __future__ import annotations

import json
import logging
import os
from typing import Any, Dict, Mapping, Optional, Sequence, Union

from . import _ffi
from ._arrow import Field
from ._callbacks import Alerts, Clock, LogHook, Progress, Secrets
from ._caller import Catalog, Context
from ._errors import (
    BusyError,
    CancelledError,
    ConfigError,
    ConflictError,
    DataError,
    ForkedError,
    InternalError,
    NotFoundError,
    OutOfMemoryError,
    PermissionDeniedError,
    SchemaError,
    TransientError,
    UnreachableError,
    UsageError,
    WaybillError,
)
from ._lint import Finding, Lintable, LintReport
from ._lint import lint as _lint
from ._operation import Cancellation, Operation
from ._rows import Batch, Rows
from ._sinks import Sink, SinkBatch, SinkError, SinkLike, SinkRun
from ._source import Source

__version__: str = _ffi.lib.waybill_version().decode()


def features() -> Dict[str, Any]:
    """What this build of the library can do: its version, warehouses and dialects."""
    made: Dict[str, Any] = json.loads(_ffi.lib.waybill_features_json())
    return made


def lint(what: Lintable) -> LintReport:
    """Checks config documents: a dict, JSON text, a path of a file or folder, or a sequence of one
    of these. Needs no database and no catalog."""
    with Context() as context:
        return _lint(context, what)


def call(operation: str, params: Optional[Mapping[str, Any]] = None) -> Any:
    """Runs an operation that needs no catalog: `call("rules.explain", {"code": "WB4001"})`."""
    with Context() as context:
        return context.call(operation, params)


def open(
    catalog: Union[str, "os.PathLike[str]"],
    *,
    actor: str = "",
    roles: Sequence[str] = (),
    context: Optional[Context] = None,
    log: Union[LogHook, logging.Logger, None] = None,
    log_level: int = logging.INFO,
    secrets: Optional[Secrets] = None,
    alerts: Optional[Alerts] = None,
    sources: Optional[Mapping[str, Source]] = None,
) -> Catalog:
    """Opens a catalog file, making it when it is absent. `log`, `secrets`, `alerts` and `sources` are
    those of Context."""
    if log is None and secrets is None and alerts is None and sources is None:
        return Catalog(catalog, actor=actor, roles=roles, context=context)
    if context is not None:
        raise TypeError("log, secrets, alerts and sources belong to the context that is given")
    with Context(log=log, log_level=log_level, secrets=secrets, alerts=alerts, sources=sources) as made:
        return Catalog(catalog, actor=actor, roles=roles, context=made)


__all__ = [
    "Alerts",
    "Batch",
    "BusyError",
    "CancelledError",
    "Cancellation",
    "Catalog",
    "Clock",
    "ConfigError",
    "ConflictError",
    "Context",
    "DataError",
    "Field",
    "Finding",
    "ForkedError",
    "InternalError",
    "LintReport",
    "LogHook",
    "NotFoundError",
    "Operation",
    "OutOfMemoryError",
    "PermissionDeniedError",
    "Progress",
    "Rows",
    "SchemaError",
    "Secrets",
    "Sink",
    "SinkBatch",
    "SinkError",
    "SinkLike",
    "SinkRun",
    "Source",
    "TransientError",
    "UnreachableError",
    "UsageError",
    "WaybillError",
    "call",
    "features",
    "lint",
    "open",
]
