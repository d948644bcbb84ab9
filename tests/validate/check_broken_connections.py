"""Connections that cannot be used: each is one line that says what is wrong, and one that says what
to change. Cases: broken_connections.jsonc; what they say: broken_connections.expect
(WAYBILL_TEST_ACCEPT=1 rewrites it, and fails).

Usage: check_broken_connections.py WAYBILL
"""

import contextlib
import json
import os
import pwd
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "servers"))
from certificates import Authority  # noqa: E402
from servers import Missing, Postgres, free_port  # noqa: E402

WAYBILL = os.path.abspath(sys.argv[1])
EXPECTED = HERE / "broken_connections.expect"
RULES = ["host all turned_away 0.0.0.0/0 reject", "hostssl all tls_only 127.0.0.1/32 scram-sha-256",
         "hostnossl all tls_only 127.0.0.1/32 reject", "host all all 127.0.0.1/32 scram-sha-256"]
passed, failed, skipped = 0, 0, 0


@contextlib.contextmanager
def listener(answer):
    """What listens but is no PostgreSQL: says `answer` and hangs up; None: says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held = []

        def serve():
            with contextlib.suppress(OSError):
                while True:
                    client, _ = server.accept()
                    held.append(client)
                    if answer is None:
                        continue
                    client.recv(1024)
                    client.sendall(answer)
                    client.close()

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        for client in held:
            client.close()


def set_up_server(server):
    cursor = server.connect().cursor()
    for role, how in (("keeper", ""), ("tls_only", ""), ("turned_away", ""), ("limited", "CONNECTION LIMIT 0")):
        cursor.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'right' {how}")
    cursor.execute("CREATE ROLE no_login")
    cursor.execute("CREATE DATABASE closed")
    cursor.execute("REVOKE CONNECT ON DATABASE closed FROM PUBLIC")
    cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")


def show(server, certificate):
    server.write("data/server.crt", certificate[0])
    server.write("data/server.key", certificate[1])
    server.write("data/postgresql.auto.conf", "ssl = on\n")
    server.reload()


def set_up_files(folder):
    (folder / "text.db").write_text("This is not a database, and long enough to be read as one.\n" * 20,
                                    encoding="utf-8")
    for name, mode, content in (("open_secret", 0o644, "right\n"), ("empty_secret", 0o600, "")):
        (folder / name).write_text(content, encoding="utf-8")
        (folder / name).chmod(mode)
    (folder / "libraries").mkdir()
    (folder / "libraries" / "libpq.so.5").write_text("no library\n", encoding="utf-8")
    os.mkfifo(folder / "pipe")
    for name, mode in (("private.db", 0o600), ("readonly.db", 0o644), ("locked.db", 0o644)):
        with contextlib.closing(sqlite3.connect(folder / name)) as database:
            database.execute("CREATE TABLE t (a)")
        (folder / name).chmod(mode)
    folder.chmod(0o755)
    subprocess.run([WAYBILL, "--catalog", "catalog.db", "model", "list"], cwd=folder, check=True, capture_output=True)
    locked = sqlite3.connect(folder / "locked.db", isolation_level=None)
    locked.execute("BEGIN EXCLUSIVE")
    return locked


def document_of(case, words):
    def filled(value):
        if isinstance(value, dict):
            return {key: filled(item) for key, item in value.items()}
        if not isinstance(value, str):
            return value
        whole = re.fullmatch(r"\{(\w+)\}", value)
        if whole:
            return words[whole[1]]
        return re.sub(r"\{(\w+)\}", lambda word: str(words[word[1]]), value)

    if "path" in case:
        connection = {"name": "broken", "vendor": "sqlite", "options": {"path": case["path"]}}
    else:
        connection = {"name": "broken", "vendor": "postgres", "ssl_mode": "disable",
                      "secrets": {"password": "env:BROKEN_PW"},
                      "options": {"host": "localhost", "port": "{port}", "database": "postgres", "user": "keeper"}}
        if case.get("options", {}).get("host") == "{socket}" and "ssl_mode" not in case.get("more", {}):
            del connection["ssl_mode"]
    connection["options"] |= case.get("options", {})
    connection |= case.get("more", {})
    return {"connection": filled(connection)}, {key: filled(value) for key, value in case.get("environment", {}).items()}


def say(case, folder, words):
    """(message, hint) of the first failed check, or of the error."""
    document, environment = document_of(case, words)
    config = folder / "broken.json"
    config.write_text(json.dumps(document), encoding="utf-8")
    who = {}
    if case.get("as_nobody") and os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    done = subprocess.run([WAYBILL, "--json", "verify", "--path", config.name, "--use", case.get("use", "source")],
                          cwd=folder, capture_output=True, text=True, check=False,
                          env={**os.environ, "LC_ALL": "C", "HOME": str(folder), "BROKEN_PW": "right",
                               "WAYBILL_CATALOG": "", **environment}, **who)
    result = json.loads(done.stdout)
    if "error" in result:
        return done.returncode, result["error"]["message"], result["error"]["hint"], done.stdout + done.stderr
    first = next((item for item in result["checks"] if item["status"] == "failed"), None)
    if first is None:
        return done.returncode, "", "", done.stdout
    return done.returncode, f"{first['name']}: {first['message']}", first["hint"], done.stdout + done.stderr


def same_everywhere(text, words):
    for name, value in sorted(words.items(), key=lambda item: -len(str(item[1]))):
        text = text.replace(str(value), "{" + name + "}")
    return text


def check(case, folder, words, wanted):
    global passed, failed
    code, message, hint, said = say(case, folder, words)
    faults = []
    if code != 1:
        faults.append(f"exit code {code}")
    if not message or not hint or "\n" in message or "\n" in hint:
        faults.append("not one line and one hint")
    if "canary" in said or "right" in re.sub(r"rights?\b", "", said).split():
        faults.append("shows the secret")
    message, hint = same_everywhere(message, words), same_everywhere(hint, words)
    if wanted is not None and wanted != [message, hint]:
        faults.append(f"says {message!r}, {hint!r}; wanted {wanted}")
    if faults:
        failed += 1
        print(f"FAILED {case['name']}: {'; '.join(faults)}\n{said if wanted is None else ''}")
    else:
        passed += 1
    return [message, hint]


def read_expected():
    if not EXPECTED.exists():
        return {}
    blocks = EXPECTED.read_text(encoding="utf-8").strip().split("\n\n")
    return {lines[0]: lines[1:] for lines in (block.split("\n") for block in blocks)}


def can_run_as_nobody(folder):
    if os.geteuid() != 0:
        return True
    nobody = pwd.getpwnam("nobody")
    try:
        return subprocess.run([WAYBILL, "--version"], cwd=folder, user=nobody.pw_uid, group=nobody.pw_gid,
                              extra_groups=[], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(folder):
    global failed, skipped
    text = re.sub(r"^//.*$", "", (HERE / "broken_connections.jsonc").read_text(encoding="utf-8"), flags=re.M)
    cases = json.loads(text)
    accept = bool(os.environ.get("WAYBILL_TEST_ACCEPT"))
    expected = read_expected()
    locked = set_up_files(folder)
    ours, strangers = Authority(folder, "ours"), Authority(folder, "strangers")
    assert strangers.file.exists()
    nobody = can_run_as_nobody(folder)
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(Postgres(tcp=True, rules=RULES)) for _ in range(3)]
        for server in servers:
            set_up_server(server)
        good, plain, expired = servers
        show(good, ours.certificate("localhost"))
        show(expired, ours.certificate("localhost", days=-1))
        words = {"socket": str(good.folder), "port": good.port, "plain_port": plain.port,
                 "expired_port": expired.port, "closed_port": free_port(), "folder": str(folder),
                 "silent_port": stack.enter_context(listener(None)),
                 "garbage_port": stack.enter_context(listener(b"HTTP/1.1 400 Bad Request\r\n\r\n")),
                 "closing_port": stack.enter_context(listener(b""))}
        answers = {}
        for case in cases:
            if case.get("as_nobody") and not nobody:
                skipped += 1
                print(f"skipped: {case['name']}: the program cannot be run by the user nobody here")
                answers[case["name"]] = expected.get(case["name"], [])
                continue
            if case["name"] not in expected and not accept:
                failed += 1
                print(f"FAILED {case['name']}: has no expectation; WAYBILL_TEST_ACCEPT=1 writes one")
                continue
            answers[case["name"]] = check(case, folder, words, None if accept else expected[case["name"]])
    locked.close()
    if accept:
        EXPECTED.write_text("\n\n".join("\n".join([name, *said]) for name, said in answers.items()) + "\n",
                            encoding="utf-8")
        print("rewritten: read what changed")
        failed += 1
    elif set(expected) != {case["name"] for case in cases}:
        failed += 1
        print("FAILED: expectations without a case:", set(expected) - {case["name"] for case in cases})


try:
    # Where the user nobody can reach it.
    work = Path(tempfile.mkdtemp(prefix="waybill-broken-", dir="/tmp"))
    try:
        run(work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
except Missing as missing:
    print(f"skipped: {missing}")
    raise SystemExit(77) from None
print(f"{passed} passed, {failed} failed, {skipped} skipped")
raise SystemExit(1 if failed else 0)
