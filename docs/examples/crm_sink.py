"""Ships contacts to a CRM over HTTP: a destination of your own, with Python's standard library.

    python3 crm_sink.py FOLDER PORT

FOLDER must exist; the source and the catalog are made in it. The CRM listens on 127.0.0.1 at PORT:
tests/capi/crm_server.py is one. It takes contacts as JSON, at most once for each Idempotency-Key.
"""

import json
import sqlite3
import sys
import urllib.error
import urllib.request
from pathlib import Path

import waybill


class CrmSink(waybill.Sink):
    name = "crm"

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}/contacts"

    def describe(self):
        return {
            "objects": [
                {
                    "name": "contact",
                    "modes": ["upsert", "delete", "mirror"],
                    "fields": [
                        {"name": "id", "type": "bigint", "required": True},
                        {"name": "email", "type": "text", "required": True},
                        {"name": "name", "type": "text"},
                    ],
                }
            ],
            "batch_rows": 50,
            "rate_limit": {"requests_per_second": 100},
        }

    def write(self, batch):
        body = json.dumps({"operation": batch.operation, "contacts": batch.to_pylist()}).encode()
        headers = {
            "Authorization": "Bearer example",
            "Content-Type": "application/json",
            "Idempotency-Key": batch.id,
        }
        request = urllib.request.Request(self.url, body, headers)
        try:
            # The timeout is what ends a call whose run was cancelled: urllib cannot look at batch.run.cancelled.
            with urllib.request.urlopen(request, timeout=10) as answer:
                for rejected in json.load(answer)["rejected"]:
                    batch.rejected(rejected["row"], rejected["reason"])
        except urllib.error.HTTPError as error:
            message = f"the CRM answered {error.code}"
            if error.code == 429 or error.code >= 500:
                after = error.headers.get("Retry-After")
                raise waybill.SinkError(message, kind="transient", retry_after=float(after) if after else None)
            raise waybill.SinkError(message, kind="permission" if error.code in (401, 403) else "failed")
        except OSError:
            raise waybill.SinkError("the CRM did not answer", kind="transient")


DOCUMENTS = [
    {"connection": {"name": "here", "vendor": "sqlite", "options": {"path": "source.db"}}},
    {"source": {"name": "app", "connection": "here"}},
    {
        "model": {
            "model_name": "contacts",
            "source_table": "contacts",
            "change_detection": "snapshot",
            "columns": [
                {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": True},
                {"name_in_source": "email", "name_in_destination": "email", "data_type": "text"},
                {"name_in_source": "name", "name_in_destination": "name", "data_type": "text"},
            ],
        }
    },
    {"destination": {"name": "our crm", "sink": "crm"}},
    {
        "sync": {
            "name": "contacts to crm",
            "model": "contacts",
            "destination": "our crm",
            "object": "contact",
            "mode": "mirror",
        }
    },
]


def main(folder, port):
    with sqlite3.connect(folder / "source.db") as db:
        db.execute("CREATE TABLE contacts (id INTEGER PRIMARY KEY, email TEXT, name TEXT)")
        people = [(i, f"person{i}@example.com", f'Person "{i}"') for i in range(1, 181)]
        people[76] = (77, "nobody", people[76][2])
        people[2] = (3, people[2][1], None)
        db.executemany("INSERT INTO contacts VALUES (?, ?, ?)", people)

    with waybill.Context() as context:
        context.register_sink(CrmSink(port))
        with waybill.open(folder / "catalog.db", context=context) as catalog:
            catalog.config.apply(documents=DOCUMENTS)
            sync = catalog.syncs["contacts to crm"]
            print("first run:", sync.run()["report"]["counts"])
            print("refused:", [(item["key"], item["message"]) for item in catalog.rejects.list(state="pending")["items"]])

            # The address is corrected: its dead letter is sent again, and what is gone is deleted.
            with sqlite3.connect(folder / "source.db") as db:
                db.execute("UPDATE contacts SET email = 'person77@example.com' WHERE id = 77")
                db.execute("DELETE FROM contacts WHERE id = 5")
            print("second run:", sync.run()["report"]["counts"])
            print("refused:", [item["key"] for item in catalog.rejects.list(state="pending")["items"]])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
