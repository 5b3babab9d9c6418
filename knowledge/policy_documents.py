"""Which passages, under which headings or on which pages, does a policy document hold?"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import PurePath

from knowledge.documents import READ, Extract, extract, from_plain
from knowledge.documents.cutting import cut
from knowledge.documents.describing import date_in, issuer_in, language_of, title_of, version_in
from knowledge.errors import MalformedDraft, RefusedRequest
from knowledge.quarantine import ENDINGS, READERS, Budget, run_in_quarantine
from knowledge.submissions.days import start
from knowledge.submissions.identifiers import slug
from knowledge.vocabulary.policy import Passage, PassageId, PolicyDocument, PolicyDocumentId

Reader = Callable[[bytes, str], Extract]
FOR_DOCUMENTS = Budget(memory_mb=300, cpu_seconds=10, wall_seconds=20, answer_mb=32)
GIVEN = ("id", "title", "issuer", "source", "dated", "url", "language", "version")
"""What whoever hands a document in may say of it; it counts more than what the document says itself."""
_ENDED = {sentence: ending for ending, (sentence, _) in ENDINGS.items()}
_MEND = "Save it again as PDF, or as plain text, and hand in its parts one by one."


def in_quarantine(content: bytes, name: str) -> Extract:
    """Read a file from outside in a limited child process. Raises MalformedDraft."""
    try:
        said = run_in_quarantine(READERS["document"], content, {"name": name}, FOR_DOCUMENTS)
    except MalformedDraft as error:
        # the archive guard and the child speak of tables of courses
        hint = _MEND if str(error) in _ENDED or "CSV" in error.hint else error.hint
        raise MalformedDraft(str(error).replace("table of courses", "document"), hint=hint) from error
    return from_plain(said)


def lines_in_quarantine(content: bytes, name: str) -> list[str]:
    """Read the lines of what a person hands in on themselves, in a limited child process. Raises MalformedDraft."""
    return [str(line) for line in run_in_quarantine(READERS["lines"], content, {"name": name}, FOR_DOCUMENTS)]


def read_document(
    name: str,
    content: bytes,
    *,
    seen: date,
    tell_language: Callable[[str], str] | None = None,
    given: Mapping[str, str] | None = None,
    read: Reader = extract,
) -> tuple[PolicyDocument, list[Passage]]:
    """Read a PDF, a Word file, a page, Markdown or text and cut it into passages.

    `given` (see GIVEN) counts more than what the document states, that more than what is found in its text. Raises
    MalformedDraft where nothing can be read, RefusedRequest where what is given does not fit.
    """
    found = read(content, PurePath(name).name)
    stated = {**found.stated, **_checked(given or {})}
    title = title_of(stated, found.blocks, name)
    document = PolicyDocument(
        id=PolicyDocumentId(slug(stated.get("id") or PurePath(name).stem) or "document"),
        title=title,
        issuer=stated.get("issuer") or issuer_in(found.blocks),
        source=stated.get("source", ""),
        url=stated.get("url", ""),
        language=_language(stated, found, given or {}, tell_language),
        dated=_day(stated.get("dated") or stated.get("date", "")) or date_in(found.blocks, seen),
        version=stated.get("version") or version_in(found.blocks),
        pages=found.pages,
        form=found.form,
        notes=found.notes,
        seen=_day(stated.get("seen", "")) or seen,
        content_sha=hashlib.sha256(content).hexdigest(),
    )
    return document, _passages(document, found)


def is_named(document: PolicyDocument, name: str) -> bool:
    """Say whether a document's identifier was stated, not made from the name of its file."""
    return document.id != slug(PurePath(name).stem)


def _language(
    stated: Mapping[str, str], found: Extract, given: Mapping[str, str], tell: Callable[[str], str] | None
) -> str:
    if given.get("language"):
        return given["language"].lower()
    if tell is None:
        return stated.get("language") or "und"
    if found.form == "markdown" and stated.get("language"):
        return stated["language"]  # written by hand into the front matter
    return language_of(stated.get("language", ""), found.blocks, tell)


def _checked(given: Mapping[str, str]) -> dict[str, str]:
    """Refuse what nobody asked for, a date that is none and an address that is not https."""
    for key in given:
        if key not in GIVEN:
            raise RefusedRequest(f"A document has no “{key}”.", hint=f"Give one of: {', '.join(GIVEN)}.")
    said = {key: value.strip() for key, value in given.items() if value and value.strip()}
    if "dated" in said and _day(said["dated"]) is None:
        raise RefusedRequest(f"“{said['dated']}” is no date.", hint="Write it as YYYY-MM-DD, e.g. 2026-01-31.")
    if "url" in said and not said["url"].startswith("https://"):
        raise RefusedRequest(
            f"“{said['url']}” is no https address.", hint="Give the address that begins with https://."
        )
    return said


def _day(text: str) -> date | None:
    """Read a day; what front matter of other programs writes behind it is the time of day."""
    return start(text.strip()) if text.strip() else None


def _passages(document: PolicyDocument, found: Extract) -> list[Passage]:
    cuts = cut(found.blocks, document.title)
    if not cuts:
        raise MalformedDraft(f"“{document.title}” holds no text.", hint=f"Check the file; {READ} are read.")
    return [
        Passage(id=PassageId(f"{document.id}#{n}"), document=document.id, locator=one.locator, text=one.text)
        for n, one in enumerate(cuts, 1)
    ]
