"""Linting: of a dict, of JSON text, of a file, of a folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Sequence, Tuple, Union

if TYPE_CHECKING:
    from ._caller import Caller

_One = Union[str, Mapping[str, Any], "os.PathLike[str]"]
Lintable = Union[_One, Sequence[_One]]


@dataclass(frozen=True)
class Finding:
    """One thing that a rule says of a document."""

    code: str  #: "WB4001"; `rules.explain` explains it
    severity: str  #: "error" or "warning"
    file: str
    line: int
    column: int
    pointer: str  #: JSON pointer to what is wrong
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.code}: {self.message} [{self.pointer}]"


@dataclass(frozen=True)
class LintReport:
    """What the rules say; `str()` is the report for people."""

    findings: Tuple[Finding, ...]
    unchecked: Tuple[Mapping[str, str], ...]  #: code and why: rules that could not be judged

    @property
    def errors(self) -> List[Finding]:
        return [finding for finding in self.findings if finding.severity == "error"]

    @property
    def warnings(self) -> List[Finding]:
        return [finding for finding in self.findings if finding.severity == "warning"]

    @property
    def ok(self) -> bool:
        """There is no error; warnings there may be."""
        return not self.errors

    def __str__(self) -> str:
        lines = [str(finding) for finding in self.findings]
        return "\n".join([*lines, f"{len(self.errors)} errors, {len(self.warnings)} warnings"])


def lint(caller: Caller, what: Lintable) -> LintReport:
    items: List[Any] = [what]
    if isinstance(what, Sequence) and not isinstance(what, (str, bytes, bytearray)):
        items = list(what)
    paths = [os.fspath(item) for item in items if isinstance(item, os.PathLike)]
    documents = [item for item in items if not isinstance(item, os.PathLike)]
    for item in documents:
        if isinstance(item, str):
            if "{" not in item and "[" not in item:
                raise ValueError("a str is JSON text; a file or folder is given as a pathlib.Path")
        elif not isinstance(item, Mapping):
            raise TypeError(f"a dict, JSON text or a path can be linted, not {type(item).__name__}")
    if paths and documents:
        raise TypeError("paths and documents are linted one without the other")
    given: Dict[str, Any] = {"paths": paths} if paths else {"documents": documents}
    report = caller.call("config.lint", given)
    findings = tuple(
        Finding(**{name: finding[name] for name in Finding.__dataclass_fields__}) for finding in report["findings"]
    )
    return LintReport(findings, tuple(report["unchecked"]))
