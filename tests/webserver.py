"""A real web server of this machine for tests, which answers each path as a test says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Handler(BaseHTTPRequestHandler):
    """Answers as the test says that owns the server."""

    answers: dict[str, Answer]
    seen: list[dict[str, str]]

    def do_GET(self) -> None:
        self.seen.append({name.lower(): value for name, value in self.headers.items()})
        with suppress(OSError):  # The other side has gone, as it should.
            self.answers[self.path](self)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as it is inherited
        """Say nothing."""

    def head(self, kind: str = "text/html", **more: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()


Answer = Callable[[Handler], None]


class Site:
    """``answers`` by path; ``seen`` holds the heads of the requests; ``address`` is its root."""

    def __init__(self, address: str, kind: type[Handler]) -> None:
        self.address = address
        self.answers = kind.answers
        self.seen = kind.seen


def body(data: bytes, kind: str = "text/html", **more: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.head(kind, **more)
        handler.wfile.write(data)

    return answer


@contextmanager
def serving() -> Generator[Site]:
    kind = type("OneHandler", (Handler,), {"answers": {}, "seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", kind)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
