"""Hostile tenant ids through query templates, on real databases.

1,000 ids in every position of three dialects are rendered and executed: each comes back byte for
byte, or was refused for a reason that is known beforehand.

Usage: test_tenants.py RENDERER HOSTILE_IDS
"""

import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
from collections import Counter

from servers import MariaDb, Missing, Postgres

RENDERER, HOSTILE_IDS = sys.argv[1:3]
ID = "{{.IdInProviderSystem}}"
IDS = 1000


def unescaped(line):
    simple = {"n": b"\n", "r": b"\r", "t": b"\t", "\\": b"\\", "e": b""}

    def replace(match):
        code = match.group(1)
        if code[0] == "x":
            return bytes.fromhex(code[1:]).decode("latin-1")
        if code[0] == "u":
            return chr(int(code[2:-1], 16)).encode("utf-8", "surrogatepass").decode("latin-1")
        return simple[code].decode("latin-1")

    bytes_as_text = line.encode("utf-8").decode("latin-1")
    return re.sub(r"\\(x..|u\{[0-9a-f]+\}|.)", replace, bytes_as_text).encode("latin-1")


def hostile_ids():
    """The hand-written ones, very long ones, and made ones, the same in every run."""
    with open(HOSTILE_IDS, encoding="utf-8", newline="\n") as file:
        lines = file.read().split("\n")
    ids = [unescaped(line) for line in lines if line and not line.startswith("# ")]
    assert len(ids) > 250, len(ids)
    size = 100_000
    ids += [unit * (size // len(unit)) for unit in
            (b"'", b"\\", b"\\'", b'"', b"a", "\U0001f600".encode(), b"' or '1'='1", b"\n", b"$$",
             b"*/ --\n")]
    pieces = [piece.encode() for piece in
              ["'", '"', "`", "]", "[", "\\", "\n", "\r", "$$", "$a$", "--", "/*", "*/", "#", ";",
               "a", "Z", "0", "7", "u", "x", "+", "{{", "}}", ".Schema", "$", "%", "%s", " ", "é",
               "e\u0301", "\U0001f600", "\u2028", "\u202e", "\u05d0", "''", "\\'", "n", "N", "E",
               "U&", "'||'", "?", ":a", "@a", " or 1=1", "\x00", "\x1a", "\x7f"]]
    pieces += [b"\xff", b"\xbf", b"\xc0\xa7", b"\xed\xa0\x80"]
    weights = [30] * (len(pieces) - 8) + [1] * 8
    chosen = random.Random(20260101)
    distinct = dict.fromkeys(ids)
    while len(distinct) < IDS:
        if len(distinct) % 4 == 0:
            blocks = [range(1, 0x80), range(0x80, 0x800), range(0x800, 0xd800),
                      range(0xe000, 0x10000), range(0x10000, 0x110000)]
            points = [chosen.choice(chosen.choice(blocks)) for _ in range(chosen.randint(1, 10))]
            distinct["".join(map(chr, points)).encode()] = None
        else:
            distinct[b"".join(chosen.choices(pieces, weights, k=chosen.randint(1, 12)))] = None
    return list(distinct)


class Renderer:
    def __enter__(self):
        self.process = subprocess.Popen([RENDERER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, *exception):
        self.process.stdin.close()
        assert self.process.wait(20) == 0

    def __call__(self, vendor, query, identifier):
        """The SQL as bytes, or None and why."""
        line = f"{vendor} {query.encode().hex()} {identifier.hex()}\n"
        self.process.stdin.write(line.encode())
        self.process.stdin.flush()
        answer = self.process.stdout.readline().decode().rstrip("\n")
        kind, _, rest = answer.partition(" ")
        if kind == "sql":
            return bytes.fromhex(rest), None
        assert kind == "refused", answer
        return None, rest


class Position:
    """Where the id stands, and what the database answers: `<id>` is the id."""

    is_name = False

    def __init__(self, query, answer="<id>", basic_plane=False):
        self.query = query
        self.answer = answer.encode()
        self.basic_plane = basic_plane

    def wanted(self, identifier):
        return self.answer.replace(b"<id>", identifier)

    def why_refused(self, identifier):
        """Why the id must be refused here; None: it must not."""
        if b"\x00" in identifier:
            return "NUL"
        try:
            characters = identifier.decode()
        except UnicodeDecodeError:
            return "invalid UTF-8"
        if self.basic_plane and any(character > "\uffff" for character in characters):
            return "above U+FFFF"
        return None


class Name(Position):
    """The id is the name of the result's column."""

    is_name = True

    def __init__(self, query, answer="<id>", most=None, never=None, basic_plane=False,
                 trimmed=False):
        super().__init__(query, answer, basic_plane)
        self.trimmed = trimmed
        self.most = most
        self.never = never

    def why_refused(self, identifier):
        name = self.wanted(identifier)
        if not name:
            return "empty name"
        if self.most is not None and len(name) > self.most:
            return "name too long"
        if self.trimmed and (name[0] <= 0x20 or name[0] == 0x7f):
            return "name beginning with a blank"
        if self.never is not None and self.never in identifier:
            return f"name with {self.never.decode()}"
        return super().why_refused(identifier)


COMMON = [
    Position(f"SELECT '{ID}'"),
    Position(f"SELECT 'it''s {ID}''s'", "it's <id>'s"),
    Position(f"SELECT '{ID}{ID}'", "<id><id>"),
    Position(f"SELECT /* it's \" */ '{ID}' -- it's"),
    Position("SELECT {{if .IdInProviderSystem}}'" + ID + "'{{else}}''{{end}}"),
    Position("SELECT {{with .IdInProviderSystem}}'{{.}}'{{else}}''{{end}}"),
    Position("SELECT '{{- /* no blanks */ -}} " + ID + " {{- /* left */ -}} '"),
    Position(f"SELECT CASE WHEN 'x' = '{ID}' THEN 'x' ELSE '{ID}' END"),
    Position(f"SELECT a FROM (SELECT '{ID}' AS a) m"),
    Position(f"WITH m(a) AS (SELECT '{ID}') SELECT a FROM m WHERE a = '{ID}' AND a IN ('', '{ID}')"),
]
SQLITE = COMMON + [
    Position(f"SELECT '%' || '{ID}' || '%'", "%<id>%"),
    Position(f"SELECT replace('<{ID}>', '[{ID}]', '')", "<<id>>"),
    Name(f'SELECT 1 AS "{ID}"'),
    Name(f"SELECT 1 AS `{ID}`"),
    Name(f"SELECT 1 AS [{ID}]", never=b"]"),
    Name(f'SELECT "a{ID}""" FROM (SELECT 1 AS "a{ID}""")', 'a<id>"'),
]
POSTGRES = COMMON + [
    Position(f"SELECT '%' || '{ID}' || '%'", "%<id>%"),
    Position(f"SELECT N'{ID}'"),
    Position(f"SELECT E'{ID}'"),
    Position(f"SELECT E'\\'\\\\{ID}\\n\\x41'", "'\\<id>\nA"),
    Position(f"SELECT U&'{ID}'"),
    Position(f"SELECT U&'\\0041\\\\{ID}\\+00004a'", "A\\<id>J"),
    Position(f"SELECT 'a'\n'{ID}'", "a<id>"),
    Position(f"SELECT $$it's$$ || '{ID}' || $a$it's $$ $a$", "it's<id>it's $$ "),
    Position(f"SELECT /* /* nested ' */ ' */ '{ID}'"),
    Position(f"SELECT (ARRAY['x', '{ID}'])[2]"),
    Name(f'SELECT 1 AS "{ID}"', most=63),
    Name(f'SELECT 1 AS U&"{ID}"', most=63),
    Name(f'SELECT m."a{ID}""" FROM (SELECT 1 AS "a{ID}""") m', 'a<id>"', most=63),
]
MARIADB = COMMON + [
    Position(f"SELECT CONCAT('%', '{ID}', '%')", "%<id>%"),
    Position(f"SELECT N'{ID}'", basic_plane=True),
    Position(f'SELECT "{ID}"'),
    Position(f'SELECT "a""b\\"{ID}\\\\"', 'a"b"<id>\\'),
    Position(f"SELECT '\\'{ID}\\n'", "'<id>\n"),
    Position(f"SELECT _utf8mb4 '{ID}'"),
    Position(f"SELECT 'a' '{ID}'", "a<id>"),
    Position(f"SELECT 1-- 1'\n AS a, '{ID}' # it's"),
    Position(f"SELECT 1--1, /* it's */ '{ID}' -- it's"),
    Name(f"SELECT 1 AS `{ID}`", most=64, basic_plane=True, trimmed=True),
    Name(f"SELECT m.`a{ID}``` FROM (SELECT 1 AS `a{ID}```) m", "a<id>`", most=64, basic_plane=True, trimmed=True),
]


def run_positions(vendor, positions, execute):
    """execute(sql) -> (name, value) of the last column, as text."""
    counts = Counter()
    wrong = []
    with Renderer() as render:
        for position in positions:
            for identifier in hostile_ids():
                counts["rendered"] += 1
                sql, refusal = render(vendor, position.query, identifier)
                expected = position.why_refused(identifier)
                if sql is None:
                    counts["refused"] += 1
                    counts[f"refused: {expected}"] += 1
                    if expected is None or not refusal.startswith(("WB5004", "WB9115")):
                        wrong.append((position.query, identifier, refusal))
                    continue
                counts["executed"] += 1
                try:
                    name, value = execute(sql.decode())
                except Exception as error:  # of the database's client library
                    wrong.append((position.query, identifier, repr(error)[:200]))
                    continue
                got = (name if position.is_name else value).encode("utf-8", "surrogatepass")
                if expected is None and got == position.wanted(identifier):
                    counts["equal"] += 1
                else:
                    wrong.append((position.query, identifier, expected or got[:200]))
    assert not wrong, f"{len(wrong)} wrong, of each position one:\n" + "\n".join(
        str(tuple(str(part)[:300] for part in each))
        for each in {each[0]: each for each in wrong}.values())
    assert counts["rendered"] == IDS * len(positions)
    assert counts["executed"] == counts["equal"] == counts["rendered"] - counts["refused"]
    assert counts["equal"] > 0.8 * counts["rendered"]
    reasons = ", ".join(f"{key[9:]} {count}" for key, count in sorted(counts.items())
                        if key.startswith("refused: "))
    return (f"{IDS} ids in {len(positions)} positions: {counts['rendered']} rendered, "
            f"{counts['executed']} executed, {counts['equal']} equal, {counts['refused']} refused: "
            f"{reasons}")


def run_tenants(vendor, fill, execute_all):
    """Of a table with a row for each tenant, each tenant gets its own and no other."""
    ids = [identifier for identifier in hostile_ids() if not Position("").why_refused(identifier)]
    fill([(identifier.decode(), number) for number, identifier in enumerate(ids)])
    naive = "SELECT n FROM tenants WHERE tenant = '%s'" % "' or '1'='1"
    assert len(execute_all(naive)) == len(ids), "a text put in as it is must show every row"
    query = f"SELECT n FROM tenants WHERE tenant = '{ID}'"
    with Renderer() as render:
        for number, identifier in enumerate(ids):
            sql, refusal = render(vendor, query, identifier)
            assert sql is not None, refusal
            rows = execute_all(sql.decode())
            assert [tuple(row) for row in rows] == [(number,)], (identifier[:200], len(rows))
        assert len(execute_all(naive)) == len(ids), "no row was changed"
    return f"{len(ids)} tenants saw one row each"


def last_column(cursor):
    row = cursor.fetchone()
    return cursor.description[-1][0], row[-1]


def on_sqlite(run, *arguments):
    connection = sqlite3.connect(":memory:")

    def fill(rows):
        connection.execute("CREATE TABLE tenants (tenant TEXT, n INTEGER)")
        connection.executemany("INSERT INTO tenants VALUES (?, ?)", rows)

    if run is run_tenants:
        return run("sqlite", fill, lambda sql: connection.execute(sql).fetchall())
    return run("sqlite", *arguments, lambda sql: last_column(connection.execute(sql)))


def on_server(server, vendor, before, create, run, *arguments):
    cursor = server.connect().cursor()
    for statement in before:
        cursor.execute(statement)

    def execute(sql):
        cursor.execute(sql)
        return last_column(cursor)

    def execute_all(sql):
        cursor.execute(sql)
        return cursor.fetchall()

    def fill(rows):
        cursor.execute(create)
        cursor.executemany("INSERT INTO tenants VALUES (%s, %s)", rows)

    if run is run_tenants:
        return run(vendor, fill, execute_all)
    return run(vendor, *arguments, execute)


def test_ids_come_back_from_sqlite():
    return on_sqlite(run_positions, SQLITE)


def test_tenants_see_their_own_rows_on_sqlite():
    return on_sqlite(run_tenants)


def on_postgres(*arguments):
    create = 'CREATE TABLE tenants (tenant text COLLATE "C", n int)'
    return on_server(SERVERS[Postgres], "postgres", [], create, *arguments)


def on_mariadb(*arguments):
    # No padding: in the server's default collation 'a' equals 'a '.
    create = "CREATE TABLE tenants (tenant longtext COLLATE utf8mb4_nopad_bin, n int)"
    before = ["CREATE DATABASE IF NOT EXISTS db", "USE db"]
    return on_server(SERVERS[MariaDb], "mariadb", before, create, *arguments)


def test_ids_come_back_from_postgres():
    return on_postgres(run_positions, POSTGRES)


def test_tenants_see_their_own_rows_on_postgres():
    return on_postgres(run_tenants)


def test_ids_come_back_from_mariadb():
    return on_mariadb(run_positions, MARIADB)


def test_tenants_see_their_own_rows_on_mariadb():
    return on_mariadb(run_tenants)


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
