"""Which headings and paragraphs does a reader see on an HTML page?"""

from collections.abc import Iterator
from html.parser import HTMLParser

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _tags(
    "p div section article main ul ol li dl dt dd table tr td th blockquote pre figcaption br hr address header body"
)
_UNSEEN = _tags("script style template noscript nav footer button select svg iframe head")
_VOID = _tags("br hr img input meta link wbr source area base col embed track")


def html_blocks(markup: str) -> Iterator[tuple[int, str]]:
    """Give headings (1 to 6) and paragraphs (0) in reading order; navigation, scripts and hidden parts are left out."""
    reader = _Blocks()
    reader.feed(markup)
    reader.close()
    reader.flush()
    return iter(reader.found)


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._text: list[str] = []
        self._level = 0
        self._unseen: list[str] = []

    def flush(self) -> None:
        text = " ".join("".join(self._text).split())
        if any(c.isalnum() for c in text):
            self.found.append((self._level, text))
        self._text = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        hidden = (
            "hidden" in given
            or given.get("aria-hidden") == "true"
            or "display:none" in (given.get("style") or "").replace(" ", "")
        )
        if tag not in _VOID and (self._unseen or tag in _UNSEEN or hidden):
            self._unseen.append(tag)
        elif tag in _HEADINGS or tag in _BLOCKS:
            self.flush()
            self._level = _HEADINGS.get(tag, 0)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        elif tag in _HEADINGS or tag in _BLOCKS:
            self.flush()
            self._level = 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._text.append(data)
