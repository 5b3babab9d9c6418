"""How does a test play a provider's back office? A real HTTP server on loopback; a subclass says what it answers."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Asked(NamedTuple):
    """One call as the peer saw it."""

    method: str
    path: str
    headers: dict
    body: bytes

    @property
    def document(self):
        return json.loads(self.body or b"{}")


class LoopbackPeer:
    """Keeps every call in `asked`. `answer` gives (status, document) or (status, document, headers), one at a time."""

    token = ""

    def __init__(self):
        self.asked = []
        self._one_at_a_time = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def answer(self, asked):
        raise NotImplementedError

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
