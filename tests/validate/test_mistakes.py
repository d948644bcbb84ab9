#!/usr/bin/env python3
"""Mistakes in models, each against a live server: what `waybill validate` finds, and nothing else.

usage: test_mistakes.py WAYBILL MISTAKES_FOLDER SERVERS_FOLDER

A case changes one or more values of a good model (`_base.json`) and says which findings follow: code,
column, and a part of the hint (or of the message). The findings are these exactly, each once; a case
that is `loose` may have more.
"""

import copy
import json
import subprocess
import sys
import tempfile
from pathlib import Path

WAYBILL, CASES = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
sys.path.insert(0, sys.argv[3])
from servers import MariaDb, Missing, Postgres  # noqa: E402


class PostgresPlace:
    name = "postgres"
    server = Postgres
    before = ["CREATE ROLE reader LOGIN", "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader"]

    @staticmethod
    def connection(server):
        return {"name": "db", "vendor": "postgres",
                "options": {"host": str(server.folder), "port": 5432, "database": "postgres",
                            "user": "reader"}}


class MariaPlace:
    name = "mariadb"
    server = MariaDb
    before = ["CREATE DATABASE shop", "USE shop", "CREATE USER reader@localhost",
              "GRANT SELECT ON shop.* TO reader@localhost"]

    @staticmethod
    def connection(server):
        return {"name": "db", "vendor": "mariadb", "ssl_mode": "disable",
                "options": {"host": "localhost", "socket": f"{server.folder}/socket",
                            "database": "shop", "user": "reader"}}


def at(value, pointer):
    parts = pointer.strip("/").split("/")
    for part in parts[:-1]:
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value, parts[-1]


def model_of(base, case):
    model = copy.deepcopy(base["model"])
    for pointer, value in case.get("set", {}).items():
        parent, key = at(model, pointer)
        parent[key] = value
    for pointer in case.get("remove", []):
        parent, key = at(model, pointer)
        del parent[key]
    return model


def validate(folder, connection, case, model):
    documents = [{"connection": connection},
                 {"source": {"name": "src", "connection": "db",
                             "tenancy": case.get("tenancy", "single_tenant")}},
                 {"recipient": {"name": "Acme", "id_in_provider_system": "acme"}},
                 {"model": model}]
    for file in folder.glob("*.json"):
        file.unlink()
    for i, document in enumerate(documents):
        (folder / f"{i}.json").write_text(json.dumps(document), encoding="utf-8")
    done = subprocess.run([WAYBILL, "--json", "validate", model["model_name"], "--path", str(folder)],
                          cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    return json.loads(done.stdout)


def problems_of(case, vendor, result):
    if "findings" not in result:
        return [f"ended with {result}"]
    left = list(result["findings"])
    problems = []
    for wanted in case.get(f"expect_{vendor}", case["expect"]):
        for found in left:
            if (found["code"], found["column"]) == (wanted["code"], wanted["column"]) and \
                    wanted["hint"] in found["hint"] + " " + found["message"]:
                left.remove(found)
                break
        else:
            problems.append(f"not found: {wanted}")
    if not case.get("loose"):
        problems += [f"too much: {found}" for found in left]
    for found in result["findings"]:
        if not found["hint"] or "\n" in found["message"] + found["hint"]:
            problems.append(f"no one-line message and hint: {found}")
    if problems and case.get("loose"):
        problems += [f"found: {found}" for found in left]
    return problems


def opened():
    done = subprocess.run([WAYBILL, "--json", "system", "features"], capture_output=True, text=True,
                          check=True)
    return json.loads(done.stdout)["warehouses"]


def main():
    base = json.loads((CASES / "_base.json").read_text(encoding="utf-8"))
    cases = [(file.name, json.loads(file.read_text(encoding="utf-8")))
             for file in sorted(CASES.glob("[0-9]*.json"))]
    failed = tried = 0
    for place in (PostgresPlace, MariaPlace):
        if place.name not in opened():
            print(f"skipped: this build has no session to {place.name}")
            continue
        try:
            server = place.server()
            server.find_programs()
        except Missing as missing:
            print(f"skipped: {missing}")
            continue
        with server, tempfile.TemporaryDirectory(prefix="waybill-mistakes-") as folder:
            db = server.connect()
            cursor = db.cursor()
            for statement in place.before + base[place.name]:
                cursor.execute(statement)
            for name, case in cases:
                if place.name not in case.get("vendors", [place.name]):
                    continue
                for statement in case.get("setup", {}).get(place.name, []):
                    cursor.execute(statement)
                tried += 1
                result = validate(Path(folder), place.connection(server), case, model_of(base, case))
                if problems := problems_of(case, place.name, result):
                    failed += 1
                    print(f"{place.name} {name}: {case['title']}")
                    print("".join(f"  {line}\n" for line in problems), end="")
            db.close()
    if failed:
        print(f"{failed} of {tried} cases failed")
    return 1 if failed or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
