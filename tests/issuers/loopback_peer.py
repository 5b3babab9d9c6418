"""How does a test play a provider's back office? A real HTTP server on loopback; a subclass says what it answers."""

import json
import threading
from abc import ABC, abstractmethod
from http.server import BaseHTTPRequestHandler
from typing import NamedTuple

from tests.fakes.loopback import Loopback


class Asked(NamedTuple):
    """One call as the peer saw it."""

    method: str
    path: str
    headers: dict
    body: bytes

    @property
    def document(self):
        return json.loads(self.body or b"{}")


class LoopbackPeer(Loopback, ABC):
    """Keeps every call in `asked`. `answer` gives (status, document) or (status, document, headers), one at a time."""

    token = ""

    def __init__(self):
        self.asked = []
        self._one_at_a_time = threading.Lock()
        self.serve(_handler_of(self))

    @abstractmethod
    def answer(self, asked): ...

    def knows(self, asked):
        return asked.headers.get("authorization") == f"Bearer {self.token}"

    def take(self, asked):
        with self._one_at_a_time:
            self.asked.append(asked)
            return self.answer(asked)


def _handler_of(peer):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def _take(self):
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, document, *more = peer.take(Asked(self.command, self.path, headers, body))
            data = b"" if document is None else json.dumps(document).encode()
            self.send_response(status)
            for name, value in (more[0] if more else {"Content-Type": "application/json"}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        setattr(Handler, f"do_{method}", Handler._take)
    return Handler
