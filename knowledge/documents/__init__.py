"""How does a file become the headings and paragraphs of a document?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import PurePath
from typing import Any

from knowledge.documents.blocks import HEADING, Block
from knowledge.errors import MalformedDraft

PDF, WORD, PAGE, MARKDOWN, TEXT = "pdf", "docx", "html", "markdown", "text"
FORMS: dict[str, str] = {
    # Form → the module that reads it: read(content) → Extract
    PDF: "knowledge.documents.pdf",
    WORD: "knowledge.documents.word",
    PAGE: "knowledge.documents.web_page",
    MARKDOWN: "knowledge.documents.markdown",
    TEXT: "knowledge.documents.plain_text",
}
READ = "PDF, Word (DOCX), HTML, Markdown and plain text"
MOST_BYTES = 10_000_000
MOST_CHARACTERS = 4_000_000
NOT_READ = (
    (b"\xd0\xcf\x11\xe0", "An old Word, Excel or PowerPoint file"),
    (b"{\\rtf", "A rich text file (RTF)"),
    (b"\x89PNG", "A picture"),
    (b"\xff\xd8\xff", "A picture"),
    (b"GIF8", "A picture"),
    (b"II*\x00", "A picture"),
    (b"MM\x00*", "A picture"),
    (b"\x1f\x8b", "A compressed file"),
    (b"Rar!", "A compressed file"),
    (b"7z\xbc\xaf", "A compressed file"),
    (b"%!PS", "A PostScript file"),
)
_MARKUP = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|h[1-6]\b|p\b|div\b)", re.IGNORECASE | re.DOTALL)  # fmt: skip
_PDF_MARK, _PDF_WITHIN = b"%PDF-", 1_024
_MARKS_OF_UTF = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")


@dataclass(frozen=True)
class Extract:
    """What a file says: its text with headings and pages, and what it states of itself."""

    form: str
    blocks: tuple[Block, ...]
    stated: Mapping[str, str] = field(default_factory=dict)
    """Of: id, title, issuer, source, url, language, date, version, seen."""
    pages: int = 0
    notes: tuple[str, ...] = ()
    """What the reader could not take over, a sentence each."""


def extract(content: bytes, name: str = "") -> Extract:
    """Read a file by its content. Raises MalformedDraft where nothing can be read."""
    _check_size(content)
    found: Extract = import_module(FORMS[form_of(content, name)]).read(content)
    if not any(block.level < HEADING for block in found.blocks):
        raise MalformedDraft(f"“{name or 'The file'}” holds no text.", hint="Check the file.")
    if sum(len(block.text) for block in found.blocks) > MOST_CHARACTERS:
        raise MalformedDraft(
            f"The document holds more than {MOST_CHARACTERS // 1_000_000} million letters.",
            hint="Hand in its parts one by one.",
        )
    return found


def as_plain(content: bytes, name: str = "") -> dict[str, Any]:
    """Read a file and say it in JSON: what the child process of knowledge/quarantine.py answers."""
    found = extract(content, name)
    return {
        "form": found.form,
        "blocks": [list(block) for block in found.blocks],
        "stated": dict(found.stated),
        "pages": found.pages,
        "notes": list(found.notes),
    }


def load_for(content: bytes) -> None:
    """Load the engine for PDF before the child process refuses to load anything."""
    if _PDF_MARK in content[:_PDF_WITHIN]:
        import_module("pypdfium2")
        import_module(FORMS[PDF])


def from_plain(said: Mapping[str, Any]) -> Extract:
    """Take over what the child process answered."""
    blocks = tuple(Block(int(level), str(text), int(page)) for level, text, page in said["blocks"])
    stated = {str(key): str(value) for key, value in said["stated"].items()}
    return Extract(str(said["form"]), blocks, stated, int(said["pages"]), tuple(map(str, said["notes"])))


def form_of(content: bytes, name: str = "") -> str:
    """Tell the form by the content; only Markdown and plain text look alike, and their name decides."""
    if _PDF_MARK in content[:_PDF_WITHIN]:
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return WORD
    for signature, what in NOT_READ:
        if content.startswith(signature):
            raise MalformedDraft(f"{what} is not read; {READ} are.", hint=f"Save the document as one of {READ}.")
    if _MARKUP.match(_MARKS_OF_UTF.sub(b"", content[:4_096]).replace(b"\x00", b"")):
        return PAGE
    ending = PurePath(name).suffix.lower()
    return TEXT if ending in {".txt", ".text"} and not _looks_like_markdown(content) else MARKDOWN


def _looks_like_markdown(content: bytes) -> bool:
    return content.startswith(b"---\n") or bool(re.search(rb"^#{1,6} \S", content, re.MULTILINE))


def _check_size(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise MalformedDraft(
            f"The document has more than {MOST_BYTES // 1_000_000} MB.", hint="Hand in its parts one by one."
        )
