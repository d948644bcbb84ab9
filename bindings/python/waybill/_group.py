"""What the generated groups of operations stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterator, Mapping, Optional, Protocol

from ._errors import NotFoundError

if TYPE_CHECKING:
    from ._callbacks import Progress
    from ._operation import Cancellation
    from ._rows import Rows


class Caller(Protocol):
    """What carries calls out."""

    def call(
        self,
        operation: str,
        params: Optional[Mapping[str, Any]] = None,
        *,
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> Any: ...

    async def call_async(
        self, operation: str, params: Optional[Mapping[str, Any]] = None, *, progress: Optional[Progress] = None
    ) -> Any: ...

    def stream(
        self, operation: str, params: Optional[Mapping[str, Any]] = None, *, cancel: Optional[Cancellation] = None
    ) -> Rows: ...


class Callers:
    """Passes calls on to a context or a catalog."""

    @property
    def _caller(self) -> Caller:
        raise NotImplementedError

    def _call(
        self,
        operation: str,
        params: Mapping[str, Any],
        progress: Optional[Progress] = None,
        cancel: Optional[Cancellation] = None,
    ) -> Any:
        return self._caller.call(operation, params, progress=progress, cancel=cancel)

    async def _call_async(
        self, operation: str, params: Mapping[str, Any], progress: Optional[Progress] = None
    ) -> Any:
        return await self._caller.call_async(operation, params, progress=progress)

    def _stream(self, operation: str, params: Mapping[str, Any], cancel: Optional[Cancellation] = None) -> Rows:
        return self._caller.stream(operation, params, cancel=cancel)

    def _pages(self, operation: str, params: Mapping[str, Any]) -> Iterator[Dict[str, Any]]:
        """The items of all pages."""
        cursor: Optional[str] = None
        while True:
            page = self._call(operation, {**params, "cursor": cursor})
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return

    def _has(self, operation: str, name: object) -> bool:
        if not isinstance(name, str):
            return False
        try:
            self._call(operation, {"name": name})
        except NotFoundError:
            return False
        return True


class Group(Callers):
    """The operations on one kind of thing."""

    def __init__(self, caller: Caller) -> None:
        self._of = caller

    @property
    def _caller(self) -> Caller:
        return self._of


class Item(Group):
    """One object by its name. It need not be there yet: its methods say so."""

    def __init__(self, caller: Caller, name: str) -> None:
        if not isinstance(name, str):
            raise TypeError(f"a name is a str, not {type(name).__name__}")
        super().__init__(caller)
        self.name = name

    def __repr__(self) -> str:
        return f"<waybill {type(self).__name__} {self.name!r}>"
