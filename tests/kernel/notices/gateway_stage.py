"""A text-message gateway on the loopback that keeps to the contract, counts its messages, and can strike."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["TOKEN", "Gateway", "gateway"]

TOKEN = "the-token-of-the-test"


class Gateway:
    """`accepted` holds the key of each message taken, as often as it was asked for; `out` each message that
    went out, which by the contract is one a key. `strike` is called before and after a message is taken and
    may kill whoever asked; `answers` are given instead of taking the message."""

    def __init__(self) -> None:
        self.accepted: list[str] = []
        self.out: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, Any]] = []
        self.answers: list[tuple[int, bytes, dict[str, str]]] = []
        self.strike: Callable[[str, int], bool] = lambda when, taken: False
        self.lock = threading.Lock()
        self.address = ""

    def take(self, told: dict[str, str]) -> bool:
        """Take one message; False when whoever asked is dead and hears nothing."""
        with self.lock:
            if self.strike("before", len(self.accepted)):
                return False
            self.accepted.append(told["key"])
            self.out.setdefault(told["key"], told)
            return not self.strike("after", len(self.accepted))


def _handler(stage: Gateway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 5

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            stage.asked.append({"path": self.path, "headers": dict(self.headers), "body": body})
            if stage.answers:
                return self._answer(*stage.answers.pop(0))
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                return self._answer(401, b"{}", {})
            told = json.loads(body)
            if stage.take(told):
                self._answer(202, json.dumps({"id": f"gw-{told['key'][:8]}"}).encode(), {})
            else:
                self.close_connection = True
            return None

        def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            pass

    return Handler


@contextmanager
def gateway() -> Iterator[Gateway]:
    """Serve until the block is left."""
    stage = Gateway()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stage))
    stage.address = f"http://127.0.0.1:{server.server_port}/v1/messages?site=1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield stage
    server.shutdown()
    server.server_close()
    thread.join()
