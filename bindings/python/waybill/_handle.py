"""What every handle is: closed once, dead afterwards, quiet at exit, no trap after a fork."""

from __future__ import annotations

import atexit
import os
import threading
import weakref
from contextlib import contextmanager
from types import TracebackType
from typing import Iterator, List, Optional, Type, TypeVar

from . import _callbacks

_live: weakref.WeakSet[Handle] = weakref.WeakSet()
Self = TypeVar("Self", bound="Handle")


class Handle:
    """A thing of the library's. Close it, or use it in a `with`; what is forgotten is closed too.

    A use on another thread is never cut off: closing waits until it has returned.
    """

    #: Which handles interpreter exit closes first: what makes new ones, then what is under way.
    _rank = 0

    def __init__(self) -> None:
        self._renew_locks()
        self._open = True
        self._uses = 0
        self._process = os.getpid()
        _live.add(self)

    def _renew_locks(self) -> None:
        """For a new handle, and after a fork: another thread of the parent may have held one."""
        self._lock = threading.RLock()  # held for moments, and around a cancel

    def _release(self) -> None:
        """Gives the library's part back; called exactly once."""
        raise NotImplementedError

    def _stop(self) -> None:
        """Asks a use that is running on another thread to end."""

    @property
    def closed(self) -> bool:
        return not self._open

    @property
    def _inherited(self) -> bool:
        return self._process != os.getpid()

    def _hold(self) -> None:
        """Keeps it from being freed, until `_let_go`."""
        with self._lock:
            if not self._open:
                raise ValueError(f"this {type(self).__name__} is closed")
            self._uses += 1

    def _let_go(self) -> None:
        with self._lock:
            self._uses -= 1
            last = not self._open and self._uses == 0
        if last:
            self._release()

    @contextmanager
    def _used(self) -> Iterator[None]:
        self._hold()
        try:
            yield
        finally:
            self._let_go()

    def close(self) -> None:
        """Closes it; a second time does nothing."""
        with self._lock:
            if not self._open:
                return
            self._open = False
            if self._uses > 0:
                self._stop()
                return
        self._release()

    def _at_exit(self) -> None:
        """Closes it when a thread that nobody waits for may be using it: the library must call
        Python no more when this returns."""
        self.close()

    def __enter__(self: Self) -> Self:
        if not self._open:
            raise ValueError(f"this {type(self).__name__} is closed")
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], raised: Optional[BaseException], where: Optional[TracebackType]
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_open", False):
            self.close()


def _snapshot() -> List[Handle]:
    while True:
        try:
            return list(_live)
        except RuntimeError:  # another thread made one meanwhile
            continue


#: Seconds. A cancel takes one at most, but for a driver that is stuck in its connect call.
EXIT_PATIENCE = 5.0


def _close_all() -> None:
    """Before the interpreter goes: the library's threads call Python's functions."""
    for handle in sorted(_snapshot(), key=lambda one: one._rank):
        handle._at_exit()
    _callbacks.await_quiet(EXIT_PATIENCE)
    _callbacks.forget_all()


def _after_fork() -> None:
    for handle in _snapshot():
        handle._renew_locks()


atexit.register(_close_all)
os.register_at_fork(after_in_child=_after_fork)
