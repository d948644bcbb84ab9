"""A warehouse that Waybill has no row for, described by a JSON file beside the config and reached by
an ODBC driver named by its path: verified, previewed, read and shipped. It is PostgreSQL under
another name, and the driver is taken for one of which nothing is known.

Usage: check_own_dialect.py WAYBILL
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "servers"))

from servers import Missing, Postgres, odbc_driver  # noqa: E402

WAYBILL = os.path.abspath(sys.argv[1])
PASSWORD = "canary;{}=1"
DIALECT = {"extends": "postgres", "name": "elephant", "title": "Elephant", "lookback_seconds": 60}
passed, failed = 0, 0


def check(what, good, note=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {what}: {note}")


class Place:
    def __init__(self, folder):
        self.folder = Path(folder)

    def write(self, name, document):
        (self.folder / name).write_text(document if isinstance(document, str) else json.dumps(document),
                                        encoding="utf-8")

    def run(self, *words, **environment):
        done = subprocess.run([WAYBILL, "--json", *words], cwd=self.folder, capture_output=True, text=True,
                              check=False, env={**os.environ, "HOME": str(self.folder), "OWN_PASSWORD": PASSWORD,
                                                **environment})
        shown = done.stdout + done.stderr
        check(f"{words}: no secret is shown", "canary" not in shown, shown)
        return done.returncode, json.loads(done.stdout)

    def verify(self, connection, use="source", **environment):
        self.write("tried.json", {"connection": connection})
        code, result = self.run("verify", "--path", "tried.json", "--use", use, **environment)
        return code, result, result["checks"][0] if "checks" in result else result["error"]

    def apply(self, *documents):
        for number, document in enumerate(documents):
            self.write(f"{number}.json", document)
        return self.run("apply", *(f"{number}.json" for number in range(len(documents))))


def column(name, to, kind, **more):
    return {"name_in_source": name, "name_in_destination": to, "data_type": kind, **more}


COLUMNS = [column("id", "id", "bigint", is_primary_key=True), column("Label \"x\"", "label", "text"),
           column("price", "price", "decimal(20,3)"), column("ratio", "ratio", "float"),
           column("raw", "raw", "bytes"), column("born", "born", "date"), column("flag", "flag", "boolean"),
           column("changed_at", "changed_at", "datetime", is_last_modified=True)]
FIRST = {"id": "1", "label": "é€😀 'x' \\", "price": "12345678901234567.125", "ratio": 0.1, "raw": "AP8=",
         "born": "1969-12-31", "flag": True, "changed_at": "2026-01-01T00:00:00.123456"}
SECOND = {"id": "2", "label": "", "price": None, "ratio": None, "raw": None, "born": None, "flag": None,
          "changed_at": "2026-01-02T12:30:00.000000"}


def test_verify(place, connection):
    code, result, first = place.verify(connection)
    statuses = {item["name"]: item["status"] for item in result["checks"]}
    check("it is verified", code == 0 and result["ok"] and statuses["Able to list schemas"] == "passed", result)
    check("what is not known of it is skipped", statuses["Clock"] == statuses["Least privilege"] == "skipped", statuses)
    check("it says what was reached", "Elephant" in first["message"] and "PostgreSQL" in first["message"]
          and "keeper" in first["message"] and "psqlodbcw.so" in first["message"], first)
    code, result, first = place.verify(connection, "destination")
    check("it is no destination", code == 1 and "not written" in first["message"] and first["hint"], first)
    without_driver = {key: value for key, value in connection.items() if key != "driver"}
    options = connection["options"]
    for what, document, said in (
            ("no driver", without_driver, "names no ODBC driver"),
            ("a driver that is not there", {**connection, "driver": "/none/psqlodbcw.so"}, "/none/psqlodbcw.so"),
            ("TLS of a driver nobody knows", {**connection, "ssl_mode": "verify_full"}, "TLS"),
            ("TLS where nothing is said", {key: value for key, value in connection.items() if key != "ssl_mode"}, "TLS"),
            ("the native way", {**connection, "via": "native"}, "driver"),
            ("no dialect file", {**connection, "options": {**options, "dialect_file": "none.json"}}, "none.json"),
            ("a dialect file with a mistake", {**connection, "options": {**options, "dialect_file": "broken.json"}},
             "begin_raed"),
            ("a dialect file that is no JSON", {**connection, "options": {**options, "dialect_file": "text.json"}},
             "text.json"),
            ("a password among the options", {**connection, "options": {**options, "PWD": "canary"}}, "PWD"),
            ("a driver among the options", {**connection, "options": {**options, "Driver": "x"}}, "Driver"),
            ("a begin_read the server refuses", {**connection, "options": {**options, "dialect_file": "refused.json"}},
             "syntax")):
        code, result, first = place.verify(document)
        check(f"{what} is told", code in (1, 2) and said in first["message"] and first["hint"]
              and "\n" not in first["message"] + first["hint"], (code, first))
    text = ";".join(f"{key}={options[key]}" for key in ("Servername", "Port", "Database"))
    code, result, first = place.verify({**connection, "options": {
        "dialect_file": "elephant.json", "user": "keeper", "connection_string": text}})
    check("by a connection string", code == 0 and "Elephant" in first["message"], first)
    code, result, first = place.verify({**connection, "options": {
        key: value for key, value in options.items() if key != "dialect_file"}})
    check("without a file it is read as ANSI SQL", code == 0 and "ANSI SQL" in first["message"], first)
    code, result, first = place.verify(connection, OWN_PASSWORD="wrong")
    check("a wrong password is told", code == 1 and first["status"] == "failed" and first["hint"], first)


def test_rows(place, connection, cursor):
    code, result = place.apply(
        {"connection": connection}, {"connection": {"name": "out", "vendor": "sqlite", "options": {"path": "out.db"}}},
        {"source": {"name": "own", "connection": "own", "tenancy": "multi_tenant_tables"}},
        {"model": {"model_name": "items", "source_table": "Shop.items", "organization_column": "org", "columns": COLUMNS}},
        {"recipient": {"name": "Acme", "id_in_provider_system": "acme"}},
        {"destination": {"name": "out", "connection": "out", "recipient": "Acme"}})
    check("it is verified, validated and applied", code == 0 and "changes" in result, result)
    code, result = place.run("validate", "items", "--recipient", "Acme")
    check("validate", code == 0 and result["models"][0]["rows"] == 2, result)
    code, result = place.run("preview", "items", "--recipient", "Acme")
    check("preview", code == 0 and result["rows"] == [FIRST, SECOND], result)
    code, result = place.run("preview", "--connection", "own", "--sql", "SELECT count(*) AS n FROM \"Shop\".items")
    check("preview of bare SQL", code == 0 and result["rows"] == [{"n": "3"}], result)
    code, result = place.run("model", "read", "items", "--recipient", "Acme")
    check("read", code == 0 and sorted(result["rows"], key=lambda row: row["id"]) == [FIRST, SECOND], result)
    code, result = place.run("model", "columns", "items")
    check("columns", code == 0 and len(result["items"]) == len(COLUMNS) + 1, result)
    for wanted in ({"inserted": 2}, {"inserted": 0, "unchanged": 1}):
        code, result = place.run("transfer", "out")
        report = result["runs"][0].get("report") or result["runs"][0]
        check(f"transfer: {wanted}", code == 0 and wanted.items() <= report["counts"].items(), report)
    cursor.execute("INSERT INTO \"Shop\".items (id, org, changed_at) VALUES (7, 'acme', now() AT TIME ZONE 'UTC')")
    code, result = place.run("transfer", "out")
    check("transfer of what is new", code == 0 and result["runs"][0]["report"]["counts"]["inserted"] == 1, result)
    code, result = place.run("doctor")
    found = {item["name"]: item for item in result["connections"]}
    check("doctor", found["own"]["ok"] and found["own"]["via"] == "odbc" and "psqlodbcw.so" in found["own"]["message"], found)
    (place.folder / "elephant.json").rename(place.folder / "away.json")
    code, result = place.run("doctor")
    found = {item["name"]: item for item in result["connections"]}
    check("doctor, the dialect file gone", code == 1 and not found["own"]["ok"] and "elephant.json" in found["own"]["message"]
          and found["out"]["ok"], found)
    code, result = place.run("transfer", "out")
    check("a run without the dialect file ends with that", code == 1 and "elephant.json" in json.dumps(result), result)
    (place.folder / "away.json").rename(place.folder / "elephant.json")


def test_read_only(place, connection, cursor):
    """Neither the gate nor, past it, the transaction of the dialect lets a write through."""
    def state():
        cursor.execute("SELECT count(*), sum(id) FROM \"Shop\".items")
        return cursor.fetchall()

    before = state()
    for statement in ("DELETE FROM \"Shop\".items", "SELECT 1 AS a; DELETE FROM \"Shop\".items",
                      "WITH w AS (DELETE FROM \"Shop\".items RETURNING id) SELECT id FROM w",
                      "SELECT write_item() AS a", "SELECT 1 AS a) m; COMMIT; DELETE FROM \"Shop\".items; SELECT * FROM (SELECT 1 AS a"):
        code, result = place.run("preview", "--connection", "own", "--sql", statement)
        check(f"refused: {statement}", code != 0 and "error" in result, result)
        check(f"nothing written: {statement}", state() == before)


def main(folder):
    driver = odbc_driver("psqlodbcw.so", "odbc-postgresql")
    with Postgres(rules=["local all keeper scram-sha-256"]) as server:
        cursor = server.connect().cursor()
        cursor.execute("CREATE ROLE keeper LOGIN PASSWORD %s", (PASSWORD,))
        cursor.execute("""
            CREATE SCHEMA "Shop"; CREATE TABLE "Shop".items (id bigint PRIMARY KEY, org text, "Label ""x\""" text,
              price numeric(20,3), ratio float8, raw bytea, born date, flag boolean, changed_at timestamp NOT NULL);
            GRANT USAGE ON SCHEMA "Shop" TO keeper; GRANT ALL ON "Shop".items TO keeper;
            CREATE FUNCTION write_item() RETURNS int LANGUAGE plpgsql AS
              'BEGIN DELETE FROM "Shop".items; RETURN 1; END'""")
        cursor.execute("INSERT INTO \"Shop\".items VALUES (1, 'acme', %s, 12345678901234567.125, 0.1, '\\x00ff', "
                       "'1969-12-31', true, '2026-01-01 00:00:00.123456'), (2, 'acme', '', NULL, NULL, NULL, NULL, NULL, "
                       "'2026-01-02 12:30'), (3, 'ACME', 'x', 1, 1, '', '2026-01-01', false, '2026-01-01')",
                       (FIRST["label"],))
        place = Place(folder)
        place.write("elephant.json", DIALECT)
        place.write("broken.json", {**DIALECT, "begin_raed": "BEGIN"})
        place.write("refused.json", {**DIALECT, "begin_read": "BEGIN NONSENSE"})
        place.write("text.json", "no JSON")
        connection = {"name": "own", "vendor": "generic", "driver": driver, "ssl_mode": "disable",
                      "secrets": {"password": "env:OWN_PASSWORD"},
                      "options": {"dialect_file": "elephant.json", "user": "keeper", "Servername": str(server.folder),
                                  "Port": 5432, "Database": "postgres"}}
        code, result = place.run("dialect", "check", "elephant.json")
        check("the dialect file is right", code == 0 and result["name"] == "elephant", result)
        test_verify(place, connection)
        test_rows(place, connection, cursor)
        test_read_only(place, connection, cursor)
        logs = [path.name for path in Path(folder).iterdir() if path.suffix == ".log"]
        check("the driver writes no log", not logs, logs)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    raise SystemExit(1 if failed else 0)


work = tempfile.mkdtemp(prefix="waybill-dialect-")
try:
    main(work)
except Missing as missing:
    print(f"skipped: {missing}")
    raise SystemExit(77) from None
finally:
    shutil.rmtree(work, ignore_errors=True)
