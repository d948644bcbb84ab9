"""The typed methods are those of the operation table: nothing missing, nothing extra."""

import inspect
import keyword
import unittest

import waybill
from waybill import _operations, results
from waybill._group import Callers, Group, Item

HELPERS = {"all", "name"}


def python_name(name: str) -> str:
    return name + "_" if keyword.iskeyword(name) else name


def parameters(function) -> set:
    return set(inspect.signature(function).parameters) - {"self", "progress", "cancel"}


class Table(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.table = {row["name"]: row for row in waybill.call("operations.list")["items"]}
        cls.context = waybill.Context()
        cls.addClassCleanup(cls.context.close)
        cls.groups = {}
        for name, value in inspect.getmembers(type(cls.context)):
            if isinstance(value, property) and not name.startswith("_"):
                group = getattr(cls.context, name)
                if isinstance(group, Group):
                    cls.groups[name] = group

    def owner(self, group: str) -> type:
        if group == "catalog":
            return waybill.Catalog
        found = [type(value) for name, value in self.groups.items() if name in (group, group + "s")]
        self.assertEqual(len(found), 1, group)
        return found[0]

    def test_parameters_are_the_tables(self) -> None:
        self.assertEqual(_operations.PARAMETERS, {name: row["parameter_types"] for name, row in self.table.items()})
        self.assertGreater(len(self.table), 60)

    def test_every_operation_is_a_method(self) -> None:
        for name, row in self.table.items():
            group, verb = name.split(".")
            wanted = {python_name(key) for key in row["parameter_types"]}
            methods = []
            if "call" in row["ways"]:
                methods += [verb, verb + "_async"]
            if "stream" in row["ways"]:
                methods.append(verb + "_rows" if "call" in row["ways"] else verb)
            for method in methods:
                with self.subTest(name, method=method):
                    function = getattr(self.owner(group), method)
                    self.assertEqual(parameters(function), wanted)
                    self.assertEqual("progress" in inspect.signature(function).parameters, row["lasting"])
                    needed = {key for key, value in inspect.signature(function).parameters.items()
                              if value.default is value.empty and key != "self"}
                    self.assertEqual(needed, {python_name(key) for key in row["parameters"]["required"]})

    def test_every_method_is_an_operation(self) -> None:
        self.assertGreater(len(self.groups), 10)
        operations = {tuple(name.split(".")) for name in self.table}
        classes = [(name, type(group)) for name, group in self.groups.items()]
        classes += [(cls.__name__.lower() + "s", cls) for cls in Item.__subclasses__()]
        for name, cls in classes:
            for method, _ in inspect.getmembers(cls, inspect.isfunction):
                if method.startswith("_") or method in HELPERS:
                    continue
                verb = method.replace("_async", "").replace("_rows", "")
                with self.subTest(name, method=method):
                    self.assertTrue((name, verb) in operations or (name[:-1], verb) in operations)
        for cls in (_operations.CatalogOperations, _operations.Operations):
            for method, _ in inspect.getmembers(cls, inspect.isfunction):
                if not method.startswith("_"):
                    self.assertIn(("catalog", method.replace("_async", "")), operations)
        self.assertTrue(issubclass(_operations.CatalogOperations, Callers))

    def test_results_are_the_tables(self) -> None:
        for name, row in self.table.items():
            if "call" not in row["ways"]:
                continue
            group, verb = name.split(".")
            cls = getattr(results, f"{group.capitalize()}{''.join(p.capitalize() for p in verb.split('_'))}Result")
            with self.subTest(name):
                self.assertEqual(set(cls.__annotations__), set(row["result"]["properties"]))


if __name__ == "__main__":
    unittest.main()
