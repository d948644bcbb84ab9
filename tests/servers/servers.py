"""Throw-away database servers for tests: `with Postgres() as pg:`, `with MariaDb() as db:`.

Each lives in a folder of its own that is removed at the end, listens on a socket in it and on no
network (or, as `Postgres(tcp=True)`, on a free port of 127.0.0.1), and dies with the test, also with one that is killed. Servers refuse to run as root: then
they run as nobody.
"""

import ctypes
import glob
import importlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

START_SECONDS = 60


class Missing(Exception):
    """A server or its client library is not installed; says which package has it."""


def odbc_driver(name, package):
    """The path of a driver's library."""
    for folder in ("/usr/lib/x86_64-linux-gnu/odbc", "/usr/lib/aarch64-linux-gnu/odbc", "/usr/lib/odbc"):
        if os.path.exists(f"{folder}/{name}"):
            return f"{folder}/{name}"
    raise Missing(f"there is no ODBC driver {name}: apt-get install {package}")


def find(name, package, *patterns):
    """The newest of the programs that the patterns match."""
    found = [path for pattern in patterns for path in glob.glob(pattern) if os.access(path, os.X_OK)]
    if not found:
        raise Missing(f"{name} is not installed: apt-get install {package}")
    return max(found, key=lambda path: [int(part) if part.isdigit() else 0
                                        for part in path.split("/")])


def client(module, package):
    try:
        return importlib.import_module(module)
    except ImportError:
        raise Missing(f"Python's {module} is not installed: apt-get install {package}") from None


def _die_with_parent(how):
    libc = ctypes.CDLL(None, use_errno=True)

    def prepare():
        libc.prctl(1, how, 0, 0, 0)  # PR_SET_PDEATHSIG

    return prepare


class Server:
    """`stop_signal` asks for a quick end; `connect()` gives a new connection."""

    stop_signal = signal.SIGTERM

    def __init__(self):
        self.folder = None
        self.process = None
        self.client = None

    def __enter__(self):
        self.find_programs()
        # Socket paths are short (107 bytes), whatever TMPDIR says.
        self.folder = Path(tempfile.mkdtemp(prefix="waybill-server-", dir="/tmp"))
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *exception):
        self.stop()

    def _start(self):
        self.as_user = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self.as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self.environment = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8",
                            "HOME": str(self.folder), "TMPDIR": str(self.folder)}
        with open(self.folder / "log", "wb") as self.log:
            for command in self.preparations():
                self.process = self._spawn(command)
                if self.process.wait(START_SECONDS) != 0:
                    raise RuntimeError(f"{command[0]} failed:\n{self.log_text()}")
            self.process = self._spawn(self.command())
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self.connect().close()
                return
            except self.client.OperationalError as error:
                if self.process.poll() is not None:
                    raise RuntimeError(f"the server ended:\n{self.log_text()}") from None
                if time.monotonic() > deadline:
                    raise RuntimeError(f"cannot connect: {error}\n{self.log_text()}") from None
                time.sleep(0.05)

    def _spawn(self, command):
        return subprocess.Popen([str(word) for word in command], cwd=self.folder,
                                env=self.environment, stdin=subprocess.DEVNULL, stdout=self.log,
                                stderr=self.log, start_new_session=True,
                                preexec_fn=_die_with_parent(self.stop_signal), **self.as_user)

    def log_text(self):
        return (self.folder / "log").read_text(errors="replace")[-4000:]

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Postgres(Server):
    """`rules` are lines of pg_hba.conf before the one that lets everybody in by the socket;
    `settings` are further ones of the server's."""

    stop_signal = signal.SIGQUIT  # at once, as a crash: nothing is kept anyway

    def __init__(self, tcp=False, rules=(), settings=()):
        super().__init__()
        self.port = free_port() if tcp else 5432
        self.listen = "127.0.0.1" if tcp else ""
        self.rules = rules
        self.settings = settings

    def find_programs(self):
        self.client = client("psycopg2", "python3-psycopg2")
        self.programs = Path(find("PostgreSQL", "postgresql-15",
                                  "/usr/lib/postgresql/*/bin/postgres")).parent

    def preparations(self):
        yield [self.programs / "initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres",
               "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        self.write("data/pg_hba.conf", "\n".join([*self.rules, "local all all trust", ""]))
        with open(self.folder / "data" / "postgresql.conf", "a", encoding="utf-8") as conf:
            conf.write("\n".join([*self.settings, ""]))

    def write(self, name, text):
        """A file that only the server's user may read."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(text)
        if self.as_user:
            os.chown(path, self.as_user["user"], self.as_user["group"])

    def reload(self):
        """Its configuration, certificates included; what connects from here on sees it."""
        connection = self.connect()
        cursor = connection.cursor()

        def loaded_at():
            cursor.execute("SELECT pg_conf_load_time()")
            return cursor.fetchone()[0]

        before = loaded_at()
        self.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + START_SECONDS
        while loaded_at() == before:
            if time.monotonic() > deadline:
                raise RuntimeError(f"the server does not reload:\n{self.log_text()}")
            time.sleep(0.02)
        connection.close()
        self.connect().close()  # let in after all of it was reloaded

    def command(self):
        return [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder,
                "-p", str(self.port), "-c", f"listen_addresses={self.listen}",
                "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off",
                "-c", "autovacuum=off", "-c", "jit=off"]

    def connect(self, database="postgres"):
        connection = self.client.connect(host=str(self.folder), port=self.port, user="postgres",
                                         dbname=database)
        connection.autocommit = True
        return connection


ADBC_DRIVER = os.environ.get("WAYBILL_TEST_ADBC_POSTGRESQL", "")


def postgres_ways():
    """Those by which a connection to PostgreSQL can be tried here."""
    if not ADBC_DRIVER:
        print("skipped: the ADBC driver for PostgreSQL is not here: set WAYBILL_TEST_ADBC_POSTGRESQL to the "
              "path of libadbc_driver_postgresql.so")
        return ("native", "odbc")
    return ("native", "odbc", "adbc")


def by_way(way):
    """What a connection says of its way."""
    return {"via": way, "driver": ADBC_DRIVER} if way == "adbc" else {"via": way}


class MariaDb(Server):
    def find_programs(self):
        self.client = client("pymysql", "python3-pymysql")
        self.install = find("MariaDB's install program", "mariadb-server-core",
                            "/usr/bin/mariadb-install-db")
        find("MariaDB's my_print_defaults", "mariadb-client-core", "/usr/bin/my_print_defaults")
        self.server = find("MariaDB", "mariadb-server-core", "/usr/sbin/mariadbd")

    def preparations(self):
        yield [self.install, "--no-defaults", f"--datadir={self.folder}/data",
               "--auth-root-authentication-method=normal", "--skip-test-db",
               "--skip-name-resolve", "--innodb-flush-method=nosync"]

    def command(self):
        return [self.server, "--no-defaults", f"--datadir={self.folder}/data",
                f"--socket={self.folder}/socket", "--skip-networking", "--skip-log-bin",
                "--character-set-server=utf8mb4", "--collation-server=utf8mb4_bin",
                "--innodb-flush-method=nosync", "--innodb-flush-log-at-trx-commit=0",
                "--skip-innodb-doublewrite", "--max-allowed-packet=64M",
                f"--pid-file={self.folder}/pid", f"--tmpdir={self.folder}"]

    def connect(self):
        return self.client.connect(unix_socket=f"{self.folder}/socket", user="root",
                                   charset="utf8mb4", autocommit=True)
