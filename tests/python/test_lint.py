"""Linting from Python: what may be given, what the report has."""

import json
import unittest
from pathlib import Path

import waybill
from shop import Case

GOOD = {"recipient": {"name": "A", "id_in_provider_system": "a"}}
BAD = {"recipient": {"name": "B"}}


class Lint(Case):
    def test_a_dict(self) -> None:
        self.assertTrue(waybill.lint(GOOD).ok)
        report = waybill.lint(BAD)
        self.assertFalse(report.ok)
        (finding,) = report.findings
        self.assertEqual((finding.code, finding.severity, finding.pointer), ("WB1005", "error", "/recipient"))
        self.assertEqual(report.errors, [finding])
        self.assertEqual(report.warnings, [])
        self.assertIn("id_in_provider_system", finding.message)
        self.assertIn(f"{finding.file}:{finding.line}:{finding.column}: error WB1005", str(report))
        self.assertTrue(str(report).endswith("1 errors, 0 warnings"))

    def test_json_text(self) -> None:
        self.assertTrue(waybill.lint(json.dumps(GOOD)).ok)
        self.assertTrue(waybill.lint('// comments are fine\n{"recipient": {"name": "A", "id_in_provider_system": "a",}}').ok)
        self.assertEqual(waybill.lint(json.dumps(BAD, indent=1)).findings[0].line, 2)
        self.assertFalse(waybill.lint('{"recipient": ').ok)

    def test_a_file_and_a_folder(self) -> None:
        self.assertTrue(waybill.lint(self.folder / "shop").ok)
        file = self.folder / "shop" / "recipients" / "bad.json"
        file.write_text(json.dumps(BAD), encoding="utf-8")
        for path in (file, self.folder / "shop"):
            with self.subTest(path):
                codes = [(finding.file, finding.code) for finding in waybill.lint(path).errors]
                self.assertIn((str(file), "WB1005"), codes)
        with self.assertRaises(waybill.WaybillError):
            waybill.lint(self.folder / "missing.json")

    def test_several(self) -> None:
        self.assertEqual(len(waybill.lint([GOOD, BAD]).findings), 1)
        self.assertEqual(len(waybill.lint([GOOD, json.dumps(BAD)]).findings), 1)
        files = sorted((self.folder / "shop").rglob("*.json"))
        self.assertTrue(waybill.lint(files).ok)
        self.assertTrue(waybill.lint([]).ok)

    def test_a_path_as_text_is_not_taken_for_json(self) -> None:
        with self.assertRaisesRegex(ValueError, "pathlib.Path"):
            waybill.lint(str(self.folder / "shop"))

    def test_other_things(self) -> None:
        for wrong in (7, None, b"{}", [7], {1, 2}, [GOOD, Path("x")]):
            with self.subTest(wrong), self.assertRaises(TypeError):
                waybill.lint(wrong)


if __name__ == "__main__":
    unittest.main()
