"""Which headings and paragraphs does a reader see on an HTML page?"""

import re
from collections.abc import Iterator
from typing import Any

from knowledge.documents import PAGE, Extract
from knowledge.documents.blocks import DEEPEST, ITEM, PARAGRAPH, Block, has_words, is_point, readable, rows_of_table
from knowledge.errors import MalformedDraft
from knowledge.formats.reading_text import decode

_HEADINGS = {f"h{level}": level for level in range(1, DEEPEST + 1)}


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _tags(
    "p div section article main ul ol li dl dt dd table caption tr td th blockquote pre figure figcaption hr address header body details summary fieldset form center"
)
_UNSEEN = _tags("script style template noscript nav footer aside button select input textarea svg math iframe object embed canvas audio video map head dialog menu")  # fmt: skip
_ROLES = _tags("navigation banner contentinfo search complementary dialog alertdialog menu menubar toolbar")
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])|text-indent\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0|(?:left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|sidebar|site-?nav|navbar|skip-?(?:link|to|nav)|share-?(?:bar|links?|buttons?)|social-?(?:bar|links?|media)|newsletter|sr-only|visually-?hidden|screen-?reader(?:-text)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names that pages give to what is not their text."""
_MAIN_HOLDS = 0.35
"""Share of a page's text from which on <main> or <article> is believed to be the text."""
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DEEPEST_TREE = 250
_META = {
    # What a page says of itself → its names in <meta>, the best first
    "date": ("dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "citation_publication_date", "article:published_time", "date"),
    "issuer": ("dcterms.publisher", "dc.publisher", "citation_publisher", "publisher", "og:site_name"),
    "title": ("dcterms.title", "dc.title", "citation_title"),
    "language": ("dcterms.language", "dc.language"),
    "version": ("dcterms.hasversion", "version"),
}  # fmt: skip


def read(content: bytes) -> Extract:
    """Read the main text of a page as a reader sees it; navigation, scripts and hidden parts are left out."""
    text, notes = _decoded(content)
    tree = _tree(text)
    blocks = tuple(_Walk().blocks(_main_part(tree)))
    return Extract(PAGE, blocks, _stated(tree), notes=notes)


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Believe the page's own word about its encoding where it fits, else look at the bytes."""
    said = _CHARSET.search(content[:2_048])
    if said and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode(said[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(content)
    return decoded.text, tuple(finding.message for finding in decoded.findings)


def _tree(text: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.removeprefix("\ufeff")).replace("\x00", "")
    try:
        return html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise MalformedDraft("The page cannot be read as HTML.", hint="Save it again from the browser.") from error


def _main_part(tree: Any) -> Any:
    """Choose <main> or the only <article> where it holds a good part of the text."""
    body = tree.find(".//body")
    body = tree if body is None else body
    whole = _length(body)
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(path)
        if len(found) == 1 and _length(found[0]) >= _MAIN_HOLDS * whole:
            return found[0]
    return body


def _length(element: Any) -> int:
    return sum(len(text) for text in element.itertext())


def _stated(tree: Any) -> dict[str, str]:
    """Take what the page says of itself in its head."""
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name and meta.get("content"):
            said.setdefault(name, readable(meta.get("content")))
    found = {key: next((said[name] for name in names if said.get(name)), "") for key, names in _META.items()}
    canonical = tree.xpath("string(//link[@rel='canonical']/@href)")
    found["url"] = canonical if canonical.startswith("https://") else ""
    found["page title"] = readable(tree.findtext(".//title") or "")
    found["language"] = found["language"] or (tree.get("lang") or tree.get("xml:lang") or "")
    return {key: value for key, value in found.items() if value}


class _Walk:
    """Goes through a page once and collects the text between the borders of blocks."""

    def __init__(self) -> None:
        self._found: list[Block] = []
        self._pieces: list[str] = []
        self._level = PARAGRAPH

    def blocks(self, element: Any) -> Iterator[Block]:
        self._inside(element, 0)
        self._flush()
        return iter(self._found)

    def _inside(self, element: Any, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or depth > _DEEPEST_TREE or is_unseen(element, tag, depth):
            return
        if tag == "table" and not element.findall(".//table"):
            self._table(element)
            return
        border = tag in _BLOCKS or tag in _HEADINGS
        if border:
            self._flush(_HEADINGS.get(tag, ITEM if tag in {"li", "dd"} else PARAGRAPH))
            self._pieces.extend(_marker(element, tag))
        self._pieces.append(element.text or "")
        for child in element:
            self._inside(child, depth + 1)
            self._pieces.append(child.tail or "")
        if tag == "br":
            self._pieces.append("\n" if self._level < 1 else " ")
        if border:
            self._flush()

    def _flush(self, level: int = PARAGRAPH) -> None:
        for line in "".join(self._pieces).split("\n\n") if self._level < 1 else ["".join(self._pieces)]:
            text = readable(line)
            if has_words(text) and not (self._level == ITEM and not has_words(_without_marker(text))):
                self._found.append(Block(self._level or (ITEM if is_point(text) else PARAGRAPH), text))
        self._pieces = []
        self._level = level

    def _table(self, table: Any) -> None:
        self._flush()
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
        rows = [row for row in rows if row]
        headed = bool(rows) and (all(cell.tag == "th" for cell in rows[0]) or table.find("thead") is not None)
        for name in table.iter("caption"):
            self._found.append(Block(PARAGRAPH, readable("".join(name.itertext()))))
        cells = [[_cell(cell) for cell in row] for row in rows]
        self._found.extend(Block(ITEM, row) for row in rows_of_table(cells, headed=headed) if has_words(row))


def is_unseen(element: Any, tag: str, depth: int) -> bool:
    """Say whether a reader of the page does not see an element, or sees it as furniture."""
    if (
        tag in _UNSEEN
        or element.get("role") in _ROLES
        or (tag == "header" and depth <= 2 and not element.findall(".//h1"))
    ):
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return depth > 0 and bool(_FURNITURE.search(named))


def _marker(element: Any, tag: str) -> list[str]:
    """Give the number that a browser shows before a point of a numbered list."""
    parent = element.getparent()
    if tag != "li" or parent is None or parent.tag != "ol":
        return []
    first = parent.get("start") or "1"
    place = [child for child in parent if child.tag == "li"].index(element)
    return [f"{(int(first) if first.isdigit() else 1) + place}. "]


def _without_marker(text: str) -> str:
    return re.sub(r"^\d+\.\s*", "", text)


def _cell(cell: Any) -> str:
    return " ".join("".join(_seen_text(cell)).split())


def _seen_text(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag and not is_unseen(child, tag, 1):
            yield " " if tag in _BLOCKS or tag == "br" else ""
            yield from _seen_text(child)
        yield child.tail or ""
