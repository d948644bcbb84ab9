#!/usr/bin/env python3
"""A small CRM over HTTP on loopback, for the examples of sinks. It wants an address in each contact,
takes what comes under one Idempotency-Key once, and has bad moments: 429 with Retry-After, 503
before it took a batch, and 503 after it did.

usage: crm_server.py     prints its port, and serves until it is ended
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Crm:
    # What requests are answered with before others are served, once each.
    BAD_MOMENTS = ("429", "503", "503 after it was taken")

    def __init__(self) -> None:
        self.contacts: dict[int, dict] = {}
        self.answered: dict[str, list] = {}  # by Idempotency-Key
        self.taken: dict[str, int] = {}  # how often each batch was applied
        self.repeats = 0
        self.moments = list(self.BAD_MOMENTS)
        self.requests = 0
        self.lock = threading.Lock()

    def answer(self, key: str, body: dict) -> tuple[int, list]:
        with self.lock:
            self.requests += 1
            moment = self.moments.pop(0) if self.moments and self.requests > 1 else ""
            if moment in ("429", "503"):
                return int(moment), []
            if key in self.answered:
                self.repeats += 1
            else:
                self.answered[key] = self.apply(body)
                self.taken[key] = self.taken.get(key, 0) + 1
            return (503 if moment else 200), self.answered[key]

    def apply(self, body: dict) -> list:
        rejected = []
        for row, contact in enumerate(body["contacts"]):
            if body["operation"] == "delete":
                self.contacts.pop(contact["id"], None)
            elif "@" not in (contact["email"] or ""):
                rejected.append({"row": row, "reason": "the address has no @"})
            else:
                self.contacts[contact["id"]] = contact
        return rejected


def serve(crm: Crm) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.headers["Authorization"] != "Bearer example":
                status, rejected = 401, []
            else:
                status, rejected = crm.answer(self.headers["Idempotency-Key"], body)
            if self.headers["Accept"] == "text/plain":
                text = "".join(f"{one['row']} {one['reason']}\n" for one in rejected)
            else:
                text = json.dumps({"rejected": rejected})
            content = text.encode()
            self.send_response(status)
            if status == 429:
                self.send_header("Retry-After", "1")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    running = serve(Crm())
    print(running.server_port, flush=True)
    threading.Event().wait()
