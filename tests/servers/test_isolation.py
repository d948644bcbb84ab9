#!/usr/bin/env python3
"""A hundred tenants that collations take for each other share a table: each gets its own rows.

Case, accents, blanks at the end, zeros, numbers as texts, Unicode's normal forms, look-alikes; on
columns whose collation is exact and on ones that lie, and on columns of uuids and integers. Then
warehouses that answer with foreign rows all the same: the run ends, and nothing is committed. The
rows that `model read` hands out are held to the same.

Usage: test_isolation.py WAYBILL
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from servers import MariaDb, Missing, Postgres

WAYBILL = str(Path(sys.argv[1]).resolve())
ROWS = 3


def twins():
    """A hundred ids; next to each other the ones that a sloppy comparison takes for equal."""
    words = ["acme", "ACME", "Acme", "aCME", "ácme", "Ácme", "äcme", "acme ", "acme  ", " acme",
             "acme\u00a0", "acme\u200b", "acme\u200d", "acme\ufeff", "ａｃｍｅ", "acmé",
             unicodedata.normalize("NFD", "ácme"), unicodedata.normalize("NFD", "acmé"),
             "0", "00", "0.0", "-0", "+0", "0e0", "0x0", "false", "FALSE", "1", "01", "1.0", "1e0",
             "10", "1e1", "10.0", "0010", "null", "NULL", "Null", "strasse", "straße", "STRASSE",
             "straẞe", "i", "I", "ı", "İ", "ﬁsh", "fish", "Fish", "K", "\u212a", "Ω", "\u2126", "å",
             "\u212b", unicodedata.normalize("NFD", "å"), "Å", "æ", "ae", "Æ", "œ", "oe", "ß", "ss",
             "%", "_", "acm_", "acm%", "a'cme", "a''cme", "a\\cme", "a\\\\cme", "a\"cme", "a`cme",
             "acme' or '1'='1", "acme;--", "{{.Schema}}", "$1", "?", ":a", "@a", "é", "e", "è",
             unicodedata.normalize("NFD", "é"), "日本", "日本 ", "ﾆﾎﾝ", "ニホン", "にほん", "😀", "😁", "😀 ",
             "٣", "3", "³", "③", "ǆ", "ǅ", "Ǆ", "ᾳ", "αι", "Σ", "σ", "ς", "х", "x", "X"]
    assert len(words) == len(set(words)) and len(words) >= 100, len(words)
    return words


def documents(connection, tenants, key):
    yield {"connection": connection}
    yield {"source": {"name": "src", "connection": "db", "tenancy": "multi_tenant_tables"}}
    yield {"model": {
        "model_name": "things", "source_table": "things", "organization_column": "org",
        "columns": [
            {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint",
             "is_primary_key": True},
            {"name_in_source": "owner", "name_in_destination": "whose", "data_type": "text"},
            {"name_in_source": "changed", "name_in_destination": "changed", "data_type": key,
             "is_last_modified": True}]}}
    for i, tenant in enumerate(tenants):
        yield {"recipient": {"name": f"r{i}", "id_in_provider_system": tenant}}
        yield {"connection": {"name": f"to{i}", "vendor": "sqlite", "options": {"path": f"{i}.db"}}}
        yield {"destination": {"name": f"d{i}", "connection": f"to{i}", "recipient": f"r{i}"}}


def waybill(folder, *words):
    return subprocess.run([WAYBILL, "--json", "--catalog", "waybill.db", *words], cwd=folder,
                          capture_output=True, text=True, check=False, timeout=120)


def delivered(folder, i):
    path = Path(folder) / f"{i}.db"
    if not path.exists():
        return []
    db = sqlite3.connect(path)
    try:
        return sorted(db.execute("SELECT id, whose FROM things").fetchall())
    except sqlite3.OperationalError:
        return []
    finally:
        db.close()


def read(folder, i):
    """What `model read` hands out for a tenant: its rows, and the code it ended with."""
    done = waybill(folder, "model", "read", "things", "--recipient", f"r{i}")
    result = json.loads(done.stdout)
    return (sorted((int(row["id"]), row["whose"]) for row in result.get("rows", [])),
            result.get("error", {}).get("code"))


def deliver(connection, tenants, key="timestamp"):
    """Transfers to every tenant: what arrived, and how each run ended. And what each reads."""
    with tempfile.TemporaryDirectory(prefix="waybill-isolation-") as folder:
        config = Path(folder) / "config"
        config.mkdir()
        for i, document in enumerate(documents(connection, tenants, key)):
            (config / f"{i}.json").write_text(json.dumps(document), encoding="utf-8")
        applied = waybill(folder, "apply", "config", "--no-verify", "--no-validate")
        assert applied.returncode == 0, applied.stdout
        with ThreadPoolExecutor(2) as pool:
            runs = list(pool.map(lambda i: waybill(folder, "transfer", f"d{i}"), range(len(tenants))))
            # A few of them: twins stand side by side, and each start of the program takes time.
            reads = dict(zip(range(0, len(tenants), 4), pool.map(
                lambda i: read(folder, i), range(0, len(tenants), 4))))
        return [delivered(folder, i) for i in range(len(tenants))], runs, reads


def check_isolation(name, connection, tenants, key="timestamp"):
    """Row k of tenant i has the id i * ROWS + k, and says in `owner` whose it is."""
    arrived, runs, reads = deliver(connection, tenants, key)
    problems = []
    for i, (tenant, got) in enumerate(zip(tenants, arrived)):
        wanted = [(i * ROWS + k, str(tenant)) for k in range(ROWS)]
        if got != wanted:
            problems.append(f"{name}: tenant {tenant!a} got {got!a} ({runs[i].stdout[:300]!a})")
        if reads.get(i, (wanted, None)) != (wanted, None):
            problems.append(f"{name}: tenant {tenant!a} read {reads[i]!a}")
    print(f"{name}: {len(tenants)} tenants, {len(problems)} with other rows than their own")
    return problems


def check_lie(name, connection, tenants, key="timestamp"):
    """Every run that meets a foreign row ends with WB9203 and leaves nothing behind."""
    arrived, runs, reads = deliver(connection, tenants, key)
    problems = []
    problems += [f"{name}: tenant {tenants[i]!a} read {rows!a}: {code}"
                 for i, (rows, code) in reads.items() if rows or code != "WB9203"]
    for tenant, got, run in zip(tenants, arrived, runs):
        error = json.loads(run.stdout)["runs"][0].get("error") or {}
        if got or error.get("code") != "WB9203":
            problems.append(f"{name}: tenant {tenant!a} got {got!a}: {run.stdout[:300]!a}")
    print(f"{name}: {len(tenants)} runs, {len(problems)} did not end as they must")
    return problems


def rows_of(tenants):
    return [(i * ROWS + k, tenant, str(tenant)) for i, tenant in enumerate(tenants)
            for k in range(ROWS)]


def on_sqlite():
    problems = []
    with tempfile.TemporaryDirectory(prefix="waybill-source-") as folder:
        path = os.path.join(folder, "source.db")
        db = sqlite3.connect(path)
        connection = {"name": "db", "vendor": "sqlite", "options": {"path": path}}
        for collation in ("NOCASE", "RTRIM"):
            db.executescript(f"DROP TABLE IF EXISTS things; CREATE TABLE things (id INTEGER, "
                             f"org TEXT COLLATE {collation}, owner TEXT, changed TEXT)")
            db.executemany("INSERT INTO things VALUES (?, ?, ?, '2026-01-01T00:00:00Z')",
                           rows_of(twins()))
            db.commit()
            problems += check_isolation(f"sqlite {collation}", connection, twins())
        db.executescript("DROP TABLE things; CREATE TABLE things (id INTEGER, org INTEGER, "
                         "owner TEXT, changed TEXT)")
        numbers = [0, 1, -1, 10, 2**53, 2**53 + 1, 2**63 - 1, -2**63]
        db.executemany("INSERT INTO things VALUES (?, ?, ?, '2026-01-01T00:00:00Z')", rows_of(numbers))
        db.commit()
        problems += check_isolation("sqlite integer", connection, [str(n) for n in numbers])
        # A view whose column is worked out anew each time it is looked at: the row that was asked
        # for is not the row that is answered.
        db.executescript("""
            DROP TABLE things; CREATE TABLE base (id INTEGER, owner TEXT, changed TEXT);
            CREATE VIEW things AS SELECT id, CASE WHEN abs(random()) % 2 THEN 'acme' ELSE 'globex' END
              AS org, owner, changed FROM base""")
        db.executemany("INSERT INTO base VALUES (?, 'x', '2026-01-01T00:00:00Z')",
                       [(i,) for i in range(400)])
        db.commit()
        db.close()
        problems += check_lie("sqlite lying view", connection, ["acme", "globex"])
    return problems


def on_postgres():
    problems = []
    with Postgres() as server:
        db = server.connect()
        cursor = db.cursor()
        connection = {"name": "db", "vendor": "postgres",
                      "options": {"host": str(server.folder), "port": 5432, "database": "postgres",
                                  "user": "postgres"}}
        cursor.execute("CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level1', "
                       "deterministic = false)")

        def fill(kind, tenants):
            cursor.execute(f"DROP TABLE IF EXISTS things; CREATE TABLE things (id bigint, org {kind}, "
                           "owner text, changed timestamptz DEFAULT '2026-01-01Z')")
            for row in rows_of(tenants):
                cursor.execute(f"INSERT INTO things VALUES (%s, %s::{kind.split(' ')[0]}, %s)", row)

        uuids = [str(uuid.UUID(int=i * 0x1234567890ABCDEF)) for i in range(20)]
        numbers = [str(n) for n in (0, 1, -1, 10, 100, 2**31 - 1, -2**31)]
        for name, kind, tenants in (
                ("postgres text", "text", twins()),
                ("postgres nondeterministic ICU", "text COLLATE loose", twins()),
                ("postgres varchar", "varchar", twins()[:20]),
                ("postgres uuid", "uuid", uuids),
                ("postgres integer", "integer", numbers),
                ("postgres bigint", "bigint", numbers + [str(2**63 - 1)])):
            fill(kind, tenants)
            problems += check_isolation(name, connection, tenants)
        # Ids that are another spelling of a number or uuid are nobody's: two recipients could be one.
        fill("uuid", uuids[:2])
        for tenant in (uuids[1].upper(), "{" + uuids[1] + "}", "acme"):
            problems += refused(connection, tenant)
        fill("integer", numbers[:2])
        for tenant in ("01", "+1", " 1", "1.0", "acme"):
            problems += refused(connection, tenant)
        # A type that compares without regard to case, and one that takes a text for its padded self.
        try:
            cursor.execute("CREATE EXTENSION citext")
        except Exception as error:  # of the client library, which is loaded late
            print(f"skipped: citext: {str(error).splitlines()[0]}")
        else:
            fill("citext", ["acme", "ACME"])
            problems += check_isolation("postgres citext", connection, ["acme", "ACME"])
        fill("char(8)", ["acme"])
        problems += check_lie("postgres char(8)", connection, ["acme"])
        db.close()
    return problems


def refused(connection, tenant):
    arrived, runs, reads = deliver(connection, [tenant])
    error = json.loads(runs[0].stdout)["runs"][0].get("error") or {}
    if reads[0] != ([], "WB9208"):
        return [f"the tenant {tenant!a} read {reads[0]}"]
    if arrived[0] or error.get("code") != "WB9208":
        return [f"the tenant {tenant!a} was not refused: {runs[0].stdout[:300]}"]
    return []


def on_mariadb():
    problems = []
    with MariaDb() as server:
        db = server.connect()
        cursor = db.cursor()
        cursor.execute("CREATE DATABASE shop")
        cursor.execute("USE shop")
        connection = {"name": "db", "vendor": "mariadb", "ssl_mode": "disable",
                      "options": {"host": "localhost", "socket": f"{server.folder}/socket",
                                  "database": "shop", "user": "root"}}
        for kind, tenants in (
                ("varchar(99) COLLATE utf8mb4_general_ci", twins()),
                ("varchar(99) COLLATE utf8mb4_unicode_ci", twins()),
                ("varchar(99) COLLATE utf8mb4_bin", twins()[:40]),
                ("bigint", [str(n) for n in (0, 1, -1, 10, 2**63 - 1)])):
            cursor.execute("DROP TABLE IF EXISTS things")
            cursor.execute(f"CREATE TABLE things (id bigint, org {kind}, owner text, "
                           "changed datetime DEFAULT '2026-01-01')")
            for row in rows_of(tenants):
                cursor.execute("INSERT INTO things (id, org, owner) VALUES (%s, %s, %s)", row)
            problems += check_isolation(f"mariadb {kind}", connection, tenants, "datetime")
        db.close()
    return problems


def nul_is_refused():
    with tempfile.TemporaryDirectory(prefix="waybill-isolation-") as folder:
        (Path(folder) / "r.json").write_text(
            '{"recipient": {"name": "r", "id_in_provider_system": "acme\\u0000"}}', encoding="utf-8")
        done = waybill(folder, "lint", "r.json")
        found = [finding["code"] for finding in json.loads(done.stdout)["findings"]]
        return [] if "WB1007" in found else [f"a NUL in a tenant's id: {found}"]


def main():
    features = json.loads(subprocess.run([WAYBILL, "--json", "system", "features"], check=True,
                                         capture_output=True, text=True).stdout)
    problems = nul_is_refused()
    for vendor, run in (("sqlite", on_sqlite), ("postgres", on_postgres), ("mariadb", on_mariadb)):
        if vendor not in features["warehouses"]:
            print(f"skipped: this build has no session to {vendor}")
            continue
        try:
            problems += run()
        except Missing as missing:
            print(f"skipped: {missing}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
