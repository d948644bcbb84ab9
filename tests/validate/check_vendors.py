"""Warehouses of ten vendors, read over whatever ODBC driver a connection names. None of them can run here:
each is stood in for by a server that understands its SQL (PostgreSQL where names stand between double quotes,
MariaDB where they stand between backticks), and what it lacks is put there.

Usage: check_vendors.py WAYBILL
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

from servers import MariaDb, Missing, Postgres, odbc_driver  # noqa: E402

WAYBILL = os.path.abspath(sys.argv[1])
PASSWORD = "canary;{}=1"
passed, failed = 0, 0


def check(what, good, note=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {what}: {note}")


def column(name, kind, **more):
    return {"name_in_source": name, "name_in_destination": name.lower(), "data_type": kind, **more}


COLUMNS = [column("id", "bigint", is_primary_key=True), column("Label", "text"), column("price", "decimal(20,3)"),
           column("born", "date"), column("changed_at", "datetime", is_last_modified=True)]
FIRST = {"id": "1", "label": "é€😀 'x' \\", "price": "12345678901234567.125", "born": "1969-12-31",
         "changed_at": "2026-01-01T00:00:00.123456"}
SECOND = {"id": "2", "label": "", "price": None, "born": None, "changed_at": "2026-01-02T12:30:00.000000"}


class Place:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir()

    def run(self, *words):
        done = subprocess.run([WAYBILL, "--json", *words], cwd=self.folder, capture_output=True, text=True, check=False,
                              env={**os.environ, "HOME": str(self.folder), "OWN_PASSWORD": PASSWORD})
        check(f"{words}: no secret is shown", "canary" not in done.stdout + done.stderr, done.stdout + done.stderr)
        return done.returncode, json.loads(done.stdout)

    def apply(self, documents, *more):
        for number, document in enumerate(documents):
            (self.folder / f"{number}.json").write_text(json.dumps(document), encoding="utf-8")
        return self.run("apply", *(f"{number}.json" for number in range(len(documents))), *more)


# What of each vendor's SQL its stand-in does not understand: the tenant's exact comparison, a page's casts.
NO_TENANTS = ("bigquery", "clickhouse", "databricks", "mysql", "snowflake")
NO_PAGES = ("bigquery", "clickhouse", "databricks", "oracle", "snowflake")


def read_and_ship(vendor, folder, connection, schema, insert):
    place = Place(folder / vendor)
    connection = {"name": "own", "vendor": vendor, "secrets": {"password": "env:OWN_PASSWORD"}, **connection}
    (place.folder / "tried.json").write_text(json.dumps({"connection": connection}), encoding="utf-8")
    code, result = place.run("verify", "--path", "tried.json", "--use", "source")
    statuses = {item["name"]: item["status"] for item in result.get("checks", [])}
    check(f"{vendor}: verify", code == 0 and result["ok"] and statuses["Able to list schemas"] == "passed", result)
    code, result = place.run("verify", "--path", "tried.json", "--use", "destination")
    check(f"{vendor}: no destination", code == 1 and "not written" in json.dumps(result), result)
    tenants = vendor not in NO_TENANTS
    model = {"organization_column": "org"} if tenants else {}
    where = " WHERE org = '{{.IdInProviderSystem}}'" if tenants else ""
    code, result = place.apply([
        {"connection": connection}, {"connection": {"name": "out", "vendor": "sqlite", "options": {"path": "out.db"}}},
        {"source": {"name": "own", "connection": "own", "tenancy": "multi_tenant_tables" if tenants else "single_tenant"}},
        {"model": {"model_name": "items", "source_table": "Shop.items", "columns": COLUMNS, **model}},
        {"model": {"model_name": "asked", "source_query": f"SELECT id, price, org FROM {schema}.items{where}",
                   "columns": [COLUMNS[0], COLUMNS[2]], "change_detection": "none", **model}},
        {"recipient": {"name": "Acme", "id_in_provider_system": "acme"}},
        {"destination": {"name": "out", "connection": "out", **({"recipient": "Acme"} if tenants else {})}}],
        # The names of types are the stand-in's.
        *([] if vendor == "redshift" else ["--no-validate"]))
    check(f"{vendor}: verified and applied", code == 0 and "changes" in result, result)
    for_whom = ("--recipient", "Acme") if tenants else ()
    if vendor not in NO_PAGES:
        code, result = place.run("preview", "items", *for_whom)
        check(f"{vendor}: preview", code == 0 and result["rows"] == [FIRST, SECOND], result)
    code, result = place.run("model", "read", "items", *for_whom)
    check(f"{vendor}: read", code == 0 and sorted(result["rows"], key=lambda row: row["id"]) == [FIRST, SECOND], result)
    for wanted in ({"inserted": 2}, {"inserted": 0, "unchanged": 1}):
        code, result = place.run("transfer", "out")
        for run in result.get("runs", []):
            counts = (run.get("report") or {"counts": {}})["counts"]
            wanted_here = wanted if run["sync"].endswith("items") else {"read": 2}
            check(f"{vendor}: transfer of {run['sync']}, {wanted_here}", wanted_here.items() <= counts.items(), run)
        check(f"{vendor}: transfer", code == 0, result)
    insert()
    code, result = place.run("transfer", "out", "--model", "items")
    check(f"{vendor}: transfer of what is new", code == 0 and result["runs"][0]["report"]["counts"]["inserted"] == 1, result)
    code, result = place.run("preview", "--connection", "own", "--sql", "DELETE FROM items")
    check(f"{vendor}: a write is refused", code != 0 and "error" in result, result)
    code, result = place.run("doctor")
    found = {item["name"]: item for item in result["connections"]}
    check(f"{vendor}: doctor", "own" in found and found["own"]["ok"] and found["own"]["via"] == "odbc", found)


BACKTICKS = ("bigquery", "databricks", "mysql")
QUOTES = ("athena", "clickhouse", "oracle", "redshift", "snowflake", "trino")


def over_postgres(folder):
    driver = odbc_driver("psqlodbcw.so", "odbc-postgresql")
    with Postgres(rules=["local all keeper scram-sha-256"]) as server:
        cursor = server.connect().cursor()
        cursor.execute("CREATE ROLE keeper LOGIN PASSWORD %s", (PASSWORD,))
        cursor.execute("""
            CREATE SCHEMA "Shop"; CREATE TABLE "Shop".items (id bigint PRIMARY KEY, org text, "Label" text,
              price numeric(20,3), born date, changed_at timestamp NOT NULL);
            GRANT USAGE ON SCHEMA "Shop" TO keeper; GRANT SELECT ON "Shop".items TO keeper;
            CREATE TABLE dual AS SELECT 1 AS x; CREATE VIEW all_users AS SELECT nspname AS username FROM pg_namespace;
            GRANT SELECT ON dual, all_users TO keeper;
            CREATE DOMAIN varbyte AS bytea;
            CREATE SCHEMA system; GRANT USAGE ON SCHEMA system TO keeper;
            CREATE VIEW system.databases AS SELECT nspname AS name FROM pg_namespace;
            GRANT SELECT ON system.databases TO keeper;
            CREATE SCHEMA utl_raw; GRANT USAGE ON SCHEMA utl_raw TO keeper;
            CREATE FUNCTION utl_raw.cast_to_raw(text) RETURNS bytea LANGUAGE sql IMMUTABLE
              AS 'SELECT convert_to($1, ''UTF8'')'""")
        for vendor in QUOTES:
            cursor.execute("TRUNCATE \"Shop\".items")
            cursor.execute("INSERT INTO \"Shop\".items VALUES (1, 'acme', %s, 12345678901234567.125, '1969-12-31', "
                           "'2026-01-01 00:00:00.123456'), (2, 'acme', '', NULL, NULL, '2026-01-02 12:30'), "
                           "(3, 'ACME', 'x', 1, '2026-01-01', '2026-01-01')", (FIRST["label"],))
            if vendor in NO_TENANTS:
                cursor.execute("DELETE FROM \"Shop\".items WHERE id = 3")
            place = f"Servername={server.folder};Port=5432;Database=postgres;SSLmode=disable;UID=keeper"
            connection = {"driver": driver, "options": {"connection_string": place}}
            if vendor in ("clickhouse", "oracle", "trino"):
                connection["ssl_mode"] = "disable"
            if vendor == "redshift":  # its words are the driver's too
                connection["options"] = {"host": str(server.folder), "port": 5432, "database": "postgres", "user": "keeper"}
            read_and_ship(vendor, folder, connection, '"Shop"',
                          lambda: cursor.execute("INSERT INTO \"Shop\".items (id, org, changed_at) VALUES "
                                                 "(7, 'acme', now() AT TIME ZONE 'UTC')"))


def over_mariadb(folder):
    driver = odbc_driver("libmaodbc.so", "odbc-mariadb")
    with MariaDb() as server:
        cursor = server.connect().cursor()
        cursor.execute("CREATE DATABASE Shop")
        cursor.execute("CREATE TABLE Shop.items (id bigint PRIMARY KEY, org varchar(20), Label text, price decimal(20,3), "
                       "born date, changed_at datetime(6) NOT NULL) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
        for name in ("keeper", "token"):  # the latter is what an access token of Databricks logs in as
            cursor.execute(f"CREATE USER {name} IDENTIFIED BY %s", (PASSWORD,))
            cursor.execute(f"GRANT SELECT ON *.* TO {name}")
        for vendor in BACKTICKS:
            cursor.execute("TRUNCATE Shop.items")
            cursor.execute("INSERT INTO Shop.items VALUES (1, 'acme', %s, 12345678901234567.125, '1969-12-31', "
                           "'2026-01-01 00:00:00.123456'), (2, 'acme', '', NULL, NULL, '2026-01-02 12:30'), "
                           "(3, 'ACME', 'x', 1, '2026-01-01', '2026-01-01')", (FIRST["label"],))
            if vendor in NO_TENANTS:
                cursor.execute("DELETE FROM Shop.items WHERE id = 3")
            place = f"SOCKET={server.folder}/socket;DATABASE=Shop;UID=keeper;CHARSET=utf8mb4"
            connection = {"driver": driver, "options": {"connection_string": place}}
            if vendor == "mysql":  # its words are the driver's too
                connection["options"] = {"socket": f"{server.folder}/socket", "database": "Shop", "user": "keeper"}
            read_and_ship(vendor, folder, connection, "Shop",
                          lambda: cursor.execute("INSERT INTO Shop.items (id, org, changed_at) VALUES "
                                                 "(7, 'acme', utc_timestamp(6))"))
            if vendor == "mysql":  # MariaDB's driver passes over MySQL's words for TLS, and goes on without
                refused = {"name": "own", "vendor": vendor, "secrets": {"password": "env:OWN_PASSWORD"},
                           **connection, "ssl_mode": "require"}
                place = Place(folder / "plaintext")
                (place.folder / "tried.json").write_text(json.dumps({"connection": refused}), encoding="utf-8")
                code, result = place.run("verify", "--path", "tried.json")
                check("mysql: a session without TLS", code == 1 and "not encrypted" in json.dumps(result), result)


work = tempfile.mkdtemp(prefix="waybill-vendors-")
try:
    over_postgres(Path(work))
    over_mariadb(Path(work))
except Missing as missing:
    print(f"skipped: {missing}")
    raise SystemExit(77) from None
finally:
    shutil.rmtree(work, ignore_errors=True)
print(f"{passed} passed, {failed} failed, 0 skipped")
raise SystemExit(1 if failed else 0)
