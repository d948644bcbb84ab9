"""The package is typed: strict mypy finds nothing in it, and finds a host's mistakes."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
try:
    import mypy
except ImportError:
    mypy = None

RIGHT = """\
import asyncio
from datetime import datetime, timezone
from pathlib import Path

import waybill

report = waybill.lint(Path("config"))
codes: list[str] = [finding.code for finding in report.findings]
with waybill.open("waybill.db", actor="me", roles=["admin"]) as catalog:
    run = catalog.syncs["crm contacts"].run(from_=datetime.now(timezone.utc), progress=lambda event: None)
    status: str = run["status"]
    for batch in catalog.models["logs"].read(recipient="Acme"):
        size: int = len(batch)
    asyncio.run(catalog.syncs["crm contacts"].run_async())


class Crm(waybill.Sink):
    name = "crm"

    def write(self, batch: waybill.SinkBatch) -> None:
        for row in range(len(batch)):
            batch.rejected(row, "no")
        if batch.run.wait(0.1):
            raise waybill.SinkError("stopped", retry_after=1)


class Bare:
    name = "bare"

    def write(self, given: waybill.SinkBatch) -> int:
        return len(given)


with waybill.Context() as context:
    context.register_sink(Crm())
    context.register_sink(Bare())
"""
WRONG = (
    "waybill.lint(7)",
    "catalog.models.create(7)",
    "catalog.syncs['x'].run(full_refresh='yes')",
    "catalog.syncs['x'].run(progress=3)",
    "catalog.syncs['x'].run()['satus']",
    "catalog.syncs['x'].rnu()",
    "catalog.models['x'].read(recipient=7)",
    "waybill.open('x.db', roles=7)",
    "waybill.Context().register_sink(7)",
)


@unittest.skipIf(mypy is None, "mypy is not installed; tests/run.sh --setup-only installs it")
class Types(unittest.TestCase):
    def mypy(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, "-m", "mypy", "--cache-dir", str(folder), *arguments], cwd=ROOT,
                              capture_output=True, text=True, timeout=300)

    def test_the_package_and_its_users(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            done = self.mypy(folder)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertIn("Success", done.stdout)
            (folder / "right.py").write_text(RIGHT, encoding="utf-8")
            done = self.mypy(folder, "--strict", str(folder / "right.py"))
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            (folder / "wrong.py").write_text(
                "import waybill\ncatalog = waybill.open('x.db')\n" + "\n".join(WRONG) + "\n", encoding="utf-8")
            done = self.mypy(folder, "--strict", str(folder / "wrong.py"))
            for at, line in enumerate(WRONG, 3):
                self.assertIn(f"wrong.py:{at}: error", done.stdout, line)


if __name__ == "__main__":
    unittest.main()
