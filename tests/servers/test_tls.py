"""TLS for real: what each ssl_mode accepts and refuses of a server with a good certificate, one for
another host, one of a stranger's authority, an expired one, and none.

Usage: test_tls.py WAYBILL
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from certificates import Authority
from servers import Missing, Postgres, by_way, postgres_ways

WAYBILL = os.path.abspath(sys.argv[1])
passed, failures = 0, []
way = "native"


def check(what, good, note=""):
    global passed
    if good:
        passed += 1
    else:
        failures.append(what)
        print(f"FAILED by {way}: {what}: {note}")


def has_way(via):
    """Whether this version reaches PostgreSQL so."""
    document = {"connection": {"name": "pg", "vendor": "postgres", **by_way(via), "options": {"host": "/nowhere"}}}
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "c.json").write_text(json.dumps(document), encoding="utf-8")
        done = subprocess.run([WAYBILL, "--json", "verify", "--path", "c.json"], cwd=work, capture_output=True,
                              text=True, check=False)
    return "WB9013" not in done.stdout


def verify(folder, server, mode, root=None, use="source", **more):
    """(exit code, checks by name) of a connection to localhost by TCP."""
    connection = {"name": "pg", "vendor": "postgres", **by_way(way), "secrets": {"password": "env:TLS_TEST_PW"},
                  "options": {"host": "localhost", "port": server.port, "database": "postgres",
                              "user": "tls_user", **more}}
    if mode:
        connection["ssl_mode"] = mode
    if root:
        connection["ssl"] = {"root_cert": str(root)}
    (folder / "c.json").write_text(json.dumps({"connection": connection}), encoding="utf-8")
    # Where libpq would look for authorities of its own.
    environment = {**os.environ, "TLS_TEST_PW": "pw-8231", "HOME": str(folder)}
    done = subprocess.run([WAYBILL, "--json", "verify", "--path", "c.json", "--use", use], cwd=folder,
                          env=environment, capture_output=True, text=True, check=False)
    result = json.loads(done.stdout)
    if "checks" not in result:
        raise RuntimeError(done.stdout + done.stderr)
    return done.returncode, {item["name"]: item for item in result["checks"]}


def accepted(what, answer, tls):
    code, checks = answer
    check(f"{what}: accepted", code == 0 and checks["Verifying connection"]["status"] == "passed",
          checks["Verifying connection"])
    found = checks["TLS as asked"]
    check(f"{what}: TLS {tls}", found["status"] == tls, found)
    if tls == "passed":
        check(f"{what}: proved by the server", found["message"].startswith("TLSv1."), found)


def refused(what, answer, message, hint):
    code, checks = answer
    found = checks["Verifying connection"]
    check(f"{what}: refused", code == 1 and found["status"] == "failed", found)
    check(f"{what}: says why", message in found["message"] and "\n" not in found["message"], found)
    check(f"{what}: says what to do", hint in found["hint"], found)
    check(f"{what}: nothing else was tried",
          all(item["status"] == "skipped" for name, item in checks.items()
              if name != "Verifying connection"))


def run(folder):
    ours, strangers = Authority(folder, "ours"), Authority(folder, "strangers")
    certificates = {"good": ours.certificate("localhost"),
                    "wrong host": ours.certificate("db.example.com"),
                    "wrong authority": strangers.certificate("localhost"),
                    "expired": ours.certificate("localhost", days=-1)}
    rules = ["hostssl all tls_only 127.0.0.1/32 scram-sha-256", "hostnossl all tls_only 0.0.0.0/0 reject",
             "host all all 127.0.0.1/32 scram-sha-256"]
    with Postgres(tcp=True, rules=rules) as server:
        connection = server.connect()
        for role in ("tls_user", "tls_only"):
            connection.cursor().execute(f"CREATE ROLE {role} LOGIN PASSWORD 'pw-8231'")
        connection.close()

        def show(certificate, key):
            server.write("data/server.crt", certificate)
            server.write("data/server.key", key)
            server.write("data/postgresql.auto.conf", "ssl = on\n")
            server.reload()

        plain = "plaintext server"
        accepted(f"{plain}, no mode", verify(folder, server, None), "skipped")
        accepted(f"{plain}, disable", verify(folder, server, "disable"), "skipped")
        for mode in ("require", "verify_ca", "verify_full"):
            refused(f"{plain}, {mode}", verify(folder, server, mode, ours.file), "the server has no TLS",
                    "switch TLS on at the server")

        show(*certificates["good"])
        accepted("good, disable", verify(folder, server, "disable"), "skipped")
        accepted("good, require", verify(folder, server, "require"), "passed")
        accepted("good, verify_ca", verify(folder, server, "verify_ca", ours.file), "passed")
        accepted("good, verify_full", verify(folder, server, "verify_full", ours.file), "passed")
        accepted("good, destination", verify(folder, server, "verify_full", ours.file, user="tls_user"),
                 "passed")
        refused("good, not in the system's list", verify(folder, server, "verify_full"),
                "not from a trusted authority", "ssl.root_cert")
        refused("good, another's list", verify(folder, server, "verify_full", strangers.file),
                "not from a trusted authority", "ssl.root_cert")
        refused("good, no such list", verify(folder, server, "verify_full", folder / "none.crt"),
                "the file of trusted certificates", "ssl.root_cert")
        refused("good, by its address", verify(folder, server, "verify_full", ours.file, host="127.0.0.1"),
                "is for another host", "options.host")
        refused("good, TLS needed", verify(folder, server, "disable", user="tls_only"),
                "refuses this user from here", "ssl_mode")
        accepted("good, TLS needed", verify(folder, server, "require", user="tls_only"), "passed")

        show(*certificates["wrong host"])
        accepted("wrong host, require", verify(folder, server, "require"), "passed")
        accepted("wrong host, verify_ca", verify(folder, server, "verify_ca", ours.file), "passed")
        refused("wrong host, verify_full", verify(folder, server, "verify_full", ours.file),
                "is for another host", "options.host")

        show(*certificates["wrong authority"])
        accepted("wrong authority, require", verify(folder, server, "require"), "passed")
        for mode in ("verify_ca", "verify_full"):
            refused(f"wrong authority, {mode}", verify(folder, server, mode, ours.file),
                    "not from a trusted authority", "ssl.root_cert")

        show(*certificates["expired"])
        for mode in ("verify_ca", "verify_full"):
            refused(f"expired, {mode}", verify(folder, server, mode, ours.file),
                    "the server's certificate has expired", "renew it on the server")


try:
    for way in filter(has_way, postgres_ways()):
        with tempfile.TemporaryDirectory() as work:
            run(Path(work))
except Missing as missing:
    print(f"skipped: {missing}")
    raise SystemExit(77) from None
print(f"{passed} passed, {len(failures)} failed, 0 skipped")
raise SystemExit(1 if failures else 0)
