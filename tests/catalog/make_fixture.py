"""Writes the catalog of a schema version as SQL: the fixture of the version before, upgraded by that
version's file, with the rows that standard input inserts. Once shipped, a fixture stays as it is.

make_fixture.py VERSION < rows.sql
"""
import pathlib
import sqlite3
import sys

version = int(sys.argv[1])
here = pathlib.Path(__file__).parent
fixtures = here / "fixtures"
schema, = (here.parents[1] / "src/catalog/schema").glob(f"{version:04d}_*.sql")
database = sqlite3.connect(":memory:", isolation_level=None)
if version > 1:
    database.executescript((fixtures / f"schema_{version - 1}.sql").read_text(encoding="utf-8"))
database.executescript(schema.read_text(encoding="utf-8"))
database.executescript(sys.stdin.read())
lines = [line for line in database.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")]
(fixtures / f"schema_{version}.sql").write_text(
    f"-- A catalog of schema version {version}, as it was released; kept to prove that it can be read.\n"
    + "\n".join(lines)
    + f"\nPRAGMA application_id = 1463962691;\nPRAGMA user_version = {version};\n", encoding="utf-8")
