"""Is nothing inside ever asked, whatever an address says?"""

import json
import socket
import ssl
import struct
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import trustme

from knowledge.errors import AddressRefused, FetchFailed
from knowledge.fetching import Fetcher, is_public, origins

INSIDE = "10.1.2.3"
OUTSIDE = "93.184.216.34"


class Page(BaseHTTPRequestHandler):
    """Answers as the server's table says; remembers what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.pages.get(self.path, (404, {}, b""))
        if self.headers.get("If-None-Match") == "e-1":
            status, body = 304, b""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def serving(pages, tls=None):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    server.pages, server.asked = pages, []
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    worker = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    worker.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        worker.join()


def origin(server, scheme="http"):
    return f"{scheme}://127.0.0.1:{server.server_address[1]}"


class Doors:
    """Remembers to which addresses a connection was asked for; opens none, or the one that is given."""

    def __init__(self, opens=None):
        self.asked = []
        self._opens = opens

    def __call__(self, address, port, seconds):
        self.asked.append((address, port))
        if self._opens is None:
            raise ConnectionRefusedError
        return socket.create_connection(self._opens, timeout=seconds)


def leading_to(*addresses):
    return lambda _host, _port: list(addresses)


def as_the_system_would(host, _port):
    """Stand in for the resolver: every name leads inside, odd spellings of numbers lead where the system takes them."""
    try:
        return [socket.inet_ntoa(socket.inet_aton(host))]
    except OSError:
        return [INSIDE]


def attempt(fetcher, address):
    try:
        fetcher.fetch(address)
    except (AddressRefused, FetchFailed) as error:
        return type(error).__name__ if error.hint else "no hint"
    return "fetched"


@pytest.mark.parametrize(
    "address",
    [
        "http://feeds.example.org/x", "ftp://feeds.example.org/x", "file:///etc/passwd", "https://user@feeds.example.org/",
        "https://u:p@feeds.example.org/", "https://feeds.example.org:8443/", "https://localhost/", "https://127.0.0.1/",
        "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::a00:1]/", "https://169.254.169.254/latest",
        "https://10.0.0.1/", "https://100.64.0.1/", "https://0.0.0.0/", "https://224.0.0.1/", "https://feeds.example.org:0/",
        "https:///x", "//x", "", "https://feeds.example.org/a b", "https://exämple.org/", "https://a.example\\@10.0.0.1/",
        "https://feeds.example.org:99999/", "gopher://x", "https://[::1", "https://a.example/\r\nHost: x",
    ],
)  # fmt: skip
def test_an_address_that_is_no_public_https_one_is_refused_without_asking_anybody(address):
    doors = Doors()
    asked = []
    fetcher = Fetcher(resolve=lambda host, port: asked.append(host) or [OUTSIDE], connect=doors)
    assert attempt(fetcher, address) == "AddressRefused"
    assert (asked, doors.asked) == ([], [])


@pytest.mark.parametrize(
    "found", [(INSIDE,), (OUTSIDE, INSIDE), ("::1",), ("fe80::1%eth0",), ("fd00::1",), ("2002:a00:1::",)]
)
def test_a_name_that_leads_inside_is_refused_also_where_only_one_of_its_addresses_does(found):
    doors = Doors()
    assert attempt(Fetcher(resolve=leading_to(*found), connect=doors), "https://feeds.example.org/") == "AddressRefused"
    assert doors.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (OUTSIDE, True), ("2606:2800:220:1::1", True), ("10.0.0.1", False), ("192.168.0.1", False), ("127.0.0.2", False),
        ("169.254.1.1", False), ("100.64.0.1", False), ("0.0.0.0", False), ("255.255.255.255", False), ("224.0.0.1", False),
        ("::", False), ("::1", False), ("::ffff:93.184.216.34", False), ("64:ff9b::1", False), ("2002::1", False),
        ("fc00::1", False), ("ff02::1", False), ("nonsense", False),
    ],
)  # fmt: skip
def test_public_is_what_is_out_on_the_internet(address, public):
    assert is_public(address) is public


@pytest.mark.shared
def test_none_of_the_known_attack_addresses_reaches_anything_inside(shared_data):
    lines = (shared_data / "data" / "hostile" / "ssrf_urls.jsonl").read_text(encoding="utf-8").splitlines()
    addresses = [json.loads(line)["text"] for line in lines]
    doors = Doors()
    fetcher = Fetcher(resolve=as_the_system_would, connect=doors)
    for address in addresses:
        attempt(fetcher, address)
        _scheme, _, rest = address.partition("://")
        attempt(fetcher, f"https://{rest}")
    assert len(addresses) > 100
    assert [asked for asked in doors.asked if not is_public(asked[0])] == []


def test_what_is_served_comes_back_with_its_marks():
    with serving(
        {"/f.csv?a=1": (200, {"ETag": "e-1", "Last-Modified": "Sun, 22 Nov 2026 08:00:00 GMT"}, b"abc")}
    ) as server:
        fetcher = Fetcher(allowed=origins(origin(server)))
        first = fetcher.fetch(f"{origin(server)}/f.csv?a=1")
        again = fetcher.fetch(f"{origin(server)}/f.csv?a=1", first.etag, first.last_modified)
    assert (first.content, first.etag) == (b"abc", "e-1")
    assert again.content is None
    assert server.asked[1][1]["If-Modified-Since"] == "Sun, 22 Nov 2026 08:00:00 GMT"


def test_the_name_is_resolved_once_and_tls_speaks_to_that_name_at_that_address():
    authority = trustme.CA()
    theirs, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("feeds.example.org").configure_cert(theirs)
    authority.configure_trust(ours)
    with serving({"/": (200, {}, b"secure")}, theirs) as server:
        doors = Doors(server.server_address)
        answers = iter([[OUTSIDE], [INSIDE]])
        fetcher = Fetcher(resolve=lambda _h, _p: next(answers), connect=doors, tls=lambda: ours)
        fetched = fetcher.fetch("https://feeds.example.org/")
        other = Fetcher(resolve=leading_to(OUTSIDE), connect=doors, tls=lambda: ours)
        with pytest.raises(FetchFailed, match="certificate"):
            other.fetch("https://elsewhere.example.org/")
    assert fetched.content == b"secure"
    assert doors.asked[0] == (OUTSIDE, 443)
    assert server.asked[0][1]["Host"] == "feeds.example.org"


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:1/", "https://10.0.0.1/", "file:///etc/passwd", "//10.0.0.1/x", ""]
)
def test_each_redirect_is_held_to_the_same_rules(target):
    with serving({"/": (302, {"Location": target}, b"")}) as server:
        kind = attempt(Fetcher(allowed=origins(origin(server))), f"{origin(server)}/")
    assert kind == ("FetchFailed" if target == "" else "AddressRefused")
    assert {path for path, _ in server.asked} == {"/"}


def test_a_redirect_to_an_allowed_place_is_followed_and_four_are_too_many():
    pages = {f"/{n}": (301, {"Location": f"/{n + 1}"}, b"") for n in range(9)}
    with serving({**pages, "/9": (200, {}, b"end")}) as server:
        fetcher = Fetcher(allowed=origins(origin(server)))
        assert fetcher.fetch(f"{origin(server)}/6").content == b"end"
        with pytest.raises(FetchFailed, match="more than 3 times"):
            fetcher.fetch(f"{origin(server)}/5")


def test_more_than_five_megabytes_are_not_read():
    with serving({"/": (200, {}, b"x" * 5_000_001)}) as server, pytest.raises(FetchFailed, match="more than 5 MB"):
        Fetcher(allowed=origins(origin(server))).fetch(f"{origin(server)}/")


def test_who_asks_for_little_reads_no_more_than_that():
    with serving({"/": (200, {}, b"x" * 2_049)}) as server, pytest.raises(FetchFailed, match="more than 2 KB"):
        Fetcher(allowed=origins(origin(server)), most_bytes=2_048).fetch(f"{origin(server)}/")


def test_a_text_that_ends_too_early_is_not_taken_for_whole():
    with serving({"/": (200, {"Content-Length": "10"}, b"abc")}) as server:
        server.pages["/"] = (200, {"Content-Length": "10", "Connection": "close"}, b"abc")
        with pytest.raises(FetchFailed):
            Fetcher(allowed=origins(origin(server))).fetch(f"{origin(server)}/")


@pytest.mark.parametrize("status", [400, 403, 404, 500, 204])
def test_what_is_no_good_answer_is_said(status):
    with serving({"/": (status, {}, b"")}) as server, pytest.raises(FetchFailed, match=str(status)):
        Fetcher(allowed=origins(origin(server))).fetch(f"{origin(server)}/")


@contextmanager
def a_server_that_drips():
    listening = socket.create_server(("127.0.0.1", 0))
    stopping = threading.Event()

    def drip():
        opened, _ = listening.accept()
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        try:
            opened.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not stopping.wait(0.05):
                opened.sendall(b"x")
        except OSError:
            pass
        opened.close()

    worker = threading.Thread(target=drip)
    worker.start()
    try:
        yield listening.getsockname()[1]
    finally:
        stopping.set()
        worker.join()
        listening.close()


def test_a_server_that_drips_letters_is_left_after_the_time_in_all(monkeypatch):
    monkeypatch.setattr("knowledge.fetching.MOST_SECONDS", 0.4)
    with a_server_that_drips() as port, pytest.raises(FetchFailed, match="did not answer within"):
        Fetcher(allowed=origins(f"http://127.0.0.1:{port}")).fetch(f"http://127.0.0.1:{port}/")


def test_an_allowed_origin_allows_its_own_port_only():
    allowed = origins("http://feeds.intra:8080, https://b.intra")
    assert allowed == {"http://feeds.intra:8080", "https://b.intra:443"}
    doors = Doors()
    fetcher = Fetcher(allowed=allowed, resolve=leading_to(INSIDE), connect=doors)
    assert attempt(fetcher, "http://feeds.intra:9090/") == "AddressRefused"
    assert attempt(fetcher, "http://feeds.intra:8080/") == "FetchFailed"
    assert doors.asked == [(INSIDE, 8080)]


def test_a_name_that_leads_nowhere_is_said():
    def nowhere(_host, _port):
        raise socket.gaierror

    with pytest.raises(FetchFailed, match="leads nowhere"):
        Fetcher(resolve=nowhere).fetch("https://feeds.example.org/")
