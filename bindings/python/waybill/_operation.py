"""Operations that run on a thread of the library's: waited for, watched, cancelled."""

from __future__ import annotations

import ctypes
import json
import threading
import weakref
from typing import Any, Optional

from . import _ffi
from ._callbacks import Kept, Started
from ._errors import WaybillError, check
from ._handle import EXIT_PATIENCE, Handle


class Cancellation:
    """Cancels whatever it is given to: `run(cancel=token)`, then `token.cancel()` on any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = False
        self._given_to: weakref.WeakSet[Cancellable] = weakref.WeakSet()

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        """Within a second; what was committed stays. A second time does nothing."""
        with self._lock:
            self._cancelled = True
            concerned = list(self._given_to)
        for one in concerned:
            one.cancel()

    def _give(self, one: Cancellable) -> None:
        with self._lock:
            self._given_to.add(one)
            now = self._cancelled
        if now:
            one.cancel()


class Cancellable(Handle):
    def cancel(self) -> None:
        raise NotImplementedError


def settle(kept: Kept, status: int, error: Any) -> None:
    """What a callback raised meanwhile goes before what the library answered."""
    raised = kept.take()
    try:
        check(status, error)
    except WaybillError as failure:
        if raised is None:
            raise failure from kept.cause_of(failure.message)
        raise raised from failure
    if raised is not None:
        raise raised


class Operation(Cancellable):
    """An operation that was started. Keep it: one that is forgotten is cancelled."""

    _rank = 1

    def __init__(self, name: str, started: Started, kept: Kept) -> None:
        super().__init__()
        self.name = name
        self._pointer = ctypes.c_void_p()
        self._started = started
        self._kept = kept  # of the context's callbacks
        self._raised: Optional[BaseException] = None

    def _renew_locks(self) -> None:
        super()._renew_locks()
        self._asking = threading.Lock()  # who asks for the result

    def __repr__(self) -> str:
        state = "closed" if self.closed else "done" if self._started.ended.is_set() else "running"
        return f"<waybill.Operation {self.name}, {state}>"

    @property
    def done(self) -> bool:
        """It has ended, well or not."""
        with self._used(), self._asking:
            done, error = ctypes.c_int32(), ctypes.c_void_p()
            check(_ffi.lib.waybill_operation_poll(self._pointer, ctypes.byref(done), ctypes.byref(error)), error)
            return done.value != 0

    def wait(self, timeout: Optional[float] = None) -> Any:
        """Its result, or what it failed with; TimeoutError when it takes longer, and it goes on.

        Ctrl-C cancels it, waits for its end, and is raised as KeyboardInterrupt.
        """
        with self._used():
            if not self._inherited:
                try:
                    ended = self._started.ended.wait(timeout)
                except BaseException:
                    self.cancel()
                    self._started.ended.wait()
                    self._join()
                    raise
                if not ended:
                    raise TimeoutError(f"{self.name} has not ended within {timeout} s")
            return self._result()

    async def wait_async(self) -> Any:
        """The same for asyncio. Cancelling the task cancels the operation, and waits for its end."""
        with self._used():
            if not self._inherited:
                await self._ended()
            return self._result()

    async def _ended(self) -> None:
        import asyncio  # who never waits so need not load it

        loop = asyncio.get_running_loop()
        ended: asyncio.Future[None] = loop.create_future()

        def wake() -> None:
            try:
                loop.call_soon_threadsafe(lambda: None if ended.done() else ended.set_result(None))
            except RuntimeError:  # the loop was closed: nobody waits
                pass

        self._started.when_ended(wake)
        try:
            await asyncio.shield(ended)
        except asyncio.CancelledError:
            self.cancel()
            while not ended.done():
                try:
                    await asyncio.shield(ended)
                except asyncio.CancelledError:
                    continue  # its end is a second away at most
            self._join()
            raise

    def _result(self) -> Any:
        result, error = _ffi.Buf(), ctypes.c_void_p()
        with self._asking:
            status = _ffi.lib.waybill_operation_wait(self._pointer, ctypes.byref(result), ctypes.byref(error))
            text = _ffi.text_of(result)
            self._raised = self._raised or self._started.kept.take()
        if self._raised is not None:
            self._started.kept.keep(self._raised)
            settle(self._started.kept, status, error)
        settle(self._kept, status, error)
        return json.loads(text)

    def cancel(self) -> None:
        """Asks it to end, from any thread; `wait` then raises CancelledError, unless it was done."""
        with self._lock:
            if self._pointer:
                _ffi.lib.waybill_operation_cancel(self._pointer)

    def _stop(self) -> None:
        self.cancel()

    def _at_exit(self) -> None:
        self.cancel()
        if self._pointer and not self._inherited and self._started.ended.wait(EXIT_PATIENCE):
            self._join()
        self.close()

    def _join(self) -> None:
        """When it has ended: until its last callback has returned too."""
        result = _ffi.Buf()
        with self._asking:
            _ffi.lib.waybill_operation_wait(self._pointer, ctypes.byref(result), None)
        _ffi.text_of(result)

    def _release(self) -> None:
        """Cancels what runs, and waits for its thread."""
        with self._lock:
            pointer, self._pointer = self._pointer, ctypes.c_void_p()
        _ffi.lib.waybill_operation_free(pointer)
