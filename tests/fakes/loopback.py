"""How does a test serve HTTP on a free port of the loopback, and end it?"""

import threading
from http.server import ThreadingHTTPServer


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # of calls that come at once
    daemon_threads = True


class Loopback:
    """Serves what a handler answers from the moment it is made until `close`."""

    def serve(self, handler, port=0):
        self._server = _Server(("127.0.0.1", port), handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self):
        self._server.shutdown()
        self._server.server_close()
