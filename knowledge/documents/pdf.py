"""Which headings and paragraphs stand on which page of a PDF document?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from knowledge.documents import PDF, Extract
from knowledge.documents.blocks import readable
from knowledge.documents.pdf_furniture import without_furniture
from knowledge.documents.pdf_letters import pieces_of
from knowledge.documents.pdf_order import Line, lines_of
from knowledge.documents.pdf_paragraphs import blocks_of
from knowledge.errors import MalformedDraft

MOST_PAGES = 200
MOST_LETTERS_OF_A_PAGE = 60_000
_PASSWORD = 4
_PICTURE = 3
_FEW_LETTERS = 25
"""A page with fewer of them and a picture is a scan."""


def read(content: bytes) -> Extract:
    """Read the text page by page; a file with a password, without text or with too many pages is refused."""
    found = _laid_out(content)
    blocks = blocks_of(found.pages, found.bookmarks)
    return Extract(PDF, tuple(blocks), found.stated, len(found.pages), tuple(_notes(found.scanned, len(found.pages))))


def lines_as_they_stand(content: bytes) -> list[str]:
    """Give the lines of all pages, none joined with the next. Raises MalformedDraft as `read` does."""
    return [readable(line.text) for page in _laid_out(content).pages for line in page]


class _Pages(NamedTuple):
    """Pages of lines without what is printed on every one, and what else the file says of itself."""

    pages: list[list[Line]]
    scanned: list[int]
    stated: dict[str, str]
    bookmarks: dict[str, int]


def _laid_out(content: bytes) -> _Pages:
    with _opened(content) as document:
        if len(document) > MOST_PAGES:
            raise MalformedDraft(
                f"The PDF has {len(document):,} pages; {MOST_PAGES} are the most.", hint="Hand in its parts one by one."
            )
        pages: list[list[Line]] = []
        heights: list[float] = []
        scanned: list[int] = []
        for number in range(len(document)):
            lines, height, is_scan = _page(document, number)
            pages.append(lines)
            heights.append(height)
            scanned += [number + 1] if is_scan else []
        stated = _stated(document)
        bookmarks = _bookmarks(document)
    if not any(pages):
        raise _without_text(len(scanned), len(pages))
    return _Pages(without_furniture(pages, heights), scanned, stated, bookmarks)


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise MalformedDraft(
                "The PDF is protected by a password.", hint="Save it without a password and hand it in again."
            ) from error
        raise MalformedDraft(
            "The PDF is damaged and cannot be opened.", hint="Save it again from the program that made it."
        ) from error
    try:
        yield document
    finally:
        document.close()


def _page(document: Any, number: int) -> tuple[list[Line], float, bool]:
    """Give a page's lines, its height, and whether it is a mere picture of text."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return [], 0.0, False
    width, height = page.get_size()
    text_page = page.get_textpage()
    letters = text_page.count_chars()
    if letters > MOST_LETTERS_OF_A_PAGE:
        raise MalformedDraft(
            f"Page {number + 1} holds {letters:,} letters; no page that people read does.", hint="Check the file."
        )
    turned = page.get_rotation() != 0
    pieces = pieces_of(text_page, max(width, height) if turned else width, max(width, height) if turned else height)
    is_scan = letters < _FEW_LETTERS and any(True for _ in page.get_objects([_PICTURE], max_depth=2))
    return lines_of(pieces), height, is_scan


def _stated(document: Any) -> dict[str, str]:
    """Take the title that the file states; its author is a person as often as not, and stays out."""
    title = readable(document.get_metadata_value("Title") or "")
    return {"file title": title} if title else {}


def _bookmarks(document: Any) -> dict[str, int]:
    """Give the titles of the file's own table of contents with their level."""
    found: dict[str, int] = {}
    for entry, _ in zip(document.get_toc(max_depth=6), range(2_000), strict=False):
        title = readable(entry.get_title() or "").casefold()
        if title:
            found.setdefault(title, min(entry.level + 1, 6))
    return found


def _without_text(scanned: int, pages: int) -> MalformedDraft:
    if scanned:
        return MalformedDraft(
            f"The PDF holds only pictures of its {pages} page{'s' if pages > 1 else ''}, no text: it was scanned.",
            hint="Let a program for text recognition (OCR) write its text into it, for example ocrmypdf.",
        )
    return MalformedDraft("The PDF holds no text.", hint="Check the file; text that was drawn as lines cannot be read.")


def _notes(scanned: list[int], pages: int) -> Iterator[str]:
    if scanned:
        which = ", ".join(map(str, scanned[:10])) + (" …" if len(scanned) > 10 else "")
        yield f"{len(scanned)} of {pages} pages hold pictures and hardly any text; what stands in the pictures was not read: {which}."
