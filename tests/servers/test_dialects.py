"""The golden statements of tests/sql/dialects/ on real databases: each of the corpus runs, a merge
writes what differs and nothing else, hostile names come back as they are, and what the dialect
promises of transactions, locks and tenants holds.

Usage: test_dialects.py DIALECTS_FOLDER CORPUS_FOLDER
"""

import json
import re
import signal
import sqlite3
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from servers import MariaDb, Missing, Postgres

DIALECTS, CORPUS = map(Path, sys.argv[1:3])
VALUES = {
    "text": "Ünï 'quoted' \U0001f600 ", "boolean": True, "integer": -2147483648,
    "bigint": 9223372036854775807, "decimal": "12345678901234567890.123456789", "float": 0.1,
    "bytes": b"\x00\xff'\\", "date": "2026-11-20", "time": "23:59:59.999999",
    "timestamp": "2026-11-20 12:00:00.123456", "datetime": "1969-12-31 23:59:59.999999",
    "json": '{"a": 12345678901234567890.5, "b": ["\\u00e9"]}',
    "uuid": "6f1c2d3e-4a5b-4c6d-8e7f-0123456789ab", "decimal(18,4)": "-1.2345",
    "decimal(38,0)": "9" * 38, "decimal(65,30)": "9" * 35 + "." + "1" * 30,
}


def golden(vendor):
    """{case: [statement]} and {case: [bound text]}; a case that is refused is absent."""
    cases = {}
    bound = {}
    case = None
    lines = []
    for line in (DIALECTS / f"{vendor}.sql").read_text(encoding="utf-8").split("\n"):
        header = re.fullmatch(r"-- \[(.*)\]", line)
        if header and not lines:
            case = header.group(1)
        elif line.startswith("-- ? ") and not lines:
            value = line.split(" ", 3)[3]
            instant = re.fullmatch(r"(\d{4}-\d\d-\d\d)T([\d:.]+)Z", value)
            bound.setdefault(case, []).append(" ".join(instant.groups()) if instant else value)
        elif (line or lines) and not (line.startswith("-- ") and not lines):
            lines.append(line)
            if line.endswith(";"):
                cases.setdefault(case, []).append("\n".join(lines)[:-1])
                lines = []
    return cases, bound


class Database:
    """`run(sql, values)`: rows affected and rows answered; ? stands for a value."""

    def __init__(self, vendor, connection, mark, prepare):
        self.vendor = vendor
        self.cursor = connection.cursor()
        self.mark = mark
        self.cases, self.bound = golden(vendor)
        for statement in prepare:
            self.cursor.execute(statement)

    def marked(self, sql):
        """With the client's own mark in place of each ? outside quotes."""
        if self.mark == "?":
            return sql
        parts = re.split(r"(\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|'(?:[^']|'')*'|\?)", sql)
        return "".join(self.mark if part == "?" else part.replace("%", "%%") for part in parts)

    def run(self, sql, values=()):
        if values or self.mark == "?":
            self.cursor.execute(self.marked(sql), values)
        else:
            self.cursor.execute(sql)
        return self.cursor.rowcount, self.cursor.fetchall() if self.cursor.description else []

    def case(self, name, values=()):
        """Every statement of a case; the sum of rows affected."""
        total = 0
        for statement in self.cases[name]:
            total += max(0, self.run(statement, values)[0])
        return total


def run_corpus(db):
    """Tables of the corpus through their life."""
    tables = [table for name in ("every_type", "keys", "hostile_names")
              for table in json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))]
    for table in tables:
        name = table["table"]

        def case(what, values=()):
            try:
                return db.case(f"{what} of {name}", values)
            except Exception as error:
                raise AssertionError(f"{what} of {name}: {error}") from error

        case("create_table")
        case("create_staging")
        target = re.match("DROP TABLE IF EXISTS (.*)", db.cases[f"drop_table of {name}"][0])[1]
        values = [VALUES[kind] for _, kind in table["columns"]]
        case("insert_values", values)
        db.run(f"INSERT INTO _waybill_stg_1 SELECT * FROM {target}")
        if "tenant" in table:
            db.run(f"UPDATE {target} SET org = 'acme'")
            db.run("UPDATE _waybill_stg_1 SET org = 'acme'")
        bound = db.bound.get(f"read of {name}", [])
        _, rows = db.run(db.cases[f"read of {name}"][0], bound)
        got = [column[0] for column in db.cursor.description]
        assert got == [column[0] for column in table["columns"]], (name, got)
        assert len(rows) == 1, (name, rows)
        if table["key"]:
            assert case("merge") == 0, f"{name}: nothing differs"
            assert case("delete_matched") == 1, name
            assert case("merge") == 1, f"{name}: the row is new"
            assert db.run(db.cases[f"read of {name}"][0], bound)[1] == rows, name
            assert case("delete_duplicates") == 0, name
        case("drop_table")
        db.case("drop_staging")
    return f"{len(tables)} tables"


def run_merge(db, column):
    """Texts that differ by case, accent, blank or NULL are written, equal ones are not."""
    for name in ("orders", "_waybill_stg_1"):
        temporary = "TEMPORARY " if name != "orders" else ""
        db.run(f"CREATE {temporary}TABLE {name} ({column}, PRIMARY KEY (id))")
    pairs = {"same": ("a", "a"), "null": (None, None), "case": ("a", "A"), "accent": ("a", "á"),
             "blank": ("a", "a "), "to null": ("a", None), "from null": (None, ""),
             "long": ("x" * 70000, "x" * 69999 + "y"), "new": None}
    for key, pair in pairs.items():
        if pair is not None:
            db.run("INSERT INTO orders (id, body) VALUES (?, ?)", (key, pair[0]))
        db.run("INSERT INTO _waybill_stg_1 (id, body) VALUES (?, ?)", (key, pair and pair[1]))
    db.run("INSERT INTO orders (id, body) VALUES ('left', 'alone')")
    assert db.case("merge: a JSON") == 7
    assert db.case("merge: a JSON") == 0
    _, rows = db.run("SELECT id, body FROM orders")
    wanted = {key: pair and pair[1] for key, pair in pairs.items()} | {"left": "alone"}
    assert dict(rows) == wanted
    db.run("DROP TABLE orders")
    db.case("drop_staging")
    return "7 of 9 written"


def run_tenants(db, kinds):
    """Of ids that a loose comparison holds to be equal, each sees its own rows."""
    ids = ["acme", "ACME", "ácme", "acme ", " acme", "acme\t", "0", "", "a%", "acm_"]
    sql = db.cases["read: a tenant"][0]
    for kind in kinds:
        db.run(f"CREATE TABLE main.orders (id int, name text, updated_at int, org {kind})")
        db.run("CREATE INDEX by_org ON main.orders (org)"
               if db.vendor != "sqlite" else "CREATE INDEX main.by_org ON orders (org)")
        for number, identifier in enumerate(ids):
            db.run("INSERT INTO main.orders (id, org) VALUES (?, ?)", (number, identifier))
        for number, identifier in enumerate(ids):
            _, rows = db.run(sql, [identifier] * sql.count("?"))
            assert [row[0] for row in rows] == [number], (kind, identifier, rows)
        db.run("DROP TABLE main.orders")
    return f"{len(ids)} ids, {len(kinds)} kinds of column"


def run_engine(db):
    """What a run does with tables of its own, and a look at a live model."""
    def rows(name):
        return sorted(db.run(db.cases[name][0], db.bound.get(name, []))[1], key=str)

    def count(name):
        return rows(name)[0][0]

    temporary = "CREATE TEMPORARY TABLE _waybill_"
    for sql in ("CREATE TABLE main.orders (id int, org varchar(50), name text, updated_at int, body text)",
                "CREATE TABLE main._waybill_ledger (id int, org varchar(50))",
                temporary + "stg_1 (id int, org varchar(50), name text, updated_at int)",
                temporary + "chg_1 (id int, org varchar(50), name text)",
                temporary + "num_1 (_waybill_n bigint, id int, org varchar(50), name text)",
                temporary + "seen_1 (id int, org varchar(50))",
                "INSERT INTO _waybill_stg_1 VALUES (1, 'acme', 'a', 5), (1, 'b', 'b', NULL), "
                "(2, 'acme', 'c', 1), (2, 'acme', 'c2', 3), (2, 'acme', 'c3', NULL), "
                "(3, 'acme', 'd', NULL), (3, 'acme', 'd2', NULL)",
                "INSERT INTO main.orders (id, org, name, body) VALUES (1, 'acme', 'a', 'x'), "
                "(2, 'acme', 'z', NULL), (9, 'b', 'left', 'y')",
                "INSERT INTO main._waybill_ledger VALUES (1, 'acme')",
                "INSERT INTO _waybill_seen_1 VALUES (2, 'acme')"):
        db.run(sql)
    assert db.case("delete_superseded: two columns of the key") == 2
    assert [row[2] for row in rows("read_rows")] == ["a", "b", "c2", "d", "d2"]
    for name, copied in (("", 5), (": unless in another", 4), (": unless in two others", 3)):
        assert db.case("copy_rows" + name) == copied, name
        assert db.case("delete_rows") == copied, name
    assert db.case("copy_numbered: without a key") == 5
    db.run("DELETE FROM _waybill_num_1")
    assert db.case("copy_numbered") == 5
    assert [row[0] for row in db.run("SELECT _waybill_n FROM _waybill_num_1 ORDER BY id, org, name")[1]
            ] in ([1, 2, 3, 4, 5], [1, 2, 3, 5, 4])
    assert db.case("delete_numbered", [2]) == 1
    assert db.case("copy_range", [1, 4]) == 2
    assert [row[:2] for row in rows("read_staged: found")] == [(1, "acme"), (2, "acme")]
    assert [row[2] for row in rows("read_staged: not found")] == ["b", "d", "d2"]
    assert (count("count_matched"), count("count_different")) == (2, 1)
    assert rows("read_different") == [(2, "acme")]
    assert count("count_different: nothing but the key") == 0
    assert rows("read_different: nothing but the key") == []
    assert (count("count_rows"), count("count_of")) == (3, 2)

    db.run("INSERT INTO main.orders (id, org, name, body) VALUES (4, 'acme', ?, 'z')", ["é" * 4097])
    page = [(1, "a", "x", 0), (2, "z", None, 0), (4, None, "z", 1)]
    assert rows("page") == rows("page: in no order") == page
    assert rows("page: the second, from behind") == rows("page: the second, in no order") == []
    assert [row[50:] for row in rows("page: wide")] == [("x", 0, 0), ("z", 0, 0), (None, 0, 0)]
    assert db.run(*(db.cases["cells_as_text"] + [db.bound["cells_as_text"]]))[1][0][0] == "a"
    # Of latin1, which has no letter for one of the twins, only ASCII can be asked.
    looks = count("comparison_probe: of ASCII" if db.vendor == "mariadb" else "comparison_probe")
    index = count("index_probe")
    db.run("CREATE INDEX by_time ON orders (updated_at)")
    assert (index, count("index_probe")) == (0, 1)

    db.run("INSERT INTO _waybill_stg_1 (id, org) VALUES (1, 'acme')")
    assert count("count_duplicates") == 0
    assert db.case("delete_matched") == 2
    assert db.case("delete_unmatched") == 2
    for name in ("add_column", "widen_column: a column of the key", "create_schema", "analyze"):
        if name in db.cases:
            db.run(db.cases[name][0].replace("varchar(255)", "text"))
    db.case("begin_write")
    db.case("savepoint")
    db.run("INSERT INTO orders (id) VALUES (77)")
    db.case("rollback_to_savepoint")
    db.case("release_savepoint")
    if "check_constraints_now" in db.cases:
        db.case("check_constraints_now")
    assert db.run("SELECT count(*) FROM orders WHERE id = 77")[1][0][0] == 0
    db.run("ROLLBACK")
    for name in ("orders", "_waybill_ledger"):
        db.run(f"DROP TABLE main.{name}")
    for name in ("stg_1", "chg_1", "num_1", "seen_1"):
        db.run(f"DROP TABLE _waybill_{name}")
    return f"texts compare by {looks}"


def run_hostile(db):
    """Every case with hostile names, on tables that have them."""
    names = [name for name in db.cases if "hostile name" in name and not name.startswith("grants")]
    db.case("create_table: hostile names")
    db.case("create_staging: hostile names")
    last = ("add_column: hostile names", "widen_column: hostile names", "drop_table: a hostile name",
            "create_schema: a hostile name")
    numbered = ("copy_numbered: hostile names", "copy_range: hostile names")
    for name in [name for name in names if name not in last and not name.startswith("create_")]:
        values = db.bound.get(name, [])
        try:
            if name in numbered:  # between tables that lack the column of numbers
                continue
            db.case(name, values)
        except Exception as error:
            raise AssertionError(f"{name}: {error}") from error
    table = re.match("DROP TABLE IF EXISTS (.*)", db.cases["drop_table: a hostile name"][0])[1]
    column = re.search(r"SELECT \S+, (\S+)\n", db.cases["read_rows: hostile names"][0])[1]
    for sql in (f"ALTER TABLE {table} ADD COLUMN _waybill_n bigint",
                "ALTER TABLE _waybill_stg_1 ADD COLUMN _waybill_n bigint",
                f"INSERT INTO _waybill_stg_1 SELECT * FROM {table}"):
        db.run(sql)
    for name in numbered:
        db.case(name, db.bound.get(name, []))
    for name in last:
        if name in db.cases and not name.startswith("add_column"):
            if name.startswith("widen"):
                assert column in db.cases[name][0], name
            db.case(name)
    db.case("drop_staging")
    return f"{len(names)} cases"


def on_sqlite():
    return Database("sqlite", sqlite3.connect(":memory:", isolation_level=None), "?",
                    ["ATTACH ':memory:' AS shop", "ATTACH ':memory:' AS \"group\""])


def on_postgres():
    return Database("postgres", SERVERS[Postgres].connect(), "%s", [
        "CREATE SCHEMA IF NOT EXISTS main", "CREATE SCHEMA IF NOT EXISTS shop",
        "CREATE SCHEMA IF NOT EXISTS \"group\"",
        "SET search_path = main", "SET TIME ZONE 'UTC'"])


def on_mariadb():
    return Database("mariadb", SERVERS[MariaDb].connect(), "%s", [
        "CREATE DATABASE IF NOT EXISTS main CHARACTER SET latin1", "USE main",
        "CREATE DATABASE IF NOT EXISTS shop CHARACTER SET latin1",
        "CREATE DATABASE IF NOT EXISTS `group` CHARACTER SET latin1", "SET time_zone = '+00:00'",
        "SET sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE'",
        "SET innodb_lock_wait_timeout = 1"])


def test_the_corpus_runs_on_sqlite():
    return run_corpus(on_sqlite())


def test_the_corpus_runs_on_postgres():
    return run_corpus(on_postgres())


def test_the_corpus_runs_on_mariadb():
    return run_corpus(on_mariadb())


def test_a_merge_is_exact_on_sqlite():
    return run_merge(on_sqlite(), "id text, body text COLLATE NOCASE")


def test_a_merge_is_exact_on_postgres():
    return run_merge(on_postgres(), "id text, body text")


def test_a_merge_is_exact_on_mariadb():
    return run_merge(on_mariadb(), "id varchar(255), body longtext COLLATE utf8mb4_general_ci")


def test_a_run_works_with_its_own_tables_on_sqlite():
    return run_engine(on_sqlite())


def test_hostile_names_are_names_on_sqlite():
    return run_hostile(on_sqlite())


def test_tenants_are_exact_on_sqlite():
    return run_tenants(on_sqlite(), ["text", "text COLLATE NOCASE", "text COLLATE RTRIM"])


def test_a_run_works_with_its_own_tables_on_postgres():
    return run_engine(on_postgres())


def test_hostile_names_are_names_on_postgres():
    return run_hostile(on_postgres())


def test_tenants_are_exact_on_postgres():
    db = on_postgres()
    db.run("CREATE COLLATION main.loose (provider = icu, locale = 'und-u-ks-level1', "
           "deterministic = false)")
    return run_tenants(db, ["text", "varchar(50)", "text COLLATE main.loose"])


def test_a_run_works_with_its_own_tables_on_mariadb():
    return run_engine(on_mariadb())


def test_hostile_names_are_names_on_mariadb():
    return run_hostile(on_mariadb())


def test_tenants_are_exact_on_mariadb():
    return run_tenants(on_mariadb(), [
        "varchar(50) COLLATE utf8mb4_general_ci", "varchar(50) COLLATE utf8mb4_unicode_ci",
        "varchar(50) CHARACTER SET latin1", "varchar(50) CHARACTER SET utf8mb3",
        "varchar(50) COLLATE utf8mb4_nopad_bin", "varbinary(50)"])


def test_a_number_is_no_tenant_on_mariadb():
    db = on_mariadb()
    db.run("CREATE TABLE main.orders (id int, name text, updated_at int, org int)")
    db.run("INSERT INTO main.orders (id, org) VALUES (1, 0)")
    sql = db.cases["read: a tenant"][0]
    assert db.run("SELECT id FROM main.orders WHERE org = ?", ["acme"])[1], "0 equals any text"
    assert not db.run(sql, ["acme"] * 2)[1]
    db.run("DROP TABLE main.orders")


def test_an_index_serves_a_tenant_on_mariadb():
    db = on_mariadb()
    for kind in ("varchar(50) COLLATE utf8mb4_general_ci", "varchar(50) CHARACTER SET latin1"):
        db.run(f"CREATE TABLE main.orders (id int, name text, updated_at int, org {kind}, KEY (org))")
        db.run("INSERT INTO main.orders (id, org) SELECT seq, concat('t', seq) FROM seq_1_to_5000")
        db.run("ANALYZE TABLE main.orders")
        sql = db.cases["read: a tenant"][0]
        _, rows = db.run("EXPLAIN " + sql, ["t77"] * 2)
        assert rows[0][3:6] == ("ref", "org", "org"), (kind, rows)
        db.run("DROP TABLE main.orders")


def test_a_reading_transaction_keeps_its_snapshot_on_mariadb():
    db, other = on_mariadb(), on_mariadb()
    db.run("CREATE TABLE main.seen (a int PRIMARY KEY) ENGINE=InnoDB")
    db.case("begin_read")
    other.run("INSERT INTO main.seen VALUES (1)")
    assert db.run("SELECT count(*) FROM main.seen")[1] == ((0,),)
    try:
        db.run("INSERT INTO main.seen VALUES (2)")
        raise AssertionError("it could write")
    except db.cursor.connection.Error as error:
        assert error.args[0] == 1792, error
    db.run("ROLLBACK")
    db.run("DROP TABLE main.seen")


def test_one_at_a_time_holds_the_lock_on_mariadb():
    db, other = on_mariadb(), on_mariadb()
    db.run("CREATE TABLE _waybill_owners (table_name varchar(255) CHARACTER SET utf8mb4 "
           "COLLATE utf8mb4_nopad_bin PRIMARY KEY, tenant longtext) ENGINE=InnoDB")
    for _ in range(2):  # the row is absent at first, then there
        db.case("begin_write")
        db.case("lock_control")
        other.case("begin_write")
        try:
            other.case("lock_control")
            raise AssertionError("both hold it")
        except db.cursor.connection.Error as error:
            assert error.args[0] == 1205, error
        other.run("ROLLBACK")
        db.run("COMMIT")
    # What was committed while it waited is seen behind the lock.
    other.case("begin_write")
    other.run("SELECT count(*) FROM _waybill_owners")
    db.run("INSERT INTO _waybill_owners (table_name) VALUES ('later')")
    other.case("lock_control")
    assert other.run("SELECT count(*) FROM _waybill_owners")[1] == ((2,),)
    other.run("ROLLBACK")
    db.run("DROP TABLE _waybill_owners")


def test_staging_is_part_of_the_transaction_on_mariadb():
    db = on_mariadb()
    db.run("CREATE TABLE main.kept (a int PRIMARY KEY) ENGINE=InnoDB")
    db.case("begin_write")
    db.run("INSERT INTO main.kept VALUES (1)")
    db.case("create_staging of shop.key_only")
    db.run("INSERT INTO _waybill_stg_1 VALUES ('a', 1)")
    db.case("drop_staging")
    assert db.run("SELECT @@in_transaction")[1] == ((1,),)
    db.run("ROLLBACK")
    assert db.run("SELECT count(*) FROM main.kept")[1] == ((0,),)
    db.run("DROP TABLE main.kept")


def test_repeated_keys_leave_staging_on_mariadb():
    db = on_mariadb()
    for sql in ("CREATE TEMPORARY TABLE orders (id int, org int, name text) ENGINE=InnoDB",
                "INSERT INTO orders VALUES (1, 1, 'a'), (1, 1, 'b'), (1, 2, 'c'), (NULL, 1, 'd')"):
        db.run(sql)
    assert len(db.run(db.cases["read_duplicates"][0])[1]) == 3
    assert db.case("delete_duplicates") == 3
    # What MySQL is told, which names no temporary table twice.
    db.run("INSERT INTO orders VALUES (1, 2, 'e'), (5, 5, 'f'), (NULL, NULL, 'g')")
    mysql, _ = golden("mysql")
    assert len(db.run(mysql["read_duplicates"][0])[1]) == 3
    for sql in mysql["delete_duplicates"]:
        db.run(sql)
    assert db.run("SELECT name FROM orders")[1] == (("f",),)
    db.run("DROP TEMPORARY TABLE orders")
    db.run("CREATE TEMPORARY TABLE _waybill_stg_1 (id int, org int, updated_at int) ENGINE=InnoDB")
    db.run("INSERT INTO _waybill_stg_1 VALUES (1, 1, 5), (1, 1, 7), (1, 1, NULL), (2, 1, NULL), "
           "(2, 1, NULL), (2, 2, 3)")
    for sql in mysql["delete_superseded: two columns of the key"]:
        db.run(sql)
    assert db.run("SELECT * FROM _waybill_stg_1 ORDER BY id, org")[1] == (
        (1, 1, 7), (2, 1, None), (2, 1, None), (2, 2, 3))
    db.case("drop_staging")


SERVERS = {}


def run_all(tests, counts):
    for name, test in tests:
        started = time.monotonic()
        title = name[5:].replace("_", " ")
        try:
            note = test()
            counts["passed"] += 1
            print(f"ok {title} ({note}; {time.monotonic() - started:.1f} s)", flush=True)
        except Exception:
            counts["failed"] += 1
            print(f"FAILED {title}")
            traceback.print_exc(file=sys.stdout)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # ends the servers on the way out
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    counts = Counter()
    run_all([test for test in tests if "sqlite" in test[0]], counts)
    for kind in (Postgres, MariaDb):
        own = [test for test in tests if kind.__name__.lower() in test[0]]
        try:
            with kind() as SERVERS[kind]:
                run_all(own, counts)
        except Missing as missing:
            counts["skipped"] += len(own)
            print(f"skipped: {len(own)} tests: {missing}")
        except RuntimeError as error:
            counts["failed"] += len(own)
            print(f"FAILED {kind.__name__} does not start: {error}")
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    sys.exit(1 if counts["failed"] else 0)


main()
