"""Connections by a data source that exists (`dsn`): what odbc.ini says is used, what Waybill insists
on wins over it, and what is wrong is said.

Usage: check_data_sources.py WAYBILL
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

from servers import MariaDb, Missing, Postgres  # noqa: E402

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


def driver(*names):
    for name in names:
        for folder in ("/usr/lib/x86_64-linux-gnu/odbc", "/usr/lib/aarch64-linux-gnu/odbc", "/usr/lib/odbc"):
            if os.path.exists(f"{folder}/{name}"):
                return f"{folder}/{name}"
    raise Missing(f"there is no ODBC driver {names[0]}: apt-get install odbc-postgresql odbc-mariadb")


class Place:
    """A folder with an odbc.ini and an odbcinst.ini that only children of this test see."""

    def __init__(self, folder, sources, drivers):
        self.folder = Path(folder)
        self.write("odbcinst.ini", drivers)
        self.write("odbc.ini", sources)

    def write(self, name, sections):
        text = "".join(f"[{section}]\n" + "".join(f"{key}={value}\n" for key, value in keys.items()) + "\n"
                       for section, keys in sections.items())
        (self.folder / name).write_text(text, encoding="utf-8")

    def run(self, *words, **environment):
        done = subprocess.run(
            [WAYBILL, "--json", *words], cwd=self.folder, capture_output=True, text=True, check=False,
            env={**os.environ, "HOME": str(self.folder), "ODBCINI": str(self.folder / "odbc.ini"),
                 "ODBCSYSINI": str(self.folder), "DSN_PASSWORD": PASSWORD, **environment})
        shown = done.stdout + done.stderr
        check(f"{words}: no secret is shown", "canary" not in shown, shown)
        return done.returncode, json.loads(done.stdout)

    def verify(self, document, use="source", **environment):
        (self.folder / "tried.json").write_text(json.dumps({"connection": document}), encoding="utf-8")
        code, result = self.run("verify", "--path", "tried.json", "--use", use, **environment)
        return code, result, result["checks"][0] if "checks" in result else result["error"]

    def apply(self, *documents):
        for number, document in enumerate(documents):
            (self.folder / f"{number}.json").write_text(json.dumps(document), encoding="utf-8")
        return self.run("apply", *(f"{number}.json" for number in range(len(documents))))


def connection(name, vendor, **more):
    return {"name": name, "vendor": vendor, "dsn": "shop", "ssl_mode": "disable", "secrets": {"password": "env:DSN_PASSWORD"}, **more}


ITEMS = {"model": {"model_name": "items", "source_table": "items", "source_name": "shop", "columns": [
    {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": True},
    {"name_in_source": "label", "name_in_destination": "label", "data_type": "text"},
    {"name_in_source": "changed_at", "name_in_destination": "changed_at", "data_type": "datetime",
     "is_last_modified": True}]}}
ROWS = [{"id": "1", "label": "é€😀", "changed_at": "2026-01-01T00:00:00.000000"},
        {"id": "2", "label": "", "changed_at": "2026-01-02T12:30:00.000000"}]


def tried(place, vendor, server, driver_name):
    """The same for every vendor: verified, diagnosed, previewed, read and shipped by a data source."""
    for use in ("source", "destination"):
        code, result, first = place.verify(connection("shop", vendor), use)
        check(f"{vendor}: verified as a {use}", code == 0 and result["ok"], result)
        check(f"{vendor}: it says what was reached", server in first["message"] and "keeper" in first["message"]
              and "by way of odbc" in first["message"], first)
        zone = next(item for item in result["checks"] if item["name"] == "Session time zone")
        check(f"{vendor}: UTC whatever the data source says", zone["status"] == "passed", zone)
    for registered in ("named", "SHOP"):  # a driver by its name in odbcinst.ini; any case
        code, result, first = place.verify(connection("shop", vendor, dsn=registered))
        check(f"{vendor}: the data source {registered}", code == 0, first)
    for what, document, said, hint in (
            ("absent", connection("shop", vendor, dsn="shpo"), "no ODBC data source 'shpo'", "'shop'"),
            ("of an absent driver", connection("shop", vendor, dsn="no driver"), "driver", ""),
            ("of an unknown database", connection("shop", vendor, dsn="nowhere"), "nowhere", "database"),
            ("with a driver beside it", connection("shop", vendor, driver=driver_name), "both set", "remove one")):
        code, result, first = place.verify(document)
        check(f"{vendor}: a data source {what}", code == 1 and said in first["message"] and hint in first["hint"]
              and first["hint"] and "\n" not in first["message"] + first["hint"], first)
    code, result, first = place.verify(connection("shop", vendor), DSN_PASSWORD="wrong")
    check(f"{vendor}: a wrong password", code == 1 and "secrets.password" in first["hint"], first)

    code, result = place.apply(
        {"connection": connection("shop", vendor)},
        {"connection": {"name": "out", "vendor": "sqlite", "options": {"path": "out.db"}}},
        {"source": {"name": "shop", "connection": "shop"}}, ITEMS,
        {"destination": {"name": "out", "connection": "out", "enabled_models": ["items"]}})
    check(f"{vendor}: connection and model are verified, validated and applied", code == 0, result)
    code, result = place.run("preview", "items")
    check(f"{vendor}: preview", code == 0 and result["rows"] == ROWS, result)
    code, result = place.run("model", "read", "items")
    check(f"{vendor}: read", code == 0 and result["rows"] == ROWS, result)
    code, result = place.run("transfer", "out")
    check(f"{vendor}: transfer", code == 0 and result["runs"][0]["report"]["counts"]["inserted"] == 2, result)
    code, result = place.run("doctor")
    found = {item["name"]: item for item in result["connections"]}
    check(f"{vendor}: doctor", found["shop"]["ok"] and found["shop"]["via"] == "odbc"
          and "data source 'shop'" in found["shop"]["message"], found)
    place.write("odbc.ini", {"other": {"Driver": "x"}})
    code, result = place.run("doctor")
    found = {item["name"]: item for item in result["connections"]}
    check(f"{vendor}: doctor, the data source gone", code == 1 and not found["shop"]["ok"]
          and "'shop'" in found["shop"]["message"] and "other" in found["shop"]["hint"], found)


def on_postgres(folder):
    library = driver("psqlodbcw.so")
    with Postgres(rules=["local all keeper scram-sha-256"]) as server:
        cursor = server.connect().cursor()
        cursor.execute("CREATE ROLE keeper LOGIN PASSWORD %s", (PASSWORD,))
        cursor.execute("GRANT ALL ON SCHEMA public TO keeper; ALTER ROLE keeper SET TimeZone = 'Asia/Tokyo';"
                       "CREATE TABLE items (id bigint PRIMARY KEY, label text, changed_at timestamp NOT NULL);"
                       "GRANT SELECT ON items TO keeper")
        cursor.execute("INSERT INTO items VALUES (1, %s, '2026-01-01'), (2, '', '2026-01-02 12:30')", ("é€😀",))
        source = {"Driver": library, "Servername": server.folder, "Port": 5432, "Database": "postgres",
                  "Username": "keeper", "CommLog": 1, "Debug": 1, "BoolsAsChar": 1, "UseDeclareFetch": 0,
                  "Logdir": folder}
        place = Place(folder, {"shop": source, "named": {**source, "Driver": "PostgreSQL Unicode"},
                               "no driver": {**source, "Driver": "/none/psqlodbcw.so"},
                               "nowhere": {**source, "Database": "nowhere"}},
                      {"PostgreSQL Unicode": {"Driver": library, "Setup": library}})
        tried(place, "postgres", "PostgreSQL", "PostgreSQL Unicode")
        logs = [path.name for path in Path(folder).iterdir() if path.suffix == ".log"]
        check("postgres: the driver's log stays off, whatever the data source says", not logs, logs)


def most_memory(place, *words):
    """(rows, KiB): how many a read writes, and what its process needs at most."""
    with open(place.folder / "rows.csv", "wb") as out:
        process = subprocess.Popen([WAYBILL, *words], cwd=place.folder, stdout=out, env={
            **os.environ, "HOME": str(place.folder), "ODBCINI": str(place.folder / "odbc.ini"),
            "ODBCSYSINI": str(place.folder), "DSN_PASSWORD": PASSWORD})
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    check(f"{words}: read", process.returncode == 0, process.returncode)
    with open(place.folder / "rows.csv", "rb") as rows:
        return sum(1 for _ in rows) - 1, usage.ru_maxrss


def read_by_pages(place, cursor):
    """MariaDB's driver keeps a whole result: by a table's own key a read goes page by page."""
    cursor.execute("CREATE TABLE many (id bigint PRIMARY KEY, label varchar(400) NOT NULL, "
                   "changed_at datetime NOT NULL) SELECT seq AS id, REPEAT('x', 400) AS label, "
                   "'2026-01-01' AS changed_at FROM seq_1_to_200000")
    model = json.loads(json.dumps(ITEMS).replace('"items"', '"many"'))
    code, result = place.apply(model)
    check("mariadb: a model of many rows", code == 0, result)
    few, least = most_memory(place, "model", "read", "items", "--format", "csv")
    rows, most = most_memory(place, "model", "read", "many", "--format", "csv")
    ids = [int(line.split(",")[0]) for line in (place.folder / "rows.csv").read_text().splitlines()[1:]]
    check("mariadb: every row once", few == 2 and rows == 200_000 and sorted(ids) == list(range(1, 200_001)), rows)
    # All of it is 80 MB.
    if "ASAN_OPTIONS" in os.environ:  # what is freed is kept for a while there
        print("mariadb: skipped: memory of a page is not measured with AddressSanitizer")
    else:
        check("mariadb: memory of a page, not of the table", most - least < 45_000, (least, most))


def on_mariadb(folder):
    library = driver("libmaodbc.so")
    with MariaDb() as server:
        cursor = server.connect().cursor()
        for statement in ("CREATE DATABASE shop", "USE shop",
                          "CREATE TABLE items (id bigint PRIMARY KEY, label text, changed_at datetime(6) NOT NULL)",
                          "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, DROP, CREATE TEMPORARY TABLES "
                          "ON shop.* TO keeper@localhost IDENTIFIED BY '" + PASSWORD + "'"):
            cursor.execute(statement)
        cursor.execute("INSERT INTO items VALUES (1, %s, '2026-01-01'), (2, '', '2026-01-02 12:30')", ("é€😀",))
        source = {"Driver": library, "SOCKET": f"{server.folder}/socket", "DATABASE": "shop", "UID": "keeper",
                  "INITSTMT": "SET time_zone = '+09:00'", "CHARSET": "latin1"}
        place = Place(folder, {"shop": source, "named": {**source, "Driver": "MariaDB Unicode"},
                               "no driver": {**source, "Driver": "/none/libmaodbc.so"},
                               "nowhere": {**source, "DATABASE": "nowhere"}}, {"MariaDB Unicode": {"Driver": library}})
        tried(place, "mariadb", "MariaDB", "MariaDB Unicode")
        place.write("odbc.ini", {"shop": source})
        read_by_pages(place, cursor)


def main():
    skipped = 0
    for attempt in (on_postgres, on_mariadb):
        folder = tempfile.mkdtemp(prefix="waybill-sources-")
        try:
            attempt(folder)
        except Missing as missing:
            skipped += 1
            print(f"skipped: {missing}")
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    raise SystemExit(1 if failed else 77 if not passed else 0)


main()
