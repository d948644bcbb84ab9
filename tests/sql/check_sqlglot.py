#!/usr/bin/python3
"""Every statement in tests/sql/dialects/ read by an independent parser, sqlglot, as its dialect.

A structure check: sqlglot accepts much that a warehouse refuses, and refuses some that is right.
What it refuses, or keeps as an unread Command, must be an exception below, with a reason; an
exception that no statement of a dialect needs is an error too. It cannot judge quoting.

Usage: check_sqlglot.py FOLDER
"""

import re
import sys
from collections import Counter
from pathlib import Path

# Which of sqlglot's dialects stands for the golden file's.
PARSERS = {
    "athena": "presto", "bigquery": "bigquery", "clickhouse": "clickhouse",
    "databricks": "databricks", "duckdb": "duckdb", "generic": None, "mariadb": "mysql",
    "mysql": "mysql", "oracle": "oracle", "postgres": "postgres", "redshift": "redshift",
    "snowflake": "snowflake", "sqlite": "sqlite", "sqlserver": "tsql", "trino": "trino",
}
# Athena defines tables in Hive's words.
DEFINITIONS = {"athena": ("hive", re.compile(r"^(CREATE|ALTER|DROP)\b"))}

ALL = frozenset(PARSERS)
MYSQL = {"mariadb", "mysql"}
# What sqlglot does not know, and what it reads in its place: (dialects, pattern, replacement,
# reason). The rest of the statement is still checked.
EXCEPTIONS = [
    ({"postgres"}, r"^CREATE UNLOGGED TABLE", "CREATE TABLE", "UNLOGGED is PostgreSQL's"),
    (ALL - {"bigquery", "oracle", "mysql", "mariadb", "databricks", "sqlserver"}, r'(?<=[^",( .\n])""(?=[^",) .\n])', "_",
     "a doubled quote ends a name"),
    (MYSQL | {"athena", "databricks"}, r"(?<=[^`,( .\n])``(?=[^`,) .\n])", "_", "a doubled quote ends a name"),
    ({"sqlserver"}, r"(?<=[^\],( .\n])\]\](?=[^\],) .\n])", "_", "a doubled bracket ends a name"),
    ({"postgres", "sqlite"}, r"^(INSERT INTO [^\n]+) AS d \(", r"\1 (", "INSERT INTO t AS d"),
    ({"postgres", "sqlite"}, r"\nON CONFLICT[\s\S]*$", "", "ON CONFLICT"),
    (MYSQL, r"^UPDATE ([^\n]+) d\nJOIN [^\n]+ s ON [^\n]+\nSET", r"UPDATE \1 SET", "UPDATE JOIN"),
    (MYSQL, r"^DELETE d FROM ([^\n]+) d JOIN ", r"SELECT 1 FROM \1 d JOIN ", "DELETE of a join"),
    (MYSQL, r" CHARACTER SET utf8mb4( COLLATE utf8mb4_\w+)?", "", "a column's character set"),
    (MYSQL, r" ON DUPLICATE KEY UPDATE .*$", "", "ON DUPLICATE KEY UPDATE"),
    ({"oracle"}, r"\nWHERE [\s\S]*(?=\nWHEN NOT MATCHED)", "", "WHERE behind MERGE's update"),
    ({"oracle"}, r"binary_double", "float", "the type binary_double"),
    ({"oracle"}, r"interval day to second", "date", "the type interval day to second"),
    ({"oracle"}, r"ADD \((.*)\)$", r"ADD COLUMN \1", "ADD (column)"),
    ({"oracle", "redshift"}, r"^LOCK TABLE .*", "SELECT 1", "LOCK TABLE"),
    ({"snowflake"}, r"COLLATE\((.*?), 'utf8'\)", r"\1", "the function COLLATE"),
    ({"bigquery"}, r"COLLATE\((.*?), ''\)", r"\1", "the function COLLATE"),
    ({"bigquery"}, r"\bbytes\b", "string", "the type bytes"),
    ({"bigquery"}, r"bignumeric", "numeric", "the type bignumeric"),
    ({"bigquery"}, r" NOT ENFORCED", "", "keys that are not enforced"),
    ({"databricks"}, r"timestamp_ntz", "timestamp", "the type timestamp_ntz"),
    ({"clickhouse"}, r" ORDER BY (tuple\(\)|\(.*\))$", "", "ORDER BY behind ENGINE"),
    ({"clickhouse"}, r"Date32", "Date", "the type Date32"),
    ({"clickhouse"}, r"\bUUID\b", "String", "the type UUID"),
    ({"databricks"}, r" ADD COLUMN (.*)$", r" ADD COLUMNS (\1)", "ADD COLUMN"),
    ({"duckdb"}, r"encode\(", "lower(", "encode of one argument"),
    ({"duckdb", "sqlserver"}, r"^(CREATE UNIQUE INDEX .*) ON .*\.", r"\1 ON ",
     "an index on a table with its schema"),
    ({"sqlite"}, r"^(CREATE UNIQUE INDEX) .*\.(.*) ON ", r"\1 \2 ON ", "an index with its schema"),
    ({"trino", "duckdb"}, r" uuid\b", " varchar", "the type uuid"),
    (MYSQL | {"duckdb", "oracle", "postgres", "redshift", "sqlserver"},
     r"^(BEGIN(?! EXECUTE)|START TRANSACTION|SET TRANSACTION)\b.*",
     "SELECT 1", "transactions are a Command"),
    (MYSQL | {"generic", "postgres", "sqlite"}, r"^RELEASE SAVEPOINT \w+$", "SELECT 1",
     "RELEASE SAVEPOINT"),
    ({"sqlserver"}, r"^(SAVE|ROLLBACK) TRANSACTION \w+$", "SELECT 1", "savepoints of T-SQL"),
    ({"oracle", "postgres"}, r"^SET CONSTRAINTS ALL IMMEDIATE$", "SELECT 1", "SET CONSTRAINTS"),
    ({"postgres"}, r"^ANALYZE (.*)$", r"SELECT * FROM \1", "ANALYZE"),
    ({"duckdb", "postgres"}, r"^COMMENT ON (TABLE|COLUMN) \S+ IS ", "SELECT ", "COMMENT ON"),
    (MYSQL, r"^ALTER TABLE \S+ COMMENT ", "SELECT ", "a comment of a table that is there"),
    (MYSQL, r" MODIFY COLUMN (.*)$", r" ADD COLUMN \1", "MODIFY COLUMN"),
    (MYSQL | {"clickhouse"}, r"(?m)^(CREATE) DATABASE ", r"\1 SCHEMA ", "CREATE DATABASE"),
    (MYSQL, r" AS SIGNED\)", " AS bigint)", "CAST AS SIGNED"),
    ({"postgres"}, r" AS (oid|pg_catalog\.\w+)\)", " AS text)", "a type of pg_catalog"),
    ({"sqlite"}, r" IS NOT (\S+) COLLATE BINARY", r" <> \1", "IS NOT between two values"),
    ({"oracle"}, r"^BEGIN EXECUTE IMMEDIATE '(.*)'; EXCEPTION .* END;$", r"\1", "PL/SQL"),
    (ALL - {"athena", "duckdb", "generic", "sqlite"},
     r"^(--.*\n)*(CREATE (ROLE|USER|LOGIN)|ALTER (ROLE|DEFAULT PRIVILEGES)|GRANT|USE|IF SCHEMA_ID)\b"
     r"[\s\S]*", "SELECT 1", "users and rights are Commands"),
]


def statements(text):
    """(case, statement) of a golden file."""
    case = None
    lines = []
    for line in text.split("\n"):
        header = re.fullmatch(r"-- \[(.*)\]", line)
        if header and not lines:
            case = header.group(1)
        elif line.startswith(("-- ? ", "-- refused: ")) and not lines:
            continue
        elif line or lines:
            lines.append(line)
            if line.endswith(";"):
                yield case, "\n".join(lines)[:-1]
                lines = []
    assert not lines, lines


def trouble(sqlglot, statement, parser):
    """Why the parser does not take it; None: it does."""
    try:
        trees = sqlglot.parse(statement, read=parser)
    except sqlglot.errors.SqlglotError as error:
        return str(error).split("\n")[0]
    except RecursionError:
        return "recursion"
    if len(trees) != 1 or trees[0] is None:
        return f"{len(trees)} statements"
    if any(isinstance(node[0], sqlglot.exp.Command) for node in trees[0].walk()):
        return "kept as a Command"
    return None


def replaced(statement, numbers):
    for number in numbers:
        _, pattern, replacement, _ = EXCEPTIONS[number]
        statement = re.sub(pattern, replacement, statement)
    return statement


def main():
    try:
        import sqlglot
    except ImportError:
        print("skipped: Python's sqlglot is not installed: apt-get install python3-sqlglot")
        sys.exit(77)
    import logging
    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)
    used = Counter()
    parsed = Counter()
    wrong = []
    files = sorted(Path(sys.argv[1]).glob("*.sql"))
    assert {file.stem for file in files} == ALL, "a dialect has no parser here, or no golden file"
    for file in files:
        vendor = file.stem
        for case, statement in statements(file.read_text(encoding="utf-8")):
            parser = PARSERS[vendor]
            if vendor in DEFINITIONS and DEFINITIONS[vendor][1].search(statement):
                parser = DEFINITIONS[vendor][0]
            why = trouble(sqlglot, statement, parser)
            parsed[vendor] += 1
            if why is None:
                continue
            matching = [number for number, (vendors, pattern, *_) in enumerate(EXCEPTIONS)
                        if vendor in vendors and re.search(pattern, statement)]
            if trouble(sqlglot, replaced(statement, matching), parser) is not None:
                wrong.append(f"{vendor}, {case}: {why}\n{statement}\n")
                continue
            for number in matching:
                others = [other for other in matching if other != number]
                if trouble(sqlglot, replaced(statement, others), parser) is not None:
                    used[number, vendor] += 1
    for number, (vendors, pattern, _, reason) in enumerate(EXCEPTIONS):
        for vendor in sorted(vendors):
            if not used[number, vendor]:
                wrong.append(f"exception not needed: {vendor}, {pattern!r} ({reason})\n")
    for line in wrong:
        print(line)
    print(", ".join(f"{vendor} {parsed[vendor]}" for vendor in sorted(parsed)), "parsed,",
          len({statement for statement in used}), "exceptions by dialect,", len(wrong), "wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
