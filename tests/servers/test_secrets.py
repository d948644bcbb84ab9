"""One secret value, given by environment, file and host program, used for PostgreSQL over TCP: after
applying, verifying, runs and failures it stands nowhere but where this test put it.

Usage: test_secrets.py WAYBILL [LIBRARY]
"""

import ctypes
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from servers import Missing, Postgres, by_way, postgres_ways

WAYBILL = os.path.abspath(sys.argv[1])
LIBRARY = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
# Also what escaping could make of it.
CANARY = "canary-5d1f;{}=&@' \"$x"
SHAPES = [CANARY, json.dumps(CANARY)[1:-1], CANARY.replace("'", "''"), CANARY.replace("}", "}}"),
          "canary-5d1f"]
passed, failures = 0, []
way = "native"


def check(what, good, note=""):
    global passed
    if good:
        passed += 1
    else:
        failures.append(what)
        print(f"FAILED {what}: {note}")


def holds(content):
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    return any(shape in text for shape in SHAPES)


class Watch(threading.Thread):
    """What other processes can see of a running one: its arguments, all its life."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.seen, self.looks = pid, False, 0
        self.environments = set()

    def run(self):
        try:
            while True:
                self.seen |= holds(Path(f"/proc/{self.pid}/cmdline").read_bytes())
                self.environments |= {item.split(b"=")[0] for item in
                                      Path(f"/proc/{self.pid}/environ").read_bytes().split(b"\0")
                                      if holds(item)}
                for task in Path(f"/proc/{self.pid}/task").iterdir():
                    self.seen |= holds((task / "comm").read_bytes())
                self.looks += 1
                time.sleep(0.001)
        except OSError:
            pass


def documents(server, reference, database="postgres", password_name="password"):
    model = {"model_name": "items", "source_table": "items", "source_name": "pg", "columns": [
        {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": True},
        {"name_in_source": "changed_at", "name_in_destination": "changed_at", "data_type": "timestamp",
         "is_last_modified": True}]}
    return [
        {"connection": {"name": "pg", "vendor": "postgres", **by_way(way), "ssl_mode": "disable",
                        "options": {"host": "127.0.0.1", "port": server.port, "database": database,
                                    "user": "keeper"}, "secrets": {password_name: reference}}},
        {"connection": {"name": "out", "vendor": "sqlite", "options": {"path": "out.db"}}},
        {"source": {"name": "pg", "connection": "pg"}}, {"model": model},
        {"destination": {"name": "pg", "connection": "pg", "enabled_models": []}},
        {"destination": {"name": "out", "connection": "out"}}]


def words_of_every_day(config):
    yield ["apply", config]
    yield ["plan", config]
    yield ["verify", "pg"]
    yield ["verify", "pg", "--use", "both"]
    yield ["preview", "items"]
    yield ["transfer", "out"]
    yield ["transfer", "out", "--full-refresh"]
    yield ["run", "list"]
    yield ["connection", "get", "pg"]
    yield ["version", "list", "connection", "pg"]


def run_command(folder, words, environment, allowed):
    said = ""
    for form in ([], ["--json"]):
        done = subprocess.Popen([WAYBILL, *form, *words], cwd=folder, env=environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        watch = Watch(done.pid)
        watch.start()
        out, error = done.communicate()
        watch.join()
        check(f"{words}: says nothing of it", not holds(out) and not holds(error), out + error)
        check(f"{words}: nothing in its arguments", not watch.seen)
        check(f"{words}: nothing in its environment but what was put there",
              watch.environments <= allowed, watch.environments)
        said += out + error
    return said


def look_through(folder, allowed):
    """Every file there is, but the ones the test wrote itself."""
    files = 0
    for file in folder.rglob("*"):
        if not file.is_file() or file in allowed:
            continue
        files += 1
        check(f"nothing in {file.name}", not holds(file.read_bytes()), file)
    check("there are files to look through", files > 1, files)


def break_things(server, folder, environment, allowed, reference):
    """Failures of every kind that know the secret."""
    cursor = server.connect().cursor()
    cursor.execute("ALTER ROLE keeper PASSWORD 'changed'")
    said = run_command(folder, ["verify", "pg"], environment, allowed)
    check("a wrong password is said", "options.user, or what secrets.password" in said, said)
    run_command(folder, ["transfer", "out"], environment, allowed)
    run_command(folder, ["preview", "items"], environment, allowed)
    cursor.execute("ALTER ROLE keeper PASSWORD %s", (CANARY,))
    cursor.execute("ALTER TABLE items RENAME TO gone")
    run_command(folder, ["transfer", "out"], environment, allowed)
    cursor.execute("ALTER TABLE gone RENAME TO items")
    for name, broken in (("database", documents(server, reference, database="nowhere")),
                         ("secret", documents(server, reference, password_name="passwrod"))):
        config = folder / f"{name}.json"
        config.write_text(json.dumps(broken[0]), encoding="utf-8")
        run_command(folder, ["apply", config.name], environment, allowed)
        run_command(folder, ["verify", "--path", config.name, "pg"], environment, allowed)


def by_command(server, reference, extra=None, files=()):
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        temporary = folder / "tmp"
        temporary.mkdir()
        (folder / "config").mkdir()
        for number, document in enumerate(documents(server, reference)):
            (folder / "config" / f"{number}.json").write_text(json.dumps(document), encoding="utf-8")
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(temporary),
                       **(extra or {})}
        allowed = {name.encode() for name in (extra or {})}
        for words in words_of_every_day("config"):
            said = run_command(folder, words, environment, allowed)
            check(f"{words}: works", "WB9" not in said, said)
        break_things(server, folder, environment, allowed, reference)
        look_through(folder, {Path(file) for file in files})


class Library:
    """The C functions a host program calls, with a resolver of its own."""

    def __init__(self, folder):
        self.c = ctypes.CDLL(LIBRARY)
        self.events, self.asked = [], []
        for name in ("waybill_error_json",):
            getattr(self.c, name).restype = ctypes.c_char_p
            getattr(self.c, name).argtypes = [ctypes.c_void_p]
        self.context, self.catalog = ctypes.c_void_p(), ctypes.c_void_p()
        assert self.c.waybill_context_new(ctypes.byref(self.context), None) == 0
        secret = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p,
                                  ctypes.c_size_t, ctypes.POINTER(ctypes.c_size_t))
        log = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int32, ctypes.c_char_p, ctypes.c_char_p)

        def answer(_, name, value, capacity, size):
            self.asked.append(name)
            content = CANARY.encode()
            assert len(content) <= capacity
            ctypes.memmove(value, content, len(content))
            size[0] = len(content)
            return 0

        self.kept = secret(answer), log(lambda _, level, event, fields: self.events.append(event + fields))
        assert self.c.waybill_context_set_secret_resolver(self.context, self.kept[0], None, None, None) == 0
        assert self.c.waybill_context_set_log(self.context, self.kept[1], 0, None, None, None) == 0
        assert self.c.waybill_catalog_open(ctypes.byref(self.catalog), self.context,
                                           str(folder / "waybill.db").encode(), None, None) == 0

    def call(self, operation, **params):
        class Buffer(ctypes.Structure):
            _fields_ = [("ptr", ctypes.c_void_p), ("size", ctypes.c_size_t), ("kept", ctypes.c_void_p)]

        result, error = Buffer(), ctypes.c_void_p()
        text = json.dumps(params).encode()
        status = self.c.waybill_call(self.context, self.catalog, operation.encode(), text,
                                     ctypes.c_size_t(len(text)), ctypes.byref(result), ctypes.byref(error))
        if status == 0:
            answer = ctypes.string_at(result.ptr, result.size)
            self.c.waybill_buf_dispose(ctypes.byref(result))
        else:
            answer = self.c.waybill_error_json(error)
            self.c.waybill_error_free(error)
        check(f"{operation}: says nothing of it", not holds(answer), answer)
        return status, answer.decode()

    def close(self):
        self.c.waybill_catalog_free(self.catalog)
        self.c.waybill_context_free(self.context)


def by_host(server):
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        library = Library(folder)
        config = documents(server, "host:pg main")
        for operation, params in (("config.apply", {"documents": config}), ("config.plan", {"documents": config}),
                                  ("connection.verify", {"name": "pg", "use": "both"}),
                                  ("model.preview", {"model": "items"}),
                                  ("destination.transfer", {"destination": "out"}),
                                  ("run.list", {}), ("connection.get", {"name": "pg"})):
            status, said = library.call(operation, **params)
            check(f"by host, {operation}: works", status == 0 and '"status":"failed"' not in said, said)
        check("the host was asked by name", set(library.asked) == {b"pg main"}, library.asked)
        cursor = server.connect().cursor()
        cursor.execute("ALTER ROLE keeper PASSWORD 'changed'")
        for operation, params in (("connection.verify", {"name": "pg"}), ("model.preview", {"model": "items"}),
                                  ("destination.transfer", {"destination": "out"})):
            said = library.call(operation, **params)[1]
            check(f"by host, {operation}: a wrong password is said", "secrets.password" in said, said)
        cursor.execute("ALTER ROLE keeper PASSWORD %s", (CANARY,))
        check("the log hook was told something", library.events != [])
        check("and nothing of it", not any(holds(event) for event in library.events))
        # While this process lives: its own memory holds it, what others can see of it does not.
        check("nothing in our arguments", not holds(Path("/proc/self/cmdline").read_bytes()))
        check("nothing in our environment", not holds(Path("/proc/self/environ").read_bytes()))
        library.close()
        look_through(folder, set())


def ways(server):
    """Those by which this version reaches PostgreSQL."""
    global way
    for way in postgres_ways():
        with tempfile.TemporaryDirectory() as work:
            config = Path(work) / "c.json"
            config.write_text(json.dumps(documents(server, "env:NONE")[0]), encoding="utf-8")
            done = subprocess.run([WAYBILL, "--json", "verify", "--path", "c.json"], cwd=work, text=True,
                                  capture_output=True, check=False)
        if "WB9013" not in done.stdout:
            yield way


def run():
    global way
    with Postgres(tcp=True, rules=["host all keeper 127.0.0.1/32 scram-sha-256"],
                  settings=["log_connections = on", "log_statement = 'all'"]) as server:
        cursor = server.connect().cursor()
        # As a verifier: the server's own log would show it otherwise.
        cursor.execute("SET log_statement = 'none'")
        cursor.execute("CREATE ROLE keeper LOGIN PASSWORD %s", (CANARY,))
        cursor.execute("CREATE TABLE items (id bigint PRIMARY KEY, changed_at timestamptz NOT NULL)")
        cursor.execute("INSERT INTO items SELECT n, now() - interval '1 hour' FROM generate_series(1, 100) n")
        cursor.execute("GRANT ALL ON items TO keeper; GRANT ALL ON SCHEMA public TO keeper")
        cursor.execute("ALTER ROLE postgres SET log_statement = 'none'")
        for each in ways(server):
            way = each
            by_command(server, "env:KEEPER_PASSWORD", {"KEEPER_PASSWORD": CANARY})
            if LIBRARY is not None:
                by_host(server)
        for file in Path("/tmp").glob("*odbc*.log"):  # where psqlODBC writes one, whatever TMPDIR says
            if os.access(file, os.R_OK):
                check("nothing in a driver's log", not holds(file.read_bytes()), file)
        way = "native"
        with tempfile.TemporaryDirectory() as work:
            file = Path(work) / "password"
            file.write_text(CANARY + "\n", encoding="utf-8")
            file.chmod(0o600)
            by_command(server, f"file:{file}", files=[file])
        check("nothing in the server's log", not holds((server.folder / "log").read_bytes()))
        check("and the server did log", "keeper" in (server.folder / "log").read_text())


signal.alarm(300)
try:
    run()
except Missing as missing:
    print(f"skipped: {missing}")
    raise SystemExit(77) from None
check("the search finds what is there", holds(f"x{CANARY}y".encode()) and not holds(re.sub("canary", "", CANARY)))
print(f"{passed} passed, {len(failures)} failed, 0 skipped")
raise SystemExit(1 if failures else 0)
