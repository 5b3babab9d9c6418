"""What does an OpenAI-compatible server on this machine do at its worst?"""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.fakes.lying_model import MODES


class LyingServer:
    """Answers as its `mode` says; `asked` counts the calls that came."""

    def __init__(self):
        self.mode = "garbage"
        self.asked = []
        self.refuses_schemas = False
        self.closing = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                outer.answer(self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request):
        asked = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        self.asked.append(asked)
        if self.mode == "hangs":
            self.closing.wait(20)
            return
        if self.mode == "breaks" or (self.refuses_schemas and "response_format" in asked):
            request.send_response(400 if self.refuses_schemas else 500)
            request.end_headers()
            request.wfile.write(b"no")
            return
        request.send_response(200)
        request.send_header("Content-Type", "text/event-stream")
        request.end_headers()
        system, material = (message["content"] for message in asked["messages"])
        if self.mode == "never_ends":
            self._for_ever(request)
            return
        for piece in _pieces(MODES[self.mode](system, material)):
            _send(request, piece)
        _send(request, "", "stop")
        request.wfile.write(b"data: [DONE]\n\n")

    def _for_ever(self, request):
        try:
            while not self.closing.is_set():
                _send(request, "and on ")
                time.sleep(0.001)
        except OSError:
            return


def _pieces(text):
    return [text[i : i + 40] for i in range(0, len(text), 40)]


def _send(request, words, finish=None):
    chunk = {
        "id": "1", "object": "chat.completion.chunk", "created": 0, "model": "liar",
        "choices": [{"index": 0, "delta": {"role": "assistant", "content": words}, "finish_reason": finish}],
    }  # fmt: skip
    request.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())


@contextmanager
def a_lying_server():
    server = LyingServer()
    try:
        yield server
    finally:
        server.close()
