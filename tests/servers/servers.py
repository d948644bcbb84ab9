"""Throw-away database servers for tests: `with Postgres() as pg:`, `with MariaDb() as db:`.

Each lives in a folder of its own that is removed at the end, listens on a socket in it and on no
network, and dies with the test, also with one that is killed. Servers refuse to run as root: then
they run as nobody.
"""

import ctypes
import glob
import importlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

START_SECONDS = 60


class Missing(Exception):
    """A server or its client library is not installed; says which package has it."""


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


class Postgres(Server):
    stop_signal = signal.SIGQUIT  # at once, as a crash: nothing is kept anyway

    def find_programs(self):
        self.client = client("psycopg2", "python3-psycopg2")
        self.programs = Path(find("PostgreSQL", "postgresql-15",
                                  "/usr/lib/postgresql/*/bin/postgres")).parent

    def preparations(self):
        yield [self.programs / "initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres",
               "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]

    def command(self):
        return [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder,
                "-c", "listen_addresses=", "-c", "fsync=off", "-c", "synchronous_commit=off",
                "-c", "full_page_writes=off", "-c", "autovacuum=off", "-c", "jit=off"]

    def connect(self):
        connection = self.client.connect(host=str(self.folder), user="postgres", dbname="postgres")
        connection.autocommit = True
        return connection


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
