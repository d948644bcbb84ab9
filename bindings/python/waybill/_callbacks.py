"""Python functions that the library calls. An exception never crosses C: it is kept, and raised
when the call that it happened in has returned."""

from __future__ import annotations

import ctypes
import itertools
import json
import threading
import time
from typing import Any, Callable, Dict, List, Mapping, Optional, Set, Union

from . import _ffi

Progress = Callable[[Dict[str, Any]], Optional[bool]]
LogHook = Callable[[int, str, Dict[str, Any]], object]
Clock = Callable[[], float]
Alerts = Callable[[Dict[str, Any]], Optional[bool]]
Secrets = Union[Mapping[str, str], Callable[[str], Optional[str]]]


_MOST_CAUSES = 16  # of failures that nobody has asked for


class Kept:
    """The first exception of a callback since it was last asked for. Without a lock, which a fork
    could leave locked: of two exceptions at once either may be kept."""

    def __init__(self) -> None:
        self._raised: Optional[BaseException] = None
        self._causes: Dict[str, BaseException] = {}

    def explain(self, text: str, raised: BaseException) -> None:
        """`raised` is behind the failure whose message holds `text`, if there will be one."""
        while len(self._causes) >= _MOST_CAUSES:
            self._causes.pop(next(iter(self._causes)), None)
        self._causes[text] = raised

    def cause_of(self, message: str) -> Optional[BaseException]:
        for text in list(self._causes):
            if text in message:
                return self._causes.pop(text, None)
        return None

    def keep(self, raised: BaseException) -> None:
        self._raised = self._raised or raised

    def take(self) -> Optional[BaseException]:
        raised, self._raised = self._raised, None
        return raised

    def raise_kept(self) -> None:
        raised = self.take()
        if raised is not None:
            raise raised


class Lent:
    """What is lent to the library under a number, until it calls destroy."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept

    def destroyed(self) -> None:
        """The library will not call any more."""


class Log(Lent):
    def __init__(self, kept: Kept, hook: LogHook) -> None:
        super().__init__(kept)
        self.hook = hook


class ClockOf(Lent):
    def __init__(self, kept: Kept, clock: Clock) -> None:
        super().__init__(kept)
        self.clock = clock


class SecretsOf(Lent):
    def __init__(self, kept: Kept, secrets: Secrets) -> None:
        super().__init__(kept)
        self.secrets = secrets

    def answer(self, name: str) -> Optional[str]:
        return self.secrets.get(name) if isinstance(self.secrets, Mapping) else self.secrets(name)


class AlertsOf(Lent):
    def __init__(self, kept: Kept, alerts: Alerts) -> None:
        super().__init__(kept)
        self.alerts = alerts


class Started(Lent):
    """A started operation: its progress function, and who waits for its end."""

    def __init__(self, progress: Optional[Progress]) -> None:
        super().__init__(Kept())
        self.progress = progress
        self.ended = threading.Event()
        self._lock = threading.Lock()
        self._wakers: List[Callable[[], None]] = []

    def destroyed(self) -> None:
        with self._lock:
            wakers, self._wakers = self._wakers, []
            self.ended.set()
        for wake in wakers:
            wake()

    def when_ended(self, wake: Callable[[], None]) -> None:
        """Calls it once, from any thread; at once where the end has come."""
        with self._lock:
            if not self.ended.is_set():
                self._wakers.append(wake)
                return
        wake()


_numbers = itertools.count(1)
_lent: Dict[int, Lent] = {}
_Table = Dict[int, Lent]


def forget_all() -> None:
    """At interpreter exit: whatever the library still calls is answered without Python's objects."""
    _lent.clear()


#: Calls that may have been left behind: of sinks, by threads that nobody waits for.
running: Set[int] = set()


def await_quiet(patience: float) -> None:
    """Until no such call is running, which could come back to an interpreter that is gone."""
    until = time.monotonic() + patience
    while running and time.monotonic() < until:
        time.sleep(0.01)


def lend(what: Lent) -> int:
    number = next(_numbers)
    _lent[number] = what
    return number


# The table is an argument: a stream that another library holds may end when modules are gone.
def _destroy(number: int, lent: _Table = _lent) -> None:
    what = lent.pop(number, None)
    if what is None:
        return
    try:
        what.destroyed()
    except BaseException as raised:
        what.kept.keep(raised)


def _progress(number: int, event: int, size: int, lent: _Table = _lent) -> int:
    started = lent.get(number)
    if started is None:
        return 1
    assert isinstance(started, Started) and started.progress is not None
    try:
        return 1 if started.progress(json.loads(ctypes.string_at(event, size))) is False else 0
    except BaseException as raised:
        started.kept.keep(raised)
        return 1


def _log(number: int, level: int, event: bytes, fields: bytes, lent: _Table = _lent) -> None:
    what = lent.get(number)
    if what is None:
        return
    assert isinstance(what, Log)
    try:
        what.hook((level + 1) * 10, event.decode(), json.loads(fields))
    except BaseException as raised:
        what.kept.keep(raised)


def _clock(number: int, lent: _Table = _lent, system: Callable[[], int] = time.time_ns) -> int:
    what = lent.get(number)
    if what is None:
        return system() // 1000
    assert isinstance(what, ClockOf)
    try:
        return round(what.clock() * 1_000_000)
    except BaseException as raised:
        what.kept.keep(raised)
        return system() // 1000


def _secret(number: int, name: bytes, value: int, capacity: int, size: Any, lent: _Table = _lent) -> int:
    what = lent.get(number)
    if what is None:
        return 1
    assert isinstance(what, SecretsOf)
    try:
        found = what.answer(name.decode())
        if found is None:
            return 1
        encoded = found.encode("utf-8")
        if len(encoded) > capacity:
            raise ValueError(f"the secret {name.decode()} is longer than {capacity} bytes")
        ctypes.memmove(value, encoded, len(encoded))
        size[0] = len(encoded)
        return 0
    except BaseException as raised:
        what.kept.keep(raised)
        return 1


def _alert(number: int, event: int, size: int, lent: _Table = _lent) -> int:
    what = lent.get(number)
    if what is None:
        return 1
    assert isinstance(what, AlertsOf)
    try:
        return 1 if what.alerts(json.loads(ctypes.string_at(event, size))) is False else 0
    except BaseException as raised:
        what.kept.keep(raised)
        return 1


destroy: Any = _ffi.DestroyFn(_destroy)
progress: Any = _ffi.ProgressFn(_progress)
log: Any = _ffi.LogFn(_log)
clock: Any = _ffi.ClockFn(_clock)
secret: Any = _ffi.SecretFn(_secret)
alert: Any = _ffi.AlertFn(_alert)
for _function in (destroy, progress, log, clock, secret, alert):
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(_function))  # never freed: C may hold it to the last
