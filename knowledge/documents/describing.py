"""What is a document called, who issued it, when, in which version and language?"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from knowledge.documents.blocks import HEADING, Block
from knowledge.submissions.days import start

_LOOKED_AT = 12
"""Blocks at the top of a document where its date, issuer and version stand."""
_LANGUAGE_FROM = 40
_NO_TITLE = re.compile(
    r"^(?:untitled|untitled document|document\d*|binder\d*|title|unspecified|microsoft (?:word|powerpoint|excel)\b.*|.*\.(?:docx?|pdf|indd|tex|odt|rtf|html?|pptx?|xlsx?))$",
    re.IGNORECASE,
)
_WITH_DATE = re.compile(
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b|\b\d{1,2}/\d{1,2}/\d{4}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}\b|\b[^\W\d_]{3,12}\s+\d{1,2}(?:st|nd|rd|th)?,\s+\d{4}\b"
    r"|\d{1,2}\s+[\u0e00-\u0e7f]{4,12}\s+(?:พ\.ศ\.\s*)?\d{4}"
)
_VERSION = re.compile(
    r"(?:\bversion|\bedition|\bverzija|\bверзија|\bfassung|\bversi|\bedisi|\bversioni|\bversión|\brevision|\brev\.|ฉบับที่)\s*:?\s*(?:no\.?|nr\.?|br\.?)?\s*v?(\d+(?:\.\d+){0,3})\b",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    r"^(?:issued by|issuer|published by|publisher|adopted by|herausgeber(?:in)?|herausgegeben von|izdavač|izdaje|donosi|издавач|издава|lëshuar nga|botuar nga|diterbitkan oleh|penerbit|dikeluarkan oleh|emitido por|publicado por|editor|ผู้ออก|ออกโดย)\s*[:：]?\s*(\S.{2,120}?)\.?$",
    re.IGNORECASE,
)


def title_of(stated: Mapping[str, str], blocks: Sequence[Block], name: str) -> str:
    """Choose what the document states, its highest heading, what the file's properties say, or the file's name."""
    if stated.get("title") and not _NO_TITLE.match(stated["title"]):
        return stated["title"]
    beside = stated.get("page title") or stated.get("file title") or ""
    top = first_heading(blocks)
    if beside and not _NO_TITLE.match(beside) and (not top or _stands_in(beside, blocks)):
        return beside
    return top or PurePath(name).stem


def first_heading(blocks: Sequence[Block]) -> str:
    """Give the first heading of the highest level."""
    headings = [block for block in blocks if block.level >= HEADING]
    return min(headings, key=lambda block: block.level).text if headings else ""


def _stands_in(title: str, blocks: Sequence[Block]) -> bool:
    plain = " ".join(title.casefold().split())
    return any(plain in block.text.casefold() for block in blocks[:_LOOKED_AT])


def date_in(blocks: Sequence[Block], today: date) -> date | None:
    """Find the first whole date at the top of a document; one that is still to come is no date of issue."""
    for text in _top(blocks):
        for found in _WITH_DATE.finditer(text):
            day = start(found.group().replace("พ.ศ.", " "))
            if day is not None and day <= today:
                return day
    return None


def version_in(blocks: Sequence[Block]) -> str:
    """Find the number of a version or edition at the top of a document."""
    return next((found[1] for text in _top(blocks) if (found := _VERSION.search(text))), "")


def issuer_in(blocks: Sequence[Block]) -> str:
    """Find the line that names the issuer at the top of a document."""
    return next((found[1] for text in _top(blocks) if (found := _ISSUER.match(text))), "")


def language_of(stated: str, blocks: Sequence[Block], tell: Callable[[str], str]) -> str:
    """Believe the text rather than what a program wrote into the file; a stated language decides where the text is unsure."""
    told = tell(" ".join(block.text for block in blocks[:_LANGUAGE_FROM]))
    tag = stated.strip().lower().partition("-")[0].partition("_")[0]
    if told == "und" or (tag and {tag, told} <= {"bs", "hr", "sr", "cnr", "sh"}) or {tag, told} == {"id", "ms"}:
        return tag if re.fullmatch(r"[a-z]{2,3}", tag) else told
    return told


def _top(blocks: Sequence[Block]) -> Iterator[str]:
    return (block.text for block in blocks[:_LOOKED_AT])
