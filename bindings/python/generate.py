"""Makes two files of the package from the operation table: waybill/_operations.py, a method for each
operation, typed, and waybill/results.py, what they answer.
tests/docs/generate.py runs it, beside the other files that are made from tables.
"""

import json
import keyword
import textwrap

WIDTH = 120
HEADER = '''\
"""Every operation of the table as a typed method. Made by tests/docs/generate.py: do not edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterator, Mapping, Optional

from ._group import Callers, Group, Item
from ._values import Document, Documents, Instant, Text, TextList, TextMap

if TYPE_CHECKING:
    from . import results
    from ._callbacks import Progress
    from ._operation import Cancellation
    from ._rows import Rows
'''
RESULTS_HEADER = '''\
"""What operations answer, for type checkers: `waybill.results.SyncRunResult` is the dict that
`catalog.syncs[...].run()` gives. Made by tests/docs/generate.py: do not edit."""

from typing import Any, Dict, List, TypedDict
'''
# By the table's kinds of parameters.
TYPES = {
    "text": "Text",
    "boolean": "bool",
    "integer": "int",
    "instant": "Instant",
    "text_list": "TextList",
    "text_map": "TextMap",
    "document": "Document",
    "documents": "Documents",
}
# By the result schema's types.
RESULTS = {"array": "List[Any]", "object": "Dict[str, Any]", "boolean": "bool", "integer": "int",
           "number": "float", "string": "str", None: "Any"}


def camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.replace(".", "_").split("_"))


def python_name(name: str) -> str:
    return name + "_" if keyword.iskeyword(name) else name


def sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else text + "."


class Operation:
    def __init__(self, row: dict) -> None:
        self.row = row
        self.name: str = row["name"]
        self.group, self.verb = self.name.split(".", 1)
        self.kinds: dict = row["parameter_types"]
        self.required: list = row["parameters"]["required"]
        self.properties: dict = row["parameters"]["properties"]
        positional = row["positional"]
        self.order = [p for p in positional if p in self.required] + [p for p in positional if p not in self.required]
        self.keywords = [p for p in self.kinds if p not in positional]
        self.calls = "call" in row["ways"]
        self.streams = "stream" in row["ways"]

    def bound(self) -> "str | None":
        """The parameter that names the object itself, for the methods of one object."""
        positional = self.row["positional"]
        first = positional[0] if positional else ""
        if first in ("name", self.group) and self.kinds[first] == "text":
            return first
        if first == plural(self.group) and self.kinds[first] == "text_list":
            return first
        return None


def plural(group: str) -> str:
    return group if group.endswith("s") else group + "s"


def result_class(operation: Operation) -> str:
    name = camel(operation.name) + "Result"
    schema = operation.row["result"]
    required = [key for key in schema["properties"] if key in schema["required"]]
    optional = [key for key in schema["properties"] if key not in schema["required"]]
    if any(keyword.iskeyword(key) or not key.isidentifier() for key in schema["properties"]):
        pairs = ", ".join(f'"{key}": {kind_of(schema["properties"][key])}' for key in schema["properties"])
        total = "" if not optional else ", total=False"
        return f'{name} = TypedDict("{name}", {{{pairs}}}{total})\n'

    def body(keys: list) -> str:
        lines = []
        for key in keys:
            value = schema["properties"][key]
            said = value.get("description", "")
            line = f"    {key}: {kind_of(value)}" + (f"  #: {said}" if said else "")
            if len(line) > WIDTH:
                lines += textwrap.wrap(said, WIDTH - 8, initial_indent="    #: ", subsequent_indent="    #: ")
                line = f"    {key}: {kind_of(value)}"
            lines.append(line)
        return "\n".join(lines) or "    pass"

    if not optional:
        return f"class {name}(TypedDict):\n{body(required)}\n"
    if not required:
        return f"class {name}(TypedDict, total=False):\n{body(optional)}\n"
    return f"class _{name}(TypedDict):\n{body(required)}\n\n\nclass {name}(_{name}, total=False):\n{body(optional)}\n"


def kind_of(value: dict) -> str:
    kind = value.get("type")
    return "Any" if isinstance(kind, list) else RESULTS[kind]


def docstring(operation: Operation, parameters: list, note: str = "") -> str:
    lines = [sentence(operation.row["help"]) + note]
    if parameters:
        lines.append("")
    for name in parameters:
        value = operation.properties[name]
        said = value.get("description", "")
        if "enum" in value:
            said += ": " + ", ".join(map(str, value["enum"]))
        if "default" in value:
            said += f" (default: {value['default']})"
        lines += textwrap.wrap(f"{python_name(name)}: {said}", WIDTH - 12, subsequent_indent="    ",
                               break_long_words=False)
    lines = [line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"') for line in lines]
    if len(lines) == 1:
        return f'        """{lines[0]}"""\n'
    return '        """' + "\n        ".join(lines).replace("\n        \n", "\n\n") + '\n        """\n'


def signature(head: str, arguments: list, answer: str) -> str:
    line = f"    {head}({', '.join(arguments)}) -> {answer}:\n"
    if len(line) <= WIDTH:
        return line
    return f"    {head}(\n        {', '.join(arguments)}\n    ) -> {answer}:\n" if len(", ".join(arguments)) + 8 <= WIDTH \
        else f"    {head}(\n" + "".join(f"        {argument},\n" for argument in arguments) + f"    ) -> {answer}:\n"


def method(operation: Operation, bound: "str | None", way: str) -> str:
    """way: call, async or stream."""
    order = [p for p in operation.order if p != bound]
    lasting = operation.row["lasting"]
    arguments = ["self"]
    for name in order:
        kind = TYPES[operation.kinds[name]]
        needed = name in operation.required
        arguments.append(f"{python_name(name)}: {kind}" if needed else f"{python_name(name)}: Optional[{kind}] = None")
    named = [f"{python_name(n)}: Optional[{TYPES[operation.kinds[n]]}] = None" if n not in operation.required
             else f"{python_name(n)}: {TYPES[operation.kinds[n]]}" for n in operation.keywords]
    passed = []
    if lasting and way != "stream":
        named.append("progress: Optional[Progress] = None")
        passed.append("progress")
    if (lasting and way == "call") or way == "stream":
        named.append("cancel: Optional[Cancellation] = None")
        passed.append("cancel")
    if named:
        arguments += ["*", *named]
    given = []
    for name in operation.kinds:
        value = python_name(name)
        if name == bound:
            value = "[self.name]" if operation.kinds[name] == "text_list" else "self.name"
        given.append(f'"{name}": {value}')
    params = "{" + ", ".join(given) + "}"
    head_room = len(f'        result: results.{camel(operation.name)}Result = await self._call_async("{operation.name}", )')
    if len(params) + head_room + 40 > WIDTH:
        params = "{\n" + "".join(f"            {pair},\n" for pair in given) + "        }"
    rest = "".join(f", {name}={name}" for name in passed)
    shown = order + operation.keywords
    if way == "stream":
        suffix = "_rows" if operation.calls else ""
        head = f"def {operation.verb}{suffix}"
        return signature(head, arguments, "Rows") + docstring(operation, shown, " Answers the rows themselves."
                if operation.calls else "") + f'        return self._stream("{operation.name}", {params}{rest})\n'
    answer = f"results.{camel(operation.name)}Result"
    if way == "async":
        return signature(f"async def {operation.verb}_async", arguments, answer) + (
            f'        """`{operation.verb}` for asyncio: cancelling the task cancels the operation."""\n'
            f'        result: {answer} = await self._call_async("{operation.name}", {params}{rest})\n'
            "        return result\n")
    return signature(f"def {operation.verb}", arguments, answer) + docstring(operation, shown) + (
        f'        result: {answer} = self._call("{operation.name}", {params}{rest})\n        return result\n')


def methods(operation: Operation, bound: "str | None" = None) -> list:
    made = []
    if operation.calls:
        made += [method(operation, bound, "call"), method(operation, bound, "async")]
    if operation.streams:
        made.append(method(operation, bound, "stream"))
    return made


def all_method(operation: Operation) -> str:
    filters = [name for name in operation.keywords if name != "cursor"]
    arguments = ["self"]
    if filters:
        arguments += ["*", *(f"{python_name(n)}: Optional[{TYPES[operation.kinds[n]]}] = None" for n in filters)]
    params = "{" + ", ".join(f'"{n}": {python_name(n)}' for n in filters) + "}"
    if len(params) + len(operation.name) + 32 > WIDTH:
        params = "{\n" + "".join(f'            "{n}": {python_name(n)},\n' for n in filters) + "        }"
    return signature("def all", arguments, "Iterator[Dict[str, Any]]") + (
        '        """The items of all pages."""\n'
        f'        return self._pages("{operation.name}", {params})\n')


def attribute(group: str, verbs: set) -> str:
    return plural(group) if "get" in verbs else group


def made_from(table: list) -> str:
    operations = [Operation(row) for row in sorted(table, key=lambda row: row["name"])]
    groups: dict = {}
    for operation in operations:
        groups.setdefault(operation.group, []).append(operation)

    parts = [HEADER]
    kinds = "".join(f'    "{o.name}": {json.dumps(o.kinds)},\n' if len(json.dumps(o.kinds)) + len(o.name) < WIDTH - 10
                    else f'    "{o.name}": {{\n' + "".join(f'        "{k}": "{v}",\n' for k, v in o.kinds.items())
                    + "    },\n" for o in operations)
    parts.append("# Of each operation's parameters, their kinds.\n"
                 f"PARAMETERS: Mapping[str, Mapping[str, str]] = {{\n{kinds}}}\n")
    # Those of a catalog that cannot be opened, such as an older one, are a context's.
    of_catalogs = groups.pop("catalog", [])
    own = [operation for operation in of_catalogs if operation.row["needs"] != "nothing"]
    of_files = [operation for operation in of_catalogs if operation.row["needs"] == "nothing"]
    body = [line for operation in own for line in methods(operation)]
    parts.append('class CatalogOperations(Callers):\n    """What is asked of a catalog itself."""\n\n'
                 + ("\n".join(body) or "    pass\n"))
    properties = []
    for group, rows in groups.items():
        verbs = {operation.verb for operation in rows}
        name = attribute(group, verbs)
        bound = [(operation, operation.bound()) for operation in rows if operation.bound()]
        has_items = "get" in verbs and bool(bound)
        group_class = camel(name) if name != group else camel(group) + "Group"
        body = []
        if has_items:
            body.append(f"    def __getitem__(self, name: str) -> {camel(group)}:\n"
                        f'        """The {group} of that name."""\n'
                        f"        return {camel(group)}(self._caller, name)\n")
        get = next((operation for operation in rows if operation.verb == "get"), None)
        if get is not None and get.row["positional"] == ["name"]:
            body.append("    def __contains__(self, name: object) -> bool:\n"
                        f'        return self._has("{get.name}", name)\n')
        listing = next((operation for operation in rows if operation.verb == "list"), None)
        pages = listing is not None and not listing.required and "next" in listing.row["result"]["properties"]
        if pages:
            body.append(all_method(listing))
            body.append("    def __iter__(self) -> Iterator[Dict[str, Any]]:\n        return self.all()\n")
        for operation in rows:
            body += methods(operation)
        parts.append(f'class {group_class}(Group):\n    """Operations on {name}."""\n\n' + "\n".join(body))
        if has_items:
            body = [line for operation, first in bound for line in methods(operation, first)]
            parts.append(f'class {camel(group)}(Item):\n    """One {group}."""\n\n' + "\n".join(body))
        properties.append(f"    @property\n    def {name}(self) -> {group_class}:\n        return {group_class}(self._caller)\n")
    parts.append('class Operations(Callers):\n    """The groups of operations."""\n\n'
                 + "\n".join(properties + [line for operation in of_files for line in methods(operation)]))
    return "\n\n".join(parts)


def results_made_from(table: list) -> str:
    operations = [Operation(row) for row in sorted(table, key=lambda row: row["name"])]
    return "\n\n".join([RESULTS_HEADER, *(result_class(operation) for operation in operations if operation.calls)])
