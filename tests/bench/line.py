"""A line of a limited rate between clients and a server on a unix socket, as a long way is to one connection."""

import socket
import sys
import threading
import time
from pathlib import Path

PIECE = 32 * 1024


def pump(source, target, rate):
    """Bytes from one to the other, `rate` a second, until there are no more."""
    due = time.monotonic()
    try:
        while piece := source.recv(PIECE):
            target.sendall(piece)
            due = max(due, time.monotonic() - 0.05) + len(piece) / rate
            time.sleep(max(0.0, due - time.monotonic()))
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # one end is gone: so is the connection


def serve(connection, server, rate):
    with connection, socket.socket(socket.AF_UNIX) as behind:
        behind.connect(server)
        there = threading.Thread(target=pump, args=(connection, behind, rate))
        there.start()
        pump(behind, connection, rate)
        there.join()


class Line:
    """Each connection at `socket` goes on to the server's, so many bytes a second each way."""

    def __init__(self, path, server, rate):
        Path(path).unlink(missing_ok=True)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        self.listener.listen()
        threading.Thread(target=self.accept, args=(str(server), rate), daemon=True).start()

    def accept(self, server, rate):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=serve, args=(connection, server, rate), daemon=True).start()


if __name__ == "__main__":
    Line(sys.argv[1], sys.argv[2], float(sys.argv[3]))
    print("ready", flush=True)
    sys.stdin.read()
