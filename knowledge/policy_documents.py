"""Which passages, under which headings, does a policy document hold?"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from knowledge.errors import KnowledgeError, MalformedDraft
from knowledge.formats.cleaning import clean
from knowledge.formats.html_blocks import html_blocks
from knowledge.formats.reading_text import decode
from knowledge.submissions.identifiers import slug
from knowledge.vocabulary.policy import Passage, PassageId, PolicyDocument, PolicyDocumentId

FEWEST_WORDS, MOST_WORDS = 40, 120
"""A passage is long enough to be understood alone and short enough to be quoted as an answer."""
MOST_MEGABYTES = 10
_READ = "Markdown, HTML and plain text"
_NOT_READ = (
    (b"%PDF", "A PDF document"),
    (b"PK\x03\x04", "A Word file (DOCX) or another archive"),
    (b"\xd0\xcf\x11\xe0", "An old Word file"),
    (b"{\\rtf", "A rich text file"),
)
_MARKUP = re.compile(r"^\s*(?:<!doctype\s+html|<html|<head|<body|<article|<h[1-6]\b|<p\b|<div\b)", re.IGNORECASE)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\s\d.,;)])")


class Block(NamedTuple):
    """A heading (level 1 to 6) or a paragraph (level 0)."""

    level: int
    text: str


def read_document(
    name: str, content: bytes, *, seen: date, tell_language: Callable[[str], str] | None = None
) -> tuple[PolicyDocument, list[Passage]]:
    """Read Markdown (with front matter), HTML or plain text. Raises KnowledgeError for formats that are not read."""
    _check(content)
    text = decode(content).text.replace("\r\n", "\n").removeprefix("\ufeff")
    stated, body = _front_matter(text)
    blocks = [Block(*block) for block in html_blocks(body)] if _MARKUP.match(body) else list(_markdown_blocks(body))
    if not any(block.level == 0 for block in blocks):
        raise MalformedDraft(f"“{name}” holds no text.", hint="Check the file.")
    document = PolicyDocument(
        id=PolicyDocumentId(stated.get("id") or slug(PurePath(name).stem) or "document"),
        title=stated.get("title") or _title(blocks) or PurePath(name).stem,
        issuer=stated.get("issuer", ""),
        source=stated.get("source", ""),
        url=stated.get("url", ""),
        language=stated.get("language") or (tell_language or _unsure)(" ".join(block.text for block in blocks[:20])),
        dated=_day(stated.get("date", "")),
        seen=_day(stated.get("seen", "")) or seen,
        content_sha=hashlib.sha256(content).hexdigest(),
    )
    return document, _passages(document, blocks)


def _unsure(_text: str) -> str:
    return "und"


def _check(content: bytes) -> None:
    for signature, what in _NOT_READ:
        if content.startswith(signature):
            raise KnowledgeError(
                f"{what} is not read yet; {_READ} are.", hint="Save the document as HTML, Markdown or text."
            )
    if len(content) > MOST_MEGABYTES * 1_000_000:
        raise KnowledgeError(f"The document has more than {MOST_MEGABYTES} MB.", hint="Hand in its parts one by one.")


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Take the `key: value` lines between two lines of dashes at the top."""
    if not text.startswith("---\n"):
        return {}, text
    head, end, body = text[4:].partition("\n---")
    if not end:
        return {}, text
    pairs = (line.partition(":") for line in head.split("\n"))
    return {key.strip().lower(): clean(value.strip().strip("\"'")) for key, _, value in pairs if value.strip()}, body


def _markdown_blocks(text: str) -> Iterator[Block]:
    """Paragraphs end at blank lines; a line under a line of text made of = or - makes that a heading."""
    for paragraph in re.split(r"\n\s*\n", text):
        lines: list[str] = []
        for line in paragraph.split("\n"):
            if heading := _HEADING.match(line):
                yield from _paragraph(lines)
                lines = []
                yield Block(len(heading[1]), clean(heading[2]))
            elif len(lines) == 1 and re.fullmatch(r"=+|-{2,}", line.strip()):
                yield Block(1 if "=" in line else 2, clean(lines.pop()))
            else:
                lines.append(line)
        yield from _paragraph(lines)


def _paragraph(lines: Iterable[str]) -> Iterator[Block]:
    text = clean(" ".join(stripped for line in lines if (stripped := line.strip())))
    if any(c.isalnum() for c in text):
        yield Block(0, text)


def _title(blocks: Sequence[Block]) -> str:
    return next((block.text for block in sorted((b for b in blocks if b.level), key=lambda b: b.level)), "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _passages(document: PolicyDocument, blocks: Sequence[Block]) -> list[Passage]:
    passages: list[Passage] = []
    for locator, paragraphs in _sections(blocks, document.title):
        for text in _joined(piece for paragraph in paragraphs for piece in _pieces(paragraph)):
            number = PassageId(f"{document.id}#{len(passages) + 1}")
            passages.append(Passage(id=number, document=document.id, locator=locator, text=text))
    return passages


def _sections(blocks: Sequence[Block], title: str) -> Iterator[tuple[str, list[str]]]:
    """Group paragraphs under their heading, named with the headings above it except the document's title."""
    above: dict[int, str] = {}
    paragraphs: list[str] = []
    for level, text in blocks:
        if level == 0:
            paragraphs.append(text)
            continue
        yield _locator(above, title), paragraphs
        paragraphs = []
        above = {n: heading for n, heading in above.items() if n < level} | {level: text}
    yield _locator(above, title), paragraphs


def _locator(above: dict[int, str], title: str) -> str:
    named = [heading for _, heading in sorted(above.items()) if heading != title]
    return " › ".join(named) or title


def _pieces(paragraph: str) -> Iterator[str]:
    """Cut a paragraph that is too long at the ends of sentences."""
    piece: list[str] = []
    words = 0
    for sentence in _SENTENCE_END.split(paragraph):
        count = len(sentence.split())
        if piece and words + count > MOST_WORDS:
            yield " ".join(piece)
            piece, words = [], 0
        piece.append(sentence)
        words += count
    yield " ".join(piece)


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    """Put paragraphs together that are too short to be understood alone."""
    waiting = ""
    for piece in pieces:
        words = len(waiting.split())
        if waiting and (words >= FEWEST_WORDS or words + len(piece.split()) > MOST_WORDS):
            yield waiting
            waiting = ""
        waiting = f"{waiting}\n{piece}" if waiting else piece
    if waiting:
        yield waiting
