"""How is an address fetched that somebody else wrote down, without letting it point inside (promises R8)?"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from knowledge.errors import AddressRefused, FetchFailed

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port → addresses. Raises OSError."""
Connector = Callable[[str, int, float], socket.socket]
"""Address, port, seconds → an open connection. Raises OSError."""
MOST_BYTES = 5_000_000
MOST_SECONDS = 10.0
MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED, _GOOD = 304, 200
_PIECE = 1 << 16
_TRANSLATED = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
"""IPv6 that carries an IPv4 address inside, which a gateway would follow."""
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class Fetched:
    """What came back; `content` is None where nothing has changed since the last time."""

    content: bytes | None
    address: str
    etag: str = ""
    last_modified: str = ""


def system_resolver(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def system_connector(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True)
class Fetcher:
    """Fetches over https from public addresses only; `allowed` names origins that the operator vouches for."""

    allowed: frozenset[str] = frozenset()
    """Such as http://feeds.intra:8080: what stands here may be plain http, inside, at any port."""
    resolve: Resolver = system_resolver
    connect: Connector = system_connector
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    clock: Callable[[], float] = field(default=time.monotonic)
    most_bytes: int = MOST_BYTES
    accept: str = ""
    """Which kinds of content are asked for, where that matters."""

    def fetch(self, address: str, etag: str = "", last_modified: str = "") -> Fetched:
        """Fetch once, following redirects that are as harmless. Raises AddressRefused or FetchFailed."""
        until = self.clock() + MOST_SECONDS
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified, "Accept": self.accept}
        for _ in range(MOST_REDIRECTS + 1):
            status, headers, content = self._once(address, {k: v for k, v in asked.items() if v}, until)
            if status not in _REDIRECTS:
                return _fetched(status, headers, content, address)
            address = urljoin(address, headers.get("location", ""))
        raise FetchFailed(
            f"The address leads on more than {MOST_REDIRECTS} times.", hint="Give the address at the end of the chain."
        )

    def check(self, address: str) -> SplitResult:
        """Look at the address alone, asking nobody. Raises AddressRefused."""
        parts = _split(address)
        if _origin(parts) not in self.allowed:
            _check_form(parts)
        return parts

    def _once(self, address: str, asked: Mapping[str, str], until: float) -> tuple[int, Mapping[str, str], bytes]:
        parts = self.check(address)
        host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
        pinned = self._pinned(host, port, guarded=_origin(parts) not in self.allowed)
        try:
            return self._exchange(parts, pinned, port, asked, until)
        except TimeoutError as error:
            raise _too_slow() from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            if self.clock() >= until:
                raise _too_slow() from error
            raise FetchFailed(
                f"{host} could not be fetched from: {_reason(error)}.",
                hint="Open the address in a browser; it is tried again later.",
            ) from error

    def _pinned(self, host: str, port: int, *, guarded: bool) -> str:
        """Resolve once and give the very address to connect to: asking twice could give another answer."""
        try:
            found = [host.strip("[]")] if _is_literal(host) else list(self.resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise FetchFailed(f"The name {host} leads nowhere.", hint="Check the address.") from error
        if not found:
            raise FetchFailed(f"The name {host} leads nowhere.", hint="Check the address.")
        if guarded and not all(map(is_public, found)):
            raise _refused("it leads to an address inside a private network")
        return found[0]

    def _exchange(
        self, parts: SplitResult, pinned: str, port: int, asked: Mapping[str, str], until: float
    ) -> tuple[int, Mapping[str, str], bytes]:
        host = str(parts.hostname)
        connection = http.client.HTTPConnection(host, port, timeout=_left(until, self.clock))
        opened = self.connect(pinned, port, _left(until, self.clock))
        # Each read has a limit of its own; only this ends a server that drips a letter at a time
        ending = threading.Timer(_left(until, self.clock), _shut, [opened])
        ending.daemon = True
        ending.start()
        try:
            if parts.scheme == "https":
                opened = self.tls().wrap_socket(opened, server_hostname=host)
            connection.sock = opened
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            named = parts.netloc.rpartition("@")[2].removesuffix(f":{_PORTS[parts.scheme]}")
            headers = {"Host": named, "Accept-Encoding": "identity", "User-Agent": "Cairn", **asked}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            wanted = answer.status == _GOOD
            content = b"".join(_pieces(answer, opened, until, self)) if wanted else b""
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content
        finally:
            ending.cancel()
            opened.close()
            connection.close()


def is_public(address: str) -> bool:
    """Say whether an IP address is out on the internet, whatever it carries inside."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and (
        found.ipv4_mapped or found.scope_id or any(found in net for net in _TRANSLATED)
    ):
        return False
    inside = found.is_private or found.is_multicast or found.is_reserved or found.is_unspecified or found.is_loopback
    return found.is_global and not inside


def origins(text: str) -> frozenset[str]:
    """Read the setting: origins separated by commas or blanks. Raises AddressRefused for what is none."""
    return frozenset(_origin(_split(item)) for item in text.replace(",", " ").split())


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError as error:
        raise _refused("it is not written as an address") from error
    strange = any(c.isspace() or not c.isprintable() or c == "\\" for c in address) or not address.isascii()
    if strange or not port_is_a_number or parts.scheme not in _PORTS or not parts.hostname:
        raise _refused("it is not written as https://name/path in plain letters")
    return parts


def _check_form(parts: SplitResult) -> None:
    reasons = (
        (parts.scheme != "https", "it is not https"),
        (parts.username is not None or parts.password is not None, "it carries a name or password"),
        (parts.port not in {None, 443}, "it names a port other than 443"),
        (_is_literal(str(parts.hostname)) and not is_public(str(parts.hostname)), "it leads to an address inside a private network"),
        ("." not in str(parts.hostname) and ":" not in str(parts.hostname), "its name is no public one"),
    )  # fmt: skip
    for wrong, why in reasons:
        if wrong:
            raise _refused(why)


def _refused(why: str) -> AddressRefused:
    return AddressRefused(
        f"The address is not fetched: {why}.",
        hint="Give a public https address, or have the operator list its origin in CAIRN_FEEDS_ALLOW.",
    )


def _origin(parts: SplitResult) -> str:
    host = str(parts.hostname)
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}:{parts.port or _PORTS[parts.scheme]}"


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _left(until: float, clock: Callable[[], float]) -> float:
    left = until - clock()
    if left <= 0:
        raise TimeoutError
    return left


def _shut(opened: socket.socket) -> None:
    with contextlib.suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)


def _pieces(answer: http.client.HTTPResponse, opened: socket.socket, until: float, fetcher: Fetcher) -> Iterable[bytes]:
    """Read bit by bit: a server that drips must not hold us, one that pours must not fill us."""
    size = 0
    while True:
        opened.settimeout(_left(until, fetcher.clock))
        piece = answer.read1(_PIECE)
        if not piece and answer.length:
            _left(until, fetcher.clock)
            raise http.client.IncompleteRead(b"", answer.length)
        if not piece:
            return
        size += len(piece)
        if size > fetcher.most_bytes:
            raise FetchFailed(
                f"The address holds more than {_size(fetcher.most_bytes)}.", hint="Split what lies there into several."
            )
        yield piece


def _size(most: int) -> str:
    return f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1024} KB"


def _fetched(status: int, headers: Mapping[str, str], content: bytes, address: str) -> Fetched:
    if status not in {_GOOD, _NOT_MODIFIED}:
        raise FetchFailed(
            f"The server answered {status}.", hint="Open the address in a browser; it is tried again later."
        )
    given = {"etag": headers.get("etag", "")[:200], "last_modified": headers.get("last-modified", "")[:100]}
    return Fetched(content if status == _GOOD else None, address, **given)


def _too_slow() -> FetchFailed:
    return FetchFailed(f"The address did not answer within {MOST_SECONDS:g} seconds.", hint="It is tried again later.")


def _reason(error: Exception) -> str:
    """Say what kind of failure it was; a server's own words stay out."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate does not hold"
    return {"ConnectionRefusedError": "the connection was refused"}.get(type(error).__name__, "the connection failed")
