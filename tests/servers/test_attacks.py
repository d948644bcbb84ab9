#!/usr/bin/env python3
"""Statements that want to write, on real databases: none does.

Payloads (what is to be written) times carriers (how it is smuggled in) give some hundred statements
for each engine; the corpus of the gate's own tests comes on top. Each goes to a session three ways:
through the gate, past the gate between parentheses as a model's query stands, and past the gate as
it is; where the session reads the text itself, a fourth time past the session as well. After each,
everything the engine has is compared with what it had before. The server's own log says what it was
told: past the gate, the attacks themselves; through it, nothing but reading.

Usage: test_attacks.py ATTACK HOSTILE_CORPUS
"""

import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from servers import MariaDb, Missing, Postgres

ATTACK, CORPUS = sys.argv[1], Path(sys.argv[2])
LEAST = 200

EVERYWHERE = [
    "INSERT INTO users VALUES (99, 'evil')",
    "INSERT INTO users SELECT id + 100, name FROM users",
    "UPDATE users SET name = 'evil'",
    "DELETE FROM users",
    "DROP TABLE users",
    "CREATE TABLE evil (a int)",
    "CREATE TABLE evil AS SELECT * FROM users",
    "ALTER TABLE users ADD COLUMN evil int",
    "ALTER TABLE users RENAME TO evil",
    "CREATE INDEX evil ON users (name)",
    "CREATE VIEW evil AS SELECT 1 AS a",
    "CREATE TEMPORARY TABLE evil (a int)",
]
PAYLOADS = {
    "postgres": EVERYWHERE + [
        "TRUNCATE users",
        "COPY users TO '{file}'",
        "COPY users TO PROGRAM 'touch {file}'",
        "COPY users FROM PROGRAM 'echo 99'",
        "DO $$ BEGIN DELETE FROM users; END $$",
        "CREATE FUNCTION evil() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SELECT * INTO evil FROM users",
        "SELECT * FROM users FOR UPDATE",
        "SELECT nextval('counter')",
        "SELECT setval('counter', 99)",
        "SELECT write_user()",
        "SELECT lo_create(4711)",
        "SELECT lo_from_bytea(4712, 'x')",
        "SELECT set_config('transaction_read_only', 'off', false), write_user()",
        "SELECT set_config('default_transaction_read_only', 'off', false)",
        "MERGE INTO users u USING users s ON u.id = s.id WHEN MATCHED THEN DELETE",
        "GRANT ALL ON users TO public",
        "SET default_transaction_read_only = off",
        "LOCK TABLE users",
        "NOTIFY evil",
        "VACUUM users",
        "COMMENT ON TABLE users IS 'evil'",
        "CALL write_users()",
        "PREPARE evil AS DELETE FROM users",
    ],
    "mariadb": EVERYWHERE + [
        "TRUNCATE users",
        "REPLACE INTO users VALUES (1, 'evil')",
        "SELECT 'evil' INTO OUTFILE '{file}'",
        "SELECT 'evil' INTO DUMPFILE '{file}'",
        "SELECT * FROM users FOR UPDATE",
        "SELECT * FROM users LOCK IN SHARE MODE",
        "SELECT write_user()",
        "CALL write_users()",
        "SELECT NEXTVAL(counter)",
        "SELECT NEXT VALUE FOR counter",
        "SELECT SETVAL(counter, 99)",
        "SET GLOBAL general_log = 'OFF'",
        "SET GLOBAL read_only = 1",
        "SELECT write_user() FROM users",
        "INSERT INTO users VALUES (1, 'evil') ON DUPLICATE KEY UPDATE name = 'evil'",
        "CREATE OR REPLACE TABLE users (a int)",
        "CREATE EVENT evil ON SCHEDULE EVERY 1 SECOND DO DELETE FROM users",
        "CREATE TRIGGER evil AFTER INSERT ON users FOR EACH ROW DELETE FROM t",
        "DELETE users FROM users JOIN secrets",
        "SELECT 1 AS a INTO @evil",
        "SET SESSION TRANSACTION READ WRITE",
        "HANDLER users OPEN",
        "LOAD DATA INFILE '/etc/passwd' INTO TABLE users",
        "DO write_user()",
        "GRANT ALL ON *.* TO evil@localhost",
        "CREATE USER evil@localhost",
        "EXECUTE IMMEDIATE 'DELETE FROM users'",
        "RENAME TABLE users TO evil",
        "OPTIMIZE TABLE users",
        "LOCK TABLES users WRITE",
    ],
    "sqlite": EVERYWHERE + [
        "REPLACE INTO users VALUES (1, 'evil')",
        "INSERT OR REPLACE INTO users VALUES (1, 'evil')",
        "DELETE FROM sqlite_sequence",
        "PRAGMA user_version = 99",
        "PRAGMA application_id = 99",
        "PRAGMA journal_mode = WAL",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "SELECT * FROM pragma_user_version(99)",
        "SELECT * FROM pragma_query_only(0)",
        "ATTACH '{file}' AS evil",
        "VACUUM INTO '{file}'",
        "VACUUM",
        "REINDEX",
        "ANALYZE",
        "SELECT load_extension('evil')",
        "SELECT writefile('{file}', 'evil')",
        "SELECT fts3_tokenizer('evil', x'00')",
        "CREATE VIRTUAL TABLE evil USING fts5(a)",
        "CREATE TRIGGER evil AFTER INSERT ON users BEGIN SELECT 1; END",
    ],
}
CARRIERS = [
    "{}",
    "SELECT 1 AS a; {}",
    "{}; SELECT 1 AS a",
    "SELECT 1 AS a) m; {}; SELECT * FROM (SELECT 1 AS a",
    "COMMIT; {}; BEGIN",
    "ROLLBACK; {}; COMMIT",
    "WITH w AS ({} RETURNING *) SELECT * FROM w",
    "EXPLAIN ANALYZE {}",
    "SELECT 1 AS a -- it's\n; {} --",
    "SELECT * FROM ({}) q",
]


# What a session tells its server to read, and to set up or end its own reading.
READS = re.compile(r"\s*(?:SELECT|WITH|SHOW|VALUES|TABLE|EXPLAIN)\b|"
                   r"\s*(?:SET (?:SESSION |autocommit|session_track|@@session|statement_timeout = )|ROLLBACK\b|"
                   r"START TRANSACTION READ ONLY|BEGIN\b.*READ ONLY|DECLARE waybill NO SCROLL CURSOR FOR\b|"
                   r"CLOSE \w+|SAVEPOINT\b|RELEASE\b|DEALLOCATE\b)", re.I | re.S)


class SqlitePlace:
    vendor = "sqlite"

    def heard(self):
        return None

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="waybill-attacks-")
        self.path = Path(self.folder.name) / "db"
        with sqlite3.connect(self.path) as db:
            db.executescript("CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);"
                             "INSERT INTO users VALUES (1, 'a'), (2, 'b');"
                             "CREATE TABLE secrets (id INTEGER, name TEXT);"
                             "CREATE TABLE t (id INTEGER, a TEXT)")
        db.close()
        self.roles = [(("bare", "wrapped", "gated"), [f"path={self.path}"])]
        return self

    def __exit__(self, *exception):
        self.folder.cleanup()

    def state(self):
        files = sorted(file.name for file in Path(self.folder.name).iterdir()
                       if file.name not in ("db-shm", "db-wal"))
        return self.path.read_bytes(), files

    whole_state = state


class PostgresPlace(Postgres):
    """Without the gate the tables' owner attacks, with it a superuser."""

    vendor = "postgres"
    reads_itself = []

    def __init__(self):
        super().__init__(settings=["log_statement = all", "log_line_prefix = '<<%p %a>>'"])

    def heard(self):
        """What a session told the server since it was last asked; what failed, too."""
        entries = re.split(r"(?m)^<<(\d+) ([^>]*)>>", (self.folder / "log").read_text(errors="replace"))[1:]
        told = []
        for pid, application, text in zip(entries[::3], entries[1::3], entries[2::3]):
            found = re.match(r"(?:LOG:  (?:statement|execute [^:]*)|STATEMENT): +", text)
            if found and "waybill" in application:
                told.append(text[found.end():].replace("\n\t", "\n").rstrip("\n"))
        told, self.told = told[self.told:], len(told)
        return told

    @staticmethod
    def reached(statements, told):
        everything = "\n".join(told)
        return sum(statement in everything for statement in statements)

    def __enter__(self):
        super().__enter__()
        self.told = 0
        self.db = self.connect()
        cursor = self.db.cursor()
        cursor.execute("""
            CREATE ROLE owner LOGIN; GRANT ALL ON SCHEMA public TO owner; SET ROLE owner;
            CREATE TABLE users (id int, name text); INSERT INTO users VALUES (1, 'a'), (2, 'b');
            CREATE TABLE secrets (id int, name text); CREATE TABLE t (id int, a text);
            CREATE SEQUENCE counter;
            CREATE FUNCTION write_user() RETURNS int LANGUAGE plpgsql AS
              'BEGIN INSERT INTO users VALUES (99, ''evil''); RETURN 1; END';
            CREATE PROCEDURE write_users() LANGUAGE sql AS 'DELETE FROM users';
            RESET ROLE""")
        common = [f"host={self.folder}", "port=5432", "database=postgres"]
        self.roles = [(("bare", "wrapped"), common + ["user=owner"]),
                      (("gated",), common + ["user=postgres"])]
        return self

    def state(self):
        cursor = self.db.cursor()
        answers = []
        for query in (
                "SELECT * FROM users", "SELECT * FROM secrets", "SELECT * FROM t",
                "SELECT last_value, is_called FROM counter",
                "SELECT oid, relname, relacl::text FROM pg_class WHERE oid >= 16384 "
                "AND relnamespace <> 'pg_toast'::regnamespace ORDER BY oid",
                "SELECT oid, proname FROM pg_proc WHERE oid >= 16384 ORDER BY oid",
                "SELECT oid FROM pg_largeobject_metadata", "SELECT rolname FROM pg_roles",
                "SELECT slot_name FROM pg_replication_slots", "SELECT * FROM pg_description "
                "WHERE objoid >= 16384", "SELECT datname FROM pg_database",
                "SELECT n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables "
                "WHERE relname = 'secrets'"):
            cursor.execute(query)
            answers.append(cursor.fetchall())
        return answers, (self.folder / "evil").exists()

    whole_state = state


class MariaPlace(MariaDb):
    """Root attacks: it may write files, call and change anything."""

    vendor = "mariadb"
    reads_itself = [("bare", "wrapped")]  # the session asks the gate too

    def __enter__(self):
        super().__enter__()
        self.db = self.connect()
        cursor = self.db.cursor()
        for statement in (
                "CREATE DATABASE shop", "USE shop",
                "CREATE TABLE users (id int, name text)", "INSERT INTO users VALUES (1, 'a'), (2, 'b')",
                "CREATE TABLE secrets (id int, name text)", "CREATE TABLE t (id int, a text)",
                "CREATE SEQUENCE counter",
                "CREATE FUNCTION write_user() RETURNS int MODIFIES SQL DATA "
                "BEGIN INSERT INTO users VALUES (99, 'evil'); RETURN 1; END",
                "CREATE PROCEDURE write_users() DELETE FROM users",
                "CREATE USER owner@localhost", "GRANT ALL ON shop.* TO owner@localhost"):
            cursor.execute(statement)
        # Rows that were written are counted, also those of a transaction that was rolled back.
        for statement in ("SET GLOBAL userstat = 1", "SET GLOBAL log_output = 'TABLE'",
                          "SET GLOBAL general_log = 1"):
            cursor.execute(statement)
        common = ["host=localhost", f"socket={self.folder}/socket", "database=shop",
                  "ssl_mode=disable"]
        self.prepared = self.statements_prepared()
        self.roles = [(("server",), common + ["user=owner"]),
                      (("bare", "wrapped"), common + ["user=owner"]),
                      (("gated",), common + ["user=root"])]
        return self

    def heard(self):
        """What anybody but this test told the server since it was last asked."""
        cursor = self.db.cursor()
        cursor.execute("SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log WHERE "
                       "command_type IN ('Query', 'Prepare', 'Execute') AND thread_id <> CONNECTION_ID()")
        told = [text for text, in cursor.fetchall()]
        cursor.execute("TRUNCATE mysql.general_log")
        return told

    def reached(self, statements, told):
        """Its log keeps no text that it could not parse; that there was one is counted."""
        before, self.prepared = self.prepared, self.statements_prepared()
        return self.prepared - before

    def state(self):
        """What can be asked after each attack."""
        return self.answers("SELECT * FROM users", "SELECT * FROM secrets", "SELECT * FROM t",
                            "SELECT next_not_cached_value FROM counter", "SHOW TABLES", "SHOW DATABASES",
                            "SELECT table_name, rows_changed FROM information_schema.table_statistics "
                            "WHERE table_schema = 'shop' AND rows_changed > 0",
                            "SELECT @@global.general_log, @@global.read_only",
                            "SELECT count(*) FROM mysql.global_priv"), (self.folder / "evil").exists()

    def whole_state(self):
        return self.state(), self.answers(
            "SELECT table_schema, table_name, table_comment FROM information_schema.tables "
            "WHERE table_schema NOT IN ('information_schema', 'performance_schema') ORDER BY 1, 2",
            "SELECT * FROM mysql.global_priv ORDER BY 1, 2", "SELECT * FROM mysql.db ORDER BY 1, 2, 3",
            "SELECT routine_name, routine_definition FROM information_schema.routines WHERE "
            "routine_schema = 'shop' ORDER BY 1",
            "SELECT table_name, column_name, column_type FROM information_schema.columns WHERE "
            "table_schema = 'shop' ORDER BY table_name, column_name",
            "SELECT trigger_name FROM information_schema.triggers",
            "SELECT event_name FROM information_schema.events",
            "SELECT table_name, index_name, column_name FROM information_schema.statistics "
            "WHERE table_schema = 'shop' ORDER BY 1, 2, 3",
            "SHOW GLOBAL VARIABLES WHERE Variable_name NOT IN ('gtid_binlog_pos', 'timestamp')")

    def answers(self, *queries):
        cursor = self.db.cursor()
        found = []
        for query in queries:
            cursor.execute(query)
            found.append(cursor.fetchall())
        return found

    def statements_prepared(self):
        return int(self.answers("SHOW GLOBAL STATUS LIKE 'Com_stmt_prepare'")[0][0][1])


def corpus(vendor):
    statements = []
    for part in re.split(r"(?m)^-- (?=\[)", CORPUS.read_text(encoding="utf-8"))[1:]:
        head, _, text = part.partition("\n")
        vendors = head[1:head.index("]")].split()
        if vendor in vendors or "all" in vendors:
            statements.append(text.rstrip("\n"))
    return statements


def statements_for(vendor, file):
    made = [carrier.replace("{}", payload.replace("{file}", file))
            for payload in PAYLOADS[vendor] for carrier in CARRIERS]
    return made + corpus(vendor)


class Attacker:
    def __init__(self, vendor, options):
        self.process = subprocess.Popen([ATTACK, vendor, *options], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def __call__(self, how, statement):
        self.process.stdin.write(f"{how} {statement.encode().hex()}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().rstrip("\n")

    def close(self):
        self.process.stdin.close()
        return self.process.wait(30)


def attack(place):
    file = str(Path(place.folder if not hasattr(place.folder, "name") or isinstance(place.folder, Path)
                    else place.folder.name) / "evil")
    statements = statements_for(place.vendor, file)
    assert len(statements) >= LEAST, len(statements)
    before, whole = place.state(), place.whole_state()
    failures = []
    ran = refused = 0
    for ways, options in place.roles:
        attacker = Attacker(place.vendor, options)
        assert attacker("bare", "SELECT name FROM users").startswith("ran 2"), "cannot read at all"
        for statement in statements:
            for how in ways:
                answer = attacker(how, statement)
                if not answer.startswith(("ran", "refused")):
                    failures.append(f"no answer: {how}: {statement}")
                    break
                ran += answer.startswith("ran")
                refused += answer.startswith("refused")
                if how == "gated" and answer.startswith("ran"):
                    failures.append(f"passed the gate: {statement}")
                if place.state() != before:
                    failures.append(f"wrote: {how}: {statement}: {answer}")
                    attacker.close()
                    return statements, ran, refused, failures
        attacker.close()
        if place.whole_state() != whole:
            failures.append(f"something is another than it was: {ways}")
        if (told := place.heard()) is None:
            continue
        if ways == ("gated",):
            assert any("SELECT name FROM users" in text for text in told), "the log says nothing"
            failures += [f"the server was told more than to read: {text}" for text in told
                         if not READS.match(text)]
        elif (reached := place.reached(statements, told)) < LEAST and ways not in place.reads_itself:
            failures.append(f"only {reached} attacks reached the server: {ways}")
    return statements, ran, refused, failures


def main():
    supported = {"sqlite": SqlitePlace, "postgres": PostgresPlace, "mariadb": MariaPlace}
    failed = 0
    for vendor, make in supported.items():
        probe = Attacker(vendor, [])
        answer = probe("bare", "SELECT 1")
        probe.close()
        if "there is no vendor" in answer or "is not reached" in answer:
            print(f"skipped: this build has no session to {vendor}")
            continue
        try:
            place = make()
            if hasattr(place, "find_programs"):
                place.find_programs()
        except Missing as missing:
            print(f"skipped: {missing}")
            continue
        with place:
            statements, ran, refused, failures = attack(place)
        for failure in failures:
            print(f"{vendor}: {failure}")
        failed += len(failures)
        print(f"{vendor}: {len(statements)} statements, {ran} harmless answers, {refused} refusals, "
              f"{len(failures)} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
