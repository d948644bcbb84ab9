"""A day in the life of a catalog: two sources, three products, twenty recipients on PostgreSQL and MariaDB,
transfers, a destination that fails, a change of the source's schema, a rotated password, a paused sync, a row that is
refused, mended and delivered by its retry, a restored version. Once by the command line alone, once by the C functions
alone: every answer is looked at, and both have to end with the same catalog and the same destinations.

Usage: day_in_the_life.py WAYBILL LIBRARY
"""

import contextlib
import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "servers"))

from servers import MariaDb, Missing, Postgres  # noqa: E402

WAYBILL, LIBRARY = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
passed, failed = 0, 0


def check(what, good, note=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {what}: {json.dumps(note, default=str)[:1500]}")


class Refused(Exception):
    """An operation that ended with an error; what it said."""

    def __init__(self, error):
        super().__init__(error["message"])
        self.code = error["code"]
        self.error = error


class CommandLine:
    """Operations as a person types them: words and options from the table."""

    name = "the command line"

    def __init__(self, folder, environment):
        self.folder, self.environment = folder, environment
        listed = self.waybill("operations", "list")
        self.table = {row["name"]: row for row in listed["items"]}

    def waybill(self, *words):
        done = subprocess.run([WAYBILL, "--json", "--as", "day", *map(str, words)], cwd=self.folder, capture_output=True,
                              text=True, check=False, env={**os.environ, **self.environment, "HOME": str(self.folder)})
        try:
            answer = json.loads(done.stdout)
        except ValueError:
            raise SystemExit(f"{words}: no JSON: {done.stdout[:500]}{done.stderr[:500]}") from None
        if "error" in answer and set(answer) == {"error"}:
            raise Refused(answer["error"])
        if done.returncode == 2:
            raise SystemExit(f"{words}: exit 2 with an answer: {done.stderr[:500]}")
        return answer

    def call(self, operation, **parameters):
        row = self.table[operation]
        words = operation.split(".")
        for name in row["positional"]:
            if name in parameters:
                words += self.written(row, name, parameters.pop(name))
        for name, value in parameters.items():
            for one in self.written(row, name, value):
                option = {"skip_verification": "no-verify", "skip_model_validation": "no-validate"}.get(name, name)
                if row["parameter_types"][name] in ("text_list", "text_map"):
                    option = option.removesuffix("s")
                words.append("--" + option.replace("_", "-"))
                words += [] if row["parameter_types"][name] == "boolean" else [one]
        return self.waybill(*words)

    def written(self, row, name, value):
        kind = row["parameter_types"][name]
        if kind == "document":
            path = self.folder / "document.json"
            path.write_text(json.dumps(value), encoding="utf-8")
            return [path.name]
        if kind == "text_map":
            return [f"{key}={text}" for key, text in value.items()]
        return value if kind == "text_list" else [value]

    def close(self):
        """Nothing of it stays open between two commands."""


class Buf(ctypes.Structure):
    _fields_ = [("ptr", ctypes.c_void_p), ("size", ctypes.c_size_t), ("reserved", ctypes.c_void_p)]


class CatalogOptions(ctypes.Structure):
    _fields_ = [("struct_size", ctypes.c_uint32), ("actor", ctypes.c_char_p),
                          ("roles", ctypes.POINTER(ctypes.c_char_p)), ("role_count", ctypes.c_size_t)]


class CFunctions:
    """Operations as a host in C calls them: what is short by waybill_call, what takes time by waybill_start."""

    name = "the C functions"

    def __init__(self, folder, environment):
        os.environ.update(environment)
        c = self.c = ctypes.CDLL(LIBRARY)
        for function, arguments in (
                ("context_new", (ctypes.c_void_p,) * 2), ("context_free", (ctypes.c_void_p,)),
                ("catalog_open", (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_void_p)),
                ("catalog_free", (ctypes.c_void_p,)),
                ("call", (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_size_t,
                          ctypes.c_void_p, ctypes.c_void_p)),
                ("start", (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p,
                           ctypes.c_size_t, *(ctypes.c_void_p,) * 4)),
                ("operation_wait", (ctypes.c_void_p,) * 3), ("operation_free", (ctypes.c_void_p,)),
                ("buf_dispose", (ctypes.c_void_p,)), ("error_free", (ctypes.c_void_p,)), ("error_json", (ctypes.c_void_p,))):
            getattr(c, f"waybill_{function}").argtypes = arguments
            getattr(c, f"waybill_{function}").restype = ctypes.c_int32
        for function in ("context_free", "catalog_free", "operation_free", "buf_dispose", "error_free"):
            getattr(c, f"waybill_{function}").restype = None
        c.waybill_error_json.restype = ctypes.c_char_p
        self.context, self.catalog = ctypes.c_void_p(), ctypes.c_void_p()
        self.ask(c.waybill_context_new, ctypes.byref(self.context))
        options = CatalogOptions(struct_size=ctypes.sizeof(CatalogOptions), actor=b"day")
        self.ask(c.waybill_catalog_open, ctypes.byref(self.catalog), self.context, os.fsencode(folder / "waybill.db"),
                 ctypes.byref(options))
        self.table = {row["name"]: row for row in self.call("operations.list")["items"]}

    def ask(self, function, *arguments):
        error = ctypes.c_void_p()
        if function(*arguments, ctypes.byref(error)) != 0:
            said = json.loads(self.c.waybill_error_json(error))
            self.c.waybill_error_free(error)
            raise Refused(said)

    def call(self, operation, **parameters):
        text = json.dumps(parameters).encode()
        buf = Buf()
        if operation != "operations.list" and self.table[operation]["lasting"]:
            running = ctypes.c_void_p()
            self.ask(self.c.waybill_start, ctypes.byref(running), self.context, self.catalog, operation.encode(), text,
                     len(text), None, None, None)
            try:
                self.ask(self.c.waybill_operation_wait, running, ctypes.byref(buf))
            finally:
                self.c.waybill_operation_free(running)
        else:
            self.ask(self.c.waybill_call, self.context, self.catalog, operation.encode(), text, len(text),
                     ctypes.byref(buf))
        answer = json.loads(ctypes.string_at(buf.ptr, buf.size))
        self.c.waybill_buf_dispose(ctypes.byref(buf))
        return answer

    def close(self):
        self.c.waybill_catalog_free(self.catalog)
        self.c.waybill_context_free(self.context)


def column(name, kind, **more):
    return {"name_in_source": name, "name_in_destination": name, "data_type": kind, **more}


KEY = column("id", "bigint", is_primary_key=True)
CHANGED = column("changed_at", "timestamp", is_last_modified=True)
ACCOUNTS = {"model_name": "accounts", "source_name": "crm", "source_table": "accounts", "organization_column": "org",
            "columns": [KEY, column("name", "text"), column("balance", "decimal(12,2)"), CHANGED]}
TICKETS = {"model_name": "tickets", "source_name": "crm", "organization_column": "org",
           "source_query": "SELECT id, subject, org, changed_at FROM tickets WHERE org = '{{.IdInProviderSystem}}'",
           "columns": [KEY, column("subject", "text"), CHANGED]}
ORDERS = {"model_name": "orders", "source_name": "shop", "source_table": "orders", "organization_column": "org",
          "columns": [KEY, column("total", "decimal(6,2)"), column("note", "text"),
                      column("changed_at", "datetime", is_last_modified=True)]}
RECIPIENTS = [f"r{number:02d}" for number in range(1, 21)]
ROWS = 3  # of each table and tenant


class Day:
    """What happens, and what the servers are told meanwhile. Odd recipients are on PostgreSQL, even ones on MariaDB."""

    def __init__(self, surface, postgres, mariadb):
        self.call = surface.call
        self.surface = surface
        self.postgres, self.mariadb = postgres, mariadb
        self.crm = postgres.connect("crm").cursor()
        self.lake = postgres.connect("lake").cursor()
        self.shop = mariadb.connect().cursor()
        self.minute = 0

    def note(self, what, good, note=""):
        check(f"{self.surface.name}: {what}", good, note)

    def refused(self, what, code, operation, **parameters):
        try:
            answer = self.call(operation, **parameters)
        except Refused as refused:
            self.note(what, refused.code == code and refused.error["hint"], refused.error)
        else:
            self.note(what, False, answer)

    def moment(self):
        self.minute += 1
        return f"2026-03-01 {self.minute // 60:02d}:{self.minute % 60:02d}:00"

    def servers(self):
        moment = self.moment()
        self.crm.execute("""
            CREATE TABLE accounts (id bigint PRIMARY KEY, org text, name text, balance numeric(12,2), changed_at timestamptz NOT NULL);
            CREATE INDEX ON accounts (changed_at);
            CREATE TABLE tickets (id bigint PRIMARY KEY, org text, subject text, changed_at timestamptz NOT NULL);
            CREATE INDEX ON tickets (changed_at); GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
            GRANT USAGE ON SCHEMA public TO reader""")
        self.shop.execute("CREATE DATABASE shop")
        self.shop.execute("CREATE TABLE shop.orders (id bigint PRIMARY KEY, org varchar(20) COLLATE utf8mb4_bin, total decimal(20,2), "
                          "note text, changed_at datetime(6) NOT NULL, KEY (changed_at)) CHARACTER SET utf8mb4")
        for user, grant in (("teller", "SELECT ON shop.*"), ("loader", "ALL ON *.*"), ("guest", "ALL ON r20.*")):
            self.shop.execute(f"CREATE USER {user} IDENTIFIED BY 'first'")
            self.shop.execute(f"GRANT {grant} TO {user}")
        self.shop.execute("CREATE DATABASE r20")
        for number, name in enumerate(RECIPIENTS):
            for row in range(ROWS):
                key = number * 100 + row
                self.crm.execute("INSERT INTO accounts VALUES (%s, %s, %s, %s, %s)",
                                 (key, name, f"Ärzte {name} '{row}'", f"{key}.25", moment + "+00"))
                self.crm.execute("INSERT INTO tickets VALUES (%s, %s, %s, %s)", (key, name, f"ticket {row} 😀", moment + "+00"))
                self.shop.execute("INSERT INTO shop.orders VALUES (%s, %s, %s, %s, %s)",
                                  (key, name, f"{row}.50", None if row == 1 else f"for {name}", moment))
        self.crm.execute("ANALYZE accounts; ANALYZE tickets")

    def documents(self):
        socket = {"socket": f"{self.mariadb.folder}/socket"}
        yield "connection", {"name": "crm", "vendor": "postgres", "secrets": {"password": "env:DAY_FIRST"},
                             "options": {"host": str(self.postgres.folder), "database": "crm", "user": "reader"}}
        yield "connection", {"name": "lake", "vendor": "postgres", "secrets": {"password": "env:DAY_FIRST"},
                             "options": {"host": str(self.postgres.folder), "database": "lake", "user": "writer"}}
        for name, user, database in (("shop", "teller", "shop"), ("warehouse", "loader", "shop"), ("guest", "guest", "r20")):
            yield "connection", {"name": name, "vendor": "mariadb", "secrets": {"password": "env:DAY_FIRST"},
                                 "options": {**socket, "database": database, "user": user}}
        for name in ("crm", "shop"):
            yield "source", {"name": name, "connection": name, "tenancy": "multi_tenant_tables"}
        for model in (ACCOUNTS, TICKETS, ORDERS):
            yield "model", model
        for name, models in (("service", ["accounts", "tickets"]), ("sales", ["orders"]), ("all", ["accounts", "tickets", "orders"])):
            yield "product", {"product_name": name, "models": models}
        for number, name in enumerate(RECIPIENTS):
            yield "recipient", {"name": name, "id_in_provider_system": name, "products": [("service", "sales", "all")[number % 3]]}
            connection = "guest" if name == "r20" else "lake" if number % 2 == 0 else "warehouse"
            yield "destination", {"name": name, "connection": connection, "recipient": name, "schema": name}
        yield "sync", {"name": "r03 accounts", "model": "accounts", "destination": "r03", "mode": "upsert"}

    def transfer(self, name, status="success", **parameters):
        answer = self.call("destination.transfer", destination=name, **parameters)
        self.note(f"transfer of {name}: {status}", answer["status"] == status, answer)
        return {run["model"]: run for run in answer["runs"]}

    def models_of(self, name):
        return (("accounts", "tickets"), ("orders",), ("accounts", "orders", "tickets"))[RECIPIENTS.index(name) % 3]

    def counted(self, what, run, **counts):
        report = run.get("report") or {"counts": {}}
        self.note(what, counts.items() <= report["counts"].items(), run)

    def begins(self):
        for kind, document in self.documents():
            made = self.call(f"{kind}.create", document={kind: document}, note="first")
            self.note(f"{kind} {made['name']} is made", made["changed"] and made["version"] == 1, made)
        self.refused("a name that is there", "WB9310", "source.create", document={"source": {"name": "crm", "connection": "crm"}})
        self.refused("a model that is used", "WB9309", "model.delete", name="orders")
        plan = self.call("sync.plan", sync="r01/accounts")
        self.note("a plan is shown, and changes nothing", plan["sync"] == "r01/accounts" and not self.tables("r01"), plan)
        for name in RECIPIENTS:
            runs = self.transfer(name)
            self.note(f"{name} gets the models of its product", sorted(runs) == sorted(self.models_of(name)), runs)
            for model, run in runs.items():
                self.counted(f"{name}: {model} is new", run, inserted=ROWS, read=ROWS)
        again = self.transfer("r03")
        for model, run in again.items():
            self.counted(f"r03: nothing of {model} is new", run, inserted=0, updated=0)

    def tables(self, schema):
        if RECIPIENTS.index(schema) % 2 == 0:
            self.lake.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s ORDER BY 1", (schema,))
            return [row[0] for row in self.lake.fetchall() if not row[0].startswith("_waybill")]
        self.shop.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s ORDER BY 1", (schema,))
        return [row[0] for row in self.shop.fetchall() if not row[0].startswith("_waybill")]

    def rows(self, schema, table):
        cursor, mark = (self.lake, '"') if RECIPIENTS.index(schema) % 2 == 0 else (self.shop, "`")
        cursor.execute(f"SELECT * FROM {mark}{schema}{mark}.{mark}{table}{mark} ORDER BY id")
        return [dict(zip([item[0] for item in cursor.description], map(str, row), strict=True)) for row in cursor.fetchall()]

    def a_destination_fails(self):
        moment = self.moment()
        self.shop.execute("REVOKE ALL ON r20.* FROM guest")
        self.crm.execute("UPDATE accounts SET balance = 7, changed_at = %s WHERE id %% 100 = 0", (moment + "+00",))
        self.shop.execute("UPDATE shop.orders SET note = 'again', changed_at = %s WHERE id %% 100 = 2", (moment,))
        for name in RECIPIENTS:
            runs = self.transfer(name, "error" if name == "r20" else "success")
            for model, run in runs.items():
                if name == "r20":
                    self.note(f"r20: {model} says what failed", run["error"]["hint"] and run["status"] == "error", run)
                elif model != "tickets":
                    self.counted(f"{name}: {model} has changed", run, updated=1, inserted=0)
        listed = self.call("run.list", destination="r20", status="error")["items"]
        self.note("the failed runs are listed", len(listed) == len(self.models_of("r20")), listed)
        self.shop.execute("GRANT ALL ON r20.* TO guest")
        for model, run in self.transfer("r20").items():
            if model != "tickets":
                self.counted(f"r20: {model} catches up", run, updated=1)

    def a_password_is_rotated(self):
        self.crm.execute("ALTER ROLE reader PASSWORD 'second'")
        for run in self.transfer("r01", "error").values():
            self.note("a wrong password is told", "password" in run["error"]["message"] + run["error"]["hint"], run)
        self.refused("a rotation that does not work changes nothing", "WB9101", "connection.rotate", name="crm",
                     secrets={"password": "env:DAY_FIRST"})
        rotated = self.call("connection.rotate", name="crm", secrets={"password": "env:DAY_SECOND"}, note="rotated")
        self.note("the password is rotated", rotated["version"] == 2 and rotated["changed"], rotated)
        self.transfer("r01")

    def a_schema_changes(self):
        moment = self.moment()
        self.crm.execute("ALTER TABLE accounts ADD phone text")
        self.crm.execute("UPDATE accounts SET phone = '+49 ' || id, changed_at = %s WHERE id %% 100 = 1", (moment + "+00",))
        wider = {**ACCOUNTS, "columns": [*ACCOUNTS["columns"], column("phone", "text")]}
        changed = self.call("model.update", document={"model": wider}, note="phone")
        self.note("the model has the new column", changed["version"] == 2, changed)
        for name in RECIPIENTS:
            if "accounts" in self.models_of(name):
                run = self.transfer(name, models=["accounts"])["accounts"]
                self.counted(f"{name}: the changed row", run, updated=1)
                phones = [row["phone"] for row in self.rows(name, "accounts")]
                self.note(f"{name}: the column is there", phones[1].startswith("+49 ") and phones[0] == "None", phones)

    def a_sync_is_paused(self):
        moment = self.moment()
        self.call("sync.pause", sync="r03 accounts", note="quiet please")
        self.crm.execute("UPDATE accounts SET name = 'renamed', changed_at = %s WHERE id = 200", (moment + "+00",))
        runs = self.transfer("r03")
        self.note("a transfer goes past a paused sync", runs["accounts"]["status"] == "paused", runs)
        self.note("and leaves its rows", self.rows("r03", "accounts")[0]["name"] != "renamed")
        self.call("sync.resume", sync="r03 accounts")
        self.counted("a sync that was resumed catches up", self.transfer("r03")["accounts"], updated=1)
        self.note("its row is there", self.rows("r03", "accounts")[0]["name"] == "renamed")

    def a_row_is_refused(self):
        moment = self.moment()
        self.shop.execute("INSERT INTO shop.orders VALUES (299, 'r03', 123456.78, 'too much', %s)", (moment,))
        run = self.transfer("r03", "partial_failure", models=["orders"])["orders"]
        self.counted("the row is refused", run, rejected=1)
        letters = self.call("reject.list", sync="r03/orders")["items"]
        self.note("it is a dead letter", len(letters) == 1 and letters[0]["key"] == {"id": "299"}, letters)
        self.note("and is not there", len(self.rows("r03", "orders")) == ROWS)
        self.shop.execute("UPDATE shop.orders SET total = 12.34 WHERE id = 299")
        retried = self.call("reject.retry", sync="r03/orders")
        self.note("its retry delivers the mended row", [row["total"] for row in self.rows("r03", "orders")][-1] == "12.34", retried)
        letters = self.call("reject.list", sync="r03/orders", state="pending")["items"]
        self.note("no dead letter waits", not letters, letters)

    def a_version_is_restored(self):
        self.call("model.update", document={"model": {**TICKETS, "columns": [KEY, CHANGED]}}, note="a mistake")
        diff = self.call("version.diff", kind="model", name="tickets", **{"from": 1, "to": 2})
        self.note("the difference is shown", diff["diff"], diff)
        back = self.call("version.restore", kind="model", name="tickets", version=1, note="as it was")
        self.note("the first version is a third one", back["version"] == 3 and len(back["document"]["model"]["columns"]) == 3, back)
        for name in ("r01", "r06"):
            self.transfer(name, models=["tickets"])

    def compares(self):
        for name in RECIPIENTS:
            for model in self.models_of(name):
                sync = "r03 accounts" if (name, model) == ("r03", "accounts") else f"{name}/{model}"
                compared = self.call("sync.compare", sync=sync)
                alike = compared["delivered"] and not compared["only_in_destination"]["rows"]
                self.note(f"{sync}: the destination is as the source", alike and compared["equal"] >= ROWS, compared)

    def listed(self, operation, **which):
        items, page = [], {}
        while True:
            answer = self.call(operation, **which, **page)
            items += answer["items"]
            if not answer.get("next"):
                return items
            page = {"cursor": answer["next"]}

    def everything(self):
        """What the day left, without what no two days share."""
        kept = {"objects": [], "versions": []}
        for kind in ("connection", "source", "model", "product", "recipient", "destination", "sync"):
            for item in self.listed(f"{kind}.list"):
                shown = self.call(f"{kind}.get", name=item["name"])
                kept["objects"].append(shown.get("document", [shown["name"], item.get("implicit")]))
                if "document" not in shown:  # the implicit sync of a model and a destination
                    continue
                for version in self.listed("version.list", kind=kind, name=item["name"]):
                    kept["versions"].append([kind, item["name"], *(version.get(key) for key in (
                        "version", "actor", "note", "action"))])
        kept["runs"] = []
        for item in self.listed("run.list"):
            report = self.call("run.get", run=item["run_id"])["report"]
            kept["runs"].append([*(item[key] for key in ("sync", "status", "trigger", "actor")),
                                 report.get("counts"), (report.get("error") or {}).get("code")])
        kept["runs"].sort(key=json.dumps)  # those of one transfer go side by side
        kept["rows"] = {f"{name}.{table}": self.rows(name, table) for name in RECIPIENTS for table in self.tables(name)}
        text = json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False)
        for server in (self.postgres, self.mariadb):
            text = text.replace(str(server.folder), "<folder>")
        return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>", text)

    def goes_by(self):
        self.servers()
        self.begins()
        self.a_destination_fails()
        self.a_password_is_rotated()
        self.a_schema_changes()
        self.a_sync_is_paused()
        self.a_row_is_refused()
        self.a_version_is_restored()
        self.compares()
        checked = self.call("catalog.check")
        self.note("the catalog is whole", checked["ok"], checked)
        return self.everything()


def a_day_by(make, work):
    with Postgres(rules=["local all reader scram-sha-256", "local all writer scram-sha-256"]) as postgres, MariaDb() as mariadb:
        cursor = postgres.connect().cursor()
        for statement in ("CREATE DATABASE crm", "CREATE DATABASE lake", "CREATE ROLE reader LOGIN PASSWORD 'first'",
                          "CREATE ROLE writer LOGIN PASSWORD 'first'", "GRANT CREATE ON DATABASE lake TO writer"):
            cursor.execute(statement)
        work.mkdir()
        with contextlib.closing(make(work, {"DAY_FIRST": "first", "DAY_SECOND": "second"})) as surface:
            return Day(surface, postgres, mariadb).goes_by()


def main(folder):
    days = {make.name: a_day_by(make, Path(folder) / f"day{number}") for number, make in enumerate((CommandLine, CFunctions))}
    one, other = days.values()
    differing = [pair for pair in zip(one.splitlines(), other.splitlines(), strict=False) if pair[0] != pair[1]]
    check("both days end alike", one == other, differing[:20])
    check("and were long ones", len(json.loads(one)["runs"]) > 100, len(one))
    print(f"{passed} passed, {failed} failed, 0 skipped")
    raise SystemExit(1 if failed else 0)


work_folder = tempfile.mkdtemp(prefix="waybill-day-")
try:
    main(work_folder)
except Missing as missing:
    print(f"skipped: {missing}")
    raise SystemExit(77) from None
finally:
    shutil.rmtree(work_folder, ignore_errors=True)
