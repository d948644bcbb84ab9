"""The scripts `waybill connection grants` prints, executed: the user they make passes verification,
does what it is for, and nothing more.

Usage: test_grants.py WAYBILL
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from servers import MariaDb, Missing, Postgres

WAYBILL = os.path.abspath(sys.argv[1])
PASSWORD = "pw ;{}=&@'\" of it"
counts = {"passed": 0, "failed": 0, "skipped": 0}


def check(what, good, note=""):
    counts["passed" if good else "failed"] += 1
    if not good:
        print(f"FAILED {what}: {note}")


def waybill(folder, *words, code=0):
    done = subprocess.run([WAYBILL, "--json", *words], cwd=folder, capture_output=True, text=True,
                          env={**os.environ, "GRANTS_TEST_PW": PASSWORD}, check=False)
    check(" ".join(words), done.returncode == code, done.stdout + done.stderr)
    return json.loads(done.stdout)


def script(folder, *words):
    text = waybill(folder, "connection", "grants", *words)["script"]
    check("the password is left out", text.count("<password>") == 1, text)
    return [line.rstrip(";") for line in text.splitlines() if not line.startswith("--")]


def refused(cursor, statements, errors, what):
    for statement in statements:
        try:
            cursor.execute(statement)
            check(f"{what}: {statement} is refused", False, "it ran")
        except errors as error:
            check(f"{what}: {statement} is refused", True, error)


def postgres(folder):
    reader, writer, shop, app = 'reader of "rows"', "writer's", 'Shop "1"', 'the "app"'

    def quoted(name):
        return '"' + name.replace('"', '""') + '"'

    with Postgres() as server:
        def connect(user="postgres", database=app):
            connection = server.client.connect(host=str(server.folder), user=user, dbname=database)
            connection.autocommit = True
            return connection

        root = server.connect().cursor()
        root.execute(f"CREATE DATABASE {quoted(app)}")
        root.execute("CREATE DATABASE other")
        connect(database="other").cursor().execute("CREATE TABLE secret (a int)")
        owner = connect().cursor()
        owner.execute(f"CREATE SCHEMA {quoted(shop)}; CREATE TABLE {quoted(shop)}.items (id bigint PRIMARY KEY)")
        owner.execute(f"INSERT INTO {quoted(shop)}.items VALUES (1)")
        owner.execute("CREATE SCHEMA private; CREATE TABLE private.salaries (a int)")

        def verify(user, use, schema):
            document = {"connection": {"name": "pg", "vendor": "postgres", "options": {
                "host": str(server.folder), "database": app, "user": user, "schema": schema},
                "secrets": {"password": "env:GRANTS_TEST_PW"}}}
            (folder / "c.json").write_text(json.dumps(document), encoding="utf-8")
            return {item["name"]: item for item in
                    waybill(folder, "verify", "--path", "c.json", "--use", use)["checks"]}

        for line in script(folder, "postgres", "--use", "source", "--user", reader, "--database", app,
                           "--schema", shop, "--schema", "public"):
            owner.execute(line.replace("<password>", PASSWORD.replace("'", "''")))
        checks = verify(reader, "source", shop)
        for name in ("Verifying connection", "Able to list schemas", "Least privilege", "Required privileges"):
            check(f"the reader: {name}", checks[name]["status"] == "passed", checks[name])
        cursor = connect(reader).cursor()
        cursor.execute(f"SELECT count(*) FROM {quoted(shop)}.items")
        check("the reader reads", cursor.fetchone() == (1,))
        owner.execute(f"CREATE TABLE {quoted(shop)}.later (a int)")
        cursor.execute(f"SELECT count(*) FROM {quoted(shop)}.later")
        check("also what is made later", cursor.fetchone() == (0,))
        cursor.execute("SET default_transaction_read_only = off")  # a setting is no right
        nothing_more = [
            f"INSERT INTO {quoted(shop)}.items VALUES (2)", f"UPDATE {quoted(shop)}.items SET id = 3",
            f"DELETE FROM {quoted(shop)}.items", f"TRUNCATE {quoted(shop)}.items",
            f"DROP TABLE {quoted(shop)}.items", f"ALTER TABLE {quoted(shop)}.items ADD b int",
            f"CREATE TABLE {quoted(shop)}.mine (a int)", "CREATE TABLE public.mine (a int)",
            "CREATE SCHEMA mine", "SELECT * FROM private.salaries", "CREATE ROLE other_role",
            "CREATE DATABASE mine", "ALTER ROLE CURRENT_USER SUPERUSER", "SET ROLE postgres",
            f"COPY {quoted(shop)}.items TO PROGRAM 'cat'", "COPY (SELECT 1) TO '/tmp/waybill-grants'",
            "SELECT pg_read_file('/etc/passwd')", "SELECT pg_ls_dir('/')", "SELECT lo_import('/etc/passwd')",
            "SELECT pg_reload_conf()", "SELECT * FROM pg_authid", "CREATE EXTENSION dblink",
            "ALTER SYSTEM SET work_mem = '1GB'", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"]
        refused(cursor, nothing_more, server.client.Error, "the reader")
        refused(connect(reader, "other").cursor(), ["SELECT * FROM secret"], server.client.Error, "the reader")

        for line in script(folder, "postgres", "--use", "destination", "--user", writer, "--database", app,
                           "--schema", "out"):
            owner.execute(line.replace("<password>", PASSWORD.replace("'", "''")))
        checks = verify(writer, "destination", "out")
        for name in ("Verifying connection", "Able to list schemas", "Least privilege", "Required privileges"):
            check(f"the writer: {name}", checks[name]["status"] == "passed", checks[name])
        check("the writer: Waybill's schema", checks["Able to access the Waybill schema"]["status"] != "failed")
        cursor = connect(writer).cursor()
        cursor.execute('CREATE TABLE "out".rows (a int); INSERT INTO "out".rows VALUES (1); '
                       'CREATE TEMPORARY TABLE t (a int); CREATE TABLE _waybill.t (a int)')
        refused(cursor, [statement for statement in nothing_more if "mine (a int)" not in statement]
                + [f"SELECT * FROM {quoted(shop)}.items", "CREATE TABLE public.mine (a int)",
                   f"CREATE TABLE {quoted(shop)}.mine (a int)"], server.client.Error, "the writer")
        run_into(folder, server, app, writer)


def run_into(folder, server, app, writer):
    """A transfer as that user: no right is missing that only a run needs."""
    source = folder / "shop.db"
    subprocess.run([WAYBILL, "init", "sample"], cwd=folder, capture_output=True, check=True)
    check("a sample was made", (folder / "sample" / "shop.db").exists(), source)
    connection = {"connection": {"name": "acme-db", "vendor": "postgres", "options": {
        "host": str(server.folder), "database": app, "user": writer, "schema": "out"},
        "secrets": {"password": "env:GRANTS_TEST_PW"}}}
    (folder / "sample" / "connections" / "acme-db.json").write_text(json.dumps(connection), encoding="utf-8")
    waybill(folder, "apply", "sample")
    for _ in range(2):
        result = waybill(folder, "transfer", "acme")
        check("the writer's transfer", result["status"] == "success", result)
    checks = {item["name"]: item for item in waybill(folder, "verify", "acme-db")["checks"]}
    check("Waybill's tables are seen", checks["Able to access the Waybill schema"]["status"] == "passed", checks)


def mariadb(folder):
    with MariaDb() as server:
        def connect(user, database=None):
            return server.client.connect(unix_socket=f"{server.folder}/socket", user=user, password=PASSWORD,
                                         database=database, charset="utf8mb4", autocommit=True)

        root = server.connect().cursor()
        for statement in ("CREATE DATABASE `the_shop`", "CREATE DATABASE `theXshop`",
                          "CREATE TABLE the_shop.items (id int)", "CREATE TABLE theXshop.items (id int)"):
            root.execute(statement)
        errors = (server.client.err.Error,)

        def run(*words):
            for line in script(folder, "mariadb", *words):
                root.execute(line.replace("<password>", PASSWORD.replace("\\", "\\\\").replace("'", "''")))

        def verify(user, use, database):
            document = {"connection": {"name": "db", "vendor": "mariadb", "options": {
                "socket": f"{server.folder}/socket", "database": database, "user": user},
                "secrets": {"password": "env:GRANTS_TEST_PW"}}}
            (folder / "c.json").write_text(json.dumps(document), encoding="utf-8")
            done = subprocess.run([WAYBILL, "--json", "verify", "--path", "c.json", "--use", use], cwd=folder,
                                  capture_output=True, text=True, check=False,
                                  env={**os.environ, "GRANTS_TEST_PW": PASSWORD})
            if "WB9013" in done.stdout:  # this version has no way to MariaDB: its rights are tried all the same
                return
            checks = {item["name"]: item for item in json.loads(done.stdout)["checks"]}
            for name in ("Verifying connection", "Able to list schemas", "Session time zone", "Least privilege",
                         "Required privileges"):
                check(f"the {use}: {name}", checks[name]["status"] == "passed", checks[name])
            check(f"the {use}: Waybill's schema", checks["Able to access the Waybill schema"]["status"] ==
                  ("skipped" if use == "source" else "warning"), checks)

        run("--use", "source", "--user", "reader's", "--schema", "the_shop")
        verify("reader's", "source", "the_shop")
        cursor = connect("reader's", "the_shop").cursor()
        cursor.execute("SELECT count(*) FROM items")
        check("the reader reads", cursor.fetchone() == (0,))
        root.execute("CREATE TABLE the_shop.later (id int)")
        cursor.execute("SELECT count(*) FROM later")
        nothing_more = ["SELECT * FROM theXshop.items", "SELECT * FROM mysql.user", "CREATE DATABASE mine",
                        "SELECT 1 INTO OUTFILE '/tmp/waybill-grants'", "LOAD DATA INFILE '/etc/passwd' INTO TABLE items",
                        "CREATE USER x", "GRANT SELECT ON the_shop.* TO `reader's`@'%'", "SET GLOBAL max_connections = 9",
                        "SHUTDOWN", "FLUSH TABLES", "CREATE FUNCTION f RETURNS STRING SONAME 'x.so'"]
        refused(cursor, nothing_more + [
            "INSERT INTO items VALUES (1)", "UPDATE items SET id = 1", "DELETE FROM items", "DROP TABLE items",
            "CREATE TABLE mine (a int)", "CREATE TEMPORARY TABLE mine (a int)", "ALTER TABLE items ADD b int"],
            errors, "the reader")
        cursor.execute("SELECT load_file('/etc/passwd')")
        check("the reader reads no file", cursor.fetchone() == (None,))

        run("--use", "destination", "--user", "writer", "--schema", "out_1")
        verify("writer", "destination", "out_1")
        cursor = connect("writer", "out_1").cursor()
        for statement in ("CREATE TABLE t (id int PRIMARY KEY, a int)", "INSERT INTO t VALUES (1, 1)",
                          "UPDATE t SET a = 2", "ALTER TABLE t ADD b int", "CREATE INDEX i ON t (a)",
                          "CREATE TEMPORARY TABLE s (a int)", "INSERT INTO s VALUES (1)", "DELETE FROM t",
                          "DROP TABLE t", "CREATE TABLE _waybill.t (a int)"):
            cursor.execute(statement)
        refused(cursor, nothing_more + ["SELECT * FROM the_shop.items", "CREATE TABLE outX1.t (a int)"], errors,
                "the writer")
        cursor.execute("SELECT load_file('/etc/passwd')")
        check("the writer reads no file", cursor.fetchone() == (None,))


def others(folder):
    """Every vendor's script names the user and the schemas, quoted; who has none says why."""
    vendors = ("bigquery", "clickhouse", "databricks", "mysql", "redshift", "snowflake", "sqlserver", "trino")
    for vendor in vendors:
        for use in ("source", "destination"):
            text = waybill(folder, "connection", "grants", vendor, "--use", use, "--schema", "one", "--schema", "two",
                           "--user", "keeper", "--database", "base")["script"]
            check(f"{vendor} {use}", all(word in text for word in ("keeper", "one", "two")), text)
            check(f"{vendor} {use}: nothing is left open", "{" not in text, text)
            check(f"{vendor} {use}: Waybill's schema", ("_waybill" in text.replace("\\", "")) == (use == "destination"), text)
    for use in ("source", "destination"):
        text = waybill(folder, "connection", "grants", "oracle", "--use", use)["script"]
        check(f"oracle {use}", "CREATE USER" in text and "{" not in text, text)
    for vendor in ("sqlite", "duckdb", "athena", "generic"):
        error = waybill(folder, "connection", "grants", vendor, code=2)["error"]
        check(f"{vendor} has none", error["code"] == "WB9113" and error["hint"], error)
    error = waybill(folder, "connection", "grants", "postgers", code=2)["error"]
    check("no such vendor", error["code"] == "WB9007", error)
    error = waybill(folder, "connection", "grants", "postgres", "--schema", "a" * 64, code=2)["error"]
    check("a name that is too long", error["code"] == "WB9114", error)


for part in (postgres, mariadb, others):
    with tempfile.TemporaryDirectory() as work:
        try:
            part(Path(work))
        except Missing as missing:
            counts["skipped"] += 1
            print(f"skipped: {part.__name__}: {missing}")
print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
raise SystemExit(1 if counts["failed"] else 0)
