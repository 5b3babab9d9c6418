"""Which certificate is baked into the picture of a badge?"""

import zlib
from collections.abc import Iterator

from advisor.credentials.limits import MOST_BYTES

PNG = b"\x89PNG\r\n\x1a\n"
KEYWORDS = frozenset({b"openbadges", b"openbadgecredential"})
"""Of Open Badges 2.0 and 3.0."""
ELEMENTS = frozenset({"assertion", "credential"})
NAMESPACES = ("http://openbadges.org", "https://openbadges.org", "https://purl.imsglobal.org/ob/v3p0")
MOST_IMAGE = 2 * 1024 * 1024
"""The picture may be larger than the certificate in it; its points are never looked at."""
MOST_CHUNKS = 2_000


def baked_in(data: bytes) -> bytes | None:
    """Give the certificate inside a PNG or SVG image; empty where the image holds none, None where it is no image."""
    if data.startswith(PNG):
        return next(_in_png(data), b"")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        return _in_svg(data)
    return None


def _in_png(data: bytes) -> Iterator[bytes]:
    """Read the international text that carries the keyword (PNG specification, section 11.3.4.5)."""
    for kind, content in _chunks(data):
        keyword, _, rest = content.partition(b"\x00")
        if kind == b"iTXt" and keyword in KEYWORDS and len(rest) > 2:
            packed, rest = rest[0] == 1, rest[2:]
            text = rest.partition(b"\x00")[2].partition(b"\x00")[2]
            yield _inflated(text) if packed else text[: MOST_BYTES + 1]
        if kind == b"tEXt" and keyword in KEYWORDS:
            yield rest[: MOST_BYTES + 1]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG)
    for _ in range(MOST_CHUNKS):
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        if len(kind) < 4 or kind == b"IEND":
            return
        yield kind, data[place + 8 : place + 8 + length]
        place += length + 12


def _inflated(text: bytes) -> bytes:
    """Unpack no more than is read anyway."""
    try:
        return zlib.decompressobj().decompress(text, MOST_BYTES + 1)
    except zlib.error:
        return b""


def _in_svg(data: bytes) -> bytes:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return b""
    for element in root.iter(etree.Element):
        namespace, _, name = str(element.tag).removeprefix("{").partition("}")
        if name in ELEMENTS and namespace in NAMESPACES:
            return str(element.get("verify") or element.text or "").strip().encode("utf-8", "replace")
    return b""
