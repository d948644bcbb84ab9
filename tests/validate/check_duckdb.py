"""A DuckDB file verified, diagnosed and read: what is said of each thing that can be wrong with it.

Usage: check_duckdb.py WAYBILL    with WAYBILL_TEST_DUCKDB, the path of libduckdb.so
"""

import contextlib
import ctypes
import json
import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

WAYBILL = os.path.abspath(sys.argv[1])
LIBRARY = os.environ.get("WAYBILL_TEST_DUCKDB", "")
passed, failed, skipped = 0, 0, 0


def check(what, good, note=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {what}: {note}")


class Database:
    """A file opened by DuckDB's own C functions."""

    def __init__(self, path):
        self.library = ctypes.CDLL(LIBRARY)
        self.database, self.connection = ctypes.c_void_p(), ctypes.c_void_p()
        if self.library.duckdb_open(str(path).encode(), ctypes.byref(self.database)) != 0:
            raise RuntimeError(f"DuckDB does not open {path}")
        self.library.duckdb_connect(self.database, ctypes.byref(self.connection))

    def run(self, statement):
        if self.library.duckdb_query(self.connection, statement.encode(), None) != 0:
            raise RuntimeError(statement)

    def close(self):
        self.library.duckdb_disconnect(ctypes.byref(self.connection))
        self.library.duckdb_close(ctypes.byref(self.database))


@contextlib.contextmanager
def held(path):
    """Another process has it open for writing."""
    with subprocess.Popen([sys.executable, "-B", __file__, "--hold", path], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield
        process.stdin.close()


def run(folder, *words, user=None, environment=None):
    who = {}
    if user is not None:
        who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    done = subprocess.run([WAYBILL, "--json", *words], cwd=folder, capture_output=True, text=True, check=False,
                          env={**os.environ, "HOME": str(folder), "WAYBILL_CATALOG": "", **(environment or {})}, **who)
    return done.returncode, json.loads(done.stdout)


def connection(path, driver=LIBRARY, **options):
    found = {"name": "duck", "vendor": "duckdb", "driver": driver, "timeouts": {"lock_s": 0},
             "options": {"path": path, **options}}
    if driver is None:
        del found["driver"]
    return {"connection": found}


def verified(folder, document, use, user=None, environment=None):
    (folder / "duck.json").write_text(json.dumps(document), encoding="utf-8")
    return run(folder, "verify", "--path", "duck.json", "--use", use, user=user, environment=environment)


def failure(folder, what, document, use, message, hint, user=None):
    """The first check fails with that, in one line and a hint; the others are skipped."""
    code, result = verified(folder, document, use, user)
    if "checks" not in result:
        return check(what, False, result)
    first, *others = result["checks"]
    check(what, code == 1 and not result["ok"] and first["status"] == "failed" and message in first["message"]
          and hint in first["hint"] and "\n" not in first["message"] + first["hint"]
          and all(other["status"] == "skipped" for other in others), (code, first))


def test_verified(folder):
    code, result = verified(folder, connection("shop.duckdb"), "source")
    statuses = {item["name"]: item["status"] for item in result["checks"]}
    check("a file that is there, as a source", code == 0 and result["ok"] and statuses == {
        "Verifying connection": "passed", "Able to list schemas": "passed",
        "Able to access the Waybill schema": "skipped", "TLS as asked": "skipped", "Clock": "skipped",
        "Session time zone": "passed", "Least privilege": "skipped", "Required privileges": "skipped"}, result)
    check("it says what was reached", "DuckDB v" in result["checks"][0]["message"]
          and "by way of adbc" in result["checks"][0]["message"], result["checks"][0])
    before = (folder / "shop.duckdb").read_bytes()
    code, result = verified(folder, connection("shop.duckdb"), "destination")
    statuses = {item["name"]: item["status"] for item in result["checks"]}
    check("a file that is there, as a destination", code == 0 and result["ok"]
          and statuses["Able to access the Waybill schema"] == "warning"
          and statuses["Required privileges"] == "passed", result)
    check("nothing is written into it", (folder / "shop.duckdb").read_bytes() == before
          and not (folder / "shop.duckdb.wal").exists())
    code, result = verified(folder, connection("later.duckdb"), "destination")
    check("a destination's file comes with its first run", code == 0 and result["ok"]
          and "first run" in result["checks"][0]["message"] and not (folder / "later.duckdb").exists(), result)


def test_failures(folder, nobody):
    for use in ("source", "destination"):
        def fails(what, document, *said, user=None):
            failure(folder, f"{what}, as a {use}", document, use, *said, user=user)

        fails("no DuckDB file", connection("text.duckdb"), "no DuckDB database", "correct options.path")
        fails("an empty file", connection("empty.duckdb"), "no DuckDB database", "correct options.path")
        fails("a SQLite file", connection("sqlite.db"), "no DuckDB database", "vendor sqlite")
        fails("a file cut short", connection("cut.duckdb"), "damaged", "backup")
        fails("a damaged file", connection("damaged.duckdb"), "damaged", "backup")
        fails("a folder", connection("folder"), "is no file", "database file")
        with held(str(folder / "shop.duckdb")):
            fails("a file another process holds", connection("shop.duckdb"), "another process has the file open",
                  "close it there")
        where = "set driver to the path of libduckdb.so"
        fails("a library that is not there", connection("shop.duckdb", "/none/libduckdb.so"), "cannot be loaded", where)
        fails("a library that is none", connection("shop.duckdb", str(folder / "text.duckdb")), "cannot be loaded", where)
        fails("a library of another kind", connection("shop.duckdb", "libc.so.6"), "no function duckdb_adbc_init", where)
        fails("a library by a relative path", connection("shop.duckdb", "./libduckdb.so"), "no absolute path", where)
        fails("a limit that is none", connection("shop.duckdb", memory_limit="much"), "options.memory_limit", "512MiB")
        if nobody is not None:
            fails("a file without rights", connection("private.duckdb"), *(
                ("may not be opened", "give the user rights") if use == "source" else
                ("is not writable", "give the user rights")), user=nobody)
    for what, path, said in (("absent", "none.duckdb", ("does not exist", "options.path")),
                             ("in no folder", "none/a.duckdb", ("does not exist", "options.path"))):
        failure(folder, f"a file {what}, as a source", connection(path), "source", *said)
    failure(folder, "a file in no folder, as a destination", connection("none/a.duckdb"), "destination",
            "in no folder that exists", "create the folder")
    # What would make the file is tried, though the file is not there.
    failure(folder, "a destination's file to come, and no library", connection("later.duckdb", "/none/libduckdb.so"),
            "destination", "cannot be loaded", "libduckdb.so")
    if nobody is not None:
        failure(folder, "a file that may only be read, as a destination", connection("readable.duckdb"), "destination",
                "is not writable", "rights", user=nobody)
        failure(folder, "a folder that may not be written", connection("later.duckdb"), "destination",
                "folder is not writable", "make the folder writable", user=nobody)


def doctored(folder, environment=None):
    _, result = run(folder, "--catalog", "waybill.db", "doctor", environment=environment)
    library = next(item for item in result["libraries"] if item["name"] == "DuckDB")
    return result["ok"], library, {item["name"]: item for item in result["connections"]}


def test_doctor(folder):
    documents = [connection("shop.duckdb"), connection("shop.duckdb", "/none/libduckdb.so"),
                 connection("shop.duckdb", None)]
    for name, document in zip(("named", "wrong", "unnamed"), documents):
        document["connection"]["name"] = name
        (folder / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    code, result = run(folder, "--catalog", "waybill.db", "apply", *(f"{name}.json" for name in (
        "named", "wrong", "unnamed")), "--no-verify")
    check("connections are applied", code == 0, result)
    shelf = folder / "shelf"
    shelf.mkdir()
    (shelf / "libduckdb.so").symlink_to(LIBRARY)
    ok, library, found = doctored(folder, {"LD_LIBRARY_PATH": str(shelf)})
    check("doctor finds the library where the loader looks", library["found"] and library["version"].startswith("v")
          and library["path"].endswith("libduckdb.so"), library)
    check("doctor: a connection that names its library", found["named"]["ok"] and found["named"]["via"] == "adbc"
          and LIBRARY in found["named"]["message"], found["named"])
    check("doctor: one that leaves it to the loader", found["unnamed"]["ok"] and library["version"] in
          found["unnamed"]["message"], found["unnamed"])
    check("doctor: one that names what is not there", not ok and not found["wrong"]["ok"]
          and "/none/libduckdb.so" in found["wrong"]["message"] and "path of" in found["wrong"]["hint"], found["wrong"])
    if shutil.which("ldconfig") is None or b"libduckdb" in subprocess.run(
            ["ldconfig", "-p"], capture_output=True, check=False).stdout:
        return
    _, library, found = doctored(folder)
    check("doctor: no library", not library["found"] and not found["unnamed"]["ok"]
          and "driver" in found["unnamed"]["hint"], (library, found["unnamed"]))


def test_rows(folder):
    model = {"model_name": "items", "source_table": "items", "columns": [
        {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": True},
        {"name_in_source": "ratio", "name_in_destination": "ratio", "data_type": "float"},
        {"name_in_source": "price", "name_in_destination": "price", "data_type": "decimal(12,3)"},
        {"name_in_source": "changed_at", "name_in_destination": "changed_at", "data_type": "timestamp",
         "is_last_modified": True}]}
    place = folder / "rows"
    place.mkdir()
    shutil.copy(folder / "shop.duckdb", place)
    for name, document in (("duck", connection("shop.duckdb")), ("source", {"source": {"name": "s", "connection": "duck"}}),
                           ("items", {"model": model})):
        (place / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    code, result = run(place, "apply", "duck.json", "source.json", "items.json")
    check("a model of DuckDB is verified, validated and applied", code == 0, result)
    code, result = run(place, "model", "read", "items")
    check("its rows are read", code == 0 and result["rows"] == [
        {"id": "1", "ratio": "NaN", "price": "1.500", "changed_at": "2026-01-01T00:00:00.000000Z"},
        {"id": "2", "ratio": None, "price": None, "changed_at": "2026-01-02T00:00:00.000000Z"}], result)


def set_up(folder):
    shop = Database(folder / "shop.duckdb")
    shop.run("CREATE TABLE items (id BIGINT PRIMARY KEY, ratio DOUBLE, price DECIMAL(12,3), changed_at TIMESTAMPTZ)")
    shop.run("INSERT INTO items VALUES (1, 'NaN', 1.5, '2026-01-01T00:00:00Z'), (2, NULL, NULL, '2026-01-02T00:00:00Z')")
    shop.close()
    whole = (folder / "shop.duckdb").read_bytes()
    for name, content, mode in (
            ("private", whole, 0o600), ("readable", whole, 0o644), ("cut", whole[:5000], 0o644), ("empty", b"", 0o644),
            ("damaged", whole[:4096] + b"\xff" * 4096 + whole[8192:], 0o644), ("text", b"some text\n" * 100, 0o644)):
        (folder / f"{name}.duckdb").write_bytes(content)
        (folder / f"{name}.duckdb").chmod(mode)
    with contextlib.closing(sqlite3.connect(folder / "sqlite.db")) as other:
        other.execute("CREATE TABLE t (a)")
    (folder / "folder").mkdir()
    folder.chmod(0o755)


def another_user(folder):
    """Somebody without rights, who can run the program and load the library; None: there is nobody."""
    global skipped
    with contextlib.suppress(OSError):
        nobody = pwd.getpwnam("nobody")
        if os.geteuid() == 0 and run(folder, "system", "features", user=nobody)[0] == 0 and subprocess.run(
                ["test", "-r", LIBRARY], user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[],
                check=False).returncode == 0:
            return nobody
    skipped += 1
    print("skipped: files without rights: the program cannot be run by the user nobody here")
    return None


def main():
    if not LIBRARY:
        print("skipped: DuckDB's library is not here: set WAYBILL_TEST_DUCKDB to the path of libduckdb.so")
        raise SystemExit(77)
    # Where the user nobody can reach it.
    folder = Path(tempfile.mkdtemp(prefix="waybill-duckdb-", dir="/tmp"))
    try:
        set_up(folder)
        test_verified(folder)
        test_failures(folder, another_user(folder))
        test_doctor(folder)
        test_rows(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    raise SystemExit(1 if failed else 0)


if sys.argv[1] == "--hold":
    database = Database(sys.argv[2])
    print("held", flush=True)
    sys.stdin.read()
    database.close()
else:
    main()
