"""docs/python.md and the README's Python part: every block runs, in order, and prints what it says."""

import builtins
import contextlib
import io
import json
import os
import re
import shutil
import tempfile
import types
import unittest
from pathlib import Path

import waybill

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def blocks(page: str, language: str) -> list:
    return [block for word, block in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")) if word == language]


class Guide(unittest.TestCase):
    def setUp(self) -> None:
        self.before = os.getcwd()
        self.folder = tempfile.mkdtemp(prefix="waybill-guide-")
        os.chdir(self.folder)
        self.addCleanup(shutil.rmtree, self.folder)
        self.addCleanup(os.chdir, self.before)

    def run_page(self, page: str) -> int:
        """A block's comments `# -> text` are what the line before prints."""
        names = {"__name__": "guide"}
        ran = 0
        for block in blocks(page, "python"):
            printed = io.StringIO()
            with self.subTest(block), contextlib.redirect_stdout(printed):
                exec(compile(block, page, "exec"), names)
            wanted = re.findall(r"#\s*-> (.*)$", block, re.M)
            self.assertEqual(printed.getvalue().splitlines(), wanted, block)
            ran += 1
        return ran

    def test_the_guide(self) -> None:
        self.assertGreaterEqual(self.run_page("docs/python.md"), 10)

    def test_the_guide_to_sinks(self) -> None:
        self.assertGreaterEqual(self.run_page("docs/sinks.md"), 4)
        described = [json.loads(block) for block in blocks("docs/sinks.md", "json") if '"objects"' in block]
        self.assertEqual(len(described), 1)
        with waybill.Context() as context:
            context.register_sink(types.SimpleNamespace(name="described", write=print, describe=lambda: described[0]))

    def test_the_readme(self) -> None:
        waybill.call("config.init", {"directory": "shop"})
        self.assertEqual(self.run_page("README.md"), 1)

    def test_names_codes_and_links_are_there(self) -> None:
        text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
        for name in set(re.findall(r"`waybill\.(\w+)", text)):
            self.assertTrue(hasattr(waybill, name), name)
        for name in re.findall(r"\b[A-Z]\w+Error\b", text):
            self.assertTrue(hasattr(waybill, name) or hasattr(builtins, name), name)
        for target in re.findall(r"\]\((?!http)([^)#]+)", text):
            self.assertTrue((ROOT / "docs" / target).exists(), target)
        table = re.findall(r"^\| `(\w+Error)` \|", text, re.M)
        errors = {name for name, value in vars(waybill).items()
                  if isinstance(value, type) and issubclass(value, waybill.WaybillError)}
        self.assertEqual(set(table), errors - {"WaybillError"})


if __name__ == "__main__":
    unittest.main()
