"""How does an issuer's back office behave on a bad day? A real HTTP server on loopback that fails as it is told."""

import json
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler

from tests.fakes.loopback import Loopback

OFFER = "openid-credential-offer://?credential_offer=%7B%22credential_issuer%22%3A%22https%3A%2F%2Fissuer.example%22%7D"


class ScriptedBackOffice(Loopback):
    """Plays `script` (one mode per call of POST /offers; the last mode stays) and counts what really came about.

    With `honours_keys` the same Idempotency-Key is one effect; without, every call that acts is one. `first_of` may say
    for a recipient what its first call meets, instead of the script.
    """

    def __init__(self, *script, honours_keys=True, port=0):
        self.script = list(script) or ["good"]
        self.first_of = {}
        self.calls = []
        self.honours_keys = honours_keys
        self.effects = []
        self.keys = []
        self.bodies = []
        self.withdrawn = []
        self.state = "offered"
        self._lock = threading.Lock()
        self.serve(_handler_of(self), port)

    def next_mode(self, body):
        with self._lock:
            recipient = str(body.get("recipient", ""))
            self.calls.append(recipient)
            if recipient in self.first_of:
                return self.first_of.pop(recipient)
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def act(self, key, body):
        with self._lock:
            key = key or str(body.get("recipient", ""))
            self.keys.append(key)
            self.bodies.append(body)
            if not (self.honours_keys and key in self.effects):
                self.effects.append(key)
            number = self.effects.index(key) + 1 if self.honours_keys else len(self.effects)
        return {"id": f"o-{number}", "credential_offer": OFFER, "tx_code": "4711", "expires_at": None}


def _handler_of(office):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def do_POST(self):
            length = int(self.headers.get("content-length", 0))
            body = json.loads(self.rfile.read(length) or b"{}")
            MODES[office.next_mode(body)](self, lambda: office.act(self.headers.get("Idempotency-Key", ""), body))

        def do_GET(self):
            if self.path.startswith("/offers?reference="):
                found = bool(office.effects)
                self.say(200 if found else 404, {"id": "o-1", "credential_offer": OFFER, "tx_code": "4711"})
            else:
                self.say(200, {"status": office.state})

        def do_DELETE(self):
            office.withdrawn.append(self.path)
            self.say(204, None)

        def say(self, status, document, **headers):
            data = b"" if document is None else json.dumps(document).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def reset(self):
            """Close with RST, as a crashed process does."""
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True

    return Handler


def _acts_then_resets(handler, act):
    act()
    handler.reset()


def _acts_then_hangs(handler, act):
    act()
    time.sleep(1.5)
    handler.reset()


def _acts_then_stops_half_way(handler, act):
    data = json.dumps(act()).encode()
    handler.send_response(201)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data[:20])
    handler.wfile.flush()
    handler.reset()


def _acts_then_500(handler, act):
    act()
    handler.say(500, {"error": "later"})


def _says_gibberish(handler, act):
    act()
    data = b"<html>OK</html>"
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def _says_too_much(handler, act):
    handler.say(201, {**act(), "padding": "x" * 300_000})


def _drips(handler, act):
    act()
    handler.send_response(201)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(30):
        try:
            handler.wfile.write(b" ")
        except OSError:  # the caller hung up, as it should
            handler.close_connection = True
            return
        time.sleep(0.1)


def _lies(handler, act):
    act()
    handler.say(201, {"id": "o-1", "credential_offer": "javascript:alert(1)"})


MODES = {
    "good": lambda handler, act: handler.say(201, act()),
    "503": lambda handler, _: handler.say(503, {}, Retry_After="0"),
    "429": lambda handler, _: handler.say(429, {}, Retry_After="1"),
    "401": lambda handler, _: handler.say(401, {}),
    "403": lambda handler, _: handler.say(403, {}),
    "422": lambda handler, _: handler.say(422, {}),
    "redirect": lambda handler, _: handler.say(307, {}, Location="http://127.0.0.1:9/"),
    "500 before": lambda handler, _: handler.say(500, {"error": "at once"}),
    "reset before": lambda handler, _: handler.reset(),
    "reset": _acts_then_resets,
    "hang": _acts_then_hangs,
    "half": _acts_then_stops_half_way,
    "500": _acts_then_500,
    "gibberish": _says_gibberish,
    "too long": _says_too_much,
    "drip": _drips,
    "lie": _lies,
}
