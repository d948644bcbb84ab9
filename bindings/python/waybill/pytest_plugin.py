"""pytest: the config documents of a project as tests. Each document is linted, each unit test of a
model is a test.

    [pytest]
    waybill_paths = config

All documents of a path are read, linted and tested by one call each, however many they are.
"""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Set, Tuple, Union

import pytest

import waybill

_SUFFIXES = (".json", ".jsonc")
_LOCK_FILE = "waybill.lock.json"
_Json = Dict[str, Any]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("waybill_paths", "files or folders with Waybill's config documents", type="paths", default=[])
    group = parser.getgroup("waybill")
    group.addoption("--waybill-live", action="store_true",
                    help="run unit tests of models on their sources, by the sources' own connections")


def pytest_configure(config: pytest.Config) -> None:
    roots = [Root(path, bool(config.getoption("waybill_live"))) for path in config.getini("waybill_paths")]
    config.stash[_ROOTS] = roots
    # Where the command line names nothing, everything is collected that the project has.
    source = getattr(config, "args_source", None)
    if source is None or source.name == "ARGS":
        return
    named = [Path(config.invocation_params.dir, argument.split("::")[0]).resolve() for argument in config.args]
    for root in roots:
        if root.path.exists() and not any(path == root.path or path in root.path.parents for path in named):
            config.args.append(str(root.path))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Optional[pytest.Collector]:
    if file_path.suffix not in _SUFFIXES or file_path.name == _LOCK_FILE or not parent.config.stash[_ROOTS]:
        return None
    place = file_path.resolve()
    for root in parent.config.stash[_ROOTS]:
        if root.holds(place):
            made: Document = Document.from_parent(parent, path=file_path)
            made.root, made.place = root, str(place)
            return made
    return None


def pytest_collection_finish(session: pytest.Session) -> None:
    for item in session.items:
        if isinstance(item, ModelTest):
            item.root.selected.append((item.model, item.test))


class Root:
    """What stands under one path: documents that are judged beside each other."""

    def __init__(self, path: Path, live: bool) -> None:
        self.path = Path(path).resolve()
        self.live = live
        self.selected: List[Tuple[str, str]] = []  # model, test
        self._findings: Optional[Dict[str, List[_Json]]] = None
        self._tests: Optional[Dict[str, List[_Json]]] = None
        self._results: Optional[Dict[Tuple[str, str, int], _Json]] = None

    def holds(self, file: Path) -> bool:
        if file == self.path:
            return True
        if self.path not in file.parents:
            return False
        return not any(part.startswith(".") for part in file.relative_to(self.path).parts)

    def _call(self, operation: str, **more: Any) -> _Json:
        answer: _Json = waybill.call(operation, {"paths": [str(self.path)], **more})
        return answer

    @staticmethod
    def _by_file(items: List[_Json]) -> Dict[str, List[_Json]]:
        files: Dict[str, List[_Json]] = {}
        for item in items:
            files.setdefault(os.path.normpath(item["file"]), []).append(item)
        return files

    def findings(self, file: str) -> List[_Json]:
        if self._findings is None:
            self._findings = self._by_file(self._call("config.lint")["findings"])
        return self._findings.get(file, [])

    def tests(self, file: str) -> List[_Json]:
        if self._tests is None:
            self._tests = self._by_file(self._call("model.test", names_only=True)["tests"])
        return self._tests.get(file, [])

    def result(self, file: str, test: str, line: int) -> _Json:
        """All that were selected run when the first one is asked for."""
        if self._results is None:
            models: Set[str] = {model for model, _ in self.selected}
            tests: Set[str] = {name for _, name in self.selected}
            ran = self._call("model.test", models=sorted(models), tests=sorted(tests), live=self.live)["tests"]
            self._results = {(os.path.normpath(one["file"]), one["name"], one["line"]): one for one in ran}
        return self._results[file, test, line]


_ROOTS = pytest.StashKey[List[Root]]()


class Failed(Exception):
    """Its text is all there is to say."""


def _failure_text(excinfo: pytest.ExceptionInfo[BaseException]) -> Optional[str]:
    """What is said in place of a traceback, which would only show this plugin."""
    return str(excinfo.value) if isinstance(excinfo.value, (Failed, waybill.WaybillError)) else None


class Document(pytest.File):
    """A config document."""

    root: Root
    place: str

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:  # type: ignore[override]
        return _failure_text(excinfo) or super().repr_failure(excinfo)

    def collect(self) -> Iterator[pytest.Item]:
        lint: Lint = Lint.from_parent(self, name="lint")
        lint.root, lint.place = self.root, self.place
        yield lint
        names: Dict[str, int] = {}
        for test in self.root.tests(self.place):
            name = test["name"]
            names[name] = names.get(name, 0) + 1
            shown = name if names[name] == 1 else f"{name} [{names[name]}]"
            item: ModelTest = ModelTest.from_parent(self, name=shown)
            item.root, item.place = self.root, self.place
            item.model, item.test, item.line = test["model"], name, test["line"]
            yield item


class _Item(pytest.Item):
    root: Root
    place: str

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return _failure_text(excinfo) or super().repr_failure(excinfo, style)


class Lint(_Item):
    """What lint says of one document: errors fail, warnings warn."""

    def runtest(self) -> None:
        findings = self.root.findings(self.place)
        for finding in findings:
            if finding["severity"] != "error":
                self.warn(pytest.PytestWarning(_finding_text(finding, self.path)))
        errors = [_finding_text(finding, self.path) for finding in findings if finding["severity"] == "error"]
        if errors:
            raise Failed("\n".join(errors))

    def reportinfo(self) -> Tuple[Union["os.PathLike[str]", str], Optional[int], str]:
        return self.path, 0, f"{self.path.name}: lint"


class ModelTest(_Item):
    """A unit test of a model."""

    model: str
    test: str
    line: int

    def runtest(self) -> None:
        result = self.root.result(self.place, self.test, self.line)
        self.user_properties.append(("seconds", result["seconds"]))
        for warning in result["warnings"]:
            self.warn(pytest.PytestWarning(f"{self.model}: {self.test}: {warning}"))
        if result["status"] == "skipped":
            pytest.skip(f"{result['message']}; {result['hint']}")
        if result["status"] != "passed":
            raise Failed(_result_text(result, self.path))

    def reportinfo(self) -> Tuple[Union["os.PathLike[str]", str], Optional[int], str]:
        return self.path, self.line - 1, f"{self.model}: {self.test}"


def _finding_text(finding: Mapping[str, Any], path: Path) -> str:
    text = f"{path}:{finding['line']}:{finding['column']}: {finding['severity']} {finding['code']}: {finding['message']}"
    return text + (f"\n  hint: {finding['hint']}" if finding["hint"] else "")


def _difference_text(difference: Mapping[str, Any]) -> str:
    expected, got = (json.dumps(difference[side], ensure_ascii=False) for side in ("expected", "got"))
    row = json.dumps(difference["row"], ensure_ascii=False)
    kind = difference["kind"]
    if kind == "value":
        return f"{row} {difference['column']}:\n    expected {expected}\n    got      {got}"
    if kind == "missing":
        return f"missing:    {expected}"
    if kind == "unexpected":
        return f"unexpected: {got}"
    if kind == "refused":
        return f"refused:    {row} {difference['got']}"
    if kind == "column":
        return f"no column {difference['column']!r} arrives, but: {difference['got']}"
    return f"{difference['expected']} was expected, and not found" if difference["expected"] else f"found {difference['got']}"


def _result_text(result: Mapping[str, Any], path: Path) -> str:
    lines = [f"{path}:{result['line']}: {result['model']}: {result['name']}", f"  {result['message']}"]
    if result["hint"]:
        lines.append(f"  hint: {result['hint']}")
    lines += [f"  {_difference_text(difference)}" for difference in result["differences"]]
    more = result["difference_count"] - len(result["differences"])
    if more:
        lines.append(f"  and {more} more")
    return "\n".join(lines)


@dataclass(frozen=True)
class Warehouse:
    """An empty SQLite database to read from or to ship to."""

    path: Path
    name: str = "warehouse"

    @property
    def connection(self) -> _Json:
        """The document of a connection to it."""
        return {"connection": {"name": self.name, "vendor": "sqlite", "options": {"path": str(self.path)}}}

    def execute(self, script: str) -> None:
        """Runs statements, separated by semicolons, in one transaction."""
        with sqlite3.connect(self.path) as database:
            database.executescript(f"BEGIN; {script}; COMMIT;")
        database.close()

    def rows(self, query: str) -> List[Tuple[Any, ...]]:
        with sqlite3.connect(self.path) as database:
            answer: List[Tuple[Any, ...]] = database.execute(query).fetchall()
        database.close()
        return answer


@pytest.fixture
def waybill_warehouse(tmp_path: Path) -> Warehouse:
    """An empty warehouse: a SQLite file, and the document of a connection to it."""
    path = tmp_path / "warehouse.db"
    sqlite3.connect(path).close()
    path.touch()
    return Warehouse(path)


@pytest.fixture
def waybill_catalog(tmp_path: Path) -> Iterator[waybill.Catalog]:
    """An empty catalog, closed when the test ends."""
    with waybill.open(tmp_path / "waybill.db", actor="pytest") as catalog:
        yield catalog
