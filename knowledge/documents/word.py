"""Which headings, paragraphs, lists, tables and footnotes does a Word document (DOCX) hold?"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.documents import WORD, Extract
from knowledge.documents.blocks import DEEPEST, ITEM, PARAGRAPH, Block, has_words, is_point, readable, rows_of_table
from knowledge.documents.word_numbers import Numbering
from knowledge.errors import MalformedDraft
from knowledge.formats.unpacking import open_archive, refuse_declared_entities

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText"})
_OPEN = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"})
_STYLE_OF_HEADING = re.compile(
    r"^(?:heading|überschrift|naslov|наслов|заглавие|titull?i|judul|tajuk|encabezado|título|titre|หัวเรื่อง)\s*(\d)\b",
    re.IGNORECASE,
)
_TITLE_STYLES = frozenset({"title", "titel", "naslov", "judul", "título", "titull"})
_CONTENTS = re.compile(r"^(?:toc|verzeichnis|sadržaj|table of figures)\b", re.IGNORECASE)


def read(content: bytes) -> Extract:
    """Read the text in its order; text that was deleted with tracking on, or is hidden, is left out."""
    document = _opened(content)
    properties = document.core_properties
    stated = {
        "title": readable(properties.title or ""),
        "version": readable(properties.version or ""),
        "language": (properties.language or "")[:2].lower(),
    }
    walk = _Walk(document)
    blocks = tuple(walk.blocks(document.element.body))
    return Extract(WORD, blocks, {key: value for key, value in stated.items() if value}, notes=tuple(walk.notes))


def _opened(content: bytes) -> Any:
    import docx

    archive = open_archive(content)
    if not any(name.startswith("word/document") for name in archive.namelist()):
        raise MalformedDraft(
            "The file is a ZIP archive, but no Word document (DOCX).", hint="Unpack it and hand in the documents in it."
        )
    refuse_declared_entities(archive)
    try:
        return docx.Document(io.BytesIO(content))
    except MemoryError:
        raise
    except Exception as error:
        raise MalformedDraft(
            "The Word document is damaged and cannot be opened.",
            hint="Open it in Word or LibreOffice and save it again.",
        ) from error


class _Walk:
    """Goes through the body once."""

    def __init__(self, document: Any) -> None:
        self._styles = _heading_styles(document)
        self._numbering = Numbering(document)
        self._footnotes = _footnotes(document)
        self.notes: list[str] = []

    def blocks(self, parent: Any) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in _OPEN:
                yield from self.blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        style = _value(element, "pPr", "pStyle")
        level = self._styles.get(style, _outline_level(element))
        if level is None:
            return
        text = readable("".join(_texts(element)))
        marker = self._numbering.marker(element, style)
        if has_words(text):
            if level:
                yield Block(level, f"{marker} {text}".strip() if marker[:1].isdigit() else text)
            else:
                whole = f"{marker} {text}".strip()
                yield Block(ITEM if marker or is_point(whole) else PARAGRAPH, whole)
        for reference in element.iter(f"{W}footnoteReference", f"{W}endnoteReference"):
            note = self._footnotes.pop((reference.tag.rpartition("}")[2][:3], reference.get(f"{W}id")), "")
            if has_words(note):
                yield Block(ITEM, note)

    def _table(self, table: Any) -> Iterator[Block]:
        rows = [[_cell(cell) for cell in row.findall(f"{W}tc")] for row in table.iter(f"{W}tr")]
        if len(rows) == 1 or all(len(row) == 1 for row in rows):
            # a frame around running text, not a table
            for cell in table.iter(f"{W}tc"):
                yield from self.blocks(cell)
            return
        yield from (Block(ITEM, row) for row in rows_of_table(rows, headed=_is_headed(table)) if has_words(row))


def _is_headed(table: Any) -> bool:
    """Say whether the first row names the columns: marked so, in bold, or named so by the style of the table."""
    first = table.find(f"{W}tr")
    if first is None:
        return False
    if first.find(f"{W}trPr/{W}tblHeader") is not None:
        return True
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is not None and (look.get(f"{W}firstRow") == "1" or int(look.get(f"{W}val") or "0", 16) & 0x20):
        return True
    runs = [run for run in first.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")).strip()]
    return bool(runs) and all(run.find(f"{W}rPr/{W}b") is not None for run in runs)


def _cell(cell: Any) -> str:
    return " ".join("".join(_texts(paragraph)) for paragraph in cell.iter(f"{W}p"))


def _texts(element: Any) -> Iterator[str]:
    """Give the text of a paragraph that a reader sees."""
    for child in element:
        if child.tag in _GONE or (child.tag == f"{W}r" and _is_hidden(child)):
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in {f"{W}tab", f"{W}br", f"{W}cr"}:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif isinstance(child.tag, str) and not child.tag.endswith(("}pPr", "}rPr", "}Fallback", "}txbxContent")):
            yield from _texts(child)


def _is_hidden(run: Any) -> bool:
    for name in ("vanish", "webHidden", "specVanish"):
        mark = run.find(f"{W}rPr/{W}{name}")
        if mark is not None and mark.get(f"{W}val") not in {"0", "false", "off"}:
            return True
    size = run.find(f"{W}rPr/{W}sz")
    return size is not None and (size.get(f"{W}val") or "").isdigit() and int(size.get(f"{W}val")) <= 2


def _value(element: Any, *path: str) -> str:
    found = element.find("/".join(f"{W}{name}" for name in path))
    return "" if found is None else (found.get(f"{W}val") or "")


def _outline_level(element: Any) -> int | None:
    level = _value(element, "pPr", "outlineLvl")
    return min(int(level) + 1, DEEPEST) if level.isdigit() and int(level) < 9 else PARAGRAPH


def _heading_styles(document: Any) -> Mapping[str, int | None]:
    """Give style → level of heading; None for lines of a table of contents."""
    found: dict[str, int | None] = {}
    for style in document.styles.element.findall(f"{W}style"):
        identifier, name = style.get(f"{W}styleId") or "", _value(style, "name").lower()
        outline = _value(style, "pPr", "outlineLvl")
        if named := _STYLE_OF_HEADING.match(name):
            found[identifier] = min(int(named[1]), DEEPEST) or 1
        elif name in _TITLE_STYLES:
            found[identifier] = 1
        elif _CONTENTS.match(name):
            found[identifier] = None
        elif outline.isdigit() and int(outline) < 9:
            found[identifier] = min(int(outline) + 1, DEEPEST)
        elif (based := _value(style, "basedOn")) in found:
            found[identifier] = found[based]
    return found


def _footnotes(document: Any) -> dict[tuple[str, str | None], str]:
    """Read foot- and endnotes by kind and number."""
    from lxml import etree

    notes: dict[tuple[str, str | None], str] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in {"footnotes", "endnotes"} or relation.is_external:
            continue
        for note in etree.fromstring(relation.target_part.blob, parser):
            text = readable(" ".join("".join(_texts(p)) for p in note.iter(f"{W}p")))
            notes[kind[:3], note.get(f"{W}id")] = text
    return notes
